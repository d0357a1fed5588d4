import { hasUnknown, withoutUnknown } from "../../manifest/template.ts";
import { longestText, takeValues, tooLong } from "../evaluate/budget.ts";
import { type Engine, renderTemplate, renderText } from "../evaluate/engine.ts";
import { templateFailure } from "../evaluate/failure.ts";
import { indentText, type RenderedText, sliceText } from "../value/rendered-text.ts";
import { markerOf, printed } from "../value/print.ts";
import { isRendered, isUnknown, mapOf, plain, type Value } from "../value/value.ts";
import { functionsThat, type NamedFunctions } from "./define.ts";
import { isEmpty, joined, text, whole, wrongType } from "./given.ts";

/** What Helm adds, and what passes on text with where it comes from. Mirrors pkg/engine/engine.go and funcs.go of Helm, and sprig. */
export const helm: NamedFunctions = functionsThat("keeps", {
  include: ([name = null, data = null], { engine, via, condition }) =>
    isUnknown(name) ? name : knownPart(renderTemplate(engine, text(name), data, { via, condition }), engine),
  tpl: ([template = null, data = null], { engine, via, condition }) =>
    isUnknown(template) ? template : renderText(engine, text(template), data, { via, condition }),
  required: ([message, value = null]) => {
    if (value === null || plain(value) === "") throw templateFailure(text(message));
    return value;
  },
  fail: ([message = null], { engine }) => {
    takeValues(engine, [message], "deep");
    throw templateFailure(printed(plain(message)));
  },
  // Argo CD renders without a cluster, so nothing is ever found.
  lookup: () => mapOf(),
  default: (given) => {
    const [instead = null, value = null] = given;
    if (given.length < 2) return instead;
    return isUnknown(value) ? value : isEmpty(value) ? instead : value;
  },
  coalesce: (given) => given.find((value) => isUnknown(value) || !isEmpty(value)) ?? null,
  ternary: ([yes = null, no = null, test = null]) => {
    if (isUnknown(test)) return test;
    if (typeof test !== "boolean") throw wrongType(test, "bool");
    return test ? yes : no;
  },
  indent: ([width, value = null]) => indented(value, "", blanks(whole(width))),
  nindent: ([width, value = null]) => indented(value, "\n", blanks(whole(width))),
  trim: ([value = null]) => cut(value, (it) => [it.length - it.trimStart().length, it.trimEnd().length]),
  trimSuffix: ([suffix, value = null]) => {
    const end = text(suffix);
    return cut(value, (it) => [0, it.endsWith(end) ? it.length - end.length : it.length]);
  },
  trimPrefix: ([prefix, value = null]) => {
    const start = text(prefix);
    return cut(value, (it) => [it.startsWith(start) ? start.length : 0, it.length]);
  },
});

/** Mirrors `Repeat` of strings in Go, which panics below 0. */
function blanks(width: number): string {
  if (width < 0) throw templateFailure("strings: negative Repeat count");
  if (width > longestText) throw tooLong();
  return " ".repeat(width);
}

/** A text of which nothing is known is not known: it may be empty, too. */
function knownPart(value: RenderedText, engine: Engine): Value {
  if (!hasUnknown(value.text)) return value;
  const ids: number[] = [];
  const known = withoutUnknown(value.text, (id) => (ids.push(id), ""));
  return known.trim() === "" ? (engine.unknowns[ids[0] ?? 0] ?? value) : value;
}

function indented(value: Value, before: string, pad: string): Value {
  const words = isUnknown(value) ? markerOf(value) : text(value);
  const indentedText = joined(words.split("\n"), `\n${pad}`);
  return isRendered(value) ? indentText(value, before, pad) : before + pad + indentedText;
}

/** A part of a text; an unknown one stays unknown. */
function cut(value: Value, limits: (text: string) => readonly [number, number]): Value {
  if (isUnknown(value)) return value;
  const words = text(value);
  const [start, end] = limits(words);
  return isRendered(value) ? partOf(value, start, Math.max(start, end)) : words.slice(start, Math.max(start, end));
}

function partOf(value: RenderedText, start: number, end: number): RenderedText {
  return sliceText(value, start, end);
}
