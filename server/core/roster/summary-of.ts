import type { Deployed, Member } from "../application/application.ts";
import type { ManifestDocument } from "../manifest/file.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { derive } from "../memo.ts";
import { type ManifestSummary, summarize } from "../needs/summary.ts";
import type { RosterMember } from "./roster.ts";

/** What a resource needs and what it provides: read when it is first asked for, and kept with its document. */
export function summaryOf({ member }: Pick<RosterMember, "member">): ManifestSummary {
  if (member.deployed !== undefined) return derive(member.deployed, summaryAsDeployed);
  const written = writtenSummary(member);
  return member.patched === true ? withoutFields(written) : written;
}

/** What is left of a summary where fields may be other ones than those that are written. */
function withoutFields({ mentions, binding }: ManifestSummary): ManifestSummary {
  return {
    references: [],
    makes: [],
    mentions,
    binding: binding && { ...binding, hasOthers: true },
  };
}

function writtenSummary({ manifest, file, documentIndex }: Member): ManifestSummary {
  const document = file.documents[documentIndex];
  if (document === undefined) return summarize(manifest);
  const isAlone = document.manifests.length === 1 && document.manifests[0] === manifest;
  const known = isAlone ? derive(document, onlySummary) : derive(document, summariesIn).get(manifest);
  // What a generator or a patch creates is in no document in this form.
  return known ?? summarize(manifest, document.parsed.actions);
}

function summaryAsDeployed(deployed: Deployed): ManifestSummary {
  return summarize(deployed, deployed.actions);
}

/** Nearly every document has one manifest, and needs no map. */
function onlySummary({ manifests: [manifest], parsed }: ManifestDocument): ManifestSummary | undefined {
  return manifest && summarize(manifest, parsed.actions);
}

function summariesIn({ manifests, parsed }: ManifestDocument): ReadonlyMap<Manifest, ManifestSummary> {
  return new Map(manifests.map((manifest) => [manifest, summarize(manifest, parsed.actions)]));
}
