import { Uri, window, workspace } from "vscode";
import type { PlanView } from "../../../server/protocol/index.ts";
import type { PlanPanel } from "../panel-host/plan-panel.ts";
import { complain } from "../tell.ts";
import { fileNameOf } from "./file-name.ts";
import type { PictureFormat } from "../../panel/messages.ts";

const formatNames: Readonly<Record<PictureFormat, string>> = { svg: "SVG pictures", png: "PNG pictures" };

/** Shows a plan in the panel, which draws it, asks where to, and saves it as a picture. */
export async function savePicture(panel: PlanPanel, view: PlanView, format: PictureFormat): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `${fileNameOf(view.application.name)}.${format}`;
  try {
    if (panel.content?.plan.uri !== view.uri) await panel.show(view);
    const bytes = await panel.draw(format);
    const target = await window.showSaveDialog({
      title: "Save Sync Plan",
      filters: { [formatNames[format]]: [format] },
      ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
    });
    if (target !== undefined) await workspace.fs.writeFile(target, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    complain(`Cannot save the sync plan. ${reason}`);
  }
}
