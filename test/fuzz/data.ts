/** What a text says apart from what repairs are there to change, as a reader of YAML sees it that knows nothing of Argo CD. */
import { type Document, isMap, isScalar, isSeq, parseAllDocuments } from "yaml";

const ours =
  /argo|helm\.sh|^hook|sync-(?:wave|options)|compare-options|^(?:finalizers|syncOptions|activeDeadlineSeconds|generateName)$/i;
const holders = /^(?:annotations|labels|pairs|commonAnnotations|commonLabels)$/;

/**
 * The content of the documents of a text, without our annotations wherever they stand, the few fields that repairs write, without what is empty,
 * and without texts that may hold manifests of their own, which are repaired too. `undefined` where the text cannot be compared: it is broken, has templates, or odd annotations.
 */
export function dataOf(text: string): unknown {
  if (text.includes("{{")) return undefined;
  const documents = parseAllDocuments(text, { schema: "failsafe", uniqueKeys: false, logLevel: "silent", merge: true });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
  if (documents.some(isOdd)) return undefined;
  try {
    return documents.map((document) => cleaned(document.toJS({ maxAliasCount: 200 }), "") ?? null);
  } catch {
    // Too many aliases, or an alias without an anchor: there is no data to compare.
    return undefined;
  }
}

/** Whether a text is YAML without errors; `undefined` where templates stand in it. */
export function isWhole(text: string): boolean | undefined {
  if (text.includes("{{")) return undefined;
  const documents = parseAllDocuments(text, { schema: "failsafe", uniqueKeys: false, logLevel: "silent" });
  return Array.isArray(documents) && documents.every(({ errors }) => errors.length === 0);
}

function cleaned(value: unknown, key: string): unknown {
  if (ours.test(key)) return undefined;
  if (Array.isArray(value)) return value.flatMap((item) => [cleaned(item, "") ?? "none"]);
  if (typeof value === "string") return /[\n:]/.test(value) || value === "" ? undefined : value;
  if (typeof value !== "object" || value === null) return undefined;
  const path: unknown = (value as Readonly<Record<string, unknown>>)["path"];
  if (typeof path === "string" && ours.test(path)) return undefined;
  const entries = Object.entries(named(value)).flatMap(([name, it]): [string, unknown][] => {
    const left = cleaned(it, name);
    return left === undefined
      ? []
      : [[name, holders.test(key) && typeof left !== "string" ? JSON.stringify(left) : left]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A resource of which only a generateName is written is given a name. */
function named(value: object): object {
  const generated = "generateName" in value && !("name" in value) ? value.generateName : undefined;
  return typeof generated === "string" ? { ...value, name: generated.replace(/-+$/, "") } : value;
}

/** Whether a mapping repeats a key, or annotations are no mapping: what repairs make of these is another thing. */
function isOdd(document: Document): boolean {
  const open: unknown[] = [document.contents];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isSeq(node)) open.push(...node.items);
    if (!isMap(node)) continue;
    const keys = node.items.map(({ key }) => (isScalar(key) ? String(key.value) : ""));
    if (new Set(keys).size < keys.length) return true;
    if (node.items.some(({ value }, index) => holders.test(keys[index] ?? "") && isSeq(value))) return true;
    open.push(...node.items.map(({ value }) => value ?? null));
  }
  return false;
}
