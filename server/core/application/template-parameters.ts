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
  // What is opened last is not closed: searching for the end of each would take long.
  if (text.lastIndexOf("{{") > text.lastIndexOf("}}")) return undefined;
  let length = 0;
  const unknown: string[] = [];
  const filled = text.replace(/\{\{([^]*?)\}\}/g, (_, inside: string) => {
    const action = inside.trim();
    const name = syntax === "Go template" ? goParameter(action) : plainParameter(action);
    const value = /^-|-$/.test(inside) || name === undefined ? undefined : parameters.get(name);
    length += value?.length ?? 0;
    if (value === undefined || length > maxLength) unknown.push(action);
    return unknown.length === 0 ? (value ?? "") : "";
  });
  return unknown.length === 0 && !filled.includes("{{") ? filled : undefined;
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
