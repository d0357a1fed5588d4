import { createRequire } from "node:module";
import { join } from "node:path";
import type { AST } from "@eslint-community/regexpp";
import { installDependencies } from "../install-dependencies.mjs";
import { exhaustive } from "./exhaustive.ts";
import type { Pattern } from "./find-patterns.ts";

/** What is used of `recheck`, in the variant that is JavaScript alone. */
interface Recheck {
  readonly checkSync: (source: string, flags: string, options: Options) => Verdict;
}

interface Options {
  readonly checker: "automaton";
  /** In milliseconds: long enough for a busy machine. */
  readonly timeout: number;
}

interface Verdict {
  readonly status: "safe" | "vulnerable" | "unknown";
  readonly attack?: { readonly pattern: string };
  readonly error?: { readonly kind: string };
}

/** What is used of `@eslint-community/regexpp`. */
interface Regexpp {
  readonly RegExpParser: new (options: { readonly ecmaVersion: 2025 }) => {
    parsePattern(source: string, start: number, end: number, flags: { readonly unicode: boolean }): AST.Pattern;
  };
}

/** Why a pattern is not proven to take linear time; `undefined` if it is. */
export type Prover = (pattern: Pick<Pattern, "source" | "flags">) => string | undefined;

/**
 * Loads the tools that prove patterns, after npm has installed them if need be.
 * Rejects with an Error with a message for the user when npm fails.
 */
export async function loadProver(): Promise<Prover> {
  const here = import.meta.dirname;
  await installDependencies(here, "Installing the tool that proves patterns from npm (once, 6 MB) ...");
  const load = createRequire(import.meta.url);
  const modules = join(here, "node_modules");
  const { checkSync } = load(join(modules, "recheck", "lib", "browser.js")) as Recheck;
  const { RegExpParser } = load(join(modules, "@eslint-community", "regexpp")) as Regexpp;
  const parser = new RegExpParser({ ecmaVersion: 2025 });
  return ({ source, flags }) => {
    try {
      const parsed = parser.parsePattern(source, 0, source.length, { unicode: flags.includes("u") });
      const anyCase = source.includes("(?i:") ? "i" : "";
      const used = [...new Set(flags.replace(/[dgy]/g, "") + anyCase)].join("");
      for (const variant of exhaustive(parsed)) {
        // Without unbounded repetitions there is a limit to what one offset takes.
        if (!/[*+]|\{\d+,\}/.test(variant)) continue;
        const verdict = checkSync(variant, used, { checker: "automaton", timeout: 120_000 });
        if (verdict.status === "safe") continue;
        return verdict.attack === undefined
          ? `the proof ends with "${verdict.error?.kind ?? ""}"`
          : `try it on ${verdict.attack.pattern}`;
      }
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
}
