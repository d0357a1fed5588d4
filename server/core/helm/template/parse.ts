import { type Action, splitActions } from "./lex.ts";
import type { Branch, ParsedTemplate, Pipeline, Problem, Source, Statement, Template } from "./node.ts";
import { type Phrase, phraseOf } from "./phrase.ts";

/**
 * Reads a template. Never throws: an action that is not the language becomes a `broken` statement, and what is not closed ends with
 * the text. Mirrors `parse` and what it calls in text/template/parse/parse.go of Go.
 */
export function parseTemplate(source: Source): ParsedTemplate {
  const { parts, problems: unclosed } = splitActions(source.text);
  const problems: Problem[] = [...unclosed];
  const defined: Template[] = [];
  let next = 0;
  // How many ranges are open in the template that is read.
  let ranges = 0;

  /** Statements up to an action that ends them, or to the end of the text. */
  function readBlock(
    depth: number,
    ends: readonly string[],
    opened?: number,
  ): { body: readonly Statement[]; end?: Ending } {
    const body: Statement[] = [];
    for (;;) {
      const part = parts[next++];
      if (part === undefined) {
        if (opened !== undefined) problems.push({ message: "unexpected EOF", at: opened });
        return { body };
      }
      if (part.type === "text") {
        body.push(part);
        continue;
      }
      const phrase = phraseOf(source.text, part);
      if (phrase.problem !== undefined) problems.push(phrase.problem);
      if (ends.includes(phrase.keyword)) return { body, end: { ...phrase, at: part.at } };
      const statement = statementOf(phrase, part, depth);
      if (statement !== undefined) body.push(statement);
    }
  }

  function statementOf(phrase: Phrase, { at }: Action, depth: number): Statement | undefined {
    const { keyword, name, pipeline } = phrase;
    if (phrase.problem !== undefined && !blocks.has(keyword))
      return { type: "broken", message: phrase.problem.message, at };
    switch (keyword) {
      case "if":
      case "with":
      case "range":
        return branchOf(keyword, pipeline, at, depth + 1);
      case "define":
      case "block": {
        if (keyword === "define" && depth > 0) problems.push({ message: "unexpected <define> in command", at });
        const outer = ranges;
        ranges = 0;
        const { body } = depth < deepest ? readBlock(depth + 1, ["end"], at) : tooDeep(at);
        ranges = outer;
        define({ name, source, body }, at);
        return keyword === "define" ? undefined : { type: "call", name, pipeline, at };
      }
      case "template":
        return { type: "call", name, pipeline, at };
      case "break":
      case "continue":
        if (ranges === 0) problems.push({ message: `{{${keyword}}} outside {{range}}`, at });
        return { type: keyword, at };
      case "":
        return pipeline === undefined ? undefined : { type: "action", pipeline, at };
      default:
        problems.push({ message: `unexpected {{${keyword}}}`, at });
        return { type: "broken", message: `unexpected {{${keyword}}}`, at };
    }
  }

  /** What is empty replaces nothing. Mirrors `add`. */
  function define(template: Template, at: number): void {
    const before = defined.findIndex(({ name }) => name === template.name);
    const known = defined[before];
    if (known === undefined) defined.push(template);
    else if (isEmptyTemplate(known)) defined[before] = template;
    else if (!isEmptyTemplate(template)) {
      problems.push({ message: `multiple definition of template ${JSON.stringify(template.name)}`, at });
    }
  }

  function branchOf(type: Branch["type"], written: Pipeline | undefined, at: number, depth: number): Branch {
    const pipeline = written ?? brokenPipeline(at);
    if (type === "range") ranges++;
    const { body, end } = depth < deepest ? readBlock(depth, ["end", "else"], at) : tooDeep(at);
    if (type === "range") ranges--;
    if (end?.keyword !== "else") return { type, pipeline, body, otherwise: [], at };
    // `else if` has no end of its own: it takes that of the branch around it.
    if (end.chained !== undefined) {
      const inner = branchOf(end.chained, end.pipeline, end.at, depth + 1);
      return { type, pipeline, body, otherwise: [inner], at };
    }
    return { type, pipeline, body, otherwise: readBlock(depth, ["end"], at).body, at };
  }

  function tooDeep(at: number): { readonly body: readonly Statement[]; readonly end?: Ending } {
    problems.push({ message: "blocks are nested too deeply", at });
    next = parts.length;
    return { body: [] };
  }

  const { body } = readBlock(0, []);
  return {
    main: { name: source.name, source, body },
    defined,
    problems: problems.toSorted((one, other) => one.at - other.at),
  };
}

/** Whether a template has nothing but white space. Mirrors `IsEmptyTree`. */
export function isEmptyTemplate({ body }: Template): boolean {
  return body.every((statement) => statement.type === "text" && statement.text.trim() === "");
}

/** An action that ends a block. */
type Ending = Phrase & { readonly at: number };

/** Deeper than any template is written. */
const deepest = 200;

/** Keywords that have an end: what is wrong behind them does not take it from them. */
const blocks: ReadonlySet<string> = new Set(["if", "with", "range", "define", "block"]);

/** A condition that nobody can know. */
function brokenPipeline(at: number): Pipeline {
  return { variables: [], assigns: "declared", commands: [], at };
}
