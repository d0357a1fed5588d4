import { Uri, workspace } from "vscode";
import { type PlanView, type RenderAnswer, type RenderParams, renderRequest } from "../../../server/protocol/index.ts";
import { allResources } from "../plan/plan-resources.ts";
import { normalUri, type Plans } from "../plan/plans.ts";
import { warn } from "../tell.ts";

/** Has an application rendered by its tool, which reads what is on disk: its files are saved first. */
export async function renderApplication(plans: Plans, view: PlanView): Promise<void> {
  const resources = new Set(allResources(view).map(({ location }) => location && normalUri(location.uri)));
  const folder = Uri.parse(view.uri).with({ fragment: "" });
  for (const document of workspace.textDocuments) {
    const uri = document.uri.toString();
    const isPart = resources.has(uri) || uri.startsWith(`${folder.toString()}/`);
    if (document.isDirty && document.uri.scheme === "file" && isPart) await document.save();
  }
  const params: RenderParams = { uri: view.uri };
  const answer = await plans.request<RenderAnswer>(renderRequest, params);
  if (answer?.message !== undefined) warn(answer.message);
}
