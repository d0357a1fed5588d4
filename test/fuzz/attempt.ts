import { hashOf, Random } from "./random.ts";
import type { Outcome, Target } from "./target.ts";

/** Milliseconds that an input of at most 4,000 characters may take, and what each further call may take. */
const patience = { first: 200, further: 20 };

/** Runs a target once: what came out, or what is wrong. */
export async function attempt(
  target: Target,
  input: string,
  clock: (() => number) | undefined,
): Promise<Outcome | { readonly reason: string }> {
  // Most errors are those that the parser of YAML notes, and a stack of each of them takes longer than the parsing.
  Error.stackTraceLimit = 0;
  try {
    const once = async (): Promise<Outcome & { readonly took: number }> => {
      const start = clock?.() ?? 0;
      const outcome = target.run(input, new Random(hashOf(input)));
      return { ...(outcome instanceof Promise ? await outcome : outcome), took: (clock?.() ?? 0) - start };
    };
    const outcome = await once();
    const limit = patience.first + patience.further * outcome.calls;
    if (outcome.took <= limit || input.length > 4096) return outcome;
    // The machine may have been busy: what is slow is slow every time.
    const tooks = [outcome.took, (await once()).took, (await once()).took];
    return Math.min(...tooks) <= limit ? outcome : { reason: `it takes ${Math.round(Math.min(...tooks))} ms` };
  } catch (error) {
    if (!(error instanceof Error)) return { reason: String(error) };
    Error.stackTraceLimit = 10;
    return { reason: firstLines(await withStack(target, input, error)) };
  } finally {
    Error.stackTraceLimit = 10;
  }
}

/** The same error with the lines of code that led to it. */
async function withStack(target: Target, input: string, error: Error): Promise<Error> {
  try {
    await target.run(input, new Random(hashOf(input)));
    return error;
  } catch (again) {
    return again instanceof Error ? again : error;
  }
}

function firstLines({ name, message, stack = "" }: Error): string {
  const [first = ""] = message.split("\n");
  const at = /\((?:file:\/\/)?\S*?(server\/\S+?)\)|at (?:file:\/\/)?\S*?(server\/\S+)/.exec(stack);
  const isOurs = name === "Error" || name === "AssertionError";
  return isOurs ? first : `${name}: ${first}, at ${at?.[1] ?? at?.[2] ?? "a check"}`;
}

/** What finds of the same kind have in common: their reason without what depends on the input. */
export function kindOf(reason: string): string {
  return reason
    .replaceAll(/\d+/g, "0")
    .replaceAll(/"[^"]*"/g, (it) => (/^"[a-z-]+"$/.test(it) ? it : '""'))
    .slice(0, 120);
}
