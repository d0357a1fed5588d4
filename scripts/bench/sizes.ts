import type { Bundle } from "../build.ts";
import { type Row, round } from "../../test/bench/goals.ts";

/** What each program consists of, and how large it should be at most, in kB (thousands of bytes). */
const programs = [
  { name: "extension", files: ["extension.cjs"], goal: 50 },
  { name: "language client, which the extension loads later", files: ["language-client.cjs"], goal: 400 },
  { name: "server, with the core", files: ["server.cjs", "server-main.cjs", "workspace.cjs", "core.cjs"], goal: 400 },
  { name: "command line, with the core", files: ["cli.cjs", "cli-main.cjs", "workspace.cjs", "core.cjs"], goal: 450 },
  { name: "library, without the core", files: ["library.cjs"], goal: undefined },
  { name: "documentation of rules, which `explain` loads", files: ["rule-docs.cjs"], goal: undefined },
  { name: "shared by extension and server", files: ["protocol.cjs"], goal: undefined },
  { name: "shared by server, command line and library", files: ["yaml.cjs"], goal: undefined },
  { name: "search of folders, by server and command line", files: ["walk-worker.cjs"], goal: undefined },
] as const;

/** How large the bundles are. */
export function measureSizes(bundles: readonly Bundle[]): readonly Row[] {
  const sizeOf = (files: readonly string[]): number =>
    bundles
      .filter(({ path }) => files.some((file) => path.endsWith(`/${file}`)))
      .reduce((sum, { size }) => sum + size / 1000, 0);
  const rows = programs.map(({ name, files, goal }): Row => {
    const size = sizeOf(files);
    return { measure: `bundle: ${name}`, value: `${round(size)} kB`, ratio: size, beside: "", goal };
  });
  const all = bundles.reduce((sum, { size }) => sum + size / 1000, 0);
  return [
    ...rows,
    { measure: "bundle: all together", value: `${round(all)} kB`, ratio: all, beside: "", goal: undefined },
  ];
}
