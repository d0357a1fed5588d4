import type { ManifestDocument } from "../manifest/file.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { derive } from "../memo.ts";
import { type ManifestSummary, summarize } from "../needs/summary.ts";
import type { RosterMember } from "./roster.ts";

/** What a resource needs and what it provides: read when it is first asked for, and kept with its document. */
export function summaryOf({
  member: { manifest, file, documentIndex },
}: Pick<RosterMember, "member">): ManifestSummary {
  const document = file.documents[documentIndex];
  const known = document && derive(document, summariesIn).get(manifest);
  // What a generator or a patch creates is in no document in this form.
  return known?.() ?? summarize(manifest, document?.parsed.actions);
}

/** The summaries of the manifests in a document, each read when it is first asked for. */
function summariesIn({ manifests, parsed }: ManifestDocument): ReadonlyMap<Manifest, () => ManifestSummary> {
  return new Map(
    manifests.map((manifest) => {
      let summary: ManifestSummary | undefined;
      return [manifest, () => (summary ??= summarize(manifest, parsed.actions))];
    }),
  );
}
