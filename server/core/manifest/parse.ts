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
    texts: 0,
  };
  return { text, ...nothing, refusal };
}

/** Reads the text of one document, with its markers. */
export function parseDocumentText(text: string): ParsedDocument {
  const { text: masked, actions } = maskTemplate(text);
  return readPart({ text, masked, actions }, { start: 0, end: text.length }, 0);
}

/** Reads the text of one document that no template engine reads, such as what a cluster prints: braces in it are only braces. */
export function parsePlainText(text: string): ParsedDocument {
  return readPart({ text, masked: text, actions: [] }, { start: 0, end: text.length }, 0);
}

/** Reads a part of a document as a document of its own; its spans count from the start of the whole. */
export function parsePart({ text, masked, actions, texts }: ParsedDocument, part: Span): ParsedDocument {
  return readPart({ text, masked, actions }, part, texts + 1);
}

/** The `yaml` package takes more than ten times as long, so it reads only what is not ordinary. */
function readPart(whole: DocumentText, part: Span, texts: number): ParsedDocument {
  const ordinary = readOrdinary(whole, part);
  if (ordinary !== undefined) return { ...whole, ...ordinary, refusal: undefined, texts };
  const content = part.end - part.start > limits.unusualText ? refusals.unusualText : readYaml(whole, part);
  return typeof content === "string"
    ? refused(whole.text, content)
    : { ...whole, ...content, refusal: undefined, texts };
}
