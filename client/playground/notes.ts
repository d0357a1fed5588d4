import type { Member } from "../../server/core/index.ts";

/** What a page with one text cannot know of the resources in it, in full sentences. */
export function notesOf(members: readonly Member[], text: string): readonly string[] {
  if (members.length === 0)
    return text.trim() === "" ? [] : ["There is no Kubernetes resource in this text, or it is not valid YAML."];
  return notes.flatMap(({ about, note }) => (members.some(about) ? [note] : []));
}

/** What is said where a text has a resource that stands for others. */
const notes: readonly { readonly about: (member: Member) => boolean; readonly note: string }[] = [
  {
    about: ({ manifest: { group, kind } }) =>
      group === "argoproj.io" && (kind === "Application" || kind === "ApplicationSet"),
    note: "An Application is planned here like any other resource. For the plan of what it deploys, paste those manifests.",
  },
  {
    about: ({ manifest: { group } }) => group === "kustomize.config.k8s.io",
    note: "A kustomization is not built here. Paste what `kustomize build` prints.",
  },
  {
    about: ({ resource: { annotationsKnown, name } }) => !annotationsKnown || name.includes("{{"),
    note: "A template is not rendered here, so some of it is not known. Paste what `helm template` prints.",
  },
];
