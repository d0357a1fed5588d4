import { type Application, type Member, startOf } from "../../application/application.ts";
import { documentStart } from "../../manifest/file.ts";
import { lineStart, type Span } from "../../text.ts";

/** The indices of the members of a file that a range touches. The lines above the first resource of a document belong to it. */
export function touchedIndices({ members }: Application, fileName: string, range: Span): number[] {
  return [...members.keys()].filter((index) => {
    const member = members[index];
    if (member?.fileName !== fileName) return false;
    const { file, documentIndex, manifest } = member;
    const base = documentStart(file, documentIndex);
    const isFirst = file.documents[documentIndex]?.manifests[0] === manifest;
    const start = isFirst ? base : lineStartOf(member);
    const end = base + manifest.node.span.end;
    // Whole lines that are selected end where the next resource begins, which is not meant.
    const isBegun = start < range.end || (start === range.end && range.start === range.end);
    return isBegun && (range.start < end || range.start === start);
  });
}

function lineStartOf(member: Member): number {
  const base = documentStart(member.file, member.documentIndex);
  return base + lineStart(member.file.documents[member.documentIndex]?.text ?? "", startOf(member) - base);
}
