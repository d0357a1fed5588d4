/** For whom Argo CD waits, and why, in words. */
import type { Application } from "../application/application.ts";
import { fieldOf } from "../application/field.ts";
import { ignoreHealthcheck } from "../catalogue/annotations/ignore-healthcheck.ts";
import { latestVersion, parseVersion, sinceWords } from "../versions.ts";
import type { AddedHealthCheck } from "../sync/added-checks.ts";
import type { Step } from "../sync/plan.ts";
import type { Awaited } from "./awaited.ts";
import { enumerate } from "./words.ts";

/** What must become true of things before Argo CD continues, as a verb: `is healthy`, `have an address`. */
export function untilWords({ isHook, why, member }: Awaited, count: number): string {
  const [is, has] = count === 1 ? ["is", "has"] : ["are", "have"];
  const stopped = why.is === "suspended" ? `${is} resumed and ` : "";
  if (isHook) return `${stopped}${has} succeeded`;
  const { group = "", kind = "" } = member?.resource ?? {};
  const own = why.is === "added" ? undefined : healthyWords.get(`${group}/${kind}`);
  if (own === undefined) return stopped === "" ? `${is} healthy` : `${stopped}healthy`;
  return own.startsWith("has ") ? `${has}${own.slice("has".length)}` : `${is}${own.slice("is".length)}`;
}

/** What healthy means where one word says it. Mirrors gitops-engine/pkg/health/health_*.go and the script for CustomResourceDefinition. */
const healthyWords: ReadonlyMap<string, string> = new Map([
  ["/PersistentVolumeClaim", "is bound"],
  ["/Service", "has an address"],
  ["apiextensions.k8s.io/CustomResourceDefinition", "is established"],
  ["apiregistration.k8s.io/APIService", "is available"],
  ["argoproj.io/ApplicationSet", "has created all Applications"],
  ["extensions/Ingress", "has an address"],
  ["networking.k8s.io/Ingress", "has an address"],
]);

/** Why Argo CD does not wait for things: `which has no health check`, `whose type is not LoadBalancer`. */
export function notAwaitedWords({ why }: Pick<Awaited, "why">, count: number): string {
  const [is, has] = count === 1 ? ["is", "has"] : ["are", "have"];
  switch (why.is) {
    case "other value":
      return `whose ${why.field} is not ${why.value}`;
    case "suspended":
      return `which ${is} ${why.word} and so healthy`;
    case "healthy at first":
      return `which ${is} healthy until ${count === 1 ? "its controller says" : "their controllers say"} otherwise`;
    default:
      return `which ${has} no health check`;
  }
}

/** Whether Argo CD waits for one thing after a step, and why, as a sentence about "it"; none where that is said of the whole step. */
export function ownWaitSentence(application: Application, { phase }: Step, awaited: Awaited): string | undefined {
  const { why, member } = awaited;
  if (phase === "SyncFail" || why.is === "step" || member === undefined) return undefined;
  const { kind } = member.resource;
  switch (why.is) {
    case "no check":
      return `Argo CD does not wait for it, as there is no health check for ${kind}.`;
    case "unknown check":
      return `Argo CD waits for it only if somebody has added a health check for ${kind}.`;
    case "other value":
      return `Argo CD does not wait for it, as its ${why.field} is not ${why.value}.`;
    case "unknown value":
      return `Argo CD waits until it has an address if its ${why.field} is ${why.value}, which is known only after rendering.`;
    case "healthy at first":
      return `Argo CD does not wait for it, as it is healthy until its controller says otherwise.`;
    case "suspended":
      return awaited.is === "not"
        ? `Argo CD does not wait for it: while it is ${why.word}, it is healthy.`
        : `Argo CD waits until somebody resumes it, as it is ${why.word}.${ignoredSentence(awaited)}`;
    case "added":
      return `Argo CD waits until it ${untilWords(awaited, 1)}, as the check in ${fileWords(application, why.added)} says.${ignoredSentence(awaited)}`;
    case "check":
      return `Argo CD waits until it ${untilWords(awaited, 1)}${reasonOf(awaited)}.${sinceSentence(awaited)}${ignoredSentence(awaited)}`;
  }
}

/**
 * The same in a few words, where it is not what people expect. Nobody expects a sync to wait for a ConfigMap or for a Service without a
 * load balancer, so only the hover says that of them; the child Application of an app of apps is what people do wait for.
 */
export function shortWaitWords(application: Application, awaited: Awaited): string | undefined {
  const { is, why, member } = awaited;
  switch (why.is) {
    case "step":
    case "other value":
      return undefined;
    case "no check":
      return member?.resource.kind === "Application" ? "not awaited" : undefined;
    case "added":
      return `awaited as ${fileWords(application, why.added)} says`;
    case "suspended":
      return is === "not" ? "not awaited" : `awaited until somebody resumes it`;
    case "unknown check":
      return "awaited if it has a health check";
    case "unknown value":
      return `awaited if its ${why.field} is ${why.value}`;
    case "check":
      return why.known.only === undefined && !isApplicationSet(awaited)
        ? undefined
        : `awaited until it ${untilWords(awaited, 1)}`;
    case "healthy at first":
      return "not awaited";
  }
}

/** Whether there is nothing special about why Argo CD waits for something, or does not. */
export function isPlain(awaited: Awaited): boolean {
  const { why } = awaited;
  if (why.is === "no check") return true;
  return why.is === "check" && reasonOf(awaited) + sinceSentence(awaited) + ignoredSentence(awaited) === "";
}

function isApplicationSet({ member }: Awaited): boolean {
  return member?.resource.group === "argoproj.io" && member.resource.kind === "ApplicationSet";
}

/**
 * What people expect of an ApplicationSet. Mirrors resource_customizations/argoproj.io/ApplicationSet/health.lua, which since Argo CD
 * 3.2 finds it Progressing while a rolling sync is not complete.
 */
function ofApplicationSet({ member }: Awaited): string {
  const type = member && fieldOf(member, "spec", "strategy", "type");
  return type?.is === "known" && type.text === "RollingSync"
    ? " and, with progressive syncs since Argo CD 3.2, its rolling sync is complete"
    : ", which does not mean that they are healthy";
}

/** What else is to be known: the value of a field without which the check would find everything healthy. */
function reasonOf(awaited: Awaited): string {
  const { why } = awaited;
  if (why.is === "check" && isApplicationSet(awaited)) return ofApplicationSet(awaited);
  const only = why.is === "check" ? why.known.only : undefined;
  return only === undefined ? "" : `, as its ${only.path.at(-1) ?? ""} is ${only.value}`;
}

/** Which version began to check a kind, where that matters: all versions before the major one of today are out of support. */
function sinceSentence({ why, member }: Awaited): string {
  const since = why.is === "check" ? why.known.since : undefined;
  if (since === undefined || (parseVersion(since)?.major ?? 0) < latestVersion.major) return "";
  return ` There is a health check for ${member?.resource.kind ?? ""} since ${sinceWords(since) ?? ""}.`;
}

/** The annotation looks as if it changed that. Mirrors `setApplicationHealth` in controller/health.go, the only one who reads it. */
function ignoredSentence({ member }: Awaited): string {
  return member?.resource.annotations.get(ignoreHealthcheck.key) === "true"
    ? ` Its annotation ${ignoreHealthcheck.key} concerns only the health of the application, not the sync.`
    : "";
}

/** The files of checks, as short as they are clear beside the files of the application. */
export function fileWords(
  { source: { path } }: Pick<Application, "source">,
  added: readonly AddedHealthCheck[],
): string {
  return enumerate(
    [...new Set(added.map(({ file }) => file))].map((file) => withoutCommonFolders(file, path)),
    2,
  );
}

/** A path without the folders at its beginning that another path has too. */
function withoutCommonFolders(path: string, other: string): string {
  let end = 0;
  for (let at = 0; at < path.length && (path[at] === other[at] || at === other.length); at++) {
    if (path[at] === "/" || path[at] === "\\") end = at + 1;
    if (at === other.length) break;
  }
  return path.slice(end);
}
