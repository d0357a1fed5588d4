import { phases } from "../../../server/protocol/index.ts";
import type { FromPanel } from "../../panel/messages.ts";

/** Whether what came from the page has the shape of one of its messages; what has not is no message of ours, and is not answered. */
export function isPageMessage(message: unknown): message is FromPanel {
  if (!isRecord(message) || typeof message["type"] !== "string") return false;
  const type = message["type"];
  const fields = Object.hasOwn(shapes, type) ? shapes[type as FromPanel["type"]] : undefined;
  return fields !== undefined && Object.entries(fields).every(([name, isRight]) => isRight(message[name]));
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isNumber: Check = (value) => typeof value === "number";
const isTextIfAny: Check = (value) => value === undefined || isText(value);

const ways: ReadonlySet<unknown> = new Set(["go", "peek", "click"]);

const isPlace: Check = (value) =>
  isRecord(value) &&
  phases.some((phase) => phase === value["phase"]) &&
  (value["wave"] === null || isText(value["wave"]));

/** The fields of each message, each with what it has to be. */
const shapes: Readonly<Record<FromPanel["type"], Readonly<Record<string, Check>>>> = {
  ready: {},
  shown: { cards: isNumber, elements: isNumber, moment: isTextIfAny },
  selected: { id: isText },
  move: { task: isText, place: isPlace },
  mayMove: { task: isText, place: isPlace },
  goTo: { resource: isText, how: (value) => ways.has(value) },
  goToError: {},
  fetchCharts: {},
  whatIf: { task: isText, mode: isTextIfAny },
  play: {},
  endAnswer: {},
  copyAnswer: {},
  openAnswer: {},
  drawn: { request: isNumber, data: isTextIfAny, error: isTextIfAny },
};

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
