import type { Action } from "./lex.ts";
import { characterOf, numberOf, unquote } from "./literals.ts";
import type { Branch, Command, Operand, Pipeline, Problem } from "./node.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** What one action says. */
export interface Phrase {
  /** `if`, `end`, `define` and the like; "" for a pipeline alone. */
  readonly keyword: string;
  /** Behind `else`: the keyword of the branch that begins there. */
  readonly chained: "if" | "with" | undefined;
  /** Behind `define`, `block` and `template`: the name of the template; "" elsewhere. */
  readonly name: string;
  readonly pipeline: Pipeline | undefined;
  /** What is wrong with it; the rest is what could be read. */
  readonly problem: Problem | undefined;
}

const keywords: ReadonlySet<string> = new Set([
  ...["if", "else", "end", "with", "range", "define", "block", "template", "break", "continue"],
]);

/** What takes no value from a command before it. */
const fixed: ReadonlySet<Operand["type"]> = new Set(["constant", "nil", "dot"]);

/** Parentheses deeper than anybody writes them. */
const deepest = 100;

/** Reads one action. Mirrors `action`, `parseControl`, `pipeline`, `command`, `operand` and `term` in text/template/parse/parse.go of Go. */
export function phraseOf(text: string, { start, end }: Action): Phrase {
  const { tokens, problem: unread } = tokensOf(text, start, end);
  let next = 0;
  let problem: Problem | undefined;
  const peek = (ahead = 0): Token => tokens[Math.min(next + ahead, tokens.length - 1)] ?? nothing;
  const take = (): Token => {
    const token = peek();
    next++;
    return token;
  };
  /** Only the first problem is told: those behind it come of it. */
  const complain = (message: string, { at }: { readonly at: number }): void => {
    problem ??= { message, at };
  };
  const isSign = (sign: string, ahead = 0): boolean => peek(ahead).type === "sign" && peek(ahead).text === sign;

  function nameOf(where: string): string {
    const token = take();
    const name = token.type === "string" ? unquote(token.text) : undefined;
    if (name === undefined) complain(`unexpected ${shown(token)} in ${where}`, token);
    return name ?? "";
  }

  function pipelineOf(kind: "plain" | "range", depth: number): Pipeline | undefined {
    const { at } = peek();
    const { variables, assigns } = declaredBy(kind);
    const commands: Command[] = [];
    for (;;) {
      const command = commandOf(depth);
      if (command === undefined) return undefined;
      if (commands.length > 0 && fixed.has(command.first.type)) {
        complain(`non executable command in pipeline stage ${commands.length + 1}`, command.first);
        return undefined;
      }
      commands.push(command);
      if (isSign("|")) take();
      else return { variables, assigns, commands, at };
      // Go lets a pipeline end with a bar.
      if (peek().type === "end" || isSign(")")) return { variables, assigns, commands, at };
    }
  }

  function declaredBy(kind: "plain" | "range"): Pick<Pipeline, "variables" | "assigns"> {
    const isDeclaring = (ahead: number): boolean => isSign(":=", ahead) || isSign("=", ahead);
    const count =
      peek().type !== "variable"
        ? 0
        : isDeclaring(1)
          ? 1
          : kind === "range" && isSign(",", 1) && peek(2).type === "variable" && isDeclaring(3)
            ? 2
            : 0;
    if (count === 0) return { variables: [], assigns: "declared" };
    const first = take().text;
    if (count === 2) take();
    const variables = count === 2 ? [first, take().text] : [first];
    return { variables, assigns: take().text === "=" ? "known" : "declared" };
  }

  function commandOf(depth: number): Command | undefined {
    const operands: Operand[] = [];
    const { at } = peek();
    while (peek().type !== "end" && !isSign("|") && !isSign(")")) {
      const token = peek();
      if (operands.length > 0 && token.follows !== "space" && !isSign("(")) {
        {
          complain(`unexpected ${shown(token)} in operand`, token);
          return undefined;
        }
      }
      const operand = operandOf(depth);
      if (operand === undefined) return undefined;
      operands.push(operand);
    }
    const [first, ...rest] = operands;
    if (first !== undefined) return { first, rest, at };
    complain("missing value for command", peek());
    return undefined;
  }

  function operandOf(depth: number): Operand | undefined {
    const operand = termOf(take(), depth);
    const names: string[] = [];
    while (peek().type === "field" && peek().follows !== "space") names.push(take().text.slice(1));
    if (operand === undefined || names.length === 0) return operand;
    if (operand.type === "field" || operand.type === "variable" || operand.type === "parentheses") {
      return { ...operand, names: [...operand.names, ...names] };
    }
    if (operand.type === "dot" || operand.type === "function") {
      const command: Command = { first: operand, rest: [], at: operand.at };
      const pipeline: Pipeline = { variables: [], assigns: "declared", commands: [command], at: operand.at };
      return { type: "parentheses", pipeline, names, at: operand.at };
    }
    {
      complain(`unexpected . after term`, operand);
      return undefined;
    }
  }

  function termOf(token: Token, depth: number): Operand | undefined {
    const { type, text: word, at } = token;
    switch (type) {
      case "string":
      case "character":
      case "number": {
        const value = type === "string" ? unquote(word) : type === "number" ? numberOf(word) : characterOf(word);
        if (value === undefined) {
          complain(`${type === "number" ? "bad number syntax" : "invalid syntax"}: ${word}`, token);
          return undefined;
        }
        return { type: "constant", value, at };
      }
      case "variable":
        return { type: "variable", name: word, names: [], at };
      case "field":
        return { type: "field", names: [word.slice(1)], at };
      case "dot":
        return { type: "dot", at };
      case "word":
        if (word === "true" || word === "false") return { type: "constant", value: word === "true", at };
        if (word === "nil") return { type: "nil", at };
        if (!keywords.has(word)) return { type: "function", name: word, at };
        complain(`unexpected <${word}> in operand`, token);
        return undefined;
      case "sign":
        if (word === "(") return inParentheses(token, depth + 1);
        complain(`unexpected ${shown(token)} in operand`, token);
        return undefined;
      case "end": {
        complain("unexpected end of action in operand", token);
        return undefined;
      }
    }
  }

  function inParentheses(opening: Token, depth: number): Operand | undefined {
    if (depth > deepest) {
      complain("parentheses are nested too deeply", opening);
      return undefined;
    }
    const pipeline = pipelineOf("plain", depth);
    if (pipeline === undefined) return undefined;
    const close = take();
    if (close.type !== "sign" || close.text !== ")") {
      complain("unclosed left paren", opening);
      return undefined;
    }
    return { type: "parentheses", pipeline, names: [], at: opening.at };
  }

  /** What follows a keyword. */
  function restOf(keyword: string): Pick<Phrase, "name" | "pipeline" | "chained"> {
    const alone = { name: "", pipeline: undefined, chained: undefined };
    switch (keyword) {
      case "if":
      case "with":
      case "range":
        return { ...alone, pipeline: pipelineOf(keyword === "range" ? "range" : "plain", 0) };
      case "else": {
        const chained = chainedBy(peek());
        if (chained === undefined) return alone;
        take();
        return { ...alone, chained, pipeline: pipelineOf("plain", 0) };
      }
      case "define":
        return { ...alone, name: nameOf("define clause") };
      case "block":
        return { ...alone, name: nameOf("block clause"), pipeline: pipelineOf("plain", 0) };
      case "template": {
        const name = nameOf("template clause");
        return { ...alone, name, pipeline: peek().type === "end" ? undefined : pipelineOf("plain", 0) };
      }
      case "":
        return { ...alone, pipeline: pipelineOf("plain", 0) };
      default:
        return alone;
    }
  }

  const keyword = peek().type === "word" && keywords.has(peek().text) ? take().text : "";
  const rest = restOf(keyword);
  if (problem === undefined && peek().type !== "end") complain(`unexpected ${shown(peek())} in command`, peek());
  // What ended the words too early came before whatever it caused.
  return { keyword, ...rest, problem: unread ?? problem };
}

function chainedBy({ type, text }: Token): (Branch["type"] & ("if" | "with")) | undefined {
  return type === "word" && (text === "if" || text === "with") ? text : undefined;
}

const nothing: Token = { type: "end", text: "", at: 0, follows: "space" };

function shown({ type, text }: Token): string {
  return type === "end" ? "end of action" : JSON.stringify(text);
}
