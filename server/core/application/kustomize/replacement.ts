import { type Node, nodeAt } from "../../manifest/node.ts";
import type { Failure } from "../failure.ts";
import { type DocumentLocation, locationOf } from "../location.ts";
import { itemsOf } from "./kustomization.ts";
import { effectiveNamespace } from "./id.ts";
import { groupOf, type KustomizeObject, withAnnotations } from "./object.ts";
import { readSelector, type Selector, selects } from "./selector.ts";

/** A replacement, and the document that it is written in. */
export interface Replacement {
  readonly node: Node;
  readonly document: DocumentLocation;
}

/** What replacing came to. */
export interface Replaced {
  readonly objects: readonly KustomizeObject[];
  /** The first replacement whose source is not there. */
  readonly lost: Failure | undefined;
}

/** The objects after replacements: what they fill in is not known. Mirrors api/filters/replacement/replacement.go of kustomize. */
export function applyReplacements(objects: readonly KustomizeObject[], replacements: readonly Replacement[]): Replaced {
  const targets = replacements.flatMap(({ node }) => itemsOf(nodeAt(node, "targets")).flatMap(readTarget));
  const replaced = targets.reduce<readonly KustomizeObject[]>(
    (all, target) => all.map((object) => (isTarget(target, object) ? fillIn(object, target.paths) : object)),
    objects,
  );
  const lost = replacements.flatMap(({ node, document }): readonly Failure[] => {
    const source = nodeAt(node, "source");
    if (source === undefined) return [];
    const wanted = readSelector(source);
    if (objects.some((object) => isSource(wanted, object))) return [];
    const message = `There is no ${describeSource(source)} for this replacement to take its value from.`;
    return [{ message, location: locationOf(document, source) }];
  });
  return { objects: replaced, lost: lost[0] };
}

/** Whether a replacement takes its value from an object. Mirrors `selectSourceNode` in api/filters/replacement/replacement.go. */
function isSource(wanted: Selector, object: KustomizeObject): boolean {
  return [object.id, ...object.formerIds].some((id) => {
    const version = id.apiVersion.slice(id.apiVersion.indexOf("/") + 1);
    const pairs = [
      [wanted.group, groupOf(id.apiVersion)],
      [wanted.version, version],
      [wanted.kind, id.kind],
      [wanted.name, id.name],
    ];
    const namespace = wanted.namespace === "" ? "" : effectiveNamespace({ ...id, namespace: wanted.namespace });
    return (
      pairs.every(([part, text]) => part === "" || part === text) &&
      (namespace === "" || namespace === effectiveNamespace(id))
    );
  });
}

function describeSource(source: Node): string {
  const { kind, name } = readSelector(source);
  return `${kind === "" ? "object" : kind} "${name}"`;
}

/** Where a replacement writes. */
interface Target {
  readonly select: Selector;
  readonly reject: readonly Selector[];
  readonly paths: readonly string[];
}

/** A target; none if it selects nothing. */
function readTarget(node: Node): readonly Target[] {
  const select = nodeAt(node, "select");
  if (select === undefined) return [];
  const reject = itemsOf(nodeAt(node, "reject")).map(readSelector);
  return [{ select: readSelector(select), reject, paths: fieldPathsOf(node) }];
}

function isTarget({ select, reject }: Target, object: KustomizeObject): boolean {
  return selects(select, object) !== "no" && !reject.some((it) => selects(it, object) === "yes");
}

function fieldPathsOf(target: Node): readonly string[] {
  const paths = itemsOf(nodeAt(target, "fieldPaths")).flatMap((item) => (item.type === "scalar" ? [item.text] : []));
  // Without any path it is the name that is replaced.
  return paths.length > 0 ? paths : ["metadata.name"];
}

function fillIn(object: KustomizeObject, paths: readonly string[]): KustomizeObject {
  return paths.reduce((filled, path) => {
    const [top, field, key] = splitPath(path);
    if (top === "*" || (top === "metadata" && (field === "name" || field === "namespace" || field === "*"))) {
      return { ...filled, nameKnown: false };
    }
    if (top !== "metadata" || field !== "annotations") return filled;
    if (key === undefined || key === "*") return { ...filled, annotationsKnown: false };
    return withAnnotations(filled, new Map([...filled.annotations, [key, undefined]]));
  }, object);
}

/** The keys of a path: separated by dots, where one in brackets, or with a dot after a backslash, is a single key. */
function splitPath(path: string): readonly string[] {
  const keys: string[] = [];
  const lastClose = path.lastIndexOf("]");
  let key = "";
  const endKey = (): void => {
    if (key !== "") keys.push(key);
    key = "";
  };
  for (let at = 0; at < path.length; at++) {
    const character = path.charAt(at);
    if (character === "\\" && at + 1 < path.length) {
      const next = path.charAt(++at);
      key += next === "." ? next : character + next;
    } else if (character === "[" && at < lastClose) {
      endKey();
      const close = path.indexOf("]", at);
      keys.push(path.slice(at + 1, close).replaceAll("\\.", "."));
      at = close;
    } else if (".[]\\".includes(character)) endKey();
    else key += character;
  }
  endKey();
  return keys;
}
