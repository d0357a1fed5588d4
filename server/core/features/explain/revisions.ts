/** Of which revision and sources a sync is, and whether the manifests here are of the same. */
import { type Explanation, operationOf } from "../../live/explain.ts";
import { enumerate } from "../words.ts";
import { revisionWords } from "./explain-words.ts";

/** That Argo CD has seen a newer revision since. */
export function revisionLines({ live, stale, state }: Explanation): string[] {
  if (!stale) return [];
  const [synced, compared] = [live.operation?.revisions ?? [], live.sync.revisions];
  const verb = state === "succeeded" ? "synced" : "tried to sync";
  return [
    `This is an older sync: it ${verb} revision ${revisionWords(synced)}, and Argo CD has compared the application with ${revisionWords(compared)} since.`,
  ];
}

/** That the Application has other sources now than those of the sync. */
export function changeLines(explanation: Explanation): string[] {
  const { changedSources } = explanation.live;
  if (operationOf(explanation) === undefined || changedSources.length === 0) return [];
  const verb = changedSources.length === 1 ? "differs" : "differ";
  return [`The sync is of other sources than the Application has now: ${enumerate(changedSources)} ${verb}.`];
}

/**
 * That the manifests here are of another commit. Nothing is said where they are of the same, since they may have been edited, nor where
 * one of the two commits is not known.
 */
export function headLines(explanation: Explanation, head: string | undefined): string[] {
  const { live, orderFrom } = explanation;
  const revisions = (operationOf(explanation)?.revisions ?? live.sync.revisions).filter(isCommit);
  if (orderFrom === "status" || head === undefined || revisions.length === 0 || revisions.includes(head)) return [];
  return [
    `The manifests here are of commit ${revisionWords([head])}, and the sync is of ${revisionWords(revisions)}, so the order shown may differ from that of the sync.`,
  ];
}

function isCommit(revision: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(revision);
}
