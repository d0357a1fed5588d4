import type { Anchor } from "../manifest/anchors.ts";
import type { Span, TextEdit } from "../text.ts";

/**
 * Whether edits that are meant for one part of a document change nothing outside of it through an anchor, and take no anchor
 * away that an alias still needs.
 */
export function staysInside(part: Span, edits: readonly TextEdit[], anchors: readonly Anchor[]): boolean {
  const changed = edits.map(({ span }) => span);
  const reached = new Set<Anchor>();
  // What repeats a changed text changes with it, and may be repeated itself: the list grows while it is walked.
  for (const span of changed) {
    for (const anchor of anchors) {
      if (!touches(anchor.span, span) || reached.has(anchor)) continue;
      reached.add(anchor);
      if (edits.some((edit) => holdsStart(edit.span, anchor.span))) return false;
      if (![anchor.span, ...anchor.aliases].every((it) => isWithin(part, it))) return false;
      for (const alias of anchor.aliases) changed.push(alias);
    }
  }
  return true;
}

/** Whether two spans overlap or meet, so that an insertion at either end is seen too. */
function touches(one: Span, other: Span): boolean {
  return one.start <= other.end && other.start <= one.end;
}

function holdsStart({ start, end }: Span, anchor: Span): boolean {
  return start <= anchor.start && anchor.start < end;
}

function isWithin(part: Span, { start, end }: Span): boolean {
  return part.start <= start && end <= part.end;
}
