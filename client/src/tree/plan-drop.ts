import { type DataTransfer, DataTransferItem, type TreeDragAndDropController } from "vscode";
import type { PlanNode } from "./plan-nodes.ts";
import { moveTasks } from "../plan/move-tasks.ts";
import type { Plans } from "../plan/plans.ts";

const mimeType = "application/vnd.code.tree.argocdannotations.syncplan";

/** Lets resources be dragged to another wave, which changes their annotations; in another phase they become hooks. */
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
  if (dragged === undefined || (target.type !== "wave" && target.type !== "task")) return;
  const { view, step } = target;
  const others = dragged.filter((node) => node.view.uri === view.uri && node.step.id !== step.id);
  await moveTasks(plans, view, others, step);
}
