import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../build/bundles.ts";
import { folders } from "../../test/adversarial/hostile-folders.ts";
import { anchored, deep, manyInOne, manyResources, strange, written } from "../../test/adversarial/hostile-texts.ts";
import { type Row, round } from "../../test/bench/goals.ts";
import { costOfRun } from "../../test/bench/runs.ts";
import { often, type Thoroughness } from "./effort.ts";

/** What everything may cost, whatever the input: seconds on a processor, and MB of memory. */
const goals = { seconds: 10, memory: 1000 };

/** How large the inputs are where everything is measured. */
const groups = [
  [manyInOne, 20_000],
  [manyResources, 20_000],
  [strange, 10_000_000],
  [deep, 100_000],
  [anchored, 20_000],
  [written, 20_000],
] as const;

/** What `lint` and `plan` cost with inputs that are meant to do harm; the quick run takes a tenth of them. */
export function measureHostile(folder: string, thoroughness: Thoroughness): readonly Row[] {
  const share = often(thoroughness, { quick: 10, thorough: 1 });
  const texts = groups.flatMap(([texts, count]) =>
    Object.entries(texts).map(([name, write]) => ({
      name,
      files: (): Readonly<Record<string, string>> => ({ "a.yaml": write(count / share) }),
    })),
  );
  const trees = Object.entries(folders).map(([name, write]) => ({
    name: `folder of ${name}`,
    // Thirty diamonds have a thousand million paths.
    files: () => write(name.startsWith("diamonds") ? 30 : 1000 / share),
  }));
  const resources = {
    name: "100,000 Jobs in 100 files",
    files: () => folders["Jobs spread over files"]?.(100_000 / share) ?? {},
  };
  return [...texts, ...trees, resources].flatMap(({ name, files }) => measure(folder, `hostile: ${name}`, files()));
}

function measure(folder: string, name: string, files: Readonly<Record<string, string>>): readonly Row[] {
  const place = join(folder, "hostile");
  for (const [path, text] of Object.entries({ ".git/HEAD": "ref: refs/heads/main\n", ...files })) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  const cli = join(root, "dist", "cli.cjs");
  const rows = ["lint", "plan"].flatMap((command): readonly Row[] => {
    const { cpu, memory } = costOfRun(folder, process.execPath, [cli, command, place], 120_000);
    return [
      row(`${name}, ${command}, CPU`, cpu / 1000, "s", goals.seconds),
      row(`${name}, ${command}, peak memory`, memory, "MB", goals.memory),
    ];
  });
  rmSync(place, { recursive: true });
  return rows;
}

function row(measure: string, value: number, unit: string, goal: number): Row {
  return { measure, value: `${round(value)} ${unit}`, ratio: value, beside: "", goal };
}
