import { type Disposable, Uri, window } from "vscode";
import type { ChartUser } from "../../../server/protocol/index.ts";
import { type RenderedManifests, templateOf } from "../rendered-manifests.ts";
import { choose, inform } from "../tell.ts";
import type { RegisterServed } from "../when-served.ts";

const title = "Show Rendered Manifest";

const noTemplate = "This file is in no chart. Open a template of a chart to see what it prints.";

/** Registers the commands that show what a template prints, and that choose the Application whose values count. */
export function registerShowRendered(documents: RenderedManifests, register: RegisterServed): Disposable[] {
  return [
    register("argocdAnnotations.showRendered", (given) => showRendered(documents, given, "once")),
    register("argocdAnnotations.chooseRenderedApplication", (given) => showRendered(documents, given, "always")),
  ];
}

/**
 * `asks`: where several Applications deploy the chart, people are asked for one `once`, or `always`.
 * Resolves with the name of the one whose values count; `undefined` where nothing is shown, or nobody chose.
 */
async function showRendered(
  documents: RenderedManifests,
  given: unknown,
  asks: "once" | "always",
): Promise<string | undefined> {
  const uri = given instanceof Uri ? given : window.activeTextEditor?.document.uri;
  const template = uri && templateOf(uri);
  const found = template && (await documents.usersOf(template));
  if (template === undefined || found === undefined) {
    inform(noTemplate);
    return undefined;
  }
  const { applications, application, isChosen } = found;
  let { name } = application;
  if (applications.length > 1 && (asks === "always" || !isChosen)) {
    const isShown = ({ id }: ChartUser): boolean => isChosen && id === application.id;
    // Whoever chooses again wants another one.
    const users = [...applications.filter((user) => !isShown(user)), ...applications.filter(isShown)];
    const items = users.map((user) => ({
      label: user.name,
      description: isShown(user) ? `${user.place} (shown now)` : user.place,
      user,
    }));
    const placeHolder = "Which Application's values?";
    const chosen = await choose(items, { title, placeHolder, matchOnDescription: true });
    if (chosen === undefined) return undefined;
    await documents.choose(chosen.user, applications);
    name = chosen.user.name;
  } else if (asks === "always") inform(`Only "${name}" deploys this chart.`);
  await documents.show(template);
  return name;
}
