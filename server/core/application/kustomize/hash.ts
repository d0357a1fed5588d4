import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** What the hash of a generated object is made from: neither its name nor its metadata counts. */
export interface GeneratedData {
  readonly kind: "ConfigMap" | "Secret";
  /** The type of a Secret; "" for a ConfigMap. */
  readonly type: string;
  /** What is to be kept under each key, not encoded. */
  readonly values: ReadonlyMap<string, string>;
  /** Whether several generators made it: then an empty Secret has no `data` at all. */
  readonly isMerged: boolean;
}

/**
 * The hash that kustomize appends to the name of a generated object.
 * Mirrors `Hash` in api/hasher/hasher.go of kustomize, which looks for a field with the name "metadata/name" and finds none.
 */
export function hashOf({ kind, type, values, isMerged }: GeneratedData): string {
  const isSecret = kind === "Secret";
  const isAbsent = values.size === 0 && (!isSecret || isMerged);
  const entries = [...values]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${goJson(key)}:${goJson(isSecret ? base64Lines(value) : value)}`);
  const data = isAbsent ? '""' : `{${entries.join(",")}}`;
  const typeField = isSecret ? `,"type":${goJson(type)}` : "";
  const text = `{"data":${data},"kind":"${kind}","name":""${typeField}}`;
  return encode(bytesToHex(sha256(utf8ToBytes(text))));
}

/** Mirrors `encode` in the same file: no digit that could be taken for a letter, and hardly any vowel. */
function encode(hex: string): string {
  return hex.slice(0, 10).replace(/[013ae]/g, (digit) => "ghkmt".charAt("013ae".indexOf(digit)));
}

/** A text as `json.Marshal` of Go writes it. */
function goJson(text: string): string {
  return JSON.stringify(text).replaceAll("<", "\\u003c").replaceAll(">", "\\u003e").replaceAll("&", "\\u0026");
}

/** Mirrors `encodeBase64` in kyaml/yaml/datamap.go of kustomize: more than one line means that each one ends with a break. */
function base64Lines(text: string): string {
  const encoded = base64(utf8ToBytes(text));
  if (encoded.length < lineLength) return encoded;
  const lines: string[] = [];
  for (let at = 0; at < encoded.length; at += lineLength) lines.push(encoded.slice(at, at + lineLength));
  return lines.map((line) => `${line}\n`).join("");
}

const lineLength = 70;

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64(bytes: Uint8Array): string {
  let encoded = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.subarray(at, at + 3);
    const group = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    encoded += digits.charAt(group >> 18) + digits.charAt((group >> 12) & 63);
    encoded += second === undefined ? "=" : digits.charAt((group >> 6) & 63);
    encoded += third === undefined ? "=" : digits.charAt(group & 63);
  }
  return encoded;
}
