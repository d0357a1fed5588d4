import type { Application, Deployed, Member } from "../application/application.ts";
import { type ArgoCdVersion, latestVersion } from "../versions.ts";
import { findAnnotation } from "../catalogue/index.ts";
import { documentStart, type ManifestDocument } from "../manifest/file.ts";
import { asKustomized } from "../manifest/kustomized.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { derive } from "../memo.ts";
import { asDeployed } from "../application/as-deployed.ts";
import { type Found, findInManifest } from "./find-in-document.ts";
import type { NoteFault } from "./fault.ts";
import type { FoundInApplication } from "./find-in-application.ts";

/**
 * What the rules for single resources make of resources that a kustomization changes: what they find in the manifest as it is written
 * and not in what is deployed is withdrawn, and what only the change brings about is found where the resource stands.
 */
export function findInChanged(
  application: Application,
  noteFault: NoteFault | undefined,
): readonly FoundInApplication[] {
  if (application.source.type !== "kustomize") return [];
  return application.members.flatMap((member) => {
    const document = member.file.documents[member.documentIndex];
    // What a template writes is another matter than what stands there.
    if (document === undefined || !isChanged(member) || document.parsed.actions.length > 0) return [];
    return findInMember(member, document, application, noteFault);
  });
}

function isChanged({ deployed, patched, changes = [], generated }: Member): boolean {
  if (generated === true) return false;
  if (deployed !== undefined || patched === true) return true;
  return changes.some(({ what, key }) => what === "annotation" && findAnnotation(key) !== undefined);
}

function findInMember(
  member: Member,
  document: ManifestDocument,
  { planOptions }: Application,
  noteFault: NoteFault | undefined,
): readonly FoundInApplication[] {
  const { version = latestVersion } = planOptions;
  const { written, deployed } = judged(member, document, { version, noteFault });
  const says = new Set(deployed.map(({ rule, message }) => `${rule.id} ${message}`));
  const rules = new Set(written.map(({ rule }) => rule));
  return [
    ...written
      .filter(({ rule, message }) => !says.has(`${rule.id} ${message}`))
      .map((it) => ({ ...placed(it, member), withdraws: true as const })),
    // The other rules judge what stands in the kustomization and its patches there.
    ...deployed.filter(({ rule }) => rule.places === undefined && !rules.has(rule)).map((it) => placed(it, member)),
  ];
}

/** What the rules find in a resource as it is written, and as it is deployed. */
interface Judged {
  readonly written: readonly Found[];
  readonly deployed: readonly Found[];
}

/** Judges a resource, unless it was judged before and nothing has changed that the rules see. */
function judged(
  member: Member,
  document: ManifestDocument,
  scope: { readonly version: ArgoCdVersion; readonly noteFault: NoteFault | undefined },
): Judged {
  const { manifest, deployed, patched } = member;
  const { kind, annotations, annotationsKnown } = member.resource;
  const key = JSON.stringify([scope.version, kind, [...annotations], annotationsKnown, patched]);
  const kept = derive(document, judgedIn);
  const before = kept.get(manifest);
  if (before?.key === key && before.deployedAs === deployed) return before;
  const now = {
    ...{ key, deployedAs: deployed },
    written: findInManifest(asKustomized(manifest, "resource"), document, scope),
    deployed: findInManifest(asDeployed(member), document, scope),
  };
  kept.set(manifest, now);
  return now;
}

/** The resources of a document that were judged, each with what that depends on. */
function judgedIn(): Map<Manifest, Judged & { readonly key: string; readonly deployedAs: Deployed | undefined }> {
  return new Map();
}

function placed({ rule, span, message }: Found, { fileName, file, documentIndex }: Member): FoundInApplication {
  const start = documentStart(file, documentIndex);
  const place = { start: span.start + start, end: span.end + start };
  return { fileName, file, span: place, rule, message, related: [], fixes: () => [] };
}
