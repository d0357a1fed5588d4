import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { pathFrom } from "../../workspace/file-tree.ts";
import { isWithin } from "../../workspace/paths.ts";
import type { LintReport, ReportedFinding } from "./finding.ts";

/** What tells a finding from all others, in this run and in later ones. */
export interface Fingerprint {
  /** The same for findings of one rule on lines with the same text of a file: they survive when lines move. 16 hexadecimal digits. */
  readonly hash: string;
  /** Which of those it is, from 1. */
  readonly number: number;
}

/** A fingerprint for each finding, in their order. */
export function fingerprintsOf({ findings, root }: Pick<LintReport, "findings" | "root">): readonly Fingerprint[] {
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const hash = fingerprintOf(finding, root);
    const number = (counts.get(hash) ?? 0) + 1;
    counts.set(hash, number);
    return { hash, number };
  });
}

/** The path of a file from the root of the repository, with `/` between its parts; as it is where it is not below that. */
export function fromRoot(file: string, root: string): string {
  const absolute = resolve(file);
  return file === "-" || !isWithin(absolute, root) ? file : pathFrom(root, absolute);
}

/** The fingerprint of a finding without its number. */
export function fingerprintOf(
  { file, rule, excerpt: { before, marked, after } }: Pick<ReportedFinding, "file" | "rule" | "excerpt">,
  root: string,
): string {
  const parts = [rule, fromRoot(file, root), `${before}${marked}${after}`.trim(), marked];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
