/**
 * Commands for people to copy. A name from a pasted text stands in one only where Kubernetes would allow it, so that a shell reads it as
 * one word and nothing else; otherwise a word in capitals stands for it.
 */
import type { LiveApplication, LiveKey } from "../../live/live-application.ts";

/** `argocd app terminate-op shop`. */
export function argocdApp(verb: string, { name, namespace }: LiveApplication): string {
  const isElsewhere = namespace !== "" && namespace !== "argocd";
  return `argocd app ${verb} ${word(name, "NAME")}${isElsewhere ? ` --app-namespace ${word(namespace, "NAMESPACE")}` : ""}`;
}

/** `kubectl logs job/migrate --namespace shop`, with what comes after it. */
export function kubectl(verb: "logs" | "describe" | "get", key: LiveKey, destination: string, rest = ""): string {
  const kind = word(key.group === "" ? key.kind : `${key.kind}.${key.group}`, "KIND").toLowerCase();
  const namespace = key.namespace || destination;
  const inNamespace = namespace === "" ? "" : ` --namespace ${word(namespace, "NAMESPACE")}`;
  return `kubectl ${verb} ${kind}/${word(key.name, "NAME")}${inNamespace}${rest === "" ? "" : ` ${rest}`}`;
}

/** Approves the prunings of an application, with the annotation that it needs. */
export function approve({ name, namespace }: LiveApplication): string {
  const inNamespace = namespace === "" ? "" : ` --namespace ${word(namespace, "NAMESPACE")}`;
  return `kubectl annotate application ${word(name, "NAME")}${inNamespace} --overwrite argocd.argoproj.io/deletion-approved=$(date -u +%Y-%m-%dT%H:%M:%SZ)`;
}

/** A name of Kubernetes, which begins with no hyphen that a command would read as an option. */
function word(text: string, placeholder: string): string {
  return text.length <= 253 && /^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(text) ? text : placeholder;
}
