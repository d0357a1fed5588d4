import { commands, env, workspace } from "vscode";
import type { FailureMode, PlanView } from "../../../server/protocol/index.ts";
import type { FromPanel, ToPanel } from "../../panel/messages.ts";
import { fetchChartsCommand } from "../command-names.ts";
import { goTo, peekAt } from "../go-to.ts";
import { editsForMove, moveTasks } from "../plan/move-tasks.ts";
import { movedMessage } from "../plan/moves.ts";
import { resourceOfCard, taskWith } from "../plan/plan-resources.ts";
import type { Plans } from "../plan/plans.ts";
import type { Answered } from "./questions.ts";

/** Shows the answer of the panel as a Markdown document. */
export const openAnswerCommand = "argocdAnnotations.openAnswer";

/** What the user did on the page. */
export type PageRequest = FromPanel & {
  readonly type:
    | "goTo"
    | "goToError"
    | "fetchCharts"
    | "whatIf"
    | "play"
    | "move"
    | "mayMove"
    | "endAnswer"
    | "copyAnswer"
    | "openAnswer";
};

/** What the panel can do for its page. */
export interface PageHost {
  /** The plan that the page shows. */
  readonly content: { readonly plan: PlanView } | undefined;
  readonly answered: Answered | undefined;
  readonly askWhatIf: (view: PlanView, task: string, mode: FailureMode | undefined, focus: "leave") => Promise<void>;
  readonly play: (view: PlanView) => Promise<void>;
  readonly closeAnswer: () => Promise<void>;
  readonly plans: Plans;
  readonly send: (message: ToPanel) => void;
}

/** Does what the user asked for on the page. */
export async function answerPage(request: PageRequest, host: PageHost): Promise<void> {
  const plan = host.content?.plan;
  switch (request.type) {
    case "goTo":
      if (plan !== undefined) await goToCard(plan, request);
      return;
    case "goToError":
      if (plan?.application.error !== undefined) await goTo(plan.application.error.location, "beside");
      return;
    case "fetchCharts":
      if (plan !== undefined) await commands.executeCommand(fetchChartsCommand, plan.uri);
      return;
    case "whatIf":
      if (plan !== undefined) await host.askWhatIf(plan, request.task, request.mode, "leave");
      return;
    case "play":
      if (plan !== undefined) await host.play(plan);
      return;
    case "move":
    case "mayMove":
      if (plan !== undefined) await moveCard(plan, request, host);
      return;
    case "endAnswer":
      await host.closeAnswer();
      return;
    case "copyAnswer":
      if (host.answered !== undefined) await env.clipboard.writeText(host.answered.markdown);
      return;
    case "openAnswer":
      await commands.executeCommand(openAnswerCommand);
  }
}

async function goToCard(
  plan: PlanView,
  { resource: card, how }: PageRequest & { readonly type: "goTo" },
): Promise<void> {
  if (how === "click" && !opensOnClick()) return;
  const found = resourceOfCard(plan, card);
  if (found?.location === undefined) return;
  if (how === "go") await goTo(found.location, "beside");
  else await peekAt(found.location);
}

/** In the lists and trees of VS Code a single click shows in a preview what a double click opens, unless the user wants only the second. */
function opensOnClick(): boolean {
  return workspace.getConfiguration("workbench.list").get<string>("openMode") !== "doubleClick";
}

/** Moves a card, or only says why it cannot move. What has moved is shown in an editor, where it can be undone. */
async function moveCard(
  plan: PlanView,
  { type, task: id, place }: PageRequest & { readonly type: "move" | "mayMove" },
  host: PageHost,
): Promise<void> {
  const placed = taskWith(plan, id);
  if (placed === undefined) return;
  if (type === "mayMove") {
    const { message: refusal } = await editsForMove(host.plans, plan, placed, place);
    host.send({ type: "mayMove", task: id, place, ...(refusal !== undefined && { refusal }) });
    return;
  }
  const { task } = placed;
  if ((await moveTasks(host.plans, plan, [placed], place)).length === 0) return;
  host.send(movedMessage(placed, place));
  if (task.location !== undefined) await peekAt(task.location);
}
