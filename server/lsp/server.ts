import { CodeActionKind, type Connection, type InitializeResult, TextDocumentSyncKind } from "vscode-languageserver";
import { type Client, readClient } from "./client.ts";
import { listenToDocuments } from "./document-events.ts";
import { answerFeatures, fixAllKind } from "./feature-requests.ts";
import { type Files, nodeFiles } from "../workspace/files.ts";
import { answerInlayHints } from "./inlay-hint-requests.ts";
import { hazardFollower } from "./hazard-follower.ts";
import { answerMoves } from "./move-request.ts";
import { type PlansChanged, planNotifier } from "./plan-notifier.ts";
import { answerPlans } from "./plan-requests.ts";
import { answerRenders } from "./render-requests.ts";
import { answerRefactorings, refactoringKinds } from "./refactoring-requests.ts";
import { openSession } from "./session.ts";
import { answerWorkspaceDiagnostics } from "./workspace-diagnostics.ts";
import { listenToWorkspace } from "./workspace-events.ts";

/** Serves one editor until the connection ends. */
export function serve(connection: Connection, files: Files = nodeFiles): void {
  connection.onInitialize((params) => {
    const client = readClient(params);
    const session = openSession(connection, client, files);
    const tellPlans = planNotifier(session);
    const followHazards = hazardFollower(session);
    const followWorkspace = answerWorkspaceDiagnostics(session);
    const plansChanged: PlansChanged = (uri) => {
      tellPlans(uri);
      followHazards();
      followWorkspace(uri);
    };
    listenToDocuments(session, plansChanged);
    listenToWorkspace(session, plansChanged);
    answerFeatures(session);
    answerPlans(session);
    answerMoves(session);
    answerRefactorings(session);
    answerInlayHints(session);
    answerRenders(session, plansChanged);
    return initializeResult(client);
  });
  connection.listen();
}

function initializeResult({ pullsDiagnostics }: Client): InitializeResult {
  return {
    serverInfo: { name: "argocd-annotations" },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      hoverProvider: true,
      completionProvider: { triggerCharacters: ["/", ",", '"', "'", "="] },
      codeLensProvider: {},
      codeActionProvider: {
        codeActionKinds: [CodeActionKind.QuickFix, fixAllKind, ...refactoringKinds],
        resolveProvider: true,
      },
      inlayHintProvider: true,
      ...(pullsDiagnostics && { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true } }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
