import type { DocumentText } from "./document-text.ts";
import { limits, refusals } from "./limits.ts";
import type { Node, Span } from "./node.ts";
import { readOrdinary } from "./ordinary/read-ordinary.ts";
import { readYaml } from "./parse-yaml.ts";
import { maskTemplate } from "./template.ts";

/** What one document says. Parsing never fails: where the YAML is broken, `root` is what could be read of it. */
export interface ParsedDocument extends DocumentText {
  /** `undefined` for a document without content. */
  readonly root: Node | undefined;
  /** The first thing that is wrong with the YAML, in the words of the parser. */
  readonly error: string | undefined;
  /** The offset at which that stands; 0 where nothing is wrong. */
  readonly errorAt: number;
  /** Whether other readers may see more in it: something in it has a tag, or is not read. */
  readonly isPartial: boolean;
  /** Why it is not read although it may be valid, as the end of a sentence; then nothing else is known of it. */
  readonly refusal: string | undefined;
  /** How many characters had to be read that are not written plainly, which takes ten times as long. */
  readonly unusual: number;
  /** How many texts it stands in, each inside the next one. */
  readonly texts: number;
}

/** The reading of a document that is too much to read. */
export function refused(text: string, refusal: string): ParsedDocument {
  const nothing = {
    masked: text,
    actions: [],
    root: undefined,
    error: undefined,
    errorAt: 0,
    isPartial: true,
    unusual: 0,
    texts: 0,
  };
  return { text, ...nothing, refusal };
}

/** Reads the text of one document, with its markers. */
export function parseDocumentText(text: string): ParsedDocument {
  if (hasHiddenBreak(text)) return refused(text, refusals.breaks);
  const { text: masked, actions } = maskTemplate(text);
  return readPart({ text, masked, actions }, { start: 0, end: text.length }, 0);
}

/** What ends a line, and with it a comment, for Argo CD, which reads YAML 1.1, but neither for editors nor for the `yaml` package. */
const otherBreak = /[\r\u0085\u2028\u2029]/;

/**
 * Whether a line ends where it is not seen to end, so that Argo CD may find something in what looks like a comment. In quotes it
 * means nothing more than a blank, and what stands in a line behind a quote is taken to be in quotes unless that may be a comment.
 */
function hasHiddenBreak(text: string): boolean {
  if (!otherBreak.test(text)) return false;
  return text.split(/\r?\n/).some((line) => {
    const parts = line.split(otherBreak);
    return parts.length > 1 && (!/["']/.test(parts[0] ?? "") || /(?:^|\s)#/.test(parts.slice(0, -1).join(" ")));
  });
}

/**
 * Reads the text of one document that no template engine reads, such as what a cluster prints: braces in it are only braces.
 * It is refused where it is not written plainly and has more than `mostUnusual` characters.
 */
export function parsePlainText(text: string, mostUnusual?: number): ParsedDocument {
  return readPart({ text, masked: text, actions: [] }, { start: 0, end: text.length }, 0, mostUnusual);
}

/** Reads a part of a document as a document of its own; its spans count from the start of the whole. */
export function parsePart({ text, masked, actions, texts }: ParsedDocument, part: Span): ParsedDocument {
  if (hasHiddenBreak(text.slice(part.start, part.end))) return refused(text, refusals.breaks);
  return readPart({ text, masked, actions }, part, texts + 1);
}

/** The `yaml` package takes more than ten times as long, so it reads only what is not ordinary. */
function readPart(
  whole: DocumentText,
  part: Span,
  texts: number,
  mostUnusual: number = limits.unusualText,
): ParsedDocument {
  const ordinary = readOrdinary(whole, part);
  if (ordinary !== undefined) return { ...whole, ...ordinary, refusal: undefined, unusual: 0, texts };
  const unusual = part.end - part.start;
  if (unusual > mostUnusual) {
    return refused(whole.text, unusual > limits.unusualText ? refusals.unusualText : refusals.printed);
  }
  const content = readYaml(whole, part);
  // Argo CD reads lines that stand further left than the package wants them.
  const outdented =
    typeof content !== "string" && content.error !== undefined ? readOrdinary(whole, part, "anywhere") : undefined;
  if (outdented !== undefined) return { ...whole, ...outdented, refusal: undefined, unusual, texts };
  return typeof content === "string"
    ? { ...refused(whole.text, content), unusual }
    : { ...whole, ...content, refusal: undefined, unusual, texts };
}
