import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../build/bundles.ts";
import { writeApplication } from "../../test/bench/application-session.ts";
import { type Row, round, times } from "../../test/bench/goals.ts";
import { cpuOfRun } from "../../test/bench/runs.ts";
import { median } from "../../test/bench/stats.ts";
import { workload } from "../../test/bench/workload.ts";
import { often, type Thoroughness } from "./effort.ts";

/** What the command line costs on the processor: its start beside that of Node alone, and each further file. */
export function measureCommandLine(folder: string, thoroughness: Thoroughness): readonly Row[] {
  const file = join(folder, "small.yaml");
  writeFileSync(file, workload("S").text);
  const cli = join(root, "dist", "cli.cjs");
  const rounds = often(thoroughness, { quick: 7, thorough: 21 });
  const starts = nodes().flatMap((node) => {
    const run = (...args: readonly string[]): number => cpuOfRun(folder, node, args);
    const rest = Array.from({ length: rounds }, () => [run("-e", "0"), run(cli, "lint", file), run(cli, "plan", file)]);
    const [bare = NaN, lint = NaN, plan = NaN] = [0, 1, 2].map((at) => median(rest.map((it) => it[at] ?? NaN)));
    const name = `Node ${versionOf(node)} alone`;
    return [
      times(`start of lint on Node ${versionOf(node)}, CPU`, lint, [bare, name], 2),
      times(`start of plan on Node ${versionOf(node)}, CPU`, plan, [bare, name], 2),
    ];
  });
  return [...starts, lintOfManyFiles(folder, cli)];
}

function lintOfManyFiles(folder: string, cli: string): Row {
  const lint = (files: number): number => {
    const path = writeApplication(folder, files);
    return median(Array.from({ length: 3 }, () => cpuOfRun(folder, process.execPath, [cli, "lint", path])));
  };
  const perFile = (lint(1000) - lint(10)) / 990;
  return {
    measure: "lint of a further file, CPU",
    value: `${round(perFile)} ms`,
    ratio: perFile,
    beside: "",
    goal: 1.1,
  };
}

/** The Node that runs this, and the one that npm was started with where that is another. */
function nodes(): readonly string[] {
  return [...new Set([process.execPath, process.env["npm_node_execpath"] ?? process.execPath])];
}

/** `24`, told by the path's own word: the running Node knows only its own version. */
function versionOf(node: string): string {
  if (node === process.execPath) return process.versions.node;
  return process.env["npm_config_user_agent"]?.match(/node\/v(\S+)/)?.[1] ?? "of npm";
}
