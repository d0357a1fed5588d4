import { type PlanError, type PlanView, counted } from "../../server/protocol/index.ts";
import { element, part, setText, setTip } from "./element.ts";

/** Shows above the lanes whose plan it is, and why Argo CD cannot sync it if there is an error; its place is a link. */
export function showHeading(plan: PlanView | undefined, goToError: () => void): void {
  showError(plan?.application.error, goToError);
  if (plan === undefined) {
    setText(part("facts"), "");
    setTip(part("facts"));
    return;
  }
  const { application, resources, steps } = plan;
  setText(part("name"), application.name);
  const facts = [resources, counted(steps.length, "wave"), application.destination, ...renderWords(application)];
  setText(part("facts"), facts.join(" · "));
  setTip(part("facts"), facts.join(" · "));
}

function showError(error: PlanError | undefined, goToError: () => void): void {
  const banner = part("error");
  banner.hidden = error === undefined;
  if (error === undefined) return;
  const words = `${error.place}: ${error.message}`;
  // Screen readers say an alert when it changes, not at each key in the editor; and what has the focus stays.
  if (banner.dataset["words"] === words) return;
  banner.dataset["words"] = words;
  const link = element("button", "link", error.place);
  link.type = "button";
  link.addEventListener("click", goToError);
  banner.replaceChildren(
    element("strong", "", "Argo CD cannot sync this application. "),
    link,
    element("span", "", `: ${error.message} Below: the plan without this error.`),
  );
}

/** Whether its tool printed what is shown. */
function renderWords({ rendered, source }: PlanView["application"]): readonly string[] {
  if (rendered === undefined) return [];
  return [rendered === "now" ? `as ${source.type} renders it` : "changed since rendering"];
}
