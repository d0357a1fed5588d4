import type { PlanView } from "../../server/protocol/index.ts";
import { counted } from "./counted.ts";
import { part } from "./element.ts";

/** Shows above the lanes whose plan it is, and why Argo CD cannot sync it if there is an error. */
export function showHeading(plan: PlanView | undefined): void {
  const error = part("error");
  error.hidden = plan?.application.error === undefined;
  if (plan === undefined) {
    part("facts").textContent = "";
    return;
  }
  const { application, steps, never } = plan;
  const tasks = steps.flatMap((step) => step.tasks);
  const resources = new Set(tasks.map(({ id }) => id.slice(0, id.lastIndexOf(" ")))).size + never.length;
  part("name").textContent = application.name;
  part("facts").textContent = [
    counted(resources, "resource"),
    counted(steps.length, "wave"),
    ...(application.namespace === "" ? [] : [`namespace ${application.namespace}`]),
    ...renderWords(application),
  ].join(" · ");
  error.textContent =
    application.error === undefined
      ? ""
      : `Argo CD cannot sync this application: ${application.error} Below: the plan without this error.`;
}

/** Whether its tool printed what is shown. */
function renderWords({ rendered, source }: PlanView["application"]): readonly string[] {
  if (rendered === undefined) return [];
  return [rendered === "now" ? `as ${source.type} renders it` : "changed since rendering"];
}
