/** Families of keys: `link.argocd.argoproj.io/NAME` stands for every key of that form. */

/** A word in capitals, which stands for any text, or a part in brackets, which is optional. */
const placeholder = /\[([^\][]*)\]|[A-Z]{3,}/g;

/** Whether a key of the catalogue stands for a family. */
export function isFamily(key: string): boolean {
  return key.search(placeholder) >= 0;
}

/** An expression that matches a key of the catalogue, or every key of a family: names contain letters, digits, `-`, `_` and `.`. */
export function keyForm(key: string): RegExp {
  const parts = key.split(/(\[[^\][]*\]|[A-Z]{3,})/);
  return new RegExp(`^${parts.map(formOfPart).join("")}$`);
}

/** The start that all keys of a family share, such as `link.argocd.argoproj.io/`; the whole key if it is not a family. */
export function stemOf(key: string): string {
  const at = key.search(placeholder);
  return at < 0 ? key : key.slice(0, at);
}

function formOfPart(part: string): string {
  if (part.startsWith("[")) return `(?:${keyForm(part.slice(1, -1)).source.slice(1, -1)})?`;
  return /^[A-Z]{3,}$/.test(part) ? String.raw`[\w.-]+` : part.replace(/[.+*?^$()|\\/{}]/g, String.raw`\$&`);
}
