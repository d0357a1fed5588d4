import { toSyncResource } from "../application/resource.ts";
import { type ArgoCdVersion, latestVersion } from "../catalogue/versions.ts";
import type { ManifestDocument, ManifestFile } from "../manifest/file.ts";
import { type IgnoreComment, ignoreCommentsIn } from "../manifest/ignore-comment.ts";
import { type Kustomized, asKustomized } from "../manifest/kustomized.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { readConfigMaps } from "../manifest/sites.ts";
import { rules } from "../rules/index.ts";
import type { Finding, Fix, Rule, Severity } from "../rule-kit/rule.ts";
import { unusedSuppression } from "../rules/unused-suppression.ts";
import { safeFixes } from "../rule-kit/safe-fixes.ts";
import { behaviourOf } from "../sync/behaviour.ts";
import { shift, shiftEdit, type Span } from "../text.ts";
import { unusedIn, withoutSilenced } from "./suppress.ts";

/** A finding with its rule. Its spans count from the start of whatever was asked for: a document or a file. */
export interface Problem extends Finding {
  readonly rule: Rule;
  readonly severity: Severity;
}

/** What the settings say about a rule: a severity of its own, or that it is off. Rules that are not named keep their default. */
export type RuleSeverities = ReadonlyMap<string, Severity | "off">;

/** What is no Argo CD business needs no parser: every rule is about keys that hold one of these words. */
const ownWords = /argo|helm\.sh|sync-(?:wave|options)|compare-options|\bhook(?:-delete-policy)?["']?\s*:/i;

/** Whether a text may hold anything that a rule speaks about; cheap, and true rather too often. */
export function concernsRules(text: string): boolean {
  return ownWords.test(text);
}

/** What else the problems depend on. */
export interface DiagnoseOptions {
  /** The version of Argo CD that reads the manifests; the newest one where it is absent. */
  readonly version?: ArgoCdVersion;
  /** All rules where it is absent. */
  readonly rules?: readonly Rule[];
  /** Whether manifests are looked for in the texts that ConfigMaps hold, where most are meant for something else. */
  readonly configMaps?: "read" | "leave out";
  /** What the file is to the kustomization that names it; absent where none does. */
  readonly kustomized?: Kustomized;
}

/**
 * The problems of one document without those that a comment on the line before silences, in the order of the text; spans
 * count from its start. They depend on nothing but the arguments.
 */
export function diagnoseDocument(
  document: ManifestDocument,
  severities: RuleSeverities = new Map(),
  options: DiagnoseOptions = {},
): readonly Problem[] {
  const { text } = document;
  if (!concernsRules(text)) return [];
  const problems = problemsIn(document, severities, options);
  const comments = ignoreCommentsIn(text).filter(({ scope }) => scope === "next line");
  if (comments.length === 0) return inOrder(problems);
  // What a comment silences does not depend on which rules are on, or it would change with the settings.
  const all = problemsIn(document, new Map(), { ...options, rules });
  const { rules: enabled = rules } = options;
  const unused = enabled.includes(unusedSuppression) ? unusedIn(text, comments, all) : [];
  return inOrder([...withoutSilenced(problems, comments), ...asProblems(unused, unusedSuppression, severities)]);
}

function problemsIn(document: ManifestDocument, severities: RuleSeverities, options: DiagnoseOptions): Problem[] {
  const { version = latestVersion, rules: enabled = rules } = options;
  const { text, parsed } = document;
  const withSafeFixes = safeFixes(parsed);
  const problems = sitesOf(document, options).flatMap((site) => {
    const manifest = asKustomized(site, options.kustomized);
    const judging = enabled.filter((rule) => judges(rule, manifest));
    if (judging.length === 0) return [];
    const resource = toSyncResource(manifest);
    const subject = { text, actions: parsed.actions, manifest, resource, behaviour: behaviourOf(resource), version };
    return judging.flatMap((rule) =>
      asProblems(rule.check(subject), rule, severities).map((problem) => withSafeFixes(problem, manifest)),
    );
  });
  const onOneLine = problems.map((problem) => ({ ...problem, span: firstLineOf(text, problem.span) }));
  return withoutRepetitions(onOneLine);
}

function sitesOf({ parsed, manifests, sites }: ManifestDocument, { configMaps }: DiagnoseOptions): readonly Manifest[] {
  // A template that cannot be read as YAML may say something else once it is rendered; parts of it were read by themselves.
  if (parsed.error !== undefined && parsed.actions.length > 0) return sites.filter((site) => !manifests.includes(site));
  return configMaps === "read" ? [...sites, ...readConfigMaps(parsed, manifests)] : sites;
}

function asProblems(findings: Iterable<Finding>, rule: Rule, severities: RuleSeverities): Problem[] {
  const severity = severities.get(rule.id) ?? rule.severity;
  return severity === "off" ? [] : Array.from(findings, (finding) => ({ ...finding, rule, severity }));
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** A key in quotes may go on in the next line, but a finding stands on one. */
function firstLineOf(text: string, { start, end }: Span): Span {
  const line = /^[^\r\n]*/.exec(text.slice(start, end))?.[0] ?? "";
  return { start, end: start + line.length };
}

/** Whether a rule looks at what stands in this place; without an `apiVersion` it is not yet a resource. */
function judges({ places = ["resource"] }: Rule, { place, apiVersion }: Manifest): boolean {
  return places.includes(place) && (place !== "resource" || apiVersion !== "");
}

/** An anchor's text belongs to every manifest of a list that refers to it, but is wrong only once. */
function withoutRepetitions(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ rule, span, message }) => {
    const key = `${rule.id} ${span.start} ${span.end} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * The problems of a file without those that a comment for the whole file silences; `ofDocument` lets the caller keep those
 * of documents that did not change.
 */
export function diagnoseFile(
  file: ManifestFile,
  ofDocument: (document: ManifestDocument) => readonly Problem[] = (document) => diagnoseDocument(document),
  severities: RuleSeverities = new Map(),
): Problem[] {
  const problems = inFile(file, ofDocument);
  const comments = file.documents.flatMap(({ text }) => fileCommentsIn(text));
  if (comments.length === 0) return withoutCrowds(problems);
  const all = [...inFile(file, (document) => diagnoseDocument(document)), ...problems];
  const unused = inFile(file, ({ text }) =>
    asProblems(unusedIn(text, fileCommentsIn(text), all), unusedSuppression, severities),
  );
  const left = withoutSilenced([...problems, ...unused], comments);
  return withoutCrowds(left.toSorted((a, b) => a.span.start - b.span.start));
}

function fileCommentsIn(text: string): readonly IgnoreComment[] {
  return ignoreCommentsIn(text).filter(({ scope }) => scope === "file");
}

/** The problems of all documents, with spans that count from the start of the file. */
function inFile(file: ManifestFile, ofDocument: (document: ManifestDocument) => readonly Problem[]): Problem[] {
  return file.documents.flatMap((document, index) => {
    const offset = file.offsets[index] ?? 0;
    return ofDocument(document).map((problem) => shiftProblem(problem, offset));
  });
}

/** Of a rule that says the same of many resources, only the first problem. */
function withoutCrowds(problems: readonly Problem[]): Problem[] {
  const seen = new Set<Rule>();
  return problems.filter(({ rule }) => rule.oncePerFile !== true || (!seen.has(rule) && seen.add(rule)));
}

function shiftProblem(problem: Problem, offset: number): Problem {
  if (offset === 0) return problem;
  const fixes = problem.fixes?.map((fix) => shiftFix(fix, offset)) ?? [];
  return { ...problem, span: shift(problem.span, offset), fixes };
}

function shiftFix(fix: Fix, offset: number): Fix {
  return { ...fix, edits: fix.edits.map((edit) => shiftEdit(edit, offset)) };
}
