import type { Manifest } from "./manifest.ts";
import { toAnnotations } from "./manifest.ts";
import type { Span } from "./node.ts";
import { parsePart, type ParsedDocument } from "./parse.ts";
import { holdsOwnKey, siteOf } from "./site.ts";

/** The contents of each `define` in a Helm template that can be parsed as YAML. */
export function namedTemplates(document: ParsedDocument): ParsedDocument[] {
  return definesIn(document)
    .map((part) => parsePart(document, part))
    .filter(({ error }) => error === undefined);
}

/** The annotations that are the lines of a named template, to be included below some `annotations:`. */
export function linesOfNamedTemplate(template: ParsedDocument): Manifest[] {
  const { root, actions } = template;
  if (!holdsOwnKey(root)) return [];
  const site = siteOf(template, root, { place: "named template" }, []);
  return [{ ...site, annotations: toAnnotations(root, actions, root.span.start) }];
}

/** The text between each `define` and its `end`. */
function definesIn({ text, actions }: ParsedDocument): Span[] {
  const open: (number | undefined)[] = [];
  const defines: Span[] = [];
  let isInDefine = false;
  for (const { kind, span } of actions) {
    if (kind === "open") {
      const isDefine = /^\{\{-?\s*define\b/.test(text.slice(span.start, span.end));
      // A template stands in no other one: only the outer is read.
      open.push(isDefine && !isInDefine ? span.end : undefined);
      isInDefine ||= isDefine;
    } else if (kind === "close") {
      const start = open.pop();
      if (start === undefined) continue;
      isInDefine = false;
      defines.push({ start, end: span.start });
    }
  }
  return defines;
}
