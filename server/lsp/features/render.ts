import { basename } from "node:path";
import type { CancellationToken, DidSaveTextDocumentParams } from "vscode-languageserver";
import { onOneLine, renderCommand } from "../../core/index.ts";
import { type RenderAnswer, type RenderParams, renderRequest, trustedNotification } from "../../protocol/index.ts";
import { askEditor } from "../ask-editor.ts";
import { guard } from "../guard.ts";
import { refreshCodeLenses } from "../lens-refresher.ts";
import { pathOfUri } from "../../workspace/uris.ts";
import { plannedAt } from "../planned.ts";
import { render } from "../../workspace/render.ts";
import { renderProblem } from "../../workspace/render-problem.ts";
import type { Feature } from "./feature.ts";
import type { Session } from "../session.ts";
import { shownAnswer } from "../shown-answer.ts";
import { log, logLines, showProgress } from "../tell.ts";

const untrusted = "Rendering runs programs on the files of this workspace. Trust the workspace and try again.";

/** Renders applications by their tools when the user asks for it, in a trusted workspace only. */
export const renderFeature: Feature = {
  capabilities: () => ({}),
  answer,
};

function answer(session: Session): void {
  const { connection, client, configuration, changes } = session;
  const running = new Map<string, AbortController>();
  let isTrusted = client.trusted;
  connection.onNotification(
    trustedNotification,
    guard(connection, undefined, () => {
      isTrusted = true;
    }),
  );

  const renderAt = async (uri: string): Promise<RenderAnswer> => {
    if (!isTrusted) return { message: untrusted };
    const answer = await renderApplication(session, uri, running);
    changes.tell();
    refreshCodeLenses(session);
    refreshDiagnostics(session);
    return shownAnswer(answer);
  };
  connection.onRequest(
    renderRequest,
    guard(connection, null, ({ uri }: RenderParams): Promise<RenderAnswer | null> => renderAt(uri)),
  );
  connection.onDidSaveTextDocument(
    guard(connection, undefined, async ({ textDocument: { uri } }: DidSaveTextDocumentParams) => {
      if (!isTrusted || (await configuration.of(uri)).render !== "onSave") return;
      const planned = await plannedAt(session, uri);
      const type = planned?.roster.application.source.type;
      if (type === "kustomize" || type === "helm") await renderAt(uri);
    }),
  );
}

async function renderApplication(
  session: Session,
  uri: string,
  running: Map<string, AbortController>,
): Promise<RenderAnswer> {
  const { connection, ending } = session;
  const { applications } = session.workspace;
  const planned = await plannedAt(session, uri);
  const found = planned && applications.reading(planned.roster.application);
  if (found === undefined) return { message: "Nothing to render here. Open a file of a kustomization or a chart." };
  const { application, spec, key } = found;
  const command = renderCommand(application, "sources" in spec.of ? spec.of : undefined);
  if (typeof command === "string") return { message: command };
  // This request replaces an earlier one.
  running.get(key)?.abort();
  const controller = new AbortController();
  running.set(key, controller);
  const folder = basename(application.source.path);
  const progress = await showProgress(connection, `Rendering ${application.name}`, folder);
  cancelWith(progress.token, controller);
  try {
    const place = { folder: application.source.path, root: spec.root, workspace: session.folders.all() };
    const result = await render(place, command, {
      network: "blocked",
      signal: AbortSignal.any([controller.signal, ending]),
      say: (sentence) => {
        log(connection, "info", sentence);
      },
    });
    if ("text" in result) {
      await applications.keepRender(key, application, result);
      return {};
    }
    if (result.reason === "failed") {
      const problem = renderProblem(application, result.problem);
      if (problem !== undefined) await applications.keepRender(key, application, problem);
      logLines(connection, "error", `Rendering "${application.name}" failed: ${result.problem}`);
    }
    return result.reason === "cancelled"
      ? {}
      : { message: `Cannot render "${application.name}": ${onOneLine(result.problem)}` };
  } finally {
    progress.done();
    if (running.get(key) === controller) running.delete(key);
  }
}

function cancelWith(token: CancellationToken, controller: AbortController): void {
  token.onCancellationRequested(() => {
    controller.abort();
  });
}

function refreshDiagnostics(session: Session): void {
  const { connection, client, documents, publisher } = session;
  if (client.refreshesDiagnostics) void askEditor(session, () => connection.languages.diagnostics.refresh());
  if (client.pullsDiagnostics) return;
  for (const { uri } of documents.all()) if (pathOfUri(uri) !== undefined) publisher.changed(uri);
}
