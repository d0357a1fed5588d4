import type { CodeAction } from "vscode-languageserver";
import type { Span } from "../core/index.ts";
import type { OpenDocument } from "./documents.ts";
import type { Session } from "./session.ts";
import { toHazardFixes } from "./to-lsp.ts";

/** The fixes of application rules for findings that touch a range of a file; the range may be just a cursor. */
export async function hazardActions(
  { hazards }: Pick<Session, "hazards">,
  document: OpenDocument,
  { start, end }: Span,
): Promise<CodeAction[]> {
  const problems = await hazards.problemsOf(document);
  return problems.filter(({ span }) => span.start <= end && start <= span.end).flatMap(toHazardFixes);
}
