// What one person does in an editor with one file open, and how long each answer takes.
import { Editor, type Position, type Published } from "./editor.ts";
import { cpuOf, peakMemoryOf } from "./process-figures.ts";
import type { Samples } from "./samples.ts";
import type { Workload } from "./workload.ts";

/** A server that is measured. */
export interface Server {
  readonly name: string;
  /** Its script, with its arguments. */
  readonly command: readonly string[];
  /** How it gives diagnostics; bursts of edits are always measured by what it publishes. */
  readonly diagnostics: "pull" | "push";
}

/** How often everything is done in one session. */
export interface Effort {
  readonly edits: number;
  readonly requests: number;
}

/** What is typed, again and again: a value as people write it. */
const typed = "ServerSideApply=true,Prune=false,Validate=false,";
/** Lets a server finish what it does after an answer, in milliseconds; nobody types faster. */
const betweenLetters = 15;
/** Long enough for findings that come after a pause, in milliseconds. */
const untilQuiet = 1500;
const uri = "file:///bench/manifests.yaml";
const requests = { hover: "textDocument/hover", completion: "textDocument/completion", lens: "textDocument/codeLens" };

/** Opens a file, types in two of its documents, and asks for what an editor asks for. All figures are milliseconds or megabytes. */
export async function editSession(server: Server, work: Workload, effort: Effort, samples: Samples): Promise<void> {
  const editor = new Editor(server.command);
  const typist = await startTyping(editor, server.diagnostics);
  const start = performance.now();
  editor.open(uri, work.text);
  samples.add("open", (await typist.diagnosed(1)) - start);
  samples.add("start cpu", cpuOf(editor.pid));
  for (const [what, place] of [
    ["keystroke", work.ordinary],
    ["keystroke in the biggest document", work.biggest],
  ] as const) {
    for (let edit = 0; edit < effort.edits; edit++) {
      const began = performance.now();
      samples.add(what, (await typist.diagnosed(typist.type(place))) - began);
      await pause(betweenLetters);
    }
    typist.takeBack(place);
  }
  for (const [what, method] of Object.entries(requests)) {
    if (server.diagnostics === "push") break;
    for (let request = 0; request < effort.requests; request++) {
      const began = performance.now();
      const version = typist.type(work.ordinary);
      const { time } = await editor.request(method, { textDocument: { uri }, position: work.ordinary });
      samples.add(what, time - began);
      await typist.diagnosed(version);
      await pause(betweenLetters);
    }
    typist.takeBack(work.ordinary);
  }
  samples.add("memory", peakMemoryOf(editor.pid));
  await editor.close();
}

/** Asks for a hover at once after opening a file. */
export async function hoverSession(server: Server, work: Workload, samples: Samples): Promise<void> {
  const editor = new Editor(server.command);
  await editor.initialize(server);
  const start = performance.now();
  editor.open(uri, work.text);
  const { time } = await editor.request(requests.hover, { textDocument: { uri }, position: work.ordinary });
  samples.add("hover right after opening", time - start);
  await editor.close();
}

/** Sends many edits at once to a server that publishes. Resolves with the diagnostics that it comes to. */
export async function burstSession(server: Server, work: Workload, count: number, samples: Samples): Promise<string> {
  const editor = new Editor(server.command);
  const typist = await startTyping(editor, "push");
  editor.open(uri, work.text);
  await typist.diagnosed(1);
  const before = typist.published().length;
  const start = performance.now();
  let version = 1;
  for (let edit = 0; edit < count; edit++) version = typist.type(work.ordinary);
  samples.add("burst", (await typist.diagnosed(version)) - start);
  await pause(untilQuiet);
  samples.add("publishes of a burst", typist.published().length - before);
  await editor.close();
  return JSON.stringify(typist.published().at(-1)?.diagnostics);
}

/** The diagnostics of a file as it stands after a burst of edits, from a server that never saw another text. */
export async function diagnosticsAfterBurst(server: Server, work: Workload, count: number): Promise<string> {
  const editor = new Editor(server.command);
  const typist = await startTyping(editor, "push");
  const letters = Array.from({ length: count }, (_, index) => typed[index % typed.length]).join("");
  editor.open(uri, insertAt(work.text, work.ordinary, letters));
  await typist.diagnosed(1);
  await pause(untilQuiet);
  await editor.close();
  return JSON.stringify(typist.published().at(-1)?.diagnostics);
}

/** Types letter by letter behind places of the file. */
interface Typist {
  /** Types the next letter; returns the new version. */
  readonly type: (place: Position) => number;
  /** Takes back what was typed at a place. */
  readonly takeBack: (place: Position) => void;
  /** The time at which the diagnostics of a version were there. */
  readonly diagnosed: (version: number) => Promise<number>;
  readonly published: () => readonly Published[];
}

async function startTyping(editor: Editor, diagnostics: "pull" | "push"): Promise<Typist> {
  let length = 0;
  const published: Published[] = [];
  let look: (last: Published, time: number) => void = () => undefined;
  editor.onPublished((one, time) => {
    if (one.uri !== uri) return;
    published.push(one);
    look(one, time);
  });
  await editor.initialize({ diagnostics });
  return {
    type: ({ line, character }) => {
      const place = { line, character: character + length };
      return editor.replace(uri, place, place, typed.charAt(length++ % typed.length));
    },
    takeBack: ({ line, character }) => {
      editor.replace(uri, { line, character }, { line, character: character + length }, "");
      length = 0;
    },
    diagnosed: async (version) => {
      if (diagnostics === "pull") {
        return (await editor.request("textDocument/diagnostic", { textDocument: { uri } })).time;
      }
      const last = published.at(-1);
      if (last?.version === version) return performance.now();
      return new Promise((resolve) => {
        look = (one, time) => {
          if (one.version === version) resolve(time);
        };
      });
    },
    published: () => published,
  };
}

function insertAt(text: string, { line, character }: Position, insertion: string): string {
  const lines = text.split("\n");
  const old = lines[line] ?? "";
  return lines.with(line, old.slice(0, character) + insertion + old.slice(character)).join("\n");
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
