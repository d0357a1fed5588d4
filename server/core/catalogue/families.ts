/** Families of keys: `link.argocd.argoproj.io/NAME` stands for every key of that form. */

/** A word in capitals, which stands for any text, or a part in brackets, which is optional. */
const placeholder = /(\[[^\][]*\]|[A-Z]{3,})/;

/** A part of the key of a family: a text, any letters, digits, `-`, `_` and `.`, or parts that may be absent. */
export type KeyPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "name" }
  | { readonly type: "optional"; readonly parts: readonly KeyPart[] };

/** Whether a key of the catalogue stands for a family. */
export function isFamily(key: string): boolean {
  return placeholder.test(key);
}

/** The parts of a key of the catalogue; a key that is no family is one text. */
export function keyParts(key: string): readonly KeyPart[] {
  const parts = key.split(placeholder).flatMap((part): readonly KeyPart[] => {
    if (part.startsWith("[")) return [{ type: "optional", parts: keyParts(part.slice(1, -1)) }];
    if (part === "") return [];
    return isFamily(part) ? [{ type: "name" }] : [{ type: "text", text: part }];
  });
  // Any name includes those that begin with another name and a dot.
  return parts.filter(({ type }, index) => type !== "optional" || parts[index + 1]?.type !== "name");
}

/** Whether a key is one of those that the parts of a family stand for. */
export function isOfFamily(parts: readonly KeyPart[], key: string): boolean {
  // Most keys are told by their ends.
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (first?.type === "text" && !key.startsWith(first.text)) return false;
  if (last?.type === "text" && !key.endsWith(last.text)) return false;
  return endsOf(parts, key, new Set([0])).has(key.length);
}

/** The places in a key at which the parts can end that begin at one of others: as sets, so that no key takes long. */
function endsOf(parts: readonly KeyPart[], key: string, starts: ReadonlySet<number>): ReadonlySet<number> {
  return parts.reduce((reached, part) => {
    if (part.type === "optional") return new Set([...reached, ...endsOf(part.parts, key, reached)]);
    if (part.type === "name") return nameEnds(key, reached);
    const ends = [...reached].filter((at) => key.startsWith(part.text, at)).map((at) => at + part.text.length);
    return new Set(ends);
  }, starts);
}

function nameEnds(key: string, starts: ReadonlySet<number>): ReadonlySet<number> {
  const ends = new Set<number>();
  for (let at = 0; at < key.length; at++) {
    if ((starts.has(at) || ends.has(at)) && /[\w.-]/.test(key.charAt(at))) ends.add(at + 1);
  }
  return ends;
}

/** The start that all keys of a family share, such as `link.argocd.argoproj.io/`; the whole key if it is not a family. */
export function stemOf(key: string): string {
  const at = key.search(placeholder);
  return at < 0 ? key : key.slice(0, at);
}
