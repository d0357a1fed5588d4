import type { ManifestFile } from "../../manifest/file.ts";
import { definedBy, type Manifest } from "../../manifest/manifest.ts";
import { type MapNode, nodeAt, type Node } from "../../manifest/node.ts";
import type { Change } from "../change.ts";
import { placedOn } from "../placed-tree.ts";
import type { SourceMember } from "../source-member.ts";
import { type GeneratedData, hashOf } from "./hash.ts";

/** By what kustomize tells objects apart. */
export interface ObjectId {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Texts by key; `undefined` for one that cannot be known before something else has filled it in. */
export type Texts = ReadonlyMap<string, string | undefined>;

/** One object on its way through the layers of a kustomization. */
export interface KustomizeObject {
  readonly fileName: string;
  readonly file: ManifestFile;
  readonly documentIndex: number;
  readonly manifest: Manifest;
  readonly generated: boolean;
  /** A hash of its content will be appended to its name. */
  readonly needsHash: boolean;
  readonly id: ObjectId;
  /** What the hash is made from; `undefined` where it is not known, and for what no generator made. */
  readonly data: GeneratedData | undefined;
  /** What it was called before, the first one as it is written. */
  readonly formerIds: readonly ObjectId[];
  readonly labels: Texts;
  readonly annotations: Texts;
  readonly annotationsKnown: boolean;
  readonly nameKnown: boolean;
  /** All of it with what patches have changed, but its metadata as it is written; `undefined` where it is not known. */
  readonly content: MapNode | undefined;
  readonly changes: readonly Change[];
  /** What a chart prints, as it prints it; `undefined` for what no chart does. */
  readonly printedBy?: SourceMember;
}

/** The object as it is written. */
export function originalId({ id, formerIds }: KustomizeObject): ObjectId {
  return formerIds[0] ?? id;
}

/** The object that a manifest describes. Mirrors `makeOne` in api/resource/factory.go of kustomize. */
export function toObject(
  manifest: Manifest,
  { fileName, file, documentIndex }: Pick<KustomizeObject, "fileName" | "file" | "documentIndex">,
): KustomizeObject {
  const { apiVersion, kind, namespace, name } = manifest;
  return {
    fileName,
    file,
    documentIndex,
    manifest,
    generated: false,
    needsHash: false,
    data: undefined,
    id: { apiVersion, kind, namespace, name },
    formerIds: [],
    labels: textsOf(nodeAt(manifest.node, "metadata", "labels")),
    annotations: writtenAnnotations(manifest),
    annotationsKnown: !manifest.moreAnnotations,
    nameKnown: true,
    content: manifest.node,
    changes: [],
  };
}

// Of two blocks kustomize keeps both and lets the first one win, while within a block the last of equal keys wins.
function writtenAnnotations({ annotationBlocks, annotations }: Manifest): Texts {
  const texts = new Map<string, string | undefined>();
  for (const { value } of annotationBlocks.toReversed()) {
    for (const [key, text] of textsOf(value)) texts.set(key, text);
  }
  for (const { key, conditional } of annotations) if (conditional) texts.set(key.text, undefined);
  return texts;
}

/** The texts of a mapping. Whatever is not quoted becomes the string that is written: kustomize knows no other annotations. */
export function textsOf(node: Node | undefined): Texts {
  const entries = node?.type === "map" ? node.entries : [];
  return new Map(entries.map(({ key, value }) => [key.text, knownText(value)] as const));
}

/** The text that kustomize makes of a value, "" of a list or a mapping; `undefined` where something else fills it in. */
export function knownText(value: Node): string | undefined {
  if (value.type !== "scalar") return "";
  return value.scalarType === "unknown" ? undefined : value.text;
}

/** The object with another id; it can still be found under the former one. */
export function renamed(object: KustomizeObject, id: Partial<ObjectId>): KustomizeObject {
  return { ...object, id: { ...object.id, ...id }, formerIds: [...object.formerIds, object.id] };
}

/** The object with one more change, which takes the place of a former one of the same thing. */
export function withChanges<T extends KustomizeObject>(object: T, changes: readonly Change[]): T {
  const topics = new Set(changes.map(topicOf));
  return { ...object, changes: [...object.changes.filter((old) => !topics.has(topicOf(old))), ...changes] };
}

/** What a change is of. */
function topicOf({ what, key }: Change): string {
  return `${what} ${key}`;
}

/** The object with another set of annotations; of those that are gone no change is left. */
export function withAnnotations<T extends KustomizeObject>(object: T, annotations: Texts): T {
  const changes = object.changes.filter(({ what, key }) => what !== "annotation" || annotations.has(key));
  return { ...object, annotations, changes };
}

/** The object where nobody knows what it is called, nor what its annotations and labels are. */
export function withoutTexts(object: KustomizeObject): KustomizeObject {
  if (object.annotations.size + object.labels.size === 0 && !object.annotationsKnown && !object.nameKnown)
    return object;
  const unknown = {
    annotations: new Map(),
    labels: new Map(),
    annotationsKnown: false,
    nameKnown: false,
    content: undefined,
    data: undefined,
  };
  return { ...object, ...unknown, changes: [] };
}

/** The group of an `apiVersion`; "" for the core API. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}

/** What patches have made of the object; nothing where it is as it is written. */
function deployedAs({
  content,
  manifest,
  file,
  documentIndex,
  id,
  generated,
}: KustomizeObject): Pick<SourceMember, "deployed" | "patched"> {
  if (content === undefined) return generated ? {} : { patched: true };
  if (content === manifest.node) return {};
  const node = placedOn(content, manifest.node);
  const { actions } = file.documents[documentIndex]?.parsed ?? { actions: [] };
  return { deployed: { ...manifest, kind: id.kind, node, actions, derived: new Map() } };
}

/** The finished object as a member of its application. */
export function toMember(object: KustomizeObject): SourceMember {
  const { fileName, file, documentIndex, manifest, generated, needsHash, id, changes, printedBy } = object;
  if (printedBy !== undefined) return printedMember(object, printedBy);
  const hash = needsHash ? knownHash(object) : undefined;
  return {
    fileName,
    file,
    documentIndex,
    manifest,
    generated,
    conditional: false,
    nameKnown: object.nameKnown && (!needsHash || hash !== undefined),
    ...deployedAs(object),
    changes,
    resource: {
      group: groupOf(id.apiVersion),
      kind: id.kind,
      name: needsHash ? `${id.name}-${hash ?? "<hash>"}` : id.name,
      generateName: manifest.generateName,
      namespace: id.namespace,
      annotations: object.annotations,
      annotationsKnown: object.annotationsKnown,
      crd: definedBy(manifest),
    },
  };
}

/** What a chart prints, with what kustomize changes about it. */
function printedMember(object: KustomizeObject, member: SourceMember): SourceMember {
  const { content, manifest, id, changes, annotations, annotationsKnown, nameKnown } = object;
  const { name, namespace } = id;
  const resource = { ...member.resource, group: groupOf(id.apiVersion), kind: id.kind, name, namespace };
  const changed = { ...member, nameKnown, changes, resource: { ...resource, annotations, annotationsKnown } };
  if (content === manifest.node && changes.length === 0) return changed;
  // What Helm prints is not what is deployed then.
  const { printed, deployed, ...rest } = changed;
  if (content === undefined || printed === undefined || deployed === undefined) return { ...rest, patched: true };
  if (content === manifest.node) return { ...rest, deployed };
  const node = placedOn(content, manifest.node);
  return { ...rest, deployed: { ...manifest, kind: id.kind, node, actions: [], derived: new Map() } };
}

/** Mirrors api/internal/builtins/HashTransformer.go of kustomize; a name that something fills in may become any other. */
function knownHash({ data, nameKnown, id, manifest }: KustomizeObject): string | undefined {
  const isKnown = nameKnown && id.kind === manifest.kind && /^[-.\w]+$/.test(id.name);
  return isKnown && data !== undefined ? hashOf(data) : undefined;
}
