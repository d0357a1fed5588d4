import { toSyncResource } from "../application/resource.ts";
import { type ArgoCdVersion, latestVersion } from "../versions.ts";
import type { ManifestDocument } from "../manifest/file.ts";
import { isFileOfOthers } from "../manifest/foreign.ts";
import { asKustomized, type Kustomized } from "../manifest/kustomized.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Span } from "../manifest/node.ts";
import { readConfigMaps } from "../manifest/sites.ts";
import type { Finding, Rule } from "../rule-kit/rule.ts";
import { safeFixes } from "../rule-kit/safe-fixes.ts";
import { documentNotRead, refusalOf } from "../rules/document-not-read.ts";
import { resourceRules } from "../rules/index.ts";
import { behaviourOf } from "../sync/behaviour.ts";
import { mayConcernRules } from "./concerns.ts";
import { guarded, type NoteFault } from "./fault.ts";

/** A finding with its rule. */
export interface Found extends Finding {
  readonly rule: Rule;
}

/** What the findings in a document depend on in addition to its text. */
export interface Scope {
  /** The version of Argo CD that reads the manifests; the newest one if absent. */
  readonly version?: ArgoCdVersion;
  /** Whether to check manifests embedded as text in ConfigMaps, most of which are meant for something else; left out if absent. */
  readonly configMaps?: "read" | "leave out";
  /** What the file is to the kustomization that names it; absent if none does. */
  readonly kustomized?: Kustomized | undefined;
  /** The rules that search; all of them if absent. */
  readonly rules?: readonly Rule[];
  /** Is told of rules that fail; without it their errors are thrown. */
  readonly noteFault?: NoteFault | undefined;
}

/**
 * What the rules find in one document, in the order of the text; spans are relative to its start. Nothing is suppressed yet, and
 * no rule is off, so the scope is the only setting that the answer depends on.
 */
export function findInDocument(
  document: ManifestDocument,
  { version = latestVersion, configMaps, kustomized, rules, noteFault }: Scope = {},
): readonly Found[] {
  const { text } = document;
  if (!mayConcernRules(text)) return [];
  const { parsed } = document;
  const refusal = refusalOf(document);
  if (refusal !== undefined) return [{ ...refusal, rule: documentNotRead }];
  const withSafeFixes = safeFixes(parsed);
  const found = sitesOf(document, configMaps).flatMap((site) => {
    const manifest = asKustomized(site, kustomized);
    return judge(manifest, document, { version, rules, noteFault }).map((it) => withSafeFixes(it, manifest));
  });
  if (found.length === 0) return found;
  const onOneLine = found.map((it) => ({ ...it, span: firstLineOf(text, it.span) }));
  return withoutRepetitions(onOneLine).sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** What the rules find in one manifest, which need not be as it is written in its document. */
export function findInManifest(manifest: Manifest, document: ManifestDocument, scope: Judging): readonly Found[] {
  return judge(manifest, document, scope).map((it) => ({ ...it, span: firstLineOf(document.text, it.span) }));
}

interface Judging extends Pick<Scope, "noteFault"> {
  readonly version: ArgoCdVersion;
  readonly rules?: readonly Rule[] | undefined;
}

function judge(
  manifest: Manifest,
  { text, parsed }: ManifestDocument,
  { version, rules = resourceRules, noteFault }: Judging,
): readonly Found[] {
  const judging = rules.filter((rule) => judges(rule, manifest));
  if (judging.length === 0) return [];
  const resource = toSyncResource(manifest);
  const behaviour = behaviourOf(resource, version);
  const subject = { text, actions: parsed.actions, manifest, resource, behaviour, version, derived: new Map() };
  return judging.flatMap((rule) =>
    guarded(rule.id, () => Array.from(rule.check(subject), (finding): Found => ({ ...finding, rule })), noteFault),
  );
}

function sitesOf({ parsed, manifests, sites }: ManifestDocument, configMaps: Scope["configMaps"]): readonly Manifest[] {
  if (manifests.some((it) => it.place === "resource" && isFileOfOthers(it))) return [];
  // A template that is not valid YAML may be different after rendering; parts of it were read by themselves.
  if (parsed.error !== undefined && parsed.actions.length > 0) {
    const whole = new Set(manifests);
    return sites.filter((site) => !whole.has(site));
  }
  return configMaps === "read" ? [...sites, ...readConfigMaps(parsed, manifests)] : sites;
}

/** Whether a rule checks this place; without an `apiVersion`, the manifest is not yet a resource. */
function judges({ places = ["resource"] }: Rule, { place, apiVersion }: Manifest): boolean {
  return places.includes(place) && (place !== "resource" || apiVersion !== "");
}

/** A key in quotes may continue on the next line, but a finding is on a single line. */
function firstLineOf(text: string, { start, end }: Span): Span {
  const length = text.slice(start, end).search(/[\r\n]/);
  return { start, end: length < 0 ? end : start + length };
}

/** The text of an anchor is part of every manifest that refers to it, but is reported only once. */
function withoutRepetitions(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ rule, span, message }) => {
    const key = `${rule.id} ${span.start} ${span.end} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
