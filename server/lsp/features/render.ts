import { basename } from "node:path";
import type { DidSaveTextDocumentParams } from "vscode-languageserver";
import { onOneLine, renderCommand } from "../../core/index.ts";
import { type RenderAnswer, type RenderParams, renderRequest, trustedNotification } from "../../protocol/index.ts";
import { guard } from "../guard.ts";
import { plannedAt } from "../planned.ts";
import { refreshAll } from "../refresh-all.ts";
import { render } from "../../workspace/render.ts";
import { renderProblem } from "../../workspace/render-problem.ts";
import type { Feature } from "./feature.ts";
import type { Session } from "../session.ts";
import { shownAnswer } from "../shown-answer.ts";
import { log, logLines } from "../tell.ts";
import { whileShown } from "../while-shown.ts";

const untrusted = "Rendering runs programs on the files of this workspace. Trust the workspace and try again.";

/** Renders applications by their tools when the user asks for it, in a trusted workspace only. */
export const renderFeature: Feature = {
  capabilities: () => ({}),
  answer,
};

function answer(session: Session): void {
  const { connection, configuration, trust, workspace } = session;
  const running = new Map<string, AbortController>();
  connection.onNotification(
    trustedNotification,
    guard(connection, undefined, () => {
      trust.give();
      // Charts outside of the workspace are read from now on.
      workspace.applications.renewed();
      refreshAll(session);
    }),
  );

  const renderAt = async (uri: string): Promise<RenderAnswer> => {
    if (!trust.isGiven) return { message: untrusted };
    const answer = await renderApplication(session, uri, running);
    refreshAll(session);
    return shownAnswer(answer);
  };
  connection.onRequest(
    renderRequest,
    guard(connection, null, ({ uri }: RenderParams): Promise<RenderAnswer | null> => renderAt(uri)),
  );
  connection.onDidSaveTextDocument(
    guard(connection, undefined, async ({ textDocument: { uri } }: DidSaveTextDocumentParams) => {
      if (!trust.isGiven || (await configuration.of(uri)).render !== "onSave") return;
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
  const { connection } = session;
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
  try {
    const place = { folder: application.source.path, root: spec.root, workspace: session.folders.all() };
    const say = (sentence: string): void => {
      log(connection, "info", sentence);
    };
    const shown = { title: `Rendering ${application.name}`, message: folder, controller };
    const result = await whileShown(session, shown, (signal) =>
      render(place, command, { network: "blocked", signal, say }),
    );
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
    if (running.get(key) === controller) running.delete(key);
  }
}
