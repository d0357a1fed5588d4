import { parseInteger } from "../sync/integer.ts";
import type { LiveOperation, LiveRetry } from "./live-application.ts";

/** The attempts of a sync that fails. */
export interface Retries {
  /** How many attempts came after the first, with the one that is due. */
  readonly made: number;
  /** How many may come after the first; `undefined` without end. */
  readonly limit: number | undefined;
  /** How long after the end of the last attempt the next one begins, in seconds; `undefined` where none is due or it cannot be told. */
  readonly pause: number | undefined;
  /** The next attempt takes the newest revision. */
  readonly refresh: boolean;
}

/** Mirrors pkg/apis/application/v1alpha1/application_defaults.go, in seconds. */
const defaults = { duration: 5, maxDuration: 180, factor: 2 } as const;

/** The attempts of an operation. Mirrors `processRequestedAppOperation` in controller/appcontroller.go. */
export function retriesOf({ retry, retryCount, phase, finishedAt }: LiveOperation): Retries {
  const isDue = phase === "Running" && finishedAt !== "";
  return {
    made: retryCount,
    limit: retry.limit < 0 ? undefined : retry.limit,
    pause: isDue ? pauseBefore(retry, retryCount) : undefined,
    refresh: retry.refresh,
  };
}

/**
 * The pause before a retry, in seconds. The count is that of the retry to come: Argo CD raises it before it asks for the time, while
 * the time in its message is that of the count before. Mirrors `NextRetryAt` in pkg/apis/application/v1alpha1/types.go.
 */
function pauseBefore(retry: LiveRetry, count: number): number | undefined {
  const duration = retry.duration === "" ? defaults.duration : secondsOf(retry.duration);
  const longest = retry.maxDuration === "" ? defaults.maxDuration : secondsOf(retry.maxDuration);
  if (duration === undefined || longest === undefined) return undefined;
  const pause = duration * (retry.factor ?? defaults.factor) ** count;
  return longest > 0 ? Math.min(longest, pause) : pause;
}

const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, "\u00b5s": 1e-6, ns: 1e-9 };

/** A duration in seconds; `undefined` for what Go does not read. Mirrors `parseStringToDuration` in pkg/apis/application/v1alpha1/types.go. */
function secondsOf(text: string): number | undefined {
  const plain = parseInteger(text);
  if (plain !== undefined) return Number(plain);
  // `1m30s` is 1m and 30s.
  const parts = text.split(/(?<=[a-z])(?=\d)/).map(secondsOfPart);
  return parts.reduce((sum, part) => (sum === undefined || part === undefined ? undefined : sum + part), 0);
}

function secondsOfPart(part: string): number | undefined {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)([a-z\u00b5]+)$/.exec(part) ?? [];
  const seconds = Object.hasOwn(units, unit) ? units[unit] : undefined;
  return seconds === undefined ? undefined : Number(number) * seconds;
}
