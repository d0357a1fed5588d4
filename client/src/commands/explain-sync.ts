import { env, type QuickPickItem, ThemeIcon, type Uri, window, workspace } from "vscode";
import {
  type Explained,
  type ExplainParams,
  explainRequest,
  type SyncExplanation,
} from "../../../server/protocol/index.ts";
import { explainQuestion } from "../panel-host/questions.ts";
import { choose, inform } from "../tell.ts";
import type { PlanParts } from "./plan-commands.ts";

/** An Application of a cluster, as text, and where its sync stands. */
interface Answer {
  readonly text: string;
  readonly explained: Explained;
}

/**
 * Says where the sync of an Application of a cluster stands: of the one in the active editor, or else of one that the user has copied or
 * has in a file. Where its manifests are in the workspace, the panel shows it on their plan; otherwise it is a Markdown document.
 */
export async function explainSync(parts: PlanParts): Promise<void> {
  const answer = (await inEditor(parts)) ?? (await asked(parts));
  if (answer === undefined) return;
  const { text, explained } = answer;
  if ("problem" in explained) {
    inform(explained.problem);
    return;
  }
  await show(parts, text, explained);
}

async function show({ plans, panel, documents }: PlanParts, text: string, explained: SyncExplanation): Promise<void> {
  const view = explained.uri === undefined ? undefined : await plans.at(explained.uri);
  if (view === undefined) await documents.show(explained.title, explained.markdown);
  else await panel.ask(view, explainQuestion(plans, text));
}

/** The Application in the active editor, unless that is a manifest without a status. */
async function inEditor(parts: PlanParts): Promise<Answer | undefined> {
  const text = window.activeTextEditor?.document.getText();
  // What argocd prints names neither its kind nor its version; without a status there is nothing to explain.
  const answer = text?.includes("status") === true ? await explain(parts, text) : undefined;
  if (answer === undefined || "problem" in answer.explained || answer.explained.state === "unseen") return undefined;
  return answer;
}

const fromClipboard: QuickPickItem = { label: "The Application in the Clipboard", iconPath: new ThemeIcon("clippy") };
const fromFile: QuickPickItem = { label: "An Application in a File...", iconPath: new ThemeIcon("file") };

async function asked(parts: PlanParts): Promise<Answer | undefined> {
  const chosen = await choose([fromClipboard, fromFile], {
    title: "Explain a Sync",
    placeHolder: "Copy what kubectl get application NAME -o yaml or argocd app get NAME -o json prints",
  });
  if (chosen === fromClipboard) return explain(parts, await env.clipboard.readText());
  const files = chosen === fromFile ? await window.showOpenDialog({ title: "Explain a Sync" }) : undefined;
  const [file] = files ?? [];
  const text = file && (await textIn(file));
  return text === undefined ? undefined : explain(parts, text);
}

/** `undefined` where VS Code refuses to open a file as text, which the user is told. */
async function textIn(file: Uri): Promise<string | undefined> {
  try {
    return (await workspace.openTextDocument(file)).getText();
  } catch (error) {
    inform(
      `"${workspace.asRelativePath(file)}" cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
}

async function explain({ plans }: PlanParts, text: string): Promise<Answer | undefined> {
  const params: ExplainParams = { text };
  const explained = await plans.request<Explained>(explainRequest, params);
  return explained && { text, explained };
}
