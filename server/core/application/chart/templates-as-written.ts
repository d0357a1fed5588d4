import type { TemplateAction } from "../../manifest/template.ts";
import { documentMembers, type NamedFile } from "../application.ts";
import type { SourceMember } from "../source-member.ts";

/** The resources in templates that cannot be rendered, as they are written: what stands in a block may not be there. */
export function templatesAsWritten(templates: readonly NamedFile[]): readonly SourceMember[] {
  return templates.flatMap(membersOf);
}

function membersOf(template: NamedFile): readonly SourceMember[] {
  let open = 0;
  return template.file.documents.flatMap((document, documentIndex) => {
    // A block may be opened in one document and closed in a later one.
    const { actions, root } = document.parsed;
    const start = root?.span.start ?? 0;
    const depth = depthAfter(
      open,
      actions.filter(({ span }) => span.start < start),
    );
    open = depthAfter(open, actions);
    return documentMembers(template, documentIndex, "unknown").map((member) => ({
      ...member,
      generated: false,
      conditional: depth > 0,
      nameKnown: !member.resource.name.includes("{{"),
      changes: [],
    }));
  });
}

/** How many blocks are open after some actions. */
function depthAfter(open: number, actions: readonly TemplateAction[]): number {
  return actions.reduce((depth, { kind }) => {
    if (kind === "open") return depth + 1;
    return kind === "close" ? Math.max(0, depth - 1) : depth;
  }, open);
}
