import type { CodeAction } from "vscode-languageserver";
import type { Span } from "../core/index.ts";
import type { OpenDocument } from "./documents.ts";
import type { Session } from "./session.ts";
import { toHazardFixes } from "./to-lsp.ts";

/** The repairs of the order of an application for what touches a range of a file; a range may be a mere cursor. */
export async function hazardActions(
  { hazards }: Pick<Session, "hazards">,
  document: OpenDocument,
  { start, end }: Span,
): Promise<CodeAction[]> {
  const problems = await hazards.problemsOf(document);
  return problems.filter(({ span }) => span.start <= end && start <= span.end).flatMap(toHazardFixes);
}
