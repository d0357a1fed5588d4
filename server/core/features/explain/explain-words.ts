/** Words for what an explanation names. All that comes from the status of an Application may be anything: whoever shows it escapes it. */
import type { ExplainedTask, Explanation } from "../../live/explain.ts";
import type { LiveApplication, LiveKey } from "../../live/live-application.ts";
import { enumerate, waveWords } from "../words.ts";

/** `Job migrate`. */
export function nameIn({ kind, name }: Pick<LiveKey, "kind" | "name">): string {
  return `${kind} ${name}`;
}

/** `Job migrate, Service web and 3 more`. */
export function namesIn(keys: readonly Pick<LiveKey, "kind" | "name">[]): string {
  return enumerate(keys.map(nameIn));
}

/** `PreSync, wave -1`; only the phase where the wave is not known. */
export function placeWords({ phase, wave }: NonNullable<Explanation["at"]>): string {
  return wave === undefined ? phase : `${phase}, ${waveWords(wave)}`;
}

/** ` in PreSync, wave -1`, or nothing. */
export function inPlace({ at }: Explanation): string {
  return at === undefined ? "" : ` in ${placeWords(at)}`;
}

/** The tasks with a fate, in their order. */
export function withFate({ tasks }: Explanation, ...fates: readonly ExplainedTask["fate"][]): readonly ExplainedTask[] {
  return tasks.filter(({ fate }) => fates.includes(fate));
}

/** How much of a message is shown: Argo CD puts all messages of a large application into one. */
const longest = 600;

/** A message of Argo CD or Kubernetes as a part of a sentence, without a full stop. */
export function quoted(message: string): string {
  const line = message.replace(/\s+/g, " ").trim();
  return `"${line.length > longest ? `${line.slice(0, longest)}...` : line}"`;
}

/** What kubectl says of what it has applied: it stays the message of a hook until its health has one. */
const applied = / (?:created|configured|unchanged|replaced|updated|serverside-applied)$/;

/** What is said about the state of a task, the health first; `undefined` where nothing is. */
export function conditionOf({ result, resource, hook }: ExplainedTask): string | undefined {
  const { status = "", message: found = "" } = resource?.health ?? {};
  // The result of a hook has its health message; that of anything else what the cluster said when it was applied.
  const reported = hook && result !== undefined && !applied.test(result.message) ? result.message : "";
  const message = reported === "" ? found : reported;
  if (message === "") return status === "" ? undefined : status;
  return status === "" ? quoted(message) : `${status}, ${quoted(message)}`;
}

/** Why automated sync does not do what a comparison has found to do. Mirrors `autoSync` in controller/appcontroller.go. */
export function refusalsIn({ conditions }: Pick<LiveApplication, "conditions">): readonly string[] {
  return conditions.flatMap(({ type, message }) =>
    type === "SyncError" && message.startsWith("Skipping sync attempt") ? [message] : [],
  );
}

/** The first characters of a Git commit; other revisions as they are. */
export function revisionWords(revisions: readonly string[]): string {
  return revisions.map((revision) => (/^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 7) : revision)).join(", ");
}
