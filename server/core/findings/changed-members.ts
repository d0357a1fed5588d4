import type { Application, Member } from "../application/application.ts";
import { latestVersion } from "../versions.ts";
import { findAnnotation } from "../catalogue/index.ts";
import { documentStart, type ManifestDocument } from "../manifest/file.ts";
import { asKustomized } from "../manifest/kustomized.ts";
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
  const written = findInManifest(asKustomized(member.manifest, "resource"), document, { version, noteFault });
  const deployed = findInManifest(asDeployed(member), document, { version, noteFault });
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

function placed({ rule, span, message }: Found, { fileName, file, documentIndex }: Member): FoundInApplication {
  const start = documentStart(file, documentIndex);
  const place = { start: span.start + start, end: span.end + start };
  return { fileName, file, span: place, rule, message, related: [], fixes: () => [] };
}
