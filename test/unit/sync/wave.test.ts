import assert from "node:assert/strict";
import { type WaveSource, declaredWave } from "../../../server/core/sync/wave.ts";
import { type ShortAnnotations, annotationsOf } from "./resources.ts";

describe("waves", () => {
  const cases: readonly (readonly [ShortAnnotations, bigint | undefined, WaveSource])[] = [
    [{}, 0n, "default"],
    [{ syncWave: "5" }, 5n, "sync-wave"],
    [{ syncWave: "-5", helmHookWeight: "3" }, -5n, "sync-wave"],
    [{ syncWave: "0", helmHookWeight: "3" }, 0n, "sync-wave"],
    [{ helmHookWeight: "+1" }, 1n, "hook-weight"],
    [{ syncWave: "one", helmHookWeight: "3" }, 3n, "hook-weight"],
    [{ syncWave: "", helmHookWeight: "" }, 0n, "default"],
    [{ syncWave: "1.0" }, 0n, "default"],
    [{ syncWave: "3\n" }, 0n, "default"],
    [{ syncWave: "9223372036854775808" }, 0n, "default"],
    [{ syncWave: undefined, helmHookWeight: "3" }, undefined, "unknown"],
    [{ syncWave: "one", helmHookWeight: undefined }, undefined, "unknown"],
    [{ syncWave: "1", helmHookWeight: undefined }, 1n, "sync-wave"],
  ];
  for (const [annotations, wave, source] of cases) {
    it(`takes ${wave ?? "no wave"} from ${JSON.stringify([...annotationsOf(annotations)])}`, () => {
      assert.deepEqual(declaredWave(annotationsOf(annotations)), { wave, source });
    });
  }
});
