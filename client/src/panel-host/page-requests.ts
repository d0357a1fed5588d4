import { commands, env } from "vscode";
import type { FailureMode, PlanView } from "../../../server/protocol/index.ts";
import type { FromPanel } from "../../panel/messages.ts";
import { goTo } from "../go-to.ts";
import { allResources } from "../plan/plan-resources.ts";
import type { Answered } from "./questions.ts";

/** Shows the answer of the panel as a Markdown document. */
export const openAnswerCommand = "argocdAnnotations.openAnswer";

/** What the user did on the page. */
export type PageRequest = FromPanel & {
  readonly type: "goTo" | "goToError" | "whatIf" | "play" | "endAnswer" | "copyAnswer" | "openAnswer";
};

/** What the panel can do for its page. */
export interface PageHost {
  /** The plan that the page shows. */
  readonly content: { readonly plan: PlanView } | undefined;
  readonly answered: Answered | undefined;
  readonly askWhatIf: (view: PlanView, task: string, mode: FailureMode | undefined) => Promise<void>;
  readonly play: (view: PlanView) => Promise<void>;
  readonly closeAnswer: () => Promise<void>;
}

/** Does what the user asked for on the page. */
export async function answerPage(request: PageRequest, host: PageHost): Promise<void> {
  const plan = host.content?.plan;
  switch (request.type) {
    case "goTo":
      if (plan !== undefined) await goToCard(plan, request.resource);
      return;
    case "goToError":
      if (plan?.application.error !== undefined) await goTo(plan.application.error.location, "beside");
      return;
    case "whatIf":
      if (plan !== undefined) await host.askWhatIf(plan, request.task, request.mode);
      return;
    case "play":
      if (plan !== undefined) await host.play(plan);
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

/** A card's id ends with that of its resource, behind the name of its lane. */
async function goToCard(plan: PlanView, card: string): Promise<void> {
  const resources = allResources(plan);
  const found = resources.find(({ id }) => card === id) ?? resources.find(({ id }) => card.endsWith(` ${id}`));
  if (found?.location !== undefined) await goTo(found.location, "beside");
}
