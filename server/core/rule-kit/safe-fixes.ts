import { staysInside } from "../edit/sharing.ts";
import { type Anchor, readAnchors } from "../manifest/anchors.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { ParsedDocument } from "../manifest/parse.ts";
import type { Finding } from "./rule.ts";

/** How many anchors and aliases of a document are compared with every fix; where there are more, there are no fixes. */
const mostCompared = 2000;

/** Leaves out the fixes of a finding that would also change something else, which an anchor can cause. */
export function safeFixes(document: ParsedDocument): <T extends Finding>(finding: T, manifest: Manifest) => T {
  let anchors: readonly Anchor[] | undefined;
  let compared: number | undefined;
  return (finding, { node: { span } }) => {
    if (finding.fixes === undefined || finding.fixes.length === 0) return finding;
    const found = (anchors ??= readAnchors(document));
    if (found.length === 0) return finding;
    compared ??= found.reduce((sum, { aliases }) => sum + 1 + aliases.length, 0);
    if (compared > mostCompared) return { ...finding, fixes: [] };
    return { ...finding, fixes: finding.fixes.filter(({ edits }) => staysInside(span, edits, found)) };
  };
}
