import { type Annotations, annotationKeys } from "./annotations.ts";
import { parseInteger } from "./integer.ts";

/** The annotation that set a wave; `default` if none did, `unknown` if rendering decides. */
export type WaveSource = "sync-wave" | "hook-weight" | "default" | "unknown";

/** A wave, a 64-bit integer, and where it comes from. The wave is `undefined` exactly if the source is `unknown`. */
export interface DeclaredWave {
  readonly wave: bigint | undefined;
  readonly source: WaveSource;
}

const unknownWave: DeclaredWave = { wave: undefined, source: "unknown" };

/**
 * The wave that the annotations declare: `sync-wave` if it is an integer, else `helm.sh/hook-weight` if that is one, else 0,
 * on hooks and other resources alike. Mirrors `Wave` in gitops-engine/pkg/sync/syncwaves/waves.go and `Weight` in
 * gitops-engine/pkg/sync/hook/helm/weight.go.
 */
export function declaredWave(annotations: Annotations): DeclaredWave {
  const sources = [
    ["sync-wave", annotationKeys.syncWave],
    ["hook-weight", annotationKeys.helmHookWeight],
  ] as const;
  for (const [source, key] of sources) {
    if (!annotations.has(key)) continue;
    const value = annotations.get(key);
    if (value === undefined) return unknownWave;
    const wave = parseInteger(value);
    if (wave !== undefined) return { wave, source };
  }
  return { wave: 0n, source: "default" };
}
