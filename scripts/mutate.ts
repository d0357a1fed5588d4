// Changes the core in one small place at a time and counts which changes the unit tests notice:
// `npm run mutate [-- --sample N] [--seed S] [--only PART-OF-A-PATH]`. Prints those that no test noticed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Mutant, mutantsOf, withMutant } from "./mutation/mutants.ts";

const root = join(import.meta.dirname, "..");
const runner = join(root, "scripts", "mutation", "run-with-mutant.ts");

/** A change that makes the tests run for so long has been noticed, in milliseconds. */
const patience = 60_000;

/** A mutant with the file it is in, relative to the root. */
interface Placed extends Mutant {
  readonly file: string;
}

const { values } = parseArgs({
  options: {
    sample: { type: "string", default: "500" },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "" },
  },
});
const folder = mkdtempSync(join(tmpdir(), "mutants-"));
try {
  const all = globSync("server/core/**/*.ts", { cwd: root })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.includes(values.only))
    .sort()
    .flatMap((file) => mutantsOf(textOf(file)).map((mutant): Placed => ({ file, ...mutant })));
  const sample = sampleOf(all, Number(values.sample), Number(values.seed));
  console.log(`${sample.length} of ${all.length} mutants, seed ${values.seed}:`);
  let alive = 0;
  for (const mutant of sample) {
    if (await isNoticed(mutant)) continue;
    alive += 1;
    console.log(`alive  ${describe(mutant)}`);
  }
  const killed = sample.length - alive;
  console.log(`${killed} of ${sample.length} were noticed (${((100 * killed) / sample.length).toFixed(1)} %).`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function textOf(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

async function isNoticed(mutant: Placed): Promise<boolean> {
  const changed = join(folder, "mutant.ts");
  writeFileSync(changed, withMutant(textOf(mutant.file), mutant));
  const child = spawn(process.execPath, [runner, mutant.file, changed], {
    cwd: root,
    stdio: "ignore",
    timeout: patience,
    killSignal: "SIGKILL",
  });
  const [code] = (await once(child, "exit")) as [number | null];
  return code !== 0;
}

/** The place as editors link it, with what stood there and what stands there now. */
function describe({ file, start, end, replacement }: Placed): string {
  const before = textOf(file).slice(0, start).split("\n");
  const place = `${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text).replaceAll("\n", " ");
  return `${place}  ${shown(textOf(file).slice(start, end))}  ->  ${shown(replacement)}`;
}

/** As many as asked for, chosen by the seed, in the order of their places. */
function sampleOf(all: readonly Placed[], size: number, seed: number): readonly Placed[] {
  const keyed = all.map((mutant, index) => ({ mutant, index, key: scrambled(index + seed * 1_000_003) }));
  const chosen = keyed.sort((a, b) => a.key - b.key).slice(0, size);
  return chosen.sort((a, b) => a.index - b.index).map(({ mutant }) => mutant);
}

/** A number that looks random and is the same for the same seed: the mixing step of MurmurHash3. */
function scrambled(seed: number): number {
  let mixed = seed | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
