// Measures the speed of the product, each figure against a baseline from the same run: `npm run bench`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { buildApplication, openFile } from "../server/core/index.ts";
import { Editor } from "../test/bench/editor.ts";
import { median, quantile } from "../test/bench/stats.ts";
import { manifests } from "../test/bench/workload.ts";
import { buildAll } from "./build.ts";

const root = join(import.meta.dirname, "..");
const rounds = 3;
const edits = 100;

await buildAll({ minify: true });
const folder = mkdtempSync(join(tmpdir(), "bench-"));
try {
  const floor = join(folder, "floor-server.cjs");
  await build({
    entryPoints: [join(root, "test", "bench", "floor-server.ts")],
    outfile: floor,
    bundle: true,
    platform: "node",
    mainFields: ["module", "main"],
    minify: true,
  });
  measureStart(folder);
  await measureTyping(floor);
  measurePlan();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** How long the command line takes for a small file, against Node that does nothing. */
function measureStart(directory: string): void {
  const file = join(directory, "small.yaml");
  writeFileSync(file, manifests(1));
  const cli = join(root, "dist", "cli.cjs");
  const run = (...args: readonly string[]): number => {
    const start = performance.now();
    spawnSync(process.execPath, args);
    return performance.now() - start;
  };
  const times = Array.from(
    { length: 10 },
    () => [run("-e", "0"), run(cli, "lint", file), run(cli, "plan", file)] as const,
  );
  const [bare, lint, plan] = [0, 1, 2].map((index) => median(times.map((time) => time[index] ?? NaN)));
  report("lint of a small file, whole process", lint, bare, "Node alone");
  report("plan of a small file, whole process", plan, bare, "Node alone");
}

/** The time from a keystroke to its diagnostics, against a server that only stores the text. */
async function measureTyping(floor: string): Promise<void> {
  for (const count of [1, 50, 1000]) {
    const text = manifests(count);
    const ours = { opened: [] as number[], typed: [] as number[] };
    const least = { opened: [] as number[], typed: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      await typeInto(new Editor(join(root, "dist", "cli.cjs"), "lsp", "--stdio"), text, ours);
      await typeInto(new Editor(floor), text, least);
    }
    const size = `${count} documents`;
    report(`opening ${size}, median`, median(ours.opened), median(least.opened), "floor");
    report(`a keystroke in ${size}, median`, median(ours.typed), median(least.typed), "floor");
    report(`a keystroke in ${size}, 95 %`, quantile(ours.typed, 0.95), quantile(least.typed, 0.95), "floor");
  }
}

async function typeInto(editor: Editor, text: string, times: { opened: number[]; typed: number[] }): Promise<void> {
  times.opened.push(await editor.open(text));
  const line = text.slice(0, text.length / 2).split("\n").length;
  for (let edit = 0; edit < edits; edit++) times.typed.push(await editor.type(line, 0, edit % 2 === 0 ? "#" : " "));
  editor.close();
}

/** The plan of many resources, against the plan of a tenth of them. */
function measurePlan(): void {
  const plan = (count: number): number => {
    const file = openFile(manifests(count));
    const identity = { name: "bench", source: { type: "file", path: "" }, namespace: "default" } as const;
    // The first one parses the manifests.
    buildApplication([{ name: "bench", file }], identity);
    return median(
      Array.from({ length: 5 }, () => {
        const start = performance.now();
        buildApplication([{ name: "bench", file }], identity);
        return performance.now() - start;
      }),
    );
  };
  const small = plan(2000);
  report("plan of 20,000 resources", plan(20_000), small, "plan of 2,000");
}

function report(what: string, value = NaN, base = NaN, baseName = ""): void {
  console.log(`${what}: ${value.toFixed(1)} ms = ${(value / base).toFixed(2)} x ${baseName} (${base.toFixed(1)} ms)`);
}
