import { MarkupKind } from "vscode-languageserver";
/** What an editor shows. */
import {
  buildApplication,
  codeLenses,
  complete,
  concernsArgoCd,
  hover,
  inlayHints,
  type ManifestFile,
  type Roster,
  rosterOf,
  type Span,
} from "../../../server/core/index.ts";
import { readClient } from "../../../server/lsp/client.ts";
import {
  toCodeLens,
  toCompletionItem,
  toDiagnostic,
  toFixAll,
  toInlayHint,
  toMarkup,
  toQuickFix,
} from "../../../server/lsp/to-lsp.ts";
import { diagnoseFile, fixFile, quickFixesOf } from "../../support/diagnose.ts";
import {
  ensure,
  ensureInside,
  ensureSafeLines,
  ensureSafeMessage,
  ensureSentences,
  ensureWords,
  opened,
} from "../checks.ts";
import type { Random } from "../random.ts";
import type { Outcome, Target } from "../target.ts";

/** The targets that an editor asks at places of a text. */
export const featureTargets: readonly Target[] = [
  { name: "hover", takes: "manifest", run: hoverTarget },
  { name: "completion", takes: "manifest", run: completionTarget },
  { name: "inlay hints", takes: "manifest", run: hintTarget },
  { name: "code lenses", takes: "manifest", run: lensTarget },
  { name: "conversion to LSP", takes: "manifest", run: protocolTarget },
];

/** Up to this length every offset is tried; of longer texts a sample. */
const shortLength = 150;
const sampleSize = 60;

function offsetsIn(text: string, random: Random): readonly number[] {
  if (text.length <= shortLength) return Array.from({ length: text.length + 1 }, (_, offset) => offset);
  return Array.from({ length: sampleSize }, () => random.below(text.length + 1)).concat([0, text.length]);
}

interface Asked {
  readonly name: string;
  readonly file: ManifestFile;
  readonly roster: Roster;
}

function asked(text: string, random: Random): Asked {
  const name = random.pick([
    "all.yaml",
    "kustomization.yaml",
    "chart/values.yaml",
    "a.json",
    "templates/a.tpl",
    "Kustomization",
  ]);
  const file = opened(text, random);
  const source = { type: "file", path: name } as const;
  return { name, file, roster: rosterOf(buildApplication([{ name, file }], { name, source, namespace: "default" })) };
}

function hoverTarget(text: string, random: Random): Outcome {
  const { name, file, roster } = asked(text, random);
  const offsets = offsetsIn(text, random);
  const version = { major: 2, minor: random.below(16) };
  const answer: unknown[] = [];
  for (const offset of offsets) {
    const found = hover(file, offset, roster, name, version);
    if (found === undefined) continue;
    ensureInside(found.span, text.length, "a hover");
    ensureWords(found.markdown, "a hover");
    ensureSafeLines(JSON.stringify(toMarkup(found.markdown, random.pick(clients), "hover")), "a hover");
    answer.push(found);
  }
  return { calls: offsets.length, answer };
}

function completionTarget(text: string, random: Random): Outcome {
  const { name, file, roster } = asked(text, random);
  const offsets = offsetsIn(text, random);
  let answer = 0;
  for (const offset of offsets) {
    const found = complete(file, offset, roster.application, { fileName: name });
    answer += found.length;
    if (found.length === 0) continue;
    const { span } = found[0] ?? { span: { start: 0, end: 0 } };
    ensureInside(span, text.length, "a completion");
    ensure(span.start <= offset && offset <= span.end, "a completion replaces what is not at the cursor");
    ensure(!/[\r\n]/.test(text.slice(span.start, span.end)), "a completion replaces several lines");
    for (const { label, detail, text: written, cursor = 0 } of found.slice(0, 3)) {
      ensureWords(label, "a label");
      ensureWords(`${detail}.`, "a detail");
      ensure(written !== "" && cursor >= 0 && cursor <= written.length, "a completion writes nothing");
    }
    ensure(
      new Set(found.map(({ kind, label }) => `${kind} ${label}`)).size === found.length,
      "a completion is offered twice",
    );
  }
  return { calls: offsets.length, answer };
}

function hintTarget(text: string, random: Random): Outcome {
  const { name, file, roster } = asked(text, random);
  const [one, other] = [random.below(text.length + 1), random.below(text.length + 1)];
  const ranges: readonly Span[] = [
    { start: 0, end: text.length },
    { start: Math.min(one, other), end: Math.max(one, other) },
  ];
  const hints = ranges.map((range) => inlayHints(roster.application, name, range));
  for (const [index, all] of hints.entries()) {
    const { start, end } = ranges[index] ?? { start: 0, end: 0 };
    for (const { offset, label, tooltip } of all) {
      ensure(offset >= start && offset <= end, "a hint stands outside of its range");
      ensureWords(label, "a hint");
      ensureSentences(tooltip, "the explanation of a hint");
      const { position, ...words } = toInlayHint(file, { offset, label, tooltip }, random.pick(clients));
      ensureSafeMessage(words);
      ensure(position.line >= 0 && position.character >= 0, "a hint has no place");
    }
  }
  return { calls: 2, answer: hints };
}

function lensTarget(text: string, random: Random): Outcome {
  const { name, file, roster } = asked(text, random);
  const all = (["auto", "always", "off"] as const).map((mode) => codeLenses(roster, name, mode));
  const concerns = concernsArgoCd(roster.application);
  for (const [index, lenses] of all.entries()) {
    ensure(index !== 2 || lenses.length === 0, "lenses are shown although they are off");
    for (const { span, documentIndex, title } of lenses) {
      ensureInside(span, file.documents[documentIndex]?.text.length ?? -1, "a lens");
      ensureWords(title, "a lens");
    }
  }
  return { calls: 4, answer: [all, concerns] };
}

/** One that can do much, and one that can do little. */
const clients = [true, false].map((can) => {
  const said = {
    processId: null,
    rootUri: null,
    capabilities: {
      workspace: { workspaceEdit: { documentChanges: can } },
      textDocument: {
        completion: { completionItem: { snippetSupport: can } },
        ...(can && { hover: { contentFormat: [MarkupKind.Markdown] } }),
      },
    },
    initializationOptions: can ? { showSyncOrderCommand: "show" } : null,
  };
  return readClient(said);
});

function protocolTarget(text: string, random: Random): Outcome {
  const { name, file, roster } = asked(text, random);
  const client = random.pick(clients);
  const uri = "file:///all.yaml";
  const problems = diagnoseFile(file);
  const document = { uri, version: 1, file };
  const completions = complete(file, random.below(text.length + 1), roster.application).slice(0, 4);
  const sent = [
    problems.map((it) => toDiagnostic({ ...it, fixes: () => it.fixes }, client)),
    quickFixesOf(problems, 0, text.length)
      .slice(0, 8)
      .map((fix) => toQuickFix(fix, client, () => ({ uri, version: 1 }))),
    toFixAll(document, fixFile(file), client),
    codeLenses(roster, name, "always").map((lens) => toCodeLens(document, lens, client)),
    completions.map((it, index) => toCompletionItem(file, it, index, client)),
  ];
  ensureSafeMessage(sent);
  ensureRanges(
    sent,
    text.split(/\r\n?|\n/).map(({ length }) => length),
  );
  return { calls: sent.reduce((sum, { length }) => sum + length, 1), answer: sent };
}

/** Every range in a message is inside the text and does not end before it begins. Positions are lines and UTF-16 units from 0. */
function ensureRanges(root: unknown, lengths: readonly number[]): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null) continue;
    if ("range" in value) {
      const { start, end } = value.range as {
        start: { line: number; character: number };
        end: { line: number; character: number };
      };
      for (const { line, character } of [start, end])
        ensure(
          line >= 0 && character >= 0 && character <= (lengths[line] ?? -1),
          `${line}:${character} is outside of the text`,
        );
      ensure(
        start.line < end.line || (start.line === end.line && start.character <= end.character),
        "a range ends before it begins",
      );
    }
    for (const child of Object.values(value)) open.push(child);
  }
}
