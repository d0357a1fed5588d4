import type { Deriving } from "../memo.ts";
import { refusals } from "./limits.ts";
import { countLineBreaks, lineStartsOf } from "./line-starts.ts";
import { type Manifest, readManifests } from "./manifest.ts";
import { type ParsedDocument, parseDocumentText, parsePlainText, refused } from "./parse.ts";
import { readSites } from "./sites.ts";

/** One YAML document of a file. It does not know where it stands: all its offsets start at its own text. */
export interface ManifestDocument extends Deriving {
  readonly text: string;
  /** How many line breaks it holds. */
  readonly lineBreaks: number;
  /** Offsets at which the lines begin, the first one 0. */
  readonly lineStarts: readonly number[];
  /** How many signs it holds that a value may begin behind: there are no more values than that, and one. */
  readonly valueSigns: number;
  /** It is the whole text of a file that is too much to read, and nothing of it is read. */
  readonly isRefused: boolean;
  /** Whether a Helm comment begins in it. */
  readonly opensComment: boolean;
  /** Read on first use, then kept. */
  readonly parsed: ParsedDocument;
  /** The resources in it: one, none, or the items of a List. */
  readonly manifests: readonly Manifest[];
  /** Every place in it where annotations stand: first its manifests, then whatever else `Place` names. */
  readonly sites: readonly Manifest[];
  /** What else was computed from it: ask `derive` in core/memo.ts. */
  readonly derived: Map<unknown, unknown>;
}

/** A document of a file, nothing of which is read yet. */
export function toDocument(text: string): ManifestDocument {
  return documentOf(text, {});
}

/**
 * A document that no template engine reads any more: braces in it are only braces. It is refused where it is not written plainly and
 * has more than `mostUnusual` characters, or in any case where that is below 0.
 */
export function toPlainDocument(text: string, mostUnusual: number): ManifestDocument {
  return documentOf(text, { mostUnusual });
}

/** The whole text of a file that is too much to read; `refusal` says why. */
export function refusedDocument(text: string, refusal: string): ManifestDocument {
  return documentOf(text, { refusal });
}

function documentOf(
  text: string,
  { refusal, mostUnusual }: { readonly refusal?: string; readonly mostUnusual?: number },
): ManifestDocument {
  return Object.assign(Object.create(lazyDocument) as typeof lazyDocument, {
    text,
    lineBreaks: countLineBreaks(text),
    // What most documents are is not written on each of them.
    ...(refusal !== undefined && { refusal, isRefused: true }),
    ...(mostUnusual !== undefined && { mostUnusual }),
  });
}

/** What all documents have in common, since there may be many: each value is computed on first use, and kept. */
const lazyDocument = {
  // Every document has its own.
  text: "",
  lineBreaks: 0,
  isRefused: false,
  refusal: undefined as string | undefined,
  mostUnusual: undefined as number | undefined,
  get valueSigns(): number {
    return keep(this, "valueSigns", countValueSigns(this.text));
  },
  get lineStarts(): readonly number[] {
    return keep(this, "lineStarts", lineStartsOf(this.text));
  },
  get opensComment(): boolean {
    return keep(this, "opensComment", opensComment(this.text));
  },
  get parsed(): ParsedDocument {
    return keep(this, "parsed", readDocument(this));
  },
  get manifests(): readonly Manifest[] {
    return keep(this, "manifests", readManifests(this.parsed));
  },
  get sites(): readonly Manifest[] {
    return keep(this, "sites", [...this.manifests, ...readSites(this.parsed, this.manifests)]);
  },
  get derived(): Map<unknown, unknown> {
    return keep(this, "derived", new Map<unknown, unknown>());
  },
};

/** A fault in a reader must not cost the other documents: it is told like a limit. */
function readDocument({
  text,
  refusal,
  mostUnusual,
}: Pick<typeof lazyDocument, "text" | "refusal" | "mostUnusual">): ParsedDocument {
  if (refusal !== undefined) return refused(text, refusal);
  if (mostUnusual !== undefined && mostUnusual < 0) return refused(text, refusals.printed);
  try {
    return mostUnusual === undefined ? parseDocumentText(text) : parsePlainText(text, mostUnusual);
  } catch (error) {
    return refused(text, `reading it failed (${String(error)}), which is a fault of this program`);
  }
}

function keep<Value>(document: object, name: keyof ManifestDocument, value: Value): Value {
  Object.defineProperty(document, name, { value, enumerable: true });
  return value;
}

/** What stands before a value: a line break, a key, an item before it, or what begins a list or a mapping. */
const valueSigns: ReadonlySet<number> = new Set(Array.from("\n:,-[{", (sign) => sign.charCodeAt(0)));

function countValueSigns(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (valueSigns.has(text.charCodeAt(at))) count++;
  return count;
}

/** Whether a Helm comment begins in a text. */
export function opensComment(text: string): boolean {
  return /\{\{-?\s*\/\*/.test(text);
}
