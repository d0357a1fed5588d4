import type { Application } from "../../application/application.ts";
import { type ArgoCdVersion, latestVersion } from "../../versions.ts";
import { documentIndexAt, documentStart, type ManifestFile } from "../../manifest/file.ts";
import type { Kustomized } from "../../manifest/kustomized.ts";
import { shift, type Span } from "../../text.ts";
import { isConfiguration } from "../../configuration/configuration.ts";
import { completeConfiguration } from "./complete-configuration.ts";
import { keyCompletions, fieldCompletions } from "./complete-keys.ts";
import { snippetCompletions } from "./complete-snippets.ts";
import { fieldValueCompletions, valueCompletions } from "./complete-values.ts";
import { type Slot, slotsAt } from "./slot.ts";

/** One thing that could be written at the cursor. */
export interface Completion {
  readonly kind: "key" | "value" | "snippet";
  readonly label: string;
  /** A few words beside the label, without signs of Markdown: editors show them as they are. */
  readonly detail: string;
  /** Empty where the detail says everything. */
  readonly markdown: string;
  /** What the text replaces; offsets in the file. */
  readonly span: Span;
  /** What is written; `cursor` is where in it the cursor goes, from 0, and `undefined` is at its end. */
  readonly text: string;
  readonly cursor: number | undefined;
  /** The same as a snippet of LSP and VS Code, where there are places to fill in. */
  readonly snippet?: string;
  /** What an editor compares with what has been typed. */
  readonly filter: string;
  /** There are values to choose from where the cursor is once it is written. */
  readonly leadsToValues?: boolean;
  /** It was made from what has been typed, so an editor asks again with each letter. */
  readonly followsTyping?: true;
}

/** What completion depends on in addition to the text. */
export interface CompletionOptions {
  /** The name of the file, which tells the values of a chart from manifests. */
  readonly fileName?: string;
  /** The version of Argo CD in use: what is newer comes last and says so. */
  readonly version?: ArgoCdVersion;
  /** Whether somebody asked; if not, a blank was typed, after which only values are offered. */
  readonly asked?: boolean;
  /** How a kustomization uses the file: no whole resource begins in a patch. */
  readonly kustomized?: Kustomized | undefined;
}

/**
 * What could be written at an offset of a file, best first: the keys and values that some program reads there, and whole
 * resources in a document that is empty.
 */
export function complete(
  file: ManifestFile,
  offset: number,
  application: Application,
  { fileName = "", version = latestVersion, asked = true, kustomized }: CompletionOptions = {},
): Completion[] {
  if (isConfiguration(fileName)) return completeConfiguration(file, offset);
  const index = documentIndexAt(file, offset);
  const document = file.documents[index];
  if (document === undefined) return [];
  const base = documentStart(file, index);
  const found = slotsAt(document.text, offset - base, fileName)
    .filter((slot) => isOffered(slot, document.text, { asked, kustomized }))
    .flatMap((slot) => completionsIn(slot, application, version));
  // A key may be known both at its place and below the line above it.
  const first = new Map(found.toReversed().map((it) => [`${it.kind} ${it.label}`, it]));
  return found
    .filter((it) => first.get(`${it.kind} ${it.label}`) === it)
    .map((it) => ({ ...it, span: shift(it.span, base) }));
}

function isOffered(
  slot: Slot,
  text: string,
  { asked, kustomized }: Pick<CompletionOptions, "asked" | "kustomized">,
): boolean {
  // For editors, a carriage return alone ends a line, and they replace only what is on one line.
  if (text.slice(slot.token.span.start, slot.token.span.end).includes("\r")) return false;
  const isValue = slot.type === "metadata value" || slot.type === "field value";
  if (asked !== true && !(isValue && slot.lead === "")) return false;
  return !(slot.type === "document" && kustomized === "patch");
}

function completionsIn(slot: Slot, application: Application, version: ArgoCdVersion): Completion[] {
  switch (slot.type) {
    case "metadata":
      return keyCompletions(slot, version);
    case "field":
      return fieldCompletions(slot, version);
    case "metadata value":
      return valueCompletions(slot, application, version);
    case "field value":
      return fieldValueCompletions(slot, version);
    case "document":
      return snippetCompletions(slot, application);
  }
}
