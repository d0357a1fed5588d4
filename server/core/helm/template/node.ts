import type { Deriving } from "../../memo.ts";

/** One part of a template that prints or decides something. Every `at` is an offset in the text of its source, from 0. */
export type Statement =
  | { readonly type: "text"; readonly text: string; readonly at: number }
  | { readonly type: "action"; readonly pipeline: Pipeline; readonly at: number }
  | { readonly type: "call"; readonly name: string; readonly pipeline: Pipeline | undefined; readonly at: number }
  | Branch
  | { readonly type: "break" | "continue"; readonly at: number }
  | { readonly type: "broken"; readonly message: string; readonly at: number };

/** `if`, `with` or `range`, each with what is in it and what follows its `else`. */
export interface Branch {
  readonly type: "if" | "with" | "range";
  readonly pipeline: Pipeline;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
  readonly at: number;
}

/** Commands, each of which is given the value of the one before as its last argument. */
export interface Pipeline {
  /** The variables that it declares or assigns, with their `$`: none, one, or two in a `range`. */
  readonly variables: readonly string[];
  readonly assigns: "declared" | "known";
  /** At least one. */
  readonly commands: readonly Command[];
  readonly at: number;
}

/** A function or a value with what it is given. */
export interface Command {
  readonly first: Operand;
  readonly rest: readonly Operand[];
  readonly at: number;
}

/** One value in a command. */
export type Operand =
  | { readonly type: "constant"; readonly value: string | number | bigint | boolean; readonly at: number }
  | { readonly type: "nil"; readonly at: number }
  | { readonly type: "dot"; readonly at: number }
  | { readonly type: "function"; readonly name: string; readonly at: number }
  /** `.a.b`: fields of the dot. */
  | { readonly type: "field"; readonly names: readonly string[]; readonly at: number }
  /** `$x.a`: a variable, with its `$`, and fields of it. */
  | { readonly type: "variable"; readonly name: string; readonly names: readonly string[]; readonly at: number }
  /** `(pipeline).a`. */
  | {
      readonly type: "parentheses";
      readonly pipeline: Pipeline;
      readonly names: readonly string[];
      readonly at: number;
    };

/** A text of a chart: a template, or a file of values. What is read of it is kept with it. */
export interface Source extends Deriving {
  /** For a file, whatever its owner calls it; for a text that `tpl` is given, `tpl`. */
  readonly name: string;
  readonly text: string;
}

/** A text of which nothing has been read yet. */
export function sourceOf(name: string, text: string): Source {
  return { name, text, derived: new Map() };
}

/** A named template. */
export interface Template {
  readonly name: string;
  readonly source: Source;
  readonly body: readonly Statement[];
}

/** Something in a template that is not the language. */
export interface Problem {
  readonly message: string;
  readonly at: number;
}

/** What a text comes to. */
export interface ParsedTemplate {
  readonly main: Template;
  /** What it defines, in the order of the text. */
  readonly defined: readonly Template[];
  /** The first is what Go would say; what comes after it is read as far as it can be. */
  readonly problems: readonly Problem[];
}
