import { Session } from "node:inspector/promises";

/** Tells whether code of the server ran that had not run before. */
export interface Coverage {
  /** False once the watch has ended. */
  readonly isNews: () => Promise<boolean>;
  readonly stop: () => Promise<void>;
}

/** Begins to watch. V8 counts blocks only until each has run once, so that most of the time this costs little. */
export async function watchCoverage(): Promise<Coverage> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  let isWatching = true;
  await session.post("Profiler.startPreciseCoverage", { callCount: false, detailed: true });
  return {
    isNews: async () => {
      if (!isWatching) return false;
      const { result } = await session.post("Profiler.takePreciseCoverage");
      return result.some(({ url, functions }) => url.includes("/server/") && functions.length > 0);
    },
    stop: async () => {
      if (!isWatching) return;
      isWatching = false;
      await session.post("Profiler.stopPreciseCoverage");
      session.disconnect();
    },
  };
}
