/** Which of the places that an action has read are told. */
import type { ValuePlace } from "../../helm/value/value.ts";
import { documentIndexAt, documentStart, type ManifestFile } from "../../manifest/file.ts";
import type { Entry, Node } from "../../manifest/node.ts";
import type { Span } from "../../text.ts";

/** Each place once, without those that only led to another one. */
export function innermostPlaces(places: readonly ValuePlace[]): readonly ValuePlace[] {
  const distinct = [...new Map(places.map((it) => [`${it.start} ${it.end} ${it.source.name}`, it])).values()];
  return distinct.filter(
    (outer) =>
      !distinct.some(
        (inner) =>
          inner !== outer &&
          inner.source.name === outer.source.name &&
          outer.start <= inner.start &&
          inner.end <= outer.end,
      ),
  );
}

/** The key of a value and the value itself: a mapping begins on the line below its key. The value alone where it has no key. */
export function entrySpan(file: ManifestFile, place: Span): Span {
  const index = documentIndexAt(file, place.start);
  const base = documentStart(file, index);
  const span = { start: place.start - base, end: place.end - base };
  const entry = entryWith(file.documents[index]?.parsed.root, span);
  return entry === undefined ? place : { start: entry.key.span.start + base, end: place.end };
}

function entryWith(root: Node | undefined, span: Span): Entry | undefined {
  const holds = (node: Node): boolean => node.span.start <= span.start && span.end <= node.span.end;
  for (let node = root; node !== undefined;) {
    const around = node.type === "map" ? node.entries.find(({ value }) => holds(value)) : undefined;
    if (around?.value.span.start === span.start && around.value.span.end === span.end) return around;
    node = around?.value ?? (node.type === "list" ? node.items.find(holds) : undefined);
  }
  return undefined;
}
