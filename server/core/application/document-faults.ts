import type { ManifestDocument } from "../manifest/file.ts";
import type { Node, Span } from "../manifest/node.ts";
import { syntaxWords } from "../manifest/syntax-words.ts";
import { byteWords, findInvalidByte } from "../text.ts";
import type { Fault } from "./failure.ts";
import { generationFaults } from "./resource.ts";

/** Why the YAML of a document cannot be read; nothing for a template, which is not judged before it is rendered. */
export function syntaxFaults({ text, parsed }: ManifestDocument): readonly Fault[] {
  if (parsed.error === undefined || parsed.actions.length > 0) return [];
  const message = `This is not valid YAML: ${syntaxWords(parsed.error)}.`;
  const isCertain = refusedByAll.some((start) => parsed.error?.startsWith(start));
  return [{ message, span: restOfLine(text, parsed.errorAt), ...(!isCertain && { about: "syntax" }) }];
}

/** How the parser begins to say what go-yaml refuses as well: of text in quotes over several lines, it expects more than go-yaml does. */
const refusedByAll: readonly string[] = [
  "All mapping items must start at the same column",
  "Nested mappings are not allowed in compact mappings",
  "Unexpected scalar at node end",
];

/** Why kustomize and Helm cannot read a document even where only a comment is not UTF-8. Mirrors `yaml_parser_update_buffer` in go-yaml. */
export function encodingFaults({ text }: ManifestDocument): readonly Fault[] {
  const invalid = findInvalidByte(text);
  if (invalid === undefined) return [];
  const message = `The byte ${byteWords(invalid.byte)} is not valid UTF-8: save the file as UTF-8.`;
  return [{ message, span: { start: invalid.offset, end: invalid.offset + 1 } }];
}

/** Characters that may stand nowhere in YAML, and in no string of JSON. Mirrors `yaml_parser_update_buffer` in go-yaml. */
function controlFaults(text: string): readonly Fault[] {
  // eslint-disable-next-line no-control-regex -- They are what is looked for.
  const offset = text.search(/[\x00-\x08\x0b\x0c\x0e-\x1f]/);
  if (offset === -1) return [];
  const message = `The control character ${byteWords(text.charCodeAt(offset))} is not allowed in YAML: remove it.`;
  return [{ message, span: { start: offset, end: offset + 1 } }];
}

/**
 * Why a document holds no Kubernetes objects; nothing for one without content, such as `null`, or whose content is filled in later.
 * Mirrors `splitYAMLOrJSON` in reposerver/repository/repository.go.
 */
export function documentFaults(document: ManifestDocument): readonly Fault[] {
  const { text, parsed, manifests } = document;
  if (parsed.actions.length > 0) return [];
  const control = controlFaults(text);
  if (control.length > 0) return control;
  const { root } = parsed;
  if (root === undefined) return [];
  if (parsed.error !== undefined) return syntaxFaults(document);
  if (root.type === "scalar" && (root.scalarType === "null" || root.scalarType === "unknown")) return [];
  if (root.type !== "map") return [{ message: "A manifest must be a mapping.", span: root.span }];
  if (manifests.length > 0 || isEmptyList(root)) return [];
  return [{ message: 'A manifest must have a "kind".', span: root.span }];
}

/** What keeps Argo CD from writing its tracking annotation on the objects of a document. */
export function annotationFaults({ manifests }: ManifestDocument): readonly Fault[] {
  return manifests.flatMap(generationFaults);
}

/** Whether a document is a List that holds nothing. */
function isEmptyList(root: Node): boolean {
  return root.type === "map" && ["kind", "items"].every((key) => root.entries.some((entry) => entry.key.text === key));
}

/** From an offset to the end of its line; where nothing follows there, the last line up to it that holds anything. */
function restOfLine(text: string, offset: number): Span {
  const rest = /[^\r\n]*/y;
  rest.lastIndex = offset;
  const written = rest.exec(text)?.[0].trimEnd() ?? "";
  if (written !== "") return { start: offset, end: offset + written.length };
  const end = text.slice(0, offset).trimEnd().length;
  const lineStart = Math.max(text.lastIndexOf("\n", end - 1), text.lastIndexOf("\r", end - 1)) + 1;
  return { start: lineStart + (/^\s*/.exec(text.slice(lineStart, end))?.[0].length ?? 0), end };
}
