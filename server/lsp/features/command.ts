import type { ExecuteCommandParams, WorkspaceEdit } from "vscode-languageserver";
import {
  answerQuestions,
  type ChangedWaves,
  findTask,
  planChange,
  planChangeMarkdown,
  planMarkdown,
  readQuestion,
  readTaskName,
  visible,
  visibleLines,
} from "../../core/index.ts";
import {
  applyEditCommand,
  counted,
  explainSyncCommand,
  type ExplainParams,
  type MoveArgument,
  moveToWaveCommand,
  renumberWavesCommand,
  type RenumberWavesParams,
  shiftWavesCommand,
  type ShiftWavesParams,
  showSyncPlanCommand,
  type UriArgument,
  type WhatChangedArgument,
  whatChangedCommand,
  type WhatIfArgument,
  whatIfCommand,
} from "../../protocol/index.ts";
import { reasonOf } from "../../workspace/reasons.ts";
import { outOfReach } from "../edit-reach.ts";
import { editedDocuments } from "../edited-documents.ts";
import { explained } from "../explained.ts";
import { guard } from "../guard.ts";
import { commands } from "../parameters.ts";
import { applicationSince, plannedAt } from "../planned.ts";
import type { Session } from "../session.ts";
import { toMarkup, toWorkspaceEdit } from "../to-lsp.ts";
import { movedToWave, wavesRenumbered, wavesShifted } from "../wave-changes.ts";
import type { Feature } from "./feature.ts";

/** Answers editors without our extension with text what VS Code shows in its own ways: Markdown, where they show that. */
export const commandFeature: Feature = {
  capabilities: ({ hasOurCommands }) => (hasOurCommands ? {} : { executeCommandProvider: { commands: [...commands] } }),
  answer(session) {
    const { connection } = session;
    connection.onExecuteCommand(
      guard(connection, null, async ({ command, arguments: given }: ExecuteCommandParams): Promise<string | null> => {
        const answer = answers[command];
        const [argument] = (given ?? []) as readonly unknown[];
        return answer === undefined ? null : visibleLines(await answer(session, argument as never));
      }),
    );
  },
};

/** What each command answers; its argument is what `parameters.ts` asks for. */
const answers: Readonly<Record<string, (session: Session, argument: never) => Promise<string>>> = {
  [showSyncPlanCommand]: async (session, { uri }: UriArgument) => {
    const planned = await plannedAt(session, uri);
    return planned === undefined ? noApplication : shown(session, planMarkdown(planned.roster));
  },
  [whatIfCommand]: async (session, { uri, question }: WhatIfArgument) => {
    const asked = question ? readQuestion(question) : undefined;
    if (question && asked === undefined)
      return `The question cannot be ${quoted(question)}: write fail:KIND/NAME, or hang, refuse, missing-kind, immutable or stuck instead of fail.`;
    const planned = await plannedAt(session, uri);
    if (planned === undefined) return noApplication;
    const found = answerQuestions(planned.roster.application, asked === undefined ? [] : [asked]);
    return "answer" in found ? shown(session, found.answer.markdown) : visible(found.complaint);
  },
  [whatChangedCommand]: async (session, { uri, since }: WhatChangedArgument) => {
    const planned = await plannedAt(session, uri);
    if (planned === undefined) return noApplication;
    const { application } = planned.roster;
    const ref = since ?? "HEAD";
    try {
      const changes = planChange(await applicationSince(session, planned, ref), application);
      return shown(session, planChangeMarkdown(application.name, changes));
    } catch (error) {
      return `The plan cannot be compared with ${quoted(ref)}: ${visible(reasonOf(error))}.`;
    }
  },
  [explainSyncCommand]: async (session, { text }: ExplainParams) => {
    const answer = await explained(session, text);
    return "problem" in answer ? visible(answer.problem) : shown(session, answer.markdown);
  },
  [moveToWaveCommand]: async (session, { uri, resource, wave }: MoveArgument) => {
    const name = readTaskName(resource);
    if (name === undefined)
      return `The resource cannot be ${quoted(resource)}: write KIND/NAME or KIND/NAMESPACE/NAME, such as Job/migrate.`;
    const planned = await plannedAt(session, uri);
    if (planned === undefined) return noApplication;
    const task = findTask(planned.roster.application, name);
    if ("complaint" in task) return visible(task.complaint);
    return change(session, "Move to another wave", await movedToWave(session, { uri, task: task.id, wave }));
  },
  [shiftWavesCommand]: async (session, params: ShiftWavesParams) => {
    const document = session.documents.get(params.uri);
    if (document === undefined) return "Open the file first: the range is a place in it.";
    return change(session, "Shift waves", await wavesShifted(session, params, document));
  },
  [renumberWavesCommand]: async (session, params: RenumberWavesParams) =>
    change(session, "Renumber waves", await wavesRenumbered(session, params)),
  [applyEditCommand]: (session, edit: WorkspaceEdit) => apply(session, "Fix", edit),
};

const noApplication = "No application here: open a manifest, or name a file or folder with manifests.";

/** Markdown as this editor shows it. */
function shown({ client }: Session, markdown: string): string {
  return toMarkup(markdown, client, "answers").value;
}

/** Has the editor change waves; says what happened. */
async function change(session: Session, title: string, edits: ChangedWaves | undefined): Promise<string> {
  if (edits === undefined) return noApplication;
  if (typeof edits === "string") return visible(edits);
  if ("message" in edits) return visible(edits.message);
  return apply(session, title, toWorkspaceEdit(editedDocuments(session, edits), session.client), edits.length);
}

async function apply(session: Session, title: string, edit: WorkspaceEdit, files = 1): Promise<string> {
  const { connection, client } = session;
  const outside = await outOfReach(session, edit);
  if (outside !== undefined) return `Nothing was changed: ${quoted(outside)} is neither open nor in the workspace.`;
  if (!client.appliesEdits) return "Nothing was changed: this editor makes no edits that a language server asks for.";
  const { applied, failureReason } = await connection.workspace.applyEdit({ label: title, edit });
  if (applied) return `${title}: changed ${counted(files, "file")}.`;
  return `Nothing was changed${failureReason === undefined ? "" : `: ${visible(failureReason)}`}.`;
}

function quoted(text: string): string {
  return `"${visible(text)}"`;
}
