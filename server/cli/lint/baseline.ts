import { stat } from "node:fs/promises";
import { join } from "node:path";
import { counted, type Problem } from "../../core/index.ts";
import { nodeFiles } from "../../workspace/files.ts";
import { isAbsent, reasonOf, tooLarge } from "../../workspace/reasons.ts";
import { type Shown, shownJson } from "../shown.ts";
import { excerptOf } from "./excerpt.ts";
import type { LintReport } from "./finding.ts";
import { fingerprintOf, fingerprintsOf, fromRoot } from "./fingerprints.ts";

/** Findings that are known, of one rule on lines with the same text of a file. */
export interface Known {
  /** From the root of the repository. */
  readonly file: string;
  readonly rule: string;
  readonly fingerprint: string;
  readonly count: number;
}

/** How many files of a baseline are looked for, whether they are still there: what names more was not written here. */
const mostLookedFor = 10_000;

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

/** Reads a file of known findings; what is wrong with it, as a sentence for the user. */
export async function readBaseline(path: string): Promise<readonly Known[] | { readonly complaint: string }> {
  let text: string | undefined;
  try {
    text = await nodeFiles.read(path);
    if (text === undefined) throw new Error(tooLarge);
  } catch (error) {
    return { complaint: `Cannot read "${path}": ${reasonOf(error)}.` };
  }
  return parsed(text) ?? { complaint: `"${path}" is not a baseline: write one with "--write-baseline ${path}".` };
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

/** Leaves out of the problems of a file those that are known, so that no fix touches what people have accepted. */
export function withoutAccepted(
  known: readonly Known[],
  root: string,
): (path: string, problems: readonly Problem[]) => readonly Problem[] {
  const counts = countsOf(known);
  return (path, problems) => {
    const left = new Map<string, number>();
    return problems.filter(({ file, rule, span }) => {
      const hash = fingerprintOf({ file: path, rule: rule.id, excerpt: excerptOf(file, span) }, root);
      // Only of those that are found, as a copy for each file of all that are known would take long.
      if (!left.has(hash)) left.set(hash, counts.get(hash) ?? 0);
      return isUnknown(hash, left);
    });
  };
}

/** The report without known findings, and a sentence about known ones that are gone: from files that were checked, or that are gone. */
export async function withoutKnown(
  report: LintReport,
  known: readonly Known[],
  path: string,
): Promise<{ readonly report: LintReport; readonly stale: string | undefined }> {
  const left = countsOf(known);
  const hashes = fingerprintsOf(report);
  const findings = report.findings.filter((_, index) => isUnknown(hashes[index]?.hash ?? "", left));
  const files = new Set(report.files.map((file) => fromRoot(file, report.root)));
  const gone = new Map<string, Promise<boolean>>();
  const stale: Known[] = [];
  for (const it of known) {
    const { file, fingerprint } = it;
    const count = left.get(fingerprint) ?? 0;
    if (count <= 0) continue;
    if (!gone.has(file) && gone.size < mostLookedFor) gone.set(file, isGone(join(report.root, file)));
    if (files.has(file) || (await gone.get(file)) === true) stale.push({ ...it, count });
    left.delete(fingerprint);
  }
  return { report: { ...report, findings, fixableCount: fixableIn(findings) }, stale: staleWords(stale, path) };
}

function countsOf(known: readonly Known[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { fingerprint, count } of known) counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + count);
  return counts;
}

/** Whether a finding is more than the known ones that are `left`; takes one of those otherwise. */
function isUnknown(hash: string, left: Map<string, number>): boolean {
  const count = left.get(hash) ?? 0;
  left.set(hash, count - 1);
  return count <= 0;
}

/** How many rules and files of known findings that are gone are named. */
const mostNamed = 10;

function staleWords(stale: readonly Known[], path: string): string | undefined {
  if (stale.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const { rule, file, count } of stale) {
    const name = `${rule} in "${file}"`;
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  const names = [...counts].map(([name, count]) => (count === 1 ? name : `${name} (${count} times)`));
  const others = names.length - mostNamed;
  const all = [...names.slice(0, mostNamed), ...(others > 0 ? [`${others} more`] : [])].join(", ");
  const total = stale.reduce((sum, { count }) => sum + count, 0);
  return `${counted(total, "finding")} of the baseline "${path}" ${total === 1 ? "is" : "are"} gone: ${all}. Write it again with "--write-baseline".`;
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
