import { isAbsolute, relative, sep } from "node:path";
import { counted } from "../../core/index.ts";
import { isWithin } from "../../workspace/paths.ts";
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
    "text" in fixed ? [{ path, ...diffOf(path, fixed.before, fixed.text) }] : [],
  );
  await print(
    joined(
      changes.map(({ text }) => text),
      "",
    ),
  );
  for (const { path, isSpelt } of changes) {
    if (isSpelt)
      complain(
        `In the diff of "${path}", characters that nobody would see are spelt out, so it cannot be applied: use "--fix".`,
      );
  }
  const words = changes.length === 0 ? "Nothing to fix." : `--fix would change ${counted(changes.length, "file")}.`;
  printAside(shown`${words}\n`);
  if (complaints.length > 0) return 2;
  return changes.length > 0 ? 1 : 0;
}

interface Diff {
  readonly text: Shown;
  /** It has characters that are spelt out, so that no program can apply it. */
  readonly isSpelt: boolean;
}

/** A file as Git names it in a patch, which is applied in the current folder. */
function diffOf(path: string, before: string, after: string): Diff {
  const current = process.cwd();
  const below = isAbsolute(path) && isWithin(path, current) ? relative(current, path) : path;
  const name = below.split(sep).join("/");
  const diff = unifiedDiff(before, after);
  const lines = joined(diff.split("\n").map(shownLine), "\n");
  return {
    text: shown`--- ${quoted(`a/${name}`)}\n+++ ${quoted(`b/${name}`)}\n${lines}`,
    isSpelt: lines.safe !== diff,
  };
}

/** The return at the end of a line of Windows is a part of the patch, and does no harm there. */
function shownLine(line: string): Shown {
  return line.endsWith("\r") ? shown`${shownDocument(line.slice(0, -1))}\r` : shownDocument(line);
}

/** A name in quotes with its bytes in octal, as Git writes it, where somebody would not see all of it. Mirrors `quote_c_style` of Git. */
function quoted(name: string): Shown {
  const safe = shownPath(name);
  if (safe.safe === name) return safe;
  const bytes = [...Buffer.from(name)].map((byte) =>
    byte > 0x1f && byte < 0x7f && byte !== 0x22 && byte !== 0x5c
      ? String.fromCharCode(byte)
      : `\\${byte.toString(8).padStart(3, "0")}`,
  );
  return shown`"${shownPath(bytes.join(""))}"`;
}
