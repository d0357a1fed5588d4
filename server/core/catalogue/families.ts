/** Families of keys: `link.argocd.argoproj.io/NAME` stands for every key of that form. */

/** A word in capitals, where anything may stand, or such a part in brackets, which may be left out. */
const placeholder = /\[([^\][]*)\]|[A-Z]{3,}/g;

/** Whether a key of the catalogue stands for a family. */
export function isFamily(key: string): boolean {
  return key.search(placeholder) >= 0;
}

/** The expression that matches a key of the catalogue, and of a family every one: names are made of letters, digits, `-`, `_` and `.`. */
export function keyForm(key: string): RegExp {
  const parts = key.split(/(\[[^\][]*\]|[A-Z]{3,})/);
  return new RegExp(`^${parts.map(formOfPart).join("")}$`);
}

/** What all keys of a family begin with: `link.argocd.argoproj.io/`; the whole key of one that is no family. */
export function stemOf(key: string): string {
  const at = key.search(placeholder);
  return at < 0 ? key : key.slice(0, at);
}

function formOfPart(part: string): string {
  if (part.startsWith("[")) return `(?:${keyForm(part.slice(1, -1)).source.slice(1, -1)})?`;
  return /^[A-Z]{3,}$/.test(part) ? String.raw`[\w.-]+` : part.replace(/[.+*?^$()|\\/{}]/g, String.raw`\$&`);
}
