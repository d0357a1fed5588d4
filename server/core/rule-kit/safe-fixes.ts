import { staysInside } from "../edit/sharing.ts";
import { type Anchor, readAnchors } from "../manifest/anchors.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { ParsedDocument } from "../manifest/parse.ts";
import type { Finding } from "./rule.ts";

/** Leaves out the fixes of a finding that would also change something else, which an anchor can cause. */
export function safeFixes(document: ParsedDocument): <T extends Finding>(finding: T, manifest: Manifest) => T {
  let anchors: readonly Anchor[] | undefined;
  return (finding, { node: { span } }) => {
    if (finding.fixes === undefined || finding.fixes.length === 0) return finding;
    const found = (anchors ??= readAnchors(document));
    if (found.length === 0) return finding;
    return { ...finding, fixes: finding.fixes.filter(({ edits }) => staysInside(span, edits, found)) };
  };
}
