import assert from "node:assert/strict";
import { cursorAt } from "../../../server/core/features/complete/block-lines.ts";
import {
  type Cursor,
  type OutlineEntry,
  type OutlineItem,
  pathOf,
} from "../../../server/core/features/complete/line-node.ts";
import { cases } from "./cursor-cases.ts";

/** Where the cursor is among keys and values: what is in a text has places of its own. */
type Place = Exclude<Cursor, { type: "text" }>;

/** `k` for a key, `v` for a value, `i` for an item; large where nothing is written yet, and `F` where a comma is missing behind it. */
function markOf(cursor: Place): string {
  if (cursor.type === "key" && cursor.followed) return "F";
  const { span } = cursor.type === "key" ? cursor.entry.key : cursor.token;
  const mark = cursor.type.charAt(0);
  return span.start === span.end ? mark.toUpperCase() : mark;
}

/** What is at the cursor with the keys that lead there: `a.b:`, `a.b = "text`. */
function nameOf(cursor: Place): string {
  if (cursor.type === "key") {
    const { key, hasColon } = cursor.entry;
    return `${pathTo(cursor.entry)}${key.quote && ` in ${key.quote}`}${hasColon ? ":" : ""}`;
  }
  const { text, quote } = cursor.token;
  return `${pathTo(cursor.type === "value" ? cursor.entry : cursor.item)} = ${quote}${text}`.trimEnd();
}

function pathTo(parent: OutlineEntry | OutlineItem): string {
  return pathOf({ type: "map", flow: true, entries: [], parent }).join(".");
}

/** Below each line the marks of its offsets, which are one more than its characters, and behind them what is there. */
function marked(text: string): string {
  let start = 0;
  const lines = text.split("\n").map((line) => {
    const written = line.replace(/\r$/, "");
    const cursors = Array.from({ length: written.length + 1 }, (_, column): Place | undefined => {
      const cursor = cursorAt(text, start + column);
      return cursor?.type === "text" ? undefined : cursor;
    });
    start += line.length + 1;
    const marks = cursors.map((cursor) => (cursor === undefined ? " " : markOf(cursor))).join("");
    const names = cursors.flatMap((cursor) => (cursor === undefined ? [] : [nameOf(cursor)]));
    const distinct = names.filter((name, index) => name !== names[index - 1]);
    return [written, `${marks.trimEnd()}   <- ${distinct.join(" | ")}`.replace(/\s*<- $/, "")];
  });
  return lines.flat().join("\n");
}

describe("the place of the cursor", () => {
  for (const [what, written] of cases) {
    const marks = written.slice(1, -1);
    const lines = marks.split("\n").filter((_, index) => index % 2 === 0);

    it(`is known in ${what}`, () => {
      assert.equal(marked(lines.join("\n")), marks);
      assert.equal(marked(lines.join("\r\n")), marks);
    });
  }
});
