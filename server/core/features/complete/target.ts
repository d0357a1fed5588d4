/** Which mappings are metadata, and whose. */
import type { AnnotationSpec, KeySpec } from "../../catalogue/annotation.ts";
import { catalogue } from "../../catalogue/index.ts";
import { labels } from "../../catalogue/labels.ts";
import { isValuesFile } from "./file-name.ts";
import type { ObjectPlace } from "./object-place.ts";

/** Whose metadata a mapping is. */
export interface Target {
  /** The kind of the objects whose metadata it is; "" where it is not known. */
  readonly kind: string;
  /** What no sync applies, because a controller creates it, has no use for waves, hooks and sync options. */
  readonly holds: "annotations" | "annotations of Pods" | "annotations of what is generated" | "labels";
}

/** What people write there: what is read on any resource and what is read only on this kind; if the kind is not known yet, only the former. */
export function specsFor({ kind, holds }: Target): readonly KeySpec[] {
  const isRead = ({ readOn, writer }: KeySpec): boolean =>
    writer === "people" && (readOn === "any resource" ? holds !== "labels" : readOn.includes(kind));
  if (holds === "labels") return labels.filter(isRead);
  if (holds === "annotations of what is generated")
    return catalogue.filter((spec) => isRead(spec) && spec.readOn !== "any resource");
  return catalogue.filter(
    (spec: AnnotationSpec) => isRead(spec) && (holds === "annotations" || spec.reachesPods === true),
  );
}

const podTemplates =
  /^(?:spec\/template|spec\/jobTemplate\/spec\/template|spec\/jobTemplate\/spec\/template\/spec\/template)\/metadata\/annotations$/;
const workloads = /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob|Rollout)$/;

/** Whose metadata a mapping is; `undefined` if it is not metadata, or no program reads it. */
export function targetOf({ apiVersion, kind, path }: ObjectPlace, fileName: string): Target | undefined {
  const written = path.join("/");
  const isKustomization = kind === "Kustomization" || kind === "Component";
  const resource = (of: string): Target => ({ kind: of, holds: "annotations" });
  if (isKustomization || (kind === "" && apiVersion === "")) {
    if (written === "commonAnnotations") return resource("");
    if (/^(?:generatorOptions|configMapGenerator\/\[\]\/options)\/annotations$/.test(written))
      return resource("ConfigMap");
    if (written === "secretGenerator/[]/options/annotations") return resource("Secret");
    if (isKustomization) return undefined;
    if (isValuesFile(fileName)) return valuesTarget(path);
  }
  if (written === "metadata/annotations") return resource(kind);
  if (written === "metadata/labels") return { kind, holds: "labels" };
  if (kind === "ApplicationSet" && /^spec\/(?:generators\/\[\]\/.*\/)?template\/metadata\/annotations$/.test(written)) {
    return { kind: "Application", holds: "annotations of what is generated" };
  }
  if (/^(?:spec\/template\/)?spec\/syncPolicy\/managedNamespaceMetadata\/annotations$/.test(written)) {
    return kind === "Application" || kind === "ApplicationSet" ? resource("Namespace") : undefined;
  }
  return workloads.test(kind) && podTemplates.test(written) ? { kind: "Pod", holds: "annotations of Pods" } : undefined;
}

/** Charts copy `annotations` or `serviceAnnotations` into the metadata of the resource that the key names. */
function valuesTarget(path: readonly string[]): Target | undefined {
  const key = path.at(-1) ?? "";
  if (!/^(?:annotations|\w*Annotations)$/.test(key)) return undefined;
  const isOfPods = /^pod/i.test(key) || /^pod/i.test(path.at(-2) ?? "");
  return { kind: "", holds: isOfPods ? "annotations of Pods" : "annotations" };
}
