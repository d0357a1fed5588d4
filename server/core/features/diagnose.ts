import { toSyncResource } from "../application/resource.ts";
import type { ManifestDocument, ManifestFile } from "../manifest/file.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Span } from "../manifest/node.ts";
import { rules } from "../rules/index.ts";
import type { Finding, Fix, Rule, Severity } from "../rules/rule.ts";
import { behaviourOf } from "../sync/behaviour.ts";

/** A finding with its rule. Its spans count from the start of whatever was asked for: a document or a file. */
export interface Problem extends Finding {
  readonly rule: Rule;
  readonly severity: Severity;
}

/** What the settings say about a rule: a severity of its own, or that it is off. Rules that are not named keep their default. */
export type RuleSeverities = ReadonlyMap<string, Severity | "off">;

/** What is no Argo CD business needs no parser: every rule is about keys that hold one of these words. */
const ownWords = /argo|helm\.sh|sync-(?:wave|options)|compare-options|\bhook(?:-delete-policy)?["']?\s*:/i;

/** The problems of one document, in the order of the text; spans count from its start. They depend on nothing but the arguments. */
export function diagnoseDocument(
  document: ManifestDocument,
  severities: RuleSeverities = new Map(),
  enabled: readonly Rule[] = rules,
): readonly Problem[] {
  if (!ownWords.test(document.text)) return [];
  // A template that cannot be read as YAML may say something else once it is rendered.
  if (document.parsed.error !== undefined && document.parsed.actions.length > 0) return [];
  const problems = document.manifests.filter(isJudged).flatMap((manifest) => {
    const resource = toSyncResource(manifest);
    const subject = {
      text: document.text,
      actions: document.parsed.actions,
      manifest,
      resource,
      behaviour: behaviourOf(resource),
    };
    return enabled.flatMap((rule) => {
      const severity = severities.get(rule.id) ?? rule.severity;
      if (severity === "off") return [];
      return Array.from(rule.check(subject), (finding) => ({
        ...finding,
        span: firstLineOf(document.text, finding.span),
        rule,
        severity,
      }));
    });
  });
  return withoutRepetitions(problems).toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** A key in quotes may go on in the next line, but a finding stands on one. */
function firstLineOf(text: string, { start, end }: Span): Span {
  const line = /^[^\r\n]*/.exec(text.slice(start, end))?.[0] ?? "";
  return { start, end: start + line.length };
}

/** What Kustomize reads itself never reaches Argo CD; without an `apiVersion` it is not yet a resource. */
function isJudged({ apiVersion, group }: Manifest): boolean {
  return apiVersion !== "" && group !== "kustomize.config.k8s.io";
}

/** An anchor's text belongs to every manifest of a list that refers to it, but is wrong only once. */
function withoutRepetitions(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ rule, span, message }) => {
    const key = `${rule.id} ${span.start} ${span.end} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** The problems of a file; `ofDocument` lets the caller keep those of documents that did not change. */
export function diagnoseFile(
  file: ManifestFile,
  ofDocument: (document: ManifestDocument) => readonly Problem[] = (document) => diagnoseDocument(document),
): Problem[] {
  return file.documents.flatMap((document, index) => {
    const offset = file.offsets[index] ?? 0;
    return ofDocument(document).map((problem) => shiftProblem(problem, offset));
  });
}

function shiftProblem(problem: Problem, offset: number): Problem {
  if (offset === 0) return problem;
  const fixes = problem.fixes?.map((fix) => shiftFix(fix, offset)) ?? [];
  return { ...problem, span: shift(problem.span, offset), fixes };
}

function shiftFix(fix: Fix, offset: number): Fix {
  return { ...fix, edits: fix.edits.map(({ span, text }) => ({ span: shift(span, offset), text })) };
}

function shift({ start, end }: Span, offset: number): Span {
  return { start: start + offset, end: end + offset };
}
