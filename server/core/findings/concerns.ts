import type { Application, Member } from "../application/application.ts";
import type { ManifestDocument } from "../manifest/file.ts";
import { isFileOfOthers } from "../manifest/foreign.ts";
import type { Annotation } from "../manifest/manifest.ts";
import { findAnnotation } from "../catalogue/index.ts";

/** Every key and every field that a rule checks contains one of these words. */
const ownWords =
  /argo|helm\.sh|sync-(?:wave|options)|compare-options|hook(?:-delete-policy)?["']?\s*:|annotations["']?[ \t]*:[ \t]*(?:[^\s{]|\r?\n[ \t]*-)/i;

/**
 * Whether a text may contain anything that a rule checks in a single resource. It is cheap, and may be true needlessly, but if it
 * is false, nothing has to be parsed at all.
 */
export function mayConcernRules(text: string): boolean {
  return ownWords.test(text);
}

/**
 * Whether an application concerns Argo CD: an Application deploys it, or one of its resources has an annotation that
 * Argo CD reads, which may stand in the values of a chart. The one answer to that question: findings, lenses, hints and the list of plans follow it.
 */
export function concernsArgoCd({
  members,
  files,
  declared,
}: Pick<Application, "members" | "files" | "declared">): boolean {
  return (
    declared ||
    members.some(({ manifest, resource }) => hasOurs(manifest, resource)) ||
    files.some(({ name, file }) => /(?:^|\/)values\.yaml$/.test(name) && file.documents.some(hasOursInValues))
  );
}

function hasOursInValues({ text, sites }: ManifestDocument): boolean {
  return text.includes("argocd.argoproj.io/") && sites.some(({ annotations }) => annotations.some(isReadByArgoCd));
}

function isReadByArgoCd({ key }: Annotation): boolean {
  return isOurs(key.text);
}

/** What a kustomization adds is treated like what is written. */
function hasOurs(manifest: Member["manifest"], resource: Member["resource"]): boolean {
  if (isFileOfOthers(manifest)) return false;
  const { annotations } = manifest;
  return annotations.some(({ key }) => isOurs(key.text)) || [...resource.annotations.keys()].some(isOurs);
}

/** A weight alone is no sign: charts and what was rendered from them have it wherever they are deployed. */
function isOurs(key: string): boolean {
  return key.startsWith("argocd.argoproj.io/") || (key !== "helm.sh/hook-weight" && findAnnotation(key) !== undefined);
}
