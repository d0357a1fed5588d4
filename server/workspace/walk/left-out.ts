import { linkToFolder, linkToNothing, notThere } from "../reasons.ts";
import type { LeftOut } from "./options.ts";

/** What was left out that someone may miss, each path once. */
export function missed(leftOut: readonly LeftOut[]): readonly LeftOut[] {
  const byPath = new Map(leftOut.filter(({ reason }) => !neverMissed.includes(reason)).map((it) => [it.path, it]));
  return [...byPath.values()];
}

/** Links mostly lead to what is searched anyway, and a file may be deleted while a search runs. */
const neverMissed: readonly string[] = [linkToFolder, linkToNothing, notThere];

/** Sentences for the user, one for each reason; `shown` names a path. */
export function leftOutSentences(leftOut: readonly LeftOut[], shown: (path: string) => string): readonly string[] {
  const reasons = [...new Set(leftOut.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const paths = leftOut.filter((it) => it.reason === reason).map(({ path }) => shown(path));
    return `Skipped: ${enumerate(paths)} (${reason}).`;
  });
}

/** How many paths with the same reason are named. */
const maxNamed = 5;

function enumerate(paths: readonly string[]): string {
  const named = paths.slice(0, maxNamed).map((path) => `"${path}"`);
  const more = paths.length - named.length;
  return more === 0 ? named.join(", ") : `${named.join(", ")} and ${more.toLocaleString("en")} more`;
}
