import {
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from "vscode-languageserver";
import { guard } from "../guard.ts";
import type { Feature } from "./feature.ts";

/** Answers with the findings in an open file, for editors that ask; others are sent them, see `publisher.ts`. */
export const diagnosticFeature: Feature = {
  capabilities: ({ pullsDiagnostics }) =>
    pullsDiagnostics
      ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true, workDoneProgress: true } }
      : {},
  answer({ connection, documents, diagnoser, disk }) {
    connection.languages.diagnostics.on(
      guard(
        connection,
        { kind: DocumentDiagnosticReportKind.Full, items: [] },
        async ({ textDocument, previousResultId }: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport> => {
          await disk.upToDate();
          const document = documents.get(textDocument.uri);
          if (document === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
          const { diagnostics, resultId } = await diagnoser.diagnosticsOf(document);
          return resultId === previousResultId
            ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
            : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...diagnostics] };
        },
      ),
    );
  },
};
