import assert from "node:assert/strict";
import { findInvalidByte, invalidByte } from "../../../server/core/text.ts";
import { decodeText } from "../../../server/workspace/decode.ts";

const manifest = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n";

/** Bytes, each written as a character. */
function bytes(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

describe("decoding", () => {
  it("keeps every text that is UTF-8, with its byte order mark", () => {
    for (const text of ["", "a", "\uFEFFa: é 😀 \uFFFD\u0001\n", "\uFFFF\u{10FFFF}"]) {
      assert.equal(decodeText(Buffer.from(text)), text);
      assert.equal(findInvalidByte(text), undefined);
    }
  });

  it("marks the first byte that is not UTF-8, and replaces the others as Argo CD does", () => {
    // What `utfutil.ReadFile` makes of the bytes, except for the mark.
    const cases: readonly (readonly [bytes: string, before: string, byte: number, after: string])[] = [
      ["caf\xe9\n", "caf", 0xe9, "\n"],
      ["\x80", "", 0x80, ""],
      ["a\xff\xfeb", "a", 0xff, "\uFFFDb"],
      ["\xe2\x82", "", 0xe2, ""],
      ["\xe2\x82x\xe2\x28", "", 0xe2, "x\uFFFD("],
      ["\xf0\x9f\x98", "", 0xf0, ""],
      ["\xf0\x9f\x98\x80\xf0\x9f", "😀", 0xf0, ""],
      ["\xed\xa0\x80", "", 0xed, "\uFFFD\uFFFD"],
      ["\xc0\xaf", "", 0xc0, "\uFFFD"],
      ["\xf4\x90\x80\x80", "", 0xf4, "\uFFFD\uFFFD\uFFFD"],
      ["\xef\xbf\xbd\xef\xbf\xbd\xe9\xef\xbf\xbd", "\uFFFD\uFFFD", 0xe9, "\uFFFD"],
    ];
    for (const [given, before, byte, after] of cases) {
      const text = decodeText(bytes(given));
      assert.equal(text, before + invalidByte(byte) + after);
      assert.deepEqual(findInvalidByte(text), { offset: before.length, byte });
      assert.equal(text.replace(invalidByte(byte), "\uFFFD"), bytes(given).toString("utf8"));
    }
  });

  it("takes what has zero bytes for text only if it looks like a manifest", () => {
    for (const binary of ["\x00", "a\x00", "a\xff\x00"]) {
      assert.throws(() => decodeText(bytes(binary)), /^Error: not text$/);
    }
    assert.equal(decodeText(bytes(`${manifest}\xff\x00`)), `${manifest}${invalidByte(0xff)}\u0000`);
    assert.equal(decodeText(bytes(`${manifest}\x00`)), `${manifest}\u0000`);
  });

  it("leaves UTF-16 alone, which Argo CD reads", () => {
    for (const mark of ["\xff\xfe", "\xfe\xff"]) {
      assert.throws(() => decodeText(bytes(`${mark}a\x00`)), /^Error: UTF-16, which this tool does not read$/);
    }
  });
});
