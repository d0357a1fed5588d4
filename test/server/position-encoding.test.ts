import assert from "node:assert/strict";
import "../support/seed.ts";
import fc from "fast-check";
import type { InitializeParams, Position, Range } from "vscode-languageserver";
import {
  moveToWaveRequest,
  planRequest,
  type PlanView,
  renumberWavesRequest,
  shiftWavesRequest,
} from "../../server/protocol/index.ts";
import { chartOfShop } from "../support/chart-of-shop.ts";
import { type Editor, startEditor, vscodeCapabilities } from "../support/editor.ts";
import { memoryFiles } from "../support/memory-files.ts";

type Encoding = "utf-8" | "utf-16" | "utf-32";

const lengths: Readonly<Record<Encoding, (text: string) => number>> = {
  "utf-8": (text) => Buffer.from(text).length,
  "utf-16": (text) => text.length,
  "utf-32": (text) => Array.from(text).length,
};

/** Letters of one to four bytes, of one and two UTF-16 units, and those that are made of several code points. */
const word = fc
  .array(fc.constantFrom("a", "é", "ß", "漢", "😀", "𝒳", "e\u0301", "👩‍👩‍👧", "\u00a0"), { minLength: 1, maxLength: 4 })
  .map((letters) => `é${letters.join("")}`);

/** A file with text before whatever is said something about, so that a column is another number in each encoding. */
const manifests = fc.record({
  words: fc.array(word, { minLength: 8, maxLength: 8 }),
  ends: fc.constantFrom("\n", "\r\n"),
});

function jobs({ words: [one = "", two = "", three = "", four = ""], ends }: { words: string[]; ends: string }): string {
  return [
    `# ${one}`,
    "apiVersion: batch/v1",
    "kind: Job",
    `metadata: { labels: {"${two}": "${three}"}, name: migrate, annotations: {"${four}": "${one}", argocd.argoproj.io/hook: Presync, argocd.argoproj.io/sync-wave: "1"} }`,
    "---",
    `{"apiVersion": "v1", "kind": "List", "metadata": {"name": "${two}"}, "items": [{"apiVersion": "batch/v1", "kind": "Job", "metadata": {"labels": {"${two}": "${one}"}, "name": "${three}", "annotations": {"helm.sh/hook": "pre-install", "helm.sh/hook-weight": "-1"}}}]}`,
    "",
  ].join(ends);
}

function services({ words: [, , , , one = "", two = ""], ends }: { words: string[]; ends: string }): string {
  const service = `{ apiVersion: v1, kind: Service, metadata: { labels: {"${one}": "${two}"}, name: web, annotations: { argocd.argoproj.io/sync-wave: "3" } } }`;
  return `${service}${ends}---${ends}${service}${ends}`;
}

const root = "file:///repo";
const [job, service, template] = [
  `${root}/shop/job.yaml`,
  `${root}/shop/service.yaml`,
  `${root}/chart/templates/jobs.yaml`,
];

async function start(encodings: Encoding[] | undefined, files: Readonly<Record<string, string>>): Promise<Editor> {
  const { textDocument, workspace } = vscodeCapabilities;
  return startEditor({
    files: memoryFiles({ ...files }),
    workspaceFolders: [{ uri: root, name: "repo" }],
    settings: () => ({ validate: "workspace", codeLens: "always", inlayHints: true }),
    applies: () => true,
    capabilities: {
      workspace: { ...workspace, applyEdit: true },
      textDocument: { ...textDocument, definition: { linkSupport: true } },
      ...(encodings && { general: { positionEncodings: encodings } }),
    } satisfies InitializeParams["capabilities"],
  });
}

/** A text without half a letter or half a line break at its end: no editor asks about a place inside of one. */
function whole(text: string): string {
  return text.replace(/[\ud800-\udbff\r]$/, "");
}

/** The position of an offset, counted afresh. */
function positionIn(text: string, offset: number, encoding: Encoding): Position {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length - 1, character: lengths[encoding](before.at(-1) ?? "") };
}

/** A message in which each position counts otherwise; its texts are those of the files. */
function translated(value: unknown, encoding: Encoding, texts: ReadonlyMap<string, string>, uri: string): unknown {
  if (Array.isArray(value)) return value.map((item) => translated(item, encoding, texts, uri));
  if (typeof value !== "object" || value === null) return value;
  const { line, character } = value as Partial<Position>;
  const own = value as { uri?: string; targetUri?: string; textDocument?: { uri: string } };
  const about = own.uri ?? own.textDocument?.uri ?? uri;
  const entries = Object.entries(value).map(([key, part]) => {
    const of = key.startsWith("target") ? (own.targetUri ?? about) : key === "changes" ? key : about;
    return [key, translated(part, encoding, texts, uri === "changes" ? key : of)] as const;
  });
  if (line === undefined || character === undefined) return Object.fromEntries(entries);
  const text = (texts.get(about) ?? assert.fail(about)).split(/\r\n|\r|\n/)[line] ?? "";
  return { ...Object.fromEntries(entries), character: lengths[encoding](text.slice(0, character)) };
}

/** Everything that an editor is told at some places of its files. */
async function answers(
  editor: Editor,
  encoding: Encoding,
  texts: ReadonlyMap<string, string>,
  places: readonly number[],
) {
  const ask = (method: string, params: object) => editor.connection.sendRequest<unknown>(method, params);
  const told: (readonly [uri: string, method: string, answer: unknown])[] = [];
  const note = async (uri: string, method: string, params: object): Promise<void> => {
    const answer = await ask(method, params);
    // The id of a result is made from its positions.
    told.push([
      uri,
      method,
      JSON.parse(JSON.stringify(answer, (key, value: unknown) => (key === "resultId" ? "" : value))),
    ]);
  };
  for (const [uri, text] of texts) {
    if (![job, service, template].includes(uri)) continue;
    const textDocument = { uri };
    await note(uri, "textDocument/diagnostic", { textDocument });
    await note(uri, "textDocument/codeLens", { textDocument });
    await note(uri, planRequest, { uri });
    const all = { start: { line: 0, character: 0 }, end: positionIn(text, text.length, encoding) };
    await note(uri, "textDocument/inlayHint", { textDocument, range: all });
    for (const place of places) {
      const offset = whole(text.slice(0, place % (text.length + 1))).length;
      const position = positionIn(text, offset, encoding);
      const range: Range = { start: positionIn(text, 0, encoding), end: position };
      const context = { diagnostics: [], only: ["quickfix", "refactor", "source.fixAll"] };
      await note(uri, "textDocument/hover", { textDocument, position });
      await note(uri, "textDocument/completion", { textDocument, position });
      await note(uri, "textDocument/definition", { textDocument, position });
      await note(uri, "textDocument/codeAction", { textDocument, range: { start: position, end: position }, context });
      await note(uri, "textDocument/codeAction", { textDocument, range, context });
      await note(uri, shiftWavesRequest, { uri, ...range, by: "2" });
    }
  }
  const plan = (await ask(planRequest, { uri: job })) as PlanView | null;
  const task = plan?.steps[0]?.tasks[0]?.id ?? "";
  await note(job, moveToWaveRequest, { uri: job, task, wave: "7" });
  await note(job, renumberWavesRequest, { uri: job, step: "10" });
  await note(job, "workspace/diagnostic", { previousResultIds: [] });
  const command = "argocdAnnotations.renumberWaves";
  await note(job, "workspace/executeCommand", { command, arguments: [{ uri: job, step: "10" }] });
  told.push([job, "workspace/applyEdit", await editor.next("workspace/applyEdit")]);
  return told;
}

describe("the encoding of positions", () => {
  it("is the first one that the editor names and that is known, and UTF-16 otherwise", async () => {
    const named: (readonly [Encoding[] | undefined, Encoding])[] = [
      [undefined, "utf-16"],
      [[], "utf-16"],
      [["utf-7" as Encoding, "utf-8", "utf-16"], "utf-8"],
      [["utf-32", "utf-8", "utf-16"], "utf-32"],
      [["utf-16", "utf-8"], "utf-16"],
    ];
    for (const [encodings, expected] of named) {
      const editor = await start(encodings, {});
      assert.equal(editor.initialized.capabilities.positionEncoding, expected);
      await editor.quit();
    }
  });

  it("changes the numbers and never the characters that are meant, in whatever is asked", async () => {
    const places = fc.array(fc.nat(), { minLength: 4, maxLength: 4 });
    const edit = fc.record({ at: fc.nat(), length: fc.nat({ max: 6 }), text: word });
    const methods = new Set<string>();
    const differing = new Set<string>();
    await fc.assert(
      fc.asyncProperty(manifests, places, edit, async (given, at, change) => {
        const [first = "", second = ""] = given.words;
        const files = Object.fromEntries(
          Object.entries({
            ...chartOfShop,
            "/repo/shop/job.yaml": jobs(given),
            "/repo/shop/service.yaml": services(given),
            "/repo/alone/closed.yaml": jobs(given),
          }).map(([path, text]) => [
            path,
            path.includes("/templates/") ? text.replaceAll("{{ ", `{{/* ${first}${second} */}}{{ `) : text,
          ]),
        );
        const opened = new Map(Object.entries(files).map(([path, text]) => [`file://${path}`, text]));
        const text = opened.get(job) ?? "";
        const from = whole(text.slice(0, change.at % text.length)).length;
        const to = whole(text.slice(0, from + change.length)).length;
        const edited = text.slice(0, from) + change.text + text.slice(to);
        const texts = new Map([...opened, [job, edited]]);
        const told = new Map<Encoding, Awaited<ReturnType<typeof answers>>>();
        for (const encoding of ["utf-16", "utf-8", "utf-32"] as const) {
          const editor = await start([encoding], files);
          for (const uri of [job, service, template]) editor.open(uri, opened.get(uri) ?? "");
          const range = {
            start: positionIn(text, from, encoding),
            end: positionIn(text, Math.max(from, to), encoding),
          };
          editor.change(job, 2, { range, text: change.text });
          told.set(encoding, await answers(editor, encoding, texts, at));
          await editor.quit();
        }
        for (const encoding of ["utf-8", "utf-32"] as const) {
          for (const [index, [uri, method, answer]] of (told.get("utf-16") ?? []).entries()) {
            const expected = translated(answer, encoding, texts, uri);
            assert.deepEqual(told.get(encoding)?.[index], [uri, method, expected], `${method} of ${uri}`);
            methods.add(method);
            if (JSON.stringify(expected) !== JSON.stringify(answer)) differing.add(method);
          }
        }
      }),
      { numRuns: 6 },
    );
    // Else the places of a request would stand where all encodings count the same.
    methods.delete("workspace/executeCommand");
    assert.deepEqual(differing, methods);
  });
});
