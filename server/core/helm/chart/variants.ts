import { withUnknownLines } from "./unknown-lines.ts";
import { type Condition, type RenderedText, textWriter } from "../value/rendered-text.ts";

/** How many cases of one template are looked at, those in which nothing and in which everything holds among them. */
const [fewestVariants, mostVariants] = [2, 32];

/** How many characters all cases together may have: of what is very long, fewer are looked at. */
const maxCharacters = 8_000_000;

/** Which branch of each condition is taken; `fallback` for those that are not named. */
interface Choice {
  readonly branches: ReadonlyMap<string, Condition["branch"]>;
  readonly fallback: Condition["branch"];
}

/**
 * What a template prints, once for each case, so that everything that it may print is in one of them. The first is that in which
 * nothing holds that is not known to. There is only one where all is known.
 */
export function variantsOf(text: RenderedText): readonly RenderedText[] {
  const conditions = new Set(text.stretches.flatMap(({ origin }) => origin.condition ?? []));
  if (conditions.size === 0) return [withUnknownLines(text)];
  const choices: Choice[] = [
    { branches: new Map(), fallback: "otherwise" },
    { branches: new Map(), fallback: "taken" },
  ];
  const most = Math.max(fewestVariants, Math.min(mostVariants, maxCharacters / text.text.length));
  for (const condition of conditions) {
    if (choices.length >= most || choices.some((choice) => holds(condition, choice))) continue;
    choices.push({ branches: new Map(chainOf(condition)), fallback: "otherwise" });
  }
  return choices.map((choice) => withUnknownLines(textIn(text, choice)));
}

function textIn(text: RenderedText, choice: Choice): RenderedText {
  const { stretches } = text;
  const writer = textWriter();
  const known = new Map<Condition, boolean>();
  for (const [index, { at, origin }] of stretches.entries()) {
    const { condition } = origin;
    const isKept = condition === undefined || (known.get(condition) ?? holds(condition, choice));
    if (condition !== undefined) known.set(condition, isKept);
    if (isKept) writer.append(text, at, stretches[index + 1]?.at ?? text.text.length);
  }
  return writer.finish();
}

function holds(condition: Condition, { branches, fallback }: Choice): boolean {
  return chainOf(condition).every(([key, branch]) => (branches.get(key) ?? fallback) === branch);
}

/** A condition and those around it; each is told from others by its place and by what it depends on. */
function chainOf(condition: Condition): readonly (readonly [string, Condition["branch"]])[] {
  const chain: (readonly [string, Condition["branch"]])[] = [];
  for (let one: Condition | undefined = condition; one !== undefined; one = one.outer) {
    chain.push([`${one.source.name}\0${one.at}\0${one.unknown.id}`, one.branch]);
  }
  return chain;
}
