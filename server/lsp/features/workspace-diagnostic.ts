import { createHash } from "node:crypto";
import {
  type CancellationToken,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type ResultProgressReporter,
  type WorkDoneProgressReporter,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { label } from "../../protocol/index.ts";
import { debounce } from "../debounce.ts";
import { guard } from "../guard.ts";
import { pathOfUri, uriOfPath } from "../../workspace/uris.ts";
import type { FollowChange } from "../changes.ts";
import type { Feature } from "./feature.ts";
import type { Session } from "../session.ts";
import type { FoundInWorkspace } from "../workspace-diagnoser.ts";

/** How long changes are gathered, in milliseconds, before the findings of the workspace are sent again. */
const pause = 300;

/** Answers with the findings of the whole workspace, or sends them to an editor that does not ask. */
export const workspaceDiagnosticFeature: Feature = {
  // Declared with the capability of `diagnostic.ts`: the protocol has one for both.
  capabilities: () => ({}),
  answer(session) {
    const { connection, client, changes, workspaceDiagnoser } = session;
    changes.follow(() => {
      workspaceDiagnoser.changed();
    });
    if (!client.pullsDiagnostics) {
      changes.follow(workspacePublisher(session));
      return;
    }
    connection.languages.diagnostics.onWorkspace(
      guard(
        connection,
        { items: [] },
        async (
          params: WorkspaceDiagnosticParams,
          token: CancellationToken,
          progress: WorkDoneProgressReporter,
          partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
        ): Promise<WorkspaceDiagnosticReport> => {
          const known = knownTo(params);
          const items: WorkspaceDocumentDiagnosticReport[] = [];
          progress.begin(label("Checking the annotations of the workspace"), 0);
          const found = await workspaceDiagnoser.find(
            () => token.isCancellationRequested,
            (step) => {
              progress.report(Math.floor((100 * step.done) / Math.max(step.of, 1)));
              const reports = [...step.found].map((it) => reportOf(known, ...it));
              if (partial === undefined) for (const report of reports) items.push(report);
              else if (reports.length > 0) partial.report({ items: reports });
            },
          );
          progress.done();
          return { items: found === undefined ? [] : [...items, ...goneReports(session, found, known)] };
        },
      ),
    );
  },
};

/** The findings that an editor knows, by our own spelling of their files. */
type KnownResults = ReadonlyMap<string, { readonly uri: string; readonly resultId: string }>;

function knownTo({ previousResultIds }: WorkspaceDiagnosticParams): KnownResults {
  return new Map(previousResultIds.map(({ uri, value }) => [ownSpelling(uri), { uri, resultId: value }]));
}

/** The findings of a file that is not open, or that they are those that the editor knows. */
function reportOf(known: KnownResults, uri: string, items: readonly Diagnostic[]): WorkspaceDocumentDiagnosticReport {
  const resultId = resultIdOf(items);
  return known.get(uri)?.resultId === resultId ? unchanged(uri, resultId) : full(uri, items, resultId);
}

/** That files of which the editor knows findings have none any more. */
function goneReports(
  { workspaceDiagnoser }: Session,
  found: FoundInWorkspace,
  known: KnownResults,
): WorkspaceDocumentDiagnosticReport[] {
  return [...known].flatMap(([key, { uri, resultId }]) => {
    if (found.has(key)) return [];
    // The editor asks for open files separately.
    const isSettled = workspaceDiagnoser.isOpen(uri) || resultId === resultIdOf([]);
    return [isSettled ? unchanged(uri, resultId) : full(uri, [], resultIdOf([]))];
  });
}

function unchanged(uri: string, resultId: string): WorkspaceDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Unchanged, uri, version: null, resultId };
}

function full(uri: string, items: readonly Diagnostic[], resultId: string): WorkspaceDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [...items], resultId };
}

/** Several URIs may mean the same file. */
function ownSpelling(uri: string): string {
  const path = pathOfUri(uri);
  return path === undefined ? uri : uriOfPath(path);
}

/** The same findings have the same id. */
function resultIdOf(items: readonly Diagnostic[]): string {
  return createHash("sha256").update(JSON.stringify(items)).digest("base64");
}

/** Sends the findings of the workspace that have changed, after a while. */
function workspacePublisher(session: Session): FollowChange {
  const { connection, workspaceDiagnoser, ending } = session;
  const sent = new Map<string, string>();
  let running = Promise.resolve();
  const send = async (uri: string, diagnostics: readonly Diagnostic[]): Promise<void> => {
    const id = resultIdOf(diagnostics);
    if (sent.get(uri) === id) return;
    if (diagnostics.length > 0) sent.set(uri, id);
    else sent.delete(uri);
    // Open files are sent separately.
    if (!workspaceDiagnoser.isOpen(uri)) await connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
  };
  const publish = guard(connection, undefined, async () => {
    const found = await workspaceDiagnoser.find(() => ending.aborted);
    if (found === undefined) return;
    for (const uri of [...sent.keys()]) if (!found.has(uri)) await send(uri, []);
    for (const [uri, diagnostics] of found) await send(uri, diagnostics);
  });
  const publishLater = debounce(session, pause, "after the last", () => {
    running = running.then(publish);
  });
  return (changed) => {
    // Opening or closing a file already sends or removes its findings.
    if (changed !== undefined) sent.delete(ownSpelling(changed));
    publishLater();
  };
}
