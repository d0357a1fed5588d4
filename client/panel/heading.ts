import { type PlanError, type PlanNotice, type PlanView, counted } from "../../server/protocol/index.ts";
import { element, part, setText, setTip } from "./element.ts";

/** What the links of the heading do. */
export interface HeadingLinks {
  readonly goToError: () => void;
  readonly fetchCharts: () => void;
}

/** Shows above the lanes whose plan it is, and why Argo CD cannot sync it if there is an error; its place is a link. */
export function showHeading(plan: PlanView | undefined, { goToError, fetchCharts }: HeadingLinks): void {
  showError(plan?.application.error, goToError);
  showNotices(plan?.notices ?? [], fetchCharts);
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

/** How many notices are shown in full: a page is for the lanes. */
const mostNotices = 3;

/** What is not known and what is good to know, with one link where charts can be fetched. */
function showNotices(notices: readonly PlanNotice[], fetchCharts: () => void): void {
  const list = part("notices");
  list.hidden = notices.length === 0;
  const words = notices.map(({ message }) => message);
  const key = JSON.stringify(words);
  // What has the focus stays.
  if (list.dataset["words"] === key) return;
  list.dataset["words"] = key;
  const rest = words.length - mostNotices;
  const shown = rest > 0 ? [...words.slice(0, mostNotices), `And ${rest} more.`] : words;
  const link = element("button", "link", "Fetch Chart Dependencies");
  link.type = "button";
  link.addEventListener("click", fetchCharts);
  list.replaceChildren(
    ...shown.map((message) => element("p", "", message)),
    ...(notices.some(({ canFetch }) => canFetch) ? [link] : []),
  );
}

/** Whether its tool printed what is shown. */
function renderWords({ rendered, source }: PlanView["application"]): readonly string[] {
  if (rendered === undefined) return [];
  return [rendered === "now" ? `as ${source.type} renders it` : "changed since rendering"];
}
