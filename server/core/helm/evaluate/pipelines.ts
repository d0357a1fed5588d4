import type { Command, Operand, Pipeline } from "../template/node.ts";
import { hasUnknown } from "../../manifest/template.ts";
import { markerOf } from "../value/print.ts";
import {
  entryOf,
  isMap,
  isObject,
  isTrue,
  isUnknown,
  type Method,
  typeOf,
  type Value,
  withoutOrigin,
} from "../value/value.ts";
import { takeLevel, takeResult, takeSteps, takeValues } from "./budget.ts";
import { makeUnknown } from "./engine.ts";
import { isTemplateFailure, templateFailure } from "./failure.ts";
import type { Call, TemplateFunction } from "./function-table.ts";
import { methodOfValues } from "./values-methods.ts";
import { assign, type Frame, lastReads, noteReads, originOf, variableNamed } from "./frame.ts";

/** The value of a pipeline; sets what it declares, except for a `range`. Throws `TemplateFailure`. Mirrors `evalPipeline` in text/template/exec.go of Go. */
export function valueOf(frame: Frame, pipeline: Pipeline, dot: Value, kind: "plain" | "range" = "plain"): Value {
  let value: Value = null;
  let piped: readonly Value[] = [];
  for (const command of pipeline.commands) {
    value = commandValue(frame, command, dot, piped);
    if (pipeline.commands.length > 1) piped = [value];
  }
  if (kind === "range") return value;
  for (const name of pipeline.variables) {
    if (pipeline.assigns === "known") assign(frame, name, value, pipeline);
    else frame.variables.push({ name, value, places: lastReads(frame) });
  }
  return value;
}

/** `piped` is the value of the command before, where there is one. */
function commandValue(frame: Frame, { first, rest }: Command, dot: Value, piped: readonly Value[]): Value {
  if (first.type === "function") return callValue(frame, first, rest, piped, dot);
  if (first.type === "nil") throw templateFailure("nil is not a command", originOf(frame, first));
  if (rest.length === 0 && piped.length === 0) return operandValue(frame, first, dot);
  const given = (): readonly Value[] => [...rest.map((operand) => operandValue(frame, operand, dot)), ...piped];
  // Only a method takes arguments.
  if (first.type === "field") return fieldValue(frame, dot, first, given);
  if (first.type === "variable" && first.names.length > 0) {
    return fieldValue(frame, variableNamed(frame, first.name, first).value, first, given);
  }
  if (first.type === "parentheses" && first.names.length > 0) {
    return fieldValue(frame, innerValue(frame, first.pipeline, dot), first, given);
  }
  throw templateFailure("can't give argument to non-function", originOf(frame, first));
}

function operandValue(frame: Frame, operand: Operand, dot: Value): Value {
  switch (operand.type) {
    case "constant":
      return operand.value;
    case "nil":
      return null;
    case "dot":
      noteReads(frame, frame.dotPlaces);
      return dot;
    case "function":
      return callValue(frame, operand, [], [], dot);
    case "field":
      return fieldValue(frame, dot, operand);
    case "variable": {
      const { value, places } = variableNamed(frame, operand.name, operand);
      noteReads(frame, places);
      return operand.names.length === 0 ? value : fieldValue(frame, value, operand);
    }
    case "parentheses": {
      const value = innerValue(frame, operand.pipeline, dot);
      return operand.names.length === 0 ? value : fieldValue(frame, value, operand);
    }
  }
}

/** What parentheses declare is gone behind them. */
function innerValue(frame: Frame, pipeline: Pipeline, dot: Value): Value {
  const depth = frame.variables.length;
  const value = takeLevel(frame.engine, undefined, () => valueOf(frame, pipeline, dot));
  frame.variables.length = depth;
  return value;
}

/** A chain of fields; the last of them may be a method. Mirrors `evalFieldChain` and `evalField` in text/template/exec.go of Go. */
function fieldValue(
  frame: Frame,
  start: Value,
  operand: Operand & { readonly names: readonly string[] },
  given?: () => readonly Value[],
): Value {
  const { names } = operand;
  // A nil that went through a pipeline, a variable or the dot has no fields, but asking for one is no error.
  if (start === null) return null;
  let value: Value = start;
  let left = names.length;
  for (const name of names) {
    if (isUnknown(value)) return value;
    const isLast = --left === 0;
    const method = methodOf(value, name);
    if (method !== undefined) {
      const list = (isLast ? (given?.() ?? []) : []).map(withoutOrigin);
      value = list.find(isUnknown) ?? called(frame, method, list);
    } else {
      if (isLast && given !== undefined) {
        throw templateFailure(`${name} is not a method but has arguments`, originOf(frame, operand));
      }
      value = fieldOf(frame, value, name, operand);
    }
  }
  return value;
}

function methodOf(value: Value, name: string): Method | undefined {
  if (isObject(value)) return Object.hasOwn(value.methods, name) ? value.methods[name] : undefined;
  return value !== null && isMap(value) ? methodOfValues(value, name) : undefined;
}

function called({ engine }: Frame, method: Method, given: readonly Value[]): Value {
  takeSteps(engine, 1);
  takeValues(engine, given, "deep");
  const value = method(given, engine);
  takeResult(engine, value);
  return value;
}

function fieldOf(frame: Frame, value: Value, name: string, operand: Operand): Value {
  if (isMap(value)) {
    const place = value.places.get(name);
    if (place !== undefined) noteReads(frame, [place]);
    return entryOf(value, name);
  }
  if (isObject(value) && value.fields.has(name)) return value.fields.get(name) ?? null;
  if (isObject(value) && value.holds !== undefined && isMap(value.holds)) return value.holds.entries.get(name) ?? null;
  const message =
    value === null
      ? `nil pointer evaluating interface {}.${name}`
      : `can't evaluate field ${name} in type ${typeOf(value)}`;
  throw templateFailure(message, originOf(frame, operand));
}

function callValue(
  frame: Frame,
  operand: Operand & { readonly type: "function" },
  rest: readonly Operand[],
  piped: readonly Value[],
  dot: Value,
): Value {
  const { name } = operand;
  if (name === "and" || name === "or") {
    const given = [...rest.map((it) => () => operandValue(frame, it, dot)), ...piped.map((it) => () => it)];
    return decide(name, given);
  }
  const given = [...rest.map((it) => operandValue(frame, it, dot)), ...piped];
  return apply(frame, operand, given);
}

/** `and` and `or` return the argument that decides, and leave those behind it alone. */
function decide(name: "and" | "or", given: readonly (() => Value)[]): Value {
  if (given.length === 0) throw templateFailure(`wrong number of args for ${name}: want at least 1 got 0`);
  let value: Value = null;
  let unknown: Value | undefined;
  for (const evaluate of given) {
    value = evaluate();
    if (isUnknown(value)) unknown ??= value;
    else if (isTrue(value) === (name === "or")) return value;
  }
  return unknown ?? value;
}

/** An unknown value is remembered to the end, with why it is unknown. */
const stepsOfUnknown = 4;

function apply(frame: Frame, operand: Operand & { readonly type: "function" }, given: readonly Value[]): Value {
  const { engine, condition } = frame;
  const { name } = operand;
  const via = originOf(frame, operand);
  const found = engine.functions.get(name);
  if (found === undefined) throw templateFailure(`function ${JSON.stringify(name)} not defined`, via);
  const problem = found.problem(given.length);
  if (problem !== undefined) throw templateFailure(problem, via);
  if (found.meets === "random") {
    takeSteps(engine, stepsOfUnknown, via);
    return makeUnknown(engine, `${name} is different each time`);
  }
  try {
    takeValues(engine, given, found.looks, found.price);
    const value = resultOf(name, found, given, { engine, via, condition });
    takeResult(engine, value, found.price);
    return value;
  } catch (error) {
    if (!isTemplateFailure(error) || error.origin !== undefined) throw error;
    throw templateFailure(`error calling ${name}: ${error.message}`, via, error.reason);
  }
}

function resultOf(
  name: string,
  { meets, run }: Exclude<TemplateFunction, { readonly meets: "random" }>,
  given: readonly Value[],
  call: Call,
): Value {
  if (meets === "keeps") return run(given, call);
  const values = given.map(withoutOrigin);
  if (meets === "decides") return run(values, call);
  if (meets === "joins") {
    const marked = values.map((it) => (isUnknown(it) ? markerOf(it) : it));
    return run(marked, call);
  }
  const unknown = values.find(isUnknown);
  if (unknown !== undefined) return unknown;
  const hides = values.some((it) => typeof it === "string" && hasUnknown(it));
  return hides ? makeUnknown(call.engine, `${name} of a text that is not known`) : run(values, call);
}
