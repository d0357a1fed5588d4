import { sep } from "node:path";
import { counted } from "../../core/index.ts";
import { complain, print, printAside } from "../output.ts";
import { joined, shown, type Shown, shownDocument, shownPath } from "../shown.ts";
import type { Result } from "./examine.ts";
import type { Fixed } from "./fix-inputs.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** Prints what `--fix` would change, as a unified diff. Resolves with the exit code: 1 if there is something. */
export async function showDiff(
  fixes: ReadonlyMap<string, Fixed>,
  results: readonly Result[],
  faults: readonly string[],
): Promise<number> {
  const complaints = [...results.flatMap(({ complaint }) => complaint ?? []), ...faults];
  complaints.forEach(complain);
  const changes = [...fixes].flatMap(([path, fixed]) =>
    "text" in fixed ? [diffOf(path, fixed.before, fixed.text)] : [],
  );
  await print(joined(changes, ""));
  const words = changes.length === 0 ? "Nothing to fix." : `--fix would change ${counted(changes.length, "file")}.`;
  printAside(shown`${words}\n`);
  if (complaints.length > 0) return 2;
  return changes.length > 0 ? 1 : 0;
}

function diffOf(path: string, before: string, after: string): Shown {
  const name = shownPath(path.split(sep).join("/"));
  return shown`--- a/${name}\n+++ b/${name}\n${shownDocument(unifiedDiff(before, after))}`;
}
