import { isUtf8 } from "node:buffer";
import { invalidByte } from "../core/index.ts";
import { notText, utf16 } from "./reasons.ts";

/**
 * Bytes as text, byte order mark included. Where they are not UTF-8, there is U+FFFD, as Argo CD reads it in a plain folder and as
 * editors show it, and instead of the first of these there is `invalidByte`, which tells that from a U+FFFD that somebody wrote.
 * Mirrors `utfutil.ReadFile`, which `getObjsFromYAMLOrJSON` in reposerver/repository/repository.go calls.
 * Throws an Error with the reason if they are not text for us.
 */
export function decodeText(bytes: Buffer): string {
  const reason = whyNotText(bytes);
  if (reason !== undefined) throw new Error(reason);
  const text = bytes.toString("utf8");
  if (isUtf8(bytes)) return text;
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf(replacement); at >= 0; at = text.indexOf(replacement, from)) {
    offset += Buffer.byteLength(text.slice(from, at));
    const byte = bytes[offset] ?? 0;
    const isWritten = bytes.toString("latin1", offset, offset + 3) === "\xef\xbf\xbd";
    if (!isWritten) return text.slice(0, at) + invalidByte(byte) + text.slice(at + 1);
    offset += 3;
    from = at + 1;
  }
  return text;
}

/** Why bytes are left out, if they are. Argo CD reads UTF-16, so nothing is said about that. It passes over what is not YAML, which no text with a zero byte is. */
export function whyNotText(bytes: Buffer): string | undefined {
  const mark = bytes.toString("latin1", 0, 2);
  if (mark === "\xff\xfe" || mark === "\xfe\xff") return utf16;
  return bytes.includes(0) && !looksLikeManifest(bytes) ? notText : undefined;
}

/** Whether Argo CD complains of a file that it cannot read. Mirrors `getObjsFromYAMLOrJSON` in reposerver/repository/repository.go. */
function looksLikeManifest(bytes: Buffer): boolean {
  return ["apiVersion", "kind", "metadata"].every((key) => bytes.includes(key));
}

/** What stands for bytes that are not UTF-8, for each as many of them as could have been the beginning of a character. */
const replacement = "\uFFFD";
