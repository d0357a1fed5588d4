import type { Origin } from "../value/rendered-text.ts";
import type { Value } from "../value/value.ts";
import type { Caller, Engine } from "./engine.ts";

/** What a function is called with besides its arguments. */
export interface Call extends Caller {
  readonly engine: Engine;
  /** The statement that calls it. */
  readonly via: Origin;
}

/**
 * A function of templates. `meets` says what it does with an argument that is not known:
 * - `strict`: the result is unknown too. It gets plain values: no texts with origins.
 * - `joins`: it makes a text of its arguments, in which a mark stands for what is unknown.
 * - `decides`: it is given the unknown value. It gets plain values.
 * - `keeps`: like `decides`, and it gets texts with their origins, so that what it returns may keep them.
 * - `random`: the result is never known.
 */
export type TemplateFunction = {
  /** What is wrong with a number of arguments. */
  readonly problem: (given: number) => string | undefined;
} & (
  | {
      readonly meets: "strict" | "joins" | "decides" | "keeps";
      /** `shallow`: it takes no more time for what is inside of the lists and maps that it is given. */
      readonly looks: "deep" | "shallow";
      /** How many times as long it takes for a text or an item as one that only copies them. */
      readonly price: number;
      readonly run: (given: readonly Value[], call: Call) => Value;
    }
  | { readonly meets: "random" }
);

/** Functions by their names. */
export type FunctionTable = ReadonlyMap<string, TemplateFunction>;
