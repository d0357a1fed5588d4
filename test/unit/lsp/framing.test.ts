import assert from "node:assert/strict";
import fc from "fast-check";
import { Framing } from "../../../server/lsp/framing.ts";

/** What a stream of these chunks gives. */
function read(...chunks: readonly (string | Buffer)[]): {
  readonly messages: unknown[];
  readonly complaints: string[];
} {
  const messages: unknown[] = [];
  const complaints: string[] = [];
  const framing = new Framing({
    take: (message) => messages.push(message),
    complain: (reason) => complaints.push(reason),
  });
  for (const chunk of chunks) framing.push(Buffer.from(chunk));
  return { messages, complaints };
}

function frame(message: unknown): string {
  const body = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const noHeader = "Something is not a message: it has no header with a Content-Length.";

describe("the messages in a stream", () => {
  it("are found however the stream is cut, with all kinds of headers", () => {
    const typed =
      'Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:2 \r\nX-A: b\r\n\r\n"a"'.replace(
        "2",
        "3",
      );
    const stream = Buffer.from(`${frame({ text: "ä→😀" })}${typed}${frame([1])}`);
    const expected = [{ text: "ä→😀" }, "a", [1]];
    assert.deepEqual(read(stream), { messages: expected, complaints: [] });
    assert.deepEqual(read(...[...stream].map((byte) => Buffer.of(byte))), { messages: expected, complaints: [] });
  });

  for (const [kind, junk, complaint] of [
    [
      "broken JSON",
      'Content-Length: 12\r\n\r\n{"jsonrpc":5',
      "A message is not valid JSON, or its Content-Length is wrong.",
    ],
    [
      "a body that is longer than its header says",
      `Content-Length: 3\r\n\r\n{"a":"${"b".repeat(5000)}"}`,
      "A message is not valid JSON, or its Content-Length is wrong.",
    ],
    [
      "a body that is shorter than its header says",
      'Content-Length: 5000\r\n\r\n{"a":1}',
      "A message is shorter than its Content-Length.",
    ],
    [
      "a long body that is shorter still",
      `Content-Length: 50000\r\n\r\n{"a":"${"b".repeat(5000)}"}`,
      "A message is shorter than its Content-Length.",
    ],
    ["a body of 2 GB", 'Content-Length: 2147483648\r\n\r\n{"a":1}', "A message of 2147483648 bytes is too long."],
    ["a body without a header", '{"a":1}', noHeader],
    ["a header without a length", 'Content-Type: json\r\n\r\n{"a":1}', noHeader],
    ["a length that is not a number", 'Content-Length: many\r\n\r\n{"a":1}', noHeader],
    ["a length below 0", 'Content-Length: -7\r\n\r\n{"a":1}', noHeader],
    ["line breaks of Unix", 'Content-Length: 7\n\n{"a":1}', noHeader],
    ["a header that never ends", "X-A: b\r\n".repeat(5000), noHeader],
    ["bytes that are no text", Buffer.alloc(5000, 0xff).toString("latin1"), noHeader],
  ] as const) {
    it(`are found again after ${kind}, with one complaint`, () => {
      const bytes = Buffer.concat([
        Buffer.from(frame(1)),
        Buffer.from(junk, "latin1"),
        Buffer.from(frame(2) + frame(3)),
      ]);
      assert.deepEqual(read(bytes), { messages: [1, 2, 3], complaints: [complaint] });
      assert.deepEqual(read(...[...bytes].map((byte) => Buffer.of(byte))).messages, [1, 2, 3]);
    });
  }

  it("may contain what looks like a header", () => {
    const message = { text: "Content-Length: 5\r\n\r\n12345" };
    assert.deepEqual(read(frame(message).slice(0, 60), frame(message).slice(60)), {
      messages: [message],
      complaints: [],
    });
  });

  it("are found whatever is between them", () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom("Content-Length: ", "\r\n\r\n", "7", "{}"));
    const junk = fc
      .array(piece)
      .map((pieces) => pieces.join(""))
      .filter((text) => !/Content-Length: *\d/i.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.json(), junk)), fc.integer({ min: 1, max: 50 }), (pairs, size) => {
        const bytes = Buffer.from(pairs.map(([json, between]) => frame(JSON.parse(json)) + between).join(""));
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        assert.deepEqual(
          read(...chunks).messages,
          pairs.map(([json]) => JSON.parse(json) as unknown),
        );
      }),
    );
  });
});
