import { commands, type Disposable, env, type ExtensionContext } from "vscode";
import {
  forgetChartsRequest,
  planTextRequest,
  type PlanTextParams,
  type PlanView,
} from "../../../server/protocol/index.ts";
import { goTo } from "../go-to.ts";
import { fetchChartsCommand, showSyncPlanCommand } from "../command-names.ts";
import type { MarkdownDocuments } from "../markdown-documents.ts";
import { openAnswerCommand } from "../panel-host/page-requests.ts";
import type { PlanPanel } from "../panel-host/plan-panel.ts";
import { askForWave } from "../plan/ask-for-wave.ts";
import type { PlacedTask } from "../plan/plan-resources.ts";
import type { Plans } from "../plan/plans.ts";
import { inform, mention } from "../tell.ts";
import type { PlanNode } from "../tree/plan-nodes.ts";
import { openRowCommand } from "../tree/plan-tree-items.ts";
import type { SyncPlanTree } from "../tree/sync-plan-tree.ts";
import { isOfLens, type Target, targetOf, targetOfNode } from "./command-target.ts";
import { choosePlan, chooseTask } from "./choose-plan.ts";
import { explainSync } from "./explain-sync.ts";
import { fetchCharts } from "./fetch-charts.ts";
import { goToNeighbour } from "./go-to-neighbour.ts";
import { goToResource } from "./go-to-resource.ts";
import { renderApplication } from "./render-application.ts";
import { renumberWaves } from "./renumber-waves.ts";
import { savePicture } from "./save-picture.ts";
import type { RegisterServed } from "../when-served.ts";
import { showWhatChanged } from "./what-changed.ts";

/** What the commands work with. */
export interface PlanParts {
  readonly plans: Plans;
  readonly panel: PlanPanel;
  readonly tree: SyncPlanTree;
  readonly documents: MarkdownDocuments;
}

const noPlan = "No application was found. Open a Kubernetes manifest to see the sync plan of its application.";
const noResource = "A sync of this application applies nothing.";
const noAnswer = 'No question was asked. Run "What If It Fails?" first.';

/** Registers the commands about plans. */
export function registerPlanCommands(parts: PlanParts, register: RegisterServed): ExtensionContext["subscriptions"] {
  const { plans, panel, documents } = parts;
  const onPlan = (name: string, run: (target: Target, given: readonly unknown[]) => Promise<void>): Disposable =>
    register(name, async (...given) => {
      const target = (await targetOf(plans, panel, given)) ?? (await chosenTarget(parts));
      if (target !== undefined) await run(target, given);
    });
  const onAnswer = (name: string, run: () => Promise<void>): Disposable =>
    commands.registerCommand(name, async () => {
      if (panel.answered === undefined) inform(noAnswer);
      else await run();
    });
  const onTask = (
    name: string,
    title: string,
    run: (view: PlanView, placed: PlacedTask) => Promise<void>,
  ): Disposable =>
    onPlan(name, async ({ view, placed }) => {
      const task = placed ?? (await chooseTask(view, title));
      if (task === "none to choose") inform(noResource);
      else if (task !== "not chosen") await run(view, task);
    });
  return [
    onPlan(showSyncPlanCommand, ({ view, placed }, given) =>
      // Whoever clicks on a code lens goes on typing below it.
      panel.show(view, placed?.task.id, isOfLens(given) ? "leave" : "take"),
    ),
    onPlan("argocdAnnotations.copyPlanAsMarkdown", ({ view }) => copyPlan(plans, view.uri, "markdown")),
    onPlan("argocdAnnotations.copyPlanAsMermaid", ({ view }) => copyPlan(plans, view.uri, "mermaid")),
    onPlan("argocdAnnotations.goToNextResource", (target) => goToNeighbour(target, "next")),
    onPlan("argocdAnnotations.goToPreviousResource", (target) => goToNeighbour(target, "previous")),
    onPlan("argocdAnnotations.showSyncOrder", ({ view }) => goToResource(view)),
    onPlan("argocdAnnotations.whatChanged", ({ view }) => showWhatChanged(plans, panel, view, "HEAD")),
    onPlan("argocdAnnotations.whatChangedSince", ({ view }) => showWhatChanged(plans, panel, view, "ask")),
    onTask("argocdAnnotations.whatIf", "What If It Fails?", (view, { task }) =>
      panel.askWhatIf(view, task.id, undefined),
    ),
    onPlan("argocdAnnotations.playSync", ({ view }) => panel.play(view)),
    onTask("argocdAnnotations.moveToWave", "Move to Another Wave", (view, placed) => askForWave(plans, view, placed)),
    register("argocdAnnotations.explainSync", () => explainSync(parts)),
    onAnswer("argocdAnnotations.closeAnswer", () => panel.closeAnswer()),
    onAnswer(openAnswerCommand, () => openAnswer(parts)),
    onPlan("argocdAnnotations.savePlanAsSvg", ({ view }) => savePicture(panel, view, "svg")),
    onPlan("argocdAnnotations.savePlanAsPng", ({ view }) => savePicture(panel, view, "png")),
    onPlan("argocdAnnotations.renderApplication", ({ view }) => renderApplication(plans, view)),
    onPlan(fetchChartsCommand, ({ view }) => fetchCharts(plans, view)),
    register("argocdAnnotations.forgetFetchedCharts", async () => {
      await plans.request(forgetChartsRequest, undefined);
      mention("Fetched charts are forgotten.");
    }),
    onPlan("argocdAnnotations.renumberWaves", ({ view }, [step]) => renumberWaves(plans, view, step)),
    commands.registerCommand(openRowCommand, async (node: PlanNode) => {
      const location = locationOf(node);
      if (location !== undefined) await goTo(location);
    }),
    documents,
  ];
}

/** What is meant where no editor, row or card says it: what is selected in the tree, the application that it follows, or one that people choose. */
async function chosenTarget({ plans, tree }: PlanParts): Promise<Target | undefined> {
  const [selected, ...more] = tree.selection;
  const target = selected !== undefined && more.length === 0 ? await targetOfNode(plans, selected) : undefined;
  if (target !== undefined) return target;
  if (tree.current !== undefined) return { view: tree.current };
  const view = await choosePlan(plans);
  if (view === "none to choose") inform(noPlan);
  return typeof view === "string" ? undefined : { view };
}

function locationOf(node: PlanNode): Parameters<typeof goTo>[0] | undefined {
  if (node.type === "error") return node.error.location;
  if (node.type === "notice") return node.notice.location;
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
