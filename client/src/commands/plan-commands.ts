import { commands, type Disposable, env, type ExtensionContext } from "vscode";
import { planTextRequest, type PlanTextParams, type PlanView } from "../../../server/protocol/index.ts";
import { goTo } from "../go-to.ts";
import { showSyncPlanCommand } from "../language-client.ts";
import type { MarkdownDocuments } from "../markdown-documents.ts";
import { openAnswerCommand } from "../panel-host/page-requests.ts";
import type { PlanPanel } from "../panel-host/plan-panel.ts";
import { askForWave } from "../plan/change-wave.ts";
import type { PlacedTask } from "../plan/plan-resources.ts";
import type { Plans } from "../plan/plans.ts";
import { inform, mention } from "../tell.ts";
import type { PlanNode } from "../tree/plan-nodes.ts";
import { openRowCommand } from "../tree/plan-tree-items.ts";
import { type Target, targetOf } from "./command-target.ts";
import { explainSync } from "./explain-sync.ts";
import { goToNeighbour } from "./go-to-neighbour.ts";
import { goToResource } from "./go-to-resource.ts";
import { savePicture } from "./save-picture.ts";
import { showWhatChanged } from "./what-changed.ts";

/** What the commands work with. */
export interface PlanParts {
  readonly plans: Plans;
  readonly panel: PlanPanel;
  readonly documents: MarkdownDocuments;
}

const noPlan = "Open a Kubernetes manifest to see the sync plan of its application.";
const noResource = "Put the cursor in a resource that the sync applies, and try again.";

/** Registers the commands about plans. */
export function registerPlanCommands(parts: PlanParts): ExtensionContext["subscriptions"] {
  const { plans, panel, documents } = parts;
  const onPlan = (name: string, run: (target: Target) => Promise<void>): Disposable =>
    commands.registerCommand(name, async (...given: unknown[]) => {
      const target = await targetOf(plans, panel, given);
      if (target === undefined) inform(noPlan);
      else await run(target);
    });
  const onTask = (name: string, run: (view: PlanView, placed: PlacedTask) => Promise<void>): Disposable =>
    onPlan(name, async ({ view, placed }) => {
      if (placed === undefined) inform(noResource);
      else await run(view, placed);
    });
  return [
    onPlan(showSyncPlanCommand, ({ view, placed }) => panel.show(view, placed?.task.id)),
    onPlan("argocdAnnotations.copyPlanAsMarkdown", ({ view }) => copyPlan(plans, view.uri, "markdown")),
    onPlan("argocdAnnotations.copyPlanAsMermaid", ({ view }) => copyPlan(plans, view.uri, "mermaid")),
    onPlan("argocdAnnotations.goToNextResource", (target) => goToNeighbour(target, "next")),
    onPlan("argocdAnnotations.goToPreviousResource", (target) => goToNeighbour(target, "previous")),
    onPlan("argocdAnnotations.showSyncOrder", ({ view }) => goToResource(view)),
    onPlan("argocdAnnotations.whatChanged", ({ view }) => showWhatChanged(plans, panel, view, "HEAD")),
    onPlan("argocdAnnotations.whatChangedSince", ({ view }) => showWhatChanged(plans, panel, view, "ask")),
    onTask("argocdAnnotations.whatIf", (view, { task }) => panel.askWhatIf(view, task.id, undefined)),
    onPlan("argocdAnnotations.playSync", ({ view }) => panel.play(view)),
    onTask("argocdAnnotations.moveToWave", (view, { task, step }) => askForWave(plans, view.uri, task, step.wave)),
    commands.registerCommand("argocdAnnotations.explainSync", () => explainSync(parts)),
    commands.registerCommand("argocdAnnotations.closeAnswer", () => panel.closeAnswer()),
    commands.registerCommand(openAnswerCommand, () => openAnswer(parts)),
    commands.registerCommand("argocdAnnotations.savePlanAsSvg", () => savePicture(panel, "svg")),
    commands.registerCommand("argocdAnnotations.savePlanAsPng", () => savePicture(panel, "png")),
    commands.registerCommand(openRowCommand, async (node: PlanNode) => {
      const location = locationOf(node);
      if (location !== undefined) await goTo(location);
    }),
    documents,
  ];
}

function locationOf(node: PlanNode): Parameters<typeof goTo>[0] | undefined {
  if (node.type === "error") return node.error.location;
  if (node.type === "task") return node.task.location;
  return node.type === "resource" ? node.resource.location : undefined;
}

async function copyPlan(plans: Plans, uri: string, format: PlanTextParams["format"]): Promise<void> {
  const params: PlanTextParams = { uri, format };
  const text = await plans.request<string>(planTextRequest, params);
  if (text === undefined) {
    inform(noPlan);
    return;
  }
  await env.clipboard.writeText(text);
  mention("Sync plan copied to the clipboard.");
}

async function openAnswer({ panel, documents }: PlanParts): Promise<void> {
  const { answered } = panel;
  if (answered === undefined) return;
  await documents.show(answered.answer.title, answered.markdown);
}
