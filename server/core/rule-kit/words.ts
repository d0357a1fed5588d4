/** Words that several rules use in their messages. */
import { hookDeletePolicy } from "../catalogue/annotations/hook-delete-policy.ts";
import { helmHookDeletePolicy } from "../catalogue/annotations/helm-hook-delete-policy.ts";
import { helmHook } from "../catalogue/annotations/helm-hook.ts";
import { helmHookWeight } from "../catalogue/annotations/helm-hook-weight.ts";
import { hook } from "../catalogue/annotations/hook.ts";
import { syncWave } from "../catalogue/annotations/sync-wave.ts";
import type { AnnotationSpec } from "../catalogue/annotation.ts";
import type { Annotation } from "../manifest/manifest.ts";
import type { Behaviour } from "../sync/behaviour.ts";
import { writtenDeletePolicies } from "../sync/delete-policy.ts";
import { isCustomResourceDefinition } from "../sync/resource.ts";
import { behaviourWith, resourceAsMeant } from "./annotations.ts";
import type { Subject } from "./rule.ts";

/** How many characters of a value a message repeats. */
const longest = 60;

/** A value in double quotes, on one line, cut if it is too long. */
export function shown(text: string): string {
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

/** A sentence of the catalogue, which is Markdown, as plain text for messages: with quotes instead of backticks. */
export function asPlainText(markdown: string): string {
  return markdown.replaceAll("`", '"');
}

/** A list of alternatives: `a, b or c`. */
export function orList(words: readonly string[]): string {
  return joinWords(words, "or");
}

/** A list of several things: `a, b and c`. */
export function andList(words: readonly string[]): string {
  return joinWords(words, "and");
}

function joinWords(words: readonly string[], last: string): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1) ?? ""}`;
}

/** `this Job`, or `this resource` if the kind is known only after rendering. */
export function thisKind({ manifest }: Subject): string {
  return /^[A-Za-z]+$/.test(manifest.kind) ? `this ${manifest.kind}` : "this resource";
}

/** The wave that Argo CD uses, `wave 3`, with its origin if that is the hook weight; `undefined` if it is not known. */
export function waveWords({ wave, waveSource }: Behaviour): string | undefined {
  if (wave === undefined) return undefined;
  return `wave ${wave.toString()}${waveSource === "hook-weight" ? " (the hook weight)" : ""}`;
}

/** The delete policies that a hook is left with: `only "HookFailed" applies`; `undefined` if they are not known. */
export function policyWords(subject: Subject, annotation?: Annotation): string | undefined {
  const { deletePolicies } = behaviourWith(subject, annotation);
  if (deletePolicies.length === 0) return undefined;
  const list = andList(deletePolicies.map((policy) => `"${policy}"`));
  const written = writtenDeletePolicies(resourceAsMeant(subject, annotation).annotations);
  if (written?.length === 0) return `the default ${list} applies`;
  return deletePolicies.length === 1 ? `only ${list} applies` : `only ${list} apply`;
}

/** What it costs that Argo CD does not read an annotation here, as the end of a sentence. */
export function costOfAbsence(subject: Subject, spec: AnnotationSpec | undefined): string {
  const behaviour = behaviourWith(subject);
  switch (spec) {
    case hook:
    case helmHook:
      return behaviour.role === "resource" ? `${thisKind(subject)} is not a hook` : "it has no effect";
    case syncWave:
    case helmHookWeight:
      return inWave(subject, behaviour) ?? "it has no effect";
    case hookDeletePolicy:
    case helmHookDeletePolicy:
      return (behaviour.role === "hook" ? policyWords(subject) : undefined) ?? "it has no effect";
    default:
      return "it has no effect";
  }
}

function inWave(subject: Subject, behaviour: Behaviour): string | undefined {
  const wave = waveWords(behaviour);
  return wave && `${thisKind(subject)} is in ${wave}`;
}

/** What it costs that the annotations contain something other than strings, as the end of a sentence. */
export function costOfUnreadable({ resource }: Subject): string {
  if (isCustomResourceDefinition(resource)) {
    return "so Argo CD reads none of the annotations of this CustomResourceDefinition, and the API server rejects it";
  }
  return "so by default Argo CD cannot generate the manifests of the whole application and syncs none of it";
}
