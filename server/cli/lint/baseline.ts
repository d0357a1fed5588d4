import { stat } from "node:fs/promises";
import { join } from "node:path";
import { counted } from "../../core/index.ts";
import { nodeFiles } from "../../workspace/files.ts";
import { isAbsent, reasonOf, tooLarge } from "../../workspace/reasons.ts";
import { type Shown, shownJson } from "../shown.ts";
import type { LintReport } from "./finding.ts";
import { fingerprintsOf, fromRoot } from "./fingerprints.ts";

/** Findings that are known, of one rule on lines with the same text of a file. */
interface Known {
  /** From the root of the repository. */
  readonly file: string;
  readonly rule: string;
  readonly fingerprint: string;
  readonly count: number;
}

/** All findings as known ones. */
export function formatBaseline(report: LintReport): Shown {
  const known = new Map<string, Known>();
  for (const [index, { hash }] of fingerprintsOf(report).entries()) {
    const finding = report.findings[index];
    if (finding === undefined) continue;
    const { file, rule } = finding;
    const count = (known.get(hash)?.count ?? 0) + 1;
    known.set(hash, { file: fromRoot(file, report.root), rule, fingerprint: hash, count });
  }
  return shownJson({ version: 1, findings: [...known.values()].sort(byPlace) });
}

function byPlace(one: Known, other: Known): number {
  const [a, b] = [one, other].map(({ file, rule, fingerprint }) => JSON.stringify([file, rule, fingerprint]));
  return (a ?? "") < (b ?? "") ? -1 : 1;
}

/** Reads a file of known findings. Rejects with an Error with a sentence for the user. */
export async function readBaseline(path: string): Promise<readonly Known[]> {
  let text: string | undefined;
  try {
    text = await nodeFiles.read(path);
    if (text === undefined) throw new Error(tooLarge);
  } catch (error) {
    throw new Error(`Cannot read "${path}": ${reasonOf(error)}.`, { cause: error });
  }
  const known = parsed(text);
  if (known === undefined) throw new Error(`"${path}" is not a baseline: write one with "--write-baseline ${path}".`);
  return known;
}

function parsed(text: string): readonly Known[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { version, findings } = (value ?? {}) as { readonly version?: unknown; readonly findings?: unknown };
  return version === 1 && Array.isArray(findings) && findings.every(isKnown) ? findings : undefined;
}

function isKnown(value: unknown): value is Known {
  const { file, rule, fingerprint, count } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return [file, rule, fingerprint].every((it) => typeof it === "string") && Number.isSafeInteger(count);
}

/** The report without known findings, and a sentence about known ones that are gone: from files that were checked, or that are gone. */
export async function withoutKnown(
  report: LintReport,
  known: readonly Known[],
  path: string,
): Promise<{ readonly report: LintReport; readonly stale: string | undefined }> {
  const left = new Map<string, number>();
  for (const { fingerprint, count } of known) left.set(fingerprint, (left.get(fingerprint) ?? 0) + count);
  const hashes = fingerprintsOf(report);
  const findings = report.findings.filter((_, index) => {
    const { hash = "" } = hashes[index] ?? {};
    const count = left.get(hash) ?? 0;
    left.set(hash, count - 1);
    return count <= 0;
  });
  const files = new Set(report.files.map((file) => fromRoot(file, report.root)));
  const gone = new Map<string, Promise<boolean>>();
  let stale = 0;
  for (const { file, fingerprint } of known) {
    const count = left.get(fingerprint) ?? 0;
    if (count <= 0) continue;
    if (!gone.has(file)) gone.set(file, isGone(join(report.root, file)));
    if (files.has(file) || (await gone.get(file)) === true) stale += count;
    left.delete(fingerprint);
  }
  const words = `${counted(stale, "finding")} of the baseline "${path}" ${stale === 1 ? "is" : "are"} gone: write it again with "--write-baseline".`;
  return { report: { ...report, findings, fixableCount: fixableIn(findings) }, stale: stale === 0 ? undefined : words };
}

function fixableIn(findings: LintReport["findings"]): number {
  return findings.filter(({ repairs }) => repairs.some(({ preferred }) => preferred)).length;
}

async function isGone(path: string): Promise<boolean> {
  try {
    await stat(path);
    return false;
  } catch (error) {
    return isAbsent(error);
  }
}
