import { type ManifestDocument, toPlainDocument } from "../../manifest/document.ts";
import { refusals } from "../../manifest/limits.ts";

/** How much of what a chart prints is still read. It changes while that is done. */
export interface ReadingRoom {
  documents: number;
  /** Of all documents, where each value counts as many. */
  characters: number;
  /** Of documents that are not written plainly. */
  unusual: number;
}

/** How many documents of one rendering are read. */
export const mostDocuments = 10_000;

/** What is read of one rendering, more than the largest public charts print: all of it takes a second and some hundred megabytes. */
export function newRoom(): ReadingRoom {
  return { documents: mostDocuments, characters: 26_000_000, unusual: 500_000 };
}

/** How many characters a value counts as: what is read of it takes as much memory as so many of its text. */
const charactersOfValue = 96;

/** How much room a text takes, as if each of these began a value. */
function sizeOf(text: string): number {
  let values = 0;
  for (let at = 0; at < text.length; at++) if (beginsValue.has(text.charCodeAt(at))) values++;
  return text.length + charactersOfValue * values;
}

const beginsValue: ReadonlySet<number> = new Set(Array.from("\n,[{", (letter) => letter.charCodeAt(0)));

/** What is taken of the room since it was as `before`. */
export function takenSince(before: ReadingRoom, now: ReadingRoom): ReadingRoom {
  return {
    documents: before.documents - now.documents,
    characters: before.characters - now.characters,
    unusual: before.unusual - now.unusual,
  };
}

/** Takes what was taken before, where there is room for it; says whether there is. */
export function takeAgain(room: ReadingRoom, taken: ReadingRoom): boolean {
  const left = takenSince(room, taken);
  if (left.documents < 0 || left.characters < 0 || left.unusual < 0) return false;
  Object.assign(room, left);
  return true;
}

/** The document with this text, `before` if it was read before; where there is no room for it, one that is refused. */
export function documentIn(room: ReadingRoom, text: string, before: ManifestDocument | undefined): ManifestDocument {
  room.documents--;
  room.characters -= sizeOf(text);
  const hasRoom = room.documents >= 0 && room.characters >= 0;
  const isSame = hasRoom && before !== undefined && !isCut(before) && before.parsed.unusual <= room.unusual;
  const document = isSame ? before : toPlainDocument(text, hasRoom ? room.unusual : -1);
  room.unusual -= document.parsed.unusual;
  return document;
}

/** Whether there was no room for a document, which another rendering may have. */
export function isCut({ parsed }: ManifestDocument): boolean {
  return parsed.refusal === refusals.printed;
}
