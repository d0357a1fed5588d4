/** What the API server allows as keys of annotations and labels. */
import type { Entry } from "../manifest/node.ts";
import { shown } from "./words.ts";

/** The most bytes that all annotations of an object have together. Mirrors `TotalAnnotationSizeLimitB` in pkg/api/validation/objectmeta.go of k8s.io/apimachinery. */
export const sizeLimit: number = 256 * 1024;

/** Why the API server rejects something, and what to do about it. */
export interface NameFault {
  /** A sentence without its full stop. */
  readonly words: string;
  /** A whole sentence. */
  readonly advice: string;
}

const longestName = 63;
const longestPrefix = 253;

/** What is wrong with the key of an annotation. Mirrors `ValidateAnnotations` in pkg/api/validation/objectmeta.go of k8s.io/apimachinery: only there, case does not matter. */
export function faultOfKey(key: string): NameFault | undefined {
  return faultOfLabelKey(key.toLowerCase());
}

/** What is wrong with the key of a label. Mirrors `IsQualifiedName` in pkg/util/validation/validation.go of k8s.io/apimachinery. */
export function faultOfLabelKey(key: string): NameFault | undefined {
  const parts = key.split("/");
  if (parts.length > 2)
    return { words: `A key has only one slash, but ${shown(key)} has more`, advice: "Change the key." };
  const [prefix, name = ""] = parts.length === 2 ? parts : [undefined, key];
  return (prefix === undefined ? undefined : faultOfPrefix(prefix)) ?? faultOfName(prefix, name);
}

/** What is wrong with the value of a label. Mirrors `IsValidLabelValue` in pkg/util/validation/validation.go of k8s.io/apimachinery. */
export function faultOfLabelValue(value: string): NameFault | undefined {
  if (value === "") return undefined;
  if (value.length > longestName)
    return {
      words: `The value of the label has ${value.length.toString()} characters, and ${longestName.toString()} are allowed`,
      advice: "Shorten it.",
    };
  if (isName(value)) return undefined;
  return { words: `The value of a label ${nameForm}`, advice: "Change the value, or make it an annotation." };
}

/** How many bytes annotations have together, keys and values. Mirrors `ValidateAnnotationsSize` in pkg/api/validation/objectmeta.go of k8s.io/apimachinery. */
export function sizeOf(annotations: readonly Pick<Entry, "key" | "value">[]): number {
  return annotations.reduce((sum, { key, value }) => {
    const known = value.type === "scalar" && value.scalarType === "string" ? value.text : "";
    return sum + bytesOf(key.text) + bytesOf(known);
  }, 0);
}

const nameForm = 'may contain only letters, digits, "-", "_" and ".", with a letter or digit at both ends';

function faultOfPrefix(prefix: string): NameFault | undefined {
  if (prefix === "") return { words: "There is nothing before the slash", advice: "Write the domain before it." };
  if (prefix.length > longestPrefix)
    return {
      words: `The domain before the slash has ${prefix.length.toString()} characters, and ${longestPrefix.toString()} are allowed`,
      advice: "Shorten it.",
    };
  if (prefix.split(".").every(isDomainLabel)) return undefined;
  return {
    words:
      'The part before the slash is a domain name and may contain only small letters, digits, "-" and ".", with a letter or digit at both ends of each part',
    advice: "Change it.",
  };
}

function faultOfName(prefix: string | undefined, name: string): NameFault | undefined {
  const subject = prefix === undefined ? "The key" : "The name after the slash";
  if (name === "") {
    const words = prefix === undefined ? "The key is empty" : "There is nothing after the slash";
    return { words, advice: "Write the name of the annotation." };
  }
  const length = bytesOf(name);
  if (length > longestName)
    return {
      words: `${subject} has ${length.toString()} characters, and ${longestName.toString()} are allowed`,
      advice: "Shorten the name.",
    };
  return isName(name) ? undefined : { words: `${subject} ${nameForm}`, advice: "Change the name." };
}

function isName(text: string): boolean {
  return (
    /^[A-Za-z0-9_.-]+$/.test(text) && isAlphanumeric(text.charAt(0)) && isAlphanumeric(text.charAt(text.length - 1))
  );
}

function isDomainLabel(label: string): boolean {
  return (
    /^[a-z0-9-]+$/.test(label) && isAlphanumeric(label.charAt(0)) && isAlphanumeric(label.charAt(label.length - 1))
  );
}

function isAlphanumeric(character: string): boolean {
  return /^[A-Za-z0-9]$/.test(character);
}

/** Go counts bytes. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
