import type { Branch, Statement, Template } from "../template/node.ts";
import { printed } from "../value/print.ts";
import { type RenderedText, type Stretch, textWriter, underCondition } from "../value/rendered-text.ts";
import {
  isList,
  isMap,
  isObject,
  isRendered,
  isTrue,
  isUnknown,
  kindOf,
  plain,
  sortedKeys,
  type Unknown,
  type Value,
  type ValuePlace,
} from "../value/value.ts";
import { takeCharacters, takeLevel, takeSteps, takeValues } from "./budget.ts";
import { type Caller, type Engine, makeUnknown, noValue, renderTemplate } from "./engine.ts";
import { isTemplateFailure, templateFailure } from "./failure.ts";
import { assign, type Frame, lastReads, originOf } from "./frame.ts";
import { valueOf } from "./pipelines.ts";

type Signal = "next" | "break" | "continue";

/** Runs the body of a template. Throws `TemplateFailure`. Mirrors `walk` in text/template/exec.go of Go. */
export function runBody(engine: Engine, template: Template, data: Value, { via, condition }: Caller): RenderedText {
  const variables = [{ name: "$", value: data, places: [] }];
  const frame: Frame = {
    ...{ engine, template, via, writer: textWriter(), variables, condition },
    ...{ reads: [], dotPlaces: [] },
  };
  runAll(frame, template.body, data);
  return frame.writer.finish();
}

function runAll(frame: Frame, statements: readonly Statement[], dot: Value): Signal {
  for (const statement of statements) {
    const signal = run(frame, statement, dot);
    if (signal !== "next") return signal;
  }
  return "next";
}

function run(frame: Frame, statement: Statement, dot: Value): Signal {
  const { engine } = frame;
  takeSteps(engine, 1, originOf(frame, statement));
  frame.reads = [];
  switch (statement.type) {
    case "text":
      write(frame, statement, statement.text, "copied");
      return "next";
    case "action": {
      const value = valueOf(frame, statement.pipeline, dot);
      if (statement.pipeline.variables.length === 0) print(frame, statement, value);
      return "next";
    }
    case "call": {
      const data = statement.pipeline === undefined ? null : valueOf(frame, statement.pipeline, dot);
      const caller = { via: originOf(frame, statement), condition: frame.condition };
      append(frame, statement, renderTemplate(engine, statement.name, data, caller));
      return "next";
    }
    case "if":
    case "with":
      return takeLevel(engine, undefined, () => runBranch(frame, statement, dot));
    case "range":
      return takeLevel(engine, undefined, () => runRange(frame, statement, dot));
    case "break":
    case "continue":
      return statement.type;
    case "broken":
      print(frame, statement, makeUnknown(engine, "an action that is not finished"));
      return "next";
  }
}

function print(frame: Frame, statement: Statement, value: Value): void {
  if (isRendered(value)) append(frame, statement, value);
  else {
    takeValues(frame.engine, [value], "deep");
    write(frame, statement, shown(frame, value), "made");
  }
}

/** Mirrors `printValue` in text/template/exec.go of Go, which asks for the method `String` of what an object holds too. */
function shown({ engine }: Frame, value: Value): string {
  if (value === null) return noValue;
  const text = isObject(value) ? value.methods["String"]?.([], engine) : undefined;
  return printed(text ?? value);
}

function write(frame: Frame, statement: Statement, text: string, how: Stretch["how"]): void {
  const origin = originOf(frame, statement);
  takeCharacters(frame.engine, text.length, origin);
  frame.writer.write(text, origin, how);
}

function append(frame: Frame, statement: Statement, text: RenderedText): void {
  takeCharacters(frame.engine, text.text.length, originOf(frame, statement));
  frame.writer.append(frame.condition === undefined ? text : underCondition(text, frame.condition));
}

/** What the branch declares is gone behind it. */
function runBranch(frame: Frame, branch: Branch, dot: Value): Signal {
  const depth = frame.variables.length;
  const value = branch.pipeline.commands.length === 0 ? unfinished(frame) : valueOf(frame, branch.pipeline, dot);
  const inner = branch.type === "with" ? value : dot;
  const places = branch.type === "with" ? lastReads(frame) : frame.dotPlaces;
  const runBody = (): Signal => withDotAt(frame, places, () => runAll(frame, branch.body, inner));
  const signal = isUnknown(value)
    ? runBoth(frame, branch, value, runBody, dot)
    : isTrue(value)
      ? runBody()
      : runAll(frame, branch.otherwise, dot);
  frame.variables.length = depth;
  return signal;
}

/** Runs something in which the dot is written elsewhere. */
function withDotAt(frame: Frame, places: readonly ValuePlace[], run: () => Signal): Signal {
  const before = frame.dotPlaces;
  frame.dotPlaces = places;
  try {
    return run();
  } finally {
    frame.dotPlaces = before;
  }
}

function unfinished({ engine }: Frame): Unknown {
  return makeUnknown(engine, "a condition that is not finished");
}

/**
 * Runs both branches, and notes what each of their texts depends on. A variable that they leave with different values is unknown
 * afterwards; a failure in one of them is no failure of the template.
 */
function runBoth(frame: Frame, branch: Branch, unknown: Unknown, taken: () => Signal, dot: Value): Signal {
  const { variables, condition: outer, template } = frame;
  takeSteps(frame.engine, variables.length / variablesOfStep);
  const before = variables.map(({ value }) => value);
  const after = (["taken", "otherwise"] as const).map((name) => {
    for (const [index, variable] of variables.entries()) variable.value = before[index] ?? null;
    frame.condition = { unknown, branch: name, source: template.source, at: branch.at, outer };
    try {
      if (name === "taken") taken();
      else runAll(frame, branch.otherwise, dot);
    } catch (error) {
      if (!isTemplateFailure(error) || error.reason === "limit") throw error;
    }
    variables.length = before.length;
    return variables.map(({ value }) => value);
  });
  frame.condition = outer;
  for (const [index, variable] of variables.entries()) {
    const [one = null, other = null] = after.map((values) => values[index]);
    variable.value = plain(one) === plain(other) ? one : unknown;
  }
  return "next";
}

function runRange(frame: Frame, branch: Branch, dot: Value): Signal {
  const { variables } = frame;
  const { pipeline } = branch;
  const depth = variables.length;
  const value = pipeline.commands.length === 0 ? unfinished(frame) : plain(valueOf(frame, pipeline, dot, "range"));
  const all = lastReads(frame);
  const runOnce = (key: Value, item: Value): Signal => {
    const own = isMap(value) && typeof key === "string" ? value.places.get(key) : undefined;
    const places = own === undefined ? all : [...all, own];
    setLoopVariables(frame, branch, { key, item, places });
    const signal = withDotAt(frame, places, () => runAll(frame, branch.body, item));
    variables.length = depth;
    return signal;
  };
  if (isUnknown(value)) return runBoth(frame, branch, value, () => runOnce(value, value), dot);
  let isEmpty = true;
  for (const [key, item] of itemsOf(frame, branch, value)) {
    isEmpty = false;
    takeSteps(frame.engine, 1, originOf(frame, branch));
    if (runOnce(key, item) === "break") break;
  }
  if (isEmpty) return runAll(frame, branch.otherwise, dot);
  return "next";
}

function setLoopVariables(
  frame: Frame,
  { pipeline }: Branch,
  { key, item, places }: { readonly key: Value; readonly item: Value; readonly places: readonly ValuePlace[] },
): void {
  const { variables } = frame;
  const [first, second] = pipeline.variables;
  if (first === undefined) return;
  const pairs = second === undefined ? [[first, item] as const] : [[first, key] as const, [second, item] as const];
  for (const [name, value] of pairs) {
    if (pipeline.assigns === "declared") variables.push({ name, value, places });
    else assign(frame, name, value, pipeline);
  }
}

/** How many keys are put in order, and how many variables are copied, in the time of a statement. */
const [keysOfStep, variablesOfStep] = [2, 16];

/** What `range` goes through, each with its key. Mirrors `walkRange` in text/template/exec.go of Go. */
function* itemsOf(frame: Frame, branch: Branch, value: Value): Iterable<readonly [Value, Value]> {
  if (value === null) return;
  if (isList(value)) {
    for (const [index, item] of value.entries()) yield [BigInt(index), item];
  } else if (isMap(value)) {
    takeSteps(frame.engine, value.entries.size / keysOfStep);
    for (const key of sortedKeys(value)) yield [key, value.entries.get(key) ?? null];
  } else if (typeof value === "bigint") {
    for (let index = 0n; index < value; index++) yield [index, index];
  } else {
    const shown = kindOf(value) === "string" ? JSON.stringify(value) : printed(value);
    throw templateFailure(`range can't iterate over ${shown}`, originOf(frame, branch));
  }
}
