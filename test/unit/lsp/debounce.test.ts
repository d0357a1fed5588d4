import assert from "node:assert/strict";
import { mock } from "node:test";
import { createConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { PassThrough } from "node:stream";
import { debounce, type DebounceMode } from "../../../server/lsp/debounce.ts";

describe("debounced calls", () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  it("run once for all, a pause after the last", () => {
    const { call, runs } = counted("after the last");
    call();
    mock.timers.tick(90);
    call();
    mock.timers.tick(90);
    assert.equal(runs(), 0);
    mock.timers.tick(10);
    assert.equal(runs(), 1);
  });

  it("run once for all, a pause after the first", () => {
    const { call, runs } = counted("after the first");
    call();
    mock.timers.tick(90);
    call();
    mock.timers.tick(10);
    assert.equal(runs(), 1);
  });

  it("never run once the editor shuts the server down", () => {
    const { call, runs, end } = counted("after the last");
    call();
    end();
    call();
    mock.timers.tick(1000);
    assert.equal(runs(), 0);
  });
});

function counted(mode: DebounceMode): { call: () => void; runs: () => number; end: () => void } {
  const stream = new PassThrough();
  const connection = createConnection(new StreamMessageReader(stream), new StreamMessageWriter(stream));
  const ending = new AbortController();
  let count = 0;
  const call = debounce({ connection, ending: ending.signal }, 100, mode, () => {
    count++;
  });
  return {
    call,
    runs: () => count,
    end: () => {
      ending.abort();
    },
  };
}
