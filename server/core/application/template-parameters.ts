import { partsBetween } from "../text.ts";

/** What a generator gives to the template of an ApplicationSet: texts by name, nested ones with dots between. */
export type Parameters = ReadonlyMap<string, string>;

/** How an ApplicationSet writes placeholders: as Go templates where its `goTemplate` is true, else as the older fasttemplate. */
export type TemplateSyntax = "Go template" | "fasttemplate";

/** How many characters are filled into one text; a text with more is not known. */
const maxLength = 100_000;

/**
 * A text with its placeholders filled in; `undefined` where one of them is no plain parameter, or is not known.
 * Mirrors `Replace` in applicationset/utils/utils.go: with Go templates `{{.path.basename}}` and `{{index .path.segments 0}}`,
 * without them `{{path.basename}}` and `{{path[0]}}`.
 */
export function fillIn(text: string, parameters: Parameters, syntax: TemplateSyntax): string | undefined {
  let length = 0;
  let filled = "";
  for (const [index, part] of partsBetween(text, "{{", "}}").entries()) {
    const isInside = index % 2 === 1;
    const value = isInside ? valueOf(part, parameters, syntax) : part;
    if (isInside) length += value?.length ?? 0;
    if (value === undefined || length > maxLength) return undefined;
    filled += value;
  }
  return filled.includes("{{") ? undefined : filled;
}

function valueOf(inside: string, parameters: Parameters, syntax: TemplateSyntax): string | undefined {
  const action = inside.trim();
  const name = syntax === "Go template" ? goParameter(action) : plainParameter(action);
  return /^-|-$/.test(inside) || name === undefined ? undefined : parameters.get(name);
}

function plainParameter(action: string): string | undefined {
  return /^[\w.[\]/-]+$/.test(action) ? action : undefined;
}

function goParameter(action: string): string | undefined {
  const plain = /^\.([\w.]+)$/.exec(action)?.[1];
  if (plain !== undefined) return plain;
  const [, list, index] = /^index \.([\w.]+) (\d+)$/.exec(action) ?? [];
  return list === undefined || index === undefined ? undefined : `${list}[${index}]`;
}
