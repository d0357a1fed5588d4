import type { Application, Member } from "../application/application.ts";
import { findAnnotation } from "../catalogue/index.ts";

/** Whether an application has to do with Argo CD: an Application deploys it, or one of its resources has an annotation that Argo CD reads. */
export function concernsArgoCd({ members, declared }: Application): boolean {
  return declared || members.some(({ manifest, resource }) => hasOurs(manifest, resource));
}

/** What a kustomization adds counts as what is written. */
function hasOurs({ annotations }: Member["manifest"], resource: Member["resource"]): boolean {
  return annotations.some(({ key }) => isOurs(key.text)) || [...resource.annotations.keys()].some(isOurs);
}

function isOurs(key: string): boolean {
  return key.startsWith("argocd.argoproj.io/") || findAnnotation(key) !== undefined;
}
