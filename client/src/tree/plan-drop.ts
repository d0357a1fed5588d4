import { type DataTransfer, DataTransferItem, type TreeDragAndDropController } from "vscode";
import type { PlanStep } from "../../../server/protocol/index.ts";
import { moveToWave } from "../plan/change-wave.ts";
import type { PlanNode } from "./plan-nodes.ts";
import { titleOf } from "../plan/plan-resources.ts";
import type { Plans } from "../plan/plans.ts";
import { inform } from "../tell.ts";

const mimeType = "application/vnd.code.tree.argocdannotations.syncplan";

/** Lets a resource be dragged to another wave of its phase, which changes its annotation. */
export function planDrop(plans: Plans): TreeDragAndDropController<PlanNode> {
  return {
    dragMimeTypes: [mimeType],
    dropMimeTypes: [mimeType],
    handleDrag: (nodes, transfer) => {
      const tasks = nodes.filter((node) => node.type === "task");
      if (tasks.length > 0) transfer.set(mimeType, new DataTransferItem(tasks));
    },
    handleDrop: async (target, transfer) => {
      if (target !== undefined) await drop(plans, target, transfer);
    },
  };
}

async function drop(plans: Plans, target: PlanNode, transfer: DataTransfer): Promise<void> {
  const dragged = transfer.get(mimeType)?.value as readonly (PlanNode & { readonly type: "task" })[] | undefined;
  const step = target.type === "wave" || target.type === "task" ? target.step : undefined;
  if (dragged === undefined || step === undefined) return;
  for (const node of dragged) {
    if (node.view.uri !== ("view" in target ? target.view.uri : undefined) || node.step.id === step.id) continue;
    const refusal = refusalOf(node, step);
    if (refusal === undefined) await moveToWave(plans, node.view.uri, node.task, step.wave ?? "0");
    else inform(refusal);
  }
}

/** Why a resource cannot go where it was dropped; `undefined` where it can. */
function refusalOf({ task, step }: PlanNode & { readonly type: "task" }, target: PlanStep): string | undefined {
  if (target.wave === null) return "That wave is known only after rendering. Choose another one.";
  if (target.phase === step.phase) return undefined;
  return `${titleOf(task)} stays in phase ${step.phase}: a wave only orders resources within a phase. To move it to ${target.phase}, change the annotation argocd.argoproj.io/hook.`;
}
