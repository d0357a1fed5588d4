import {
  fetchChartsRequest,
  lackingChartsRequest,
  applyEditCommand,
  explainSyncCommand,
  moveToWaveCommand,
  moveToWaveRequest,
  phases,
  planChangeRequest,
  planRequest,
  planTextRequest,
  renderRequest,
  renumberWavesCommand,
  renumberWavesRequest,
  shiftWavesCommand,
  shiftWavesRequest,
  showSyncPlanCommand,
  whatChangedCommand,
  whatIfCommand,
  whatIfRequest,
} from "../protocol/index.ts";

/** Says what is wrong with a value, given its name; `undefined` if nothing is. */
type Check = (value: unknown, name: string) => string | undefined;

const text: Check = (value, name) => (typeof value === "string" ? undefined : `"${name}" must be a string`);
const whole: Check = (value, name) => (Number.isInteger(value) ? undefined : `"${name}" must be a whole number`);
const count: Check = (value, name) =>
  Number.isInteger(value) && (value as number) >= 0 ? undefined : `"${name}" must be a whole number, 0 or more`;
const identifier: Check = (value, name) =>
  typeof value === "string" || Number.isInteger(value) ? undefined : `"${name}" must be a string or a whole number`;

const textOrNull: Check = (value, name) =>
  value === null || typeof value === "string" ? undefined : `"${name}" must be a string or null`;

const phase: Check = (value, name) =>
  phases.some((it) => it === value) ? undefined : `"${name}" must be one of ${phases.join(", ")}`;

const document = fields({ uri: text });
const position = fields({ line: count, character: count });
const range = fields({ start: position, end: position });
const shift = fields({ uri: text, start: position, end: position, by: text });

/** What the one argument of each command must have. */
const commandArguments: Readonly<Record<string, Check>> = {
  [showSyncPlanCommand]: document,
  [whatIfCommand]: fields({ uri: text, question: optional(text) }),
  [whatChangedCommand]: fields({ uri: text, since: optional(text) }),
  [explainSyncCommand]: fields({ text }),
  [moveToWaveCommand]: fields({ uri: text, resource: text, wave: text }),
  [shiftWavesCommand]: shift,
  [renumberWavesCommand]: fields({ uri: text, step: text }),
  // The server makes no edit that creates, renames or deletes files.
  [applyEditCommand]: fields({
    changes: optional(fields({})),
    documentChanges: optional(listOf(fields({ textDocument: document }))),
  }),
};

/** The commands that the server answers. */
export const commands: readonly string[] = Object.keys(commandArguments);

/** What the parameters of each message must have. What is not here is checked by nobody: the message has none, or its handler is lenient. */
const checks: Readonly<Record<string, Check>> = {
  initialize: fields({
    // What an editor says in them is compared with what it would be, so that anything may stand there.
    capabilities: fields({}),
    workspaceFolders: optional(listOf(document)),
    rootUri: optional(text),
    rootPath: optional(text),
  }),
  "$/cancelRequest": fields({ id: identifier }),
  "$/progress": fields({ token: identifier }),
  "$/setTrace": fields({ value: text }),
  "window/workDoneProgress/cancel": fields({ token: identifier }),
  "workspace/didChangeConfiguration": fields({}),
  "workspace/didChangeWatchedFiles": fields({ changes: listOf(document) }),
  "workspace/didChangeWorkspaceFolders": fields({
    event: fields({ added: listOf(document), removed: listOf(document) }),
  }),
  "workspace/diagnostic": fields({ previousResultIds: listOf(fields({ uri: text, value: text })) }),
  "textDocument/didOpen": fields({ textDocument: fields({ uri: text, version: optional(whole), text }) }),
  "textDocument/didChange": fields({
    textDocument: fields({ uri: text, version: optional(whole) }),
    contentChanges: listOf(fields({ text, range: optional(range) })),
  }),
  "textDocument/didSave": fields({ textDocument: document }),
  "textDocument/didClose": fields({ textDocument: document }),
  "textDocument/diagnostic": fields({ textDocument: document }),
  "textDocument/codeLens": fields({ textDocument: document }),
  "textDocument/hover": fields({ textDocument: document, position }),
  "textDocument/completion": fields({ textDocument: document, position }),
  "textDocument/inlayHint": fields({ textDocument: document, range }),
  "textDocument/codeAction": fields({
    textDocument: document,
    range,
    context: fields({ only: optional(listOf(text)) }),
  }),
  "codeAction/resolve": fields({
    data: optional(fields({ uri: text, version: whole, start: position, end: position, id: text })),
  }),
  [planRequest]: document,
  [planTextRequest]: document,
  [planChangeRequest]: fields({ uri: text, before: listOf(fields({ uri: text, text: textOrNull })) }),
  [renderRequest]: document,
  [lackingChartsRequest]: document,
  [fetchChartsRequest]: fields({ uri: text, charts: listOf(fields({ name: text, version: text, repository: text })) }),
  [whatIfRequest]: fields({ uri: text, task: optional(text) }),
  [moveToWaveRequest]: fields({ uri: text, task: text, wave: text, phase: optional(phase) }),
  [shiftWavesRequest]: shift,
  [renumberWavesRequest]: fields({ uri: text, step: text }),
  "workspace/executeCommand": command,
};

/** Says what is wrong with the parameters of a message; `undefined` if nothing is. */
export function wrongParameters(method: string, params: unknown): string | undefined {
  if (params !== undefined && !isRecord(params) && !Array.isArray(params)) return '"params" must be an object';
  return Object.hasOwn(checks, method) ? checks[method]?.(params, "params") : undefined;
}

/** Checks an object that has all of these. Names inside the parameters are given without them. */
function fields(inside: Readonly<Record<string, Check>>): Check {
  return (value, name) => {
    if (!isRecord(value)) return `"${name}" must be an object`;
    const prefix = name === "params" ? "" : `${name}.`;
    for (const [key, check] of Object.entries(inside)) {
      const wrong = check(value[key], `${prefix}${key}`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
}

/** A command with its one argument. */
function command(value: unknown, name: string): string | undefined {
  const wrong = fields({ command: text, arguments: optional(listOf(fields({}))) })(value, name);
  if (wrong !== undefined) return wrong;
  const given = value as { readonly command: string; readonly arguments?: readonly unknown[] | null };
  const check = Object.hasOwn(commandArguments, given.command) ? commandArguments[given.command] : undefined;
  return check === undefined
    ? `there is no command "${given.command}"`
    : check(given.arguments?.[0], "the argument of the command");
}

function listOf(check: Check): Check {
  return (value, name) => {
    if (!Array.isArray(value)) return `"${name}" must be a list`;
    const items: readonly unknown[] = value;
    for (const [index, item] of items.entries()) {
      const wrong = check(item, `${name}[${index}]`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
}

/** Editors send null for what they do not set. */
function optional(check: Check): Check {
  return (value, name) => (value === undefined || value === null ? undefined : check(value, name));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
