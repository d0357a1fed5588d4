import type { Application, Member } from "../application/application.ts";
import { findAnnotation } from "../catalogue/index.ts";

/** The words of which every key and every field that a rule speaks about holds one. */
const ownWords =
  /argo|helm\.sh|sync-(?:wave|options)|compare-options|\bhook(?:-delete-policy)?["']?\s*:|annotations["']?[ \t]*:[ \t]*[^\s{]/i;

/**
 * Whether a text may hold anything that a rule over one resource speaks about. It is cheap, and true rather too often: where it
 * is false nothing has to be read at all.
 */
export function mayConcernRules(text: string): boolean {
  return ownWords.test(text);
}

/**
 * Whether an application has to do with Argo CD: an Application deploys it, or one of its resources has an annotation that
 * Argo CD reads. The one answer to that question: findings, lenses, hints and the list of plans follow it.
 */
export function concernsArgoCd({ members, declared }: Pick<Application, "members" | "declared">): boolean {
  return declared || members.some(({ manifest, resource }) => hasOurs(manifest, resource));
}

/** What a kustomization adds counts as what is written. */
function hasOurs({ annotations }: Member["manifest"], resource: Member["resource"]): boolean {
  return annotations.some(({ key }) => isOurs(key.text)) || [...resource.annotations.keys()].some(isOurs);
}

function isOurs(key: string): boolean {
  return key.startsWith("argocd.argoproj.io/") || findAnnotation(key) !== undefined;
}
