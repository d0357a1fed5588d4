import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scenes } from "./scenes.ts";
import { digestsOfShown, type Shown } from "./shown.ts";

/** What each picture showed when it was taken: the digests of that, by the picture's name. */
type Recorded = Readonly<Record<string, Readonly<Partial<Record<Shown, string>>>>>;

const file = join(import.meta.dirname, "shown.json");

const shows: ReadonlyMap<string, readonly Shown[]> = new Map([
  ["first-minute", ["page", "editor", "answers"]],
  ...scenes.map((scene) => [scene.name, scene.shows] as const),
]);

/** The names of the pictures that show what has changed since they were taken. */
export async function stalePictures(): Promise<readonly string[]> {
  const [now, recorded] = [await digestsOfShown(), readRecorded()];
  return [...shows]
    .filter(([name, kinds]) => kinds.some((kind) => recorded[name]?.[kind] !== now[kind]))
    .map(([name]) => name);
}

/** Keeps what a picture shows that has just been taken. */
export async function recordShown(name: string): Promise<void> {
  const now = await digestsOfShown();
  const digests = Object.fromEntries((shows.get(name) ?? []).map((kind) => [kind, now[kind]]));
  const names = [...shows.keys()];
  const recorded = Object.entries({ ...readRecorded(), [name]: digests }).filter(([other]) => names.includes(other));
  recorded.sort(([first], [second]) => names.indexOf(first) - names.indexOf(second));
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(recorded), undefined, 2)}\n`);
}

function readRecorded(): Recorded {
  return JSON.parse(readFileSync(file, "utf8")) as Recorded;
}
