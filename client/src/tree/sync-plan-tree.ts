import {
  commands,
  type Disposable,
  type Event,
  EventEmitter,
  type TextEditor,
  type TreeDataProvider,
  type TreeDragAndDropController,
  type TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  window,
} from "vscode";
import type { PlanSummary, PlanView } from "../../../server/protocol/index.ts";
import { childrenOf, nodesOfPlan, parentOf, type PlanNode, summaryOf } from "./plan-nodes.ts";
import { resourceIdOf } from "../plan/plan-resources.ts";
import { taskAt } from "../plan/task-at.ts";
import { planDrop } from "./plan-drop.ts";
import type { PlanPanel } from "../panel-host/plan-panel.ts";
import type { Plans } from "../plan/plans.ts";
import { treeItemOf } from "./plan-tree-items.ts";

/** The id of the view in the explorer. */
const viewId = "argocdAnnotations.syncPlan";

/** Set while there is something to show in the view. */
const hasPlanContext = "argocdAnnotations.hasPlan";

/** Set while the file in the active editor is part of an application that Argo CD orders. */
const fileHasPlanContext = "argocdAnnotations.fileHasPlan";

/** How long the cursor has to rest, in milliseconds, before the tree follows it. */
const pause = 150;

/** The view "Argo CD Sync Plan": application, phase, wave, resource. It follows the cursor and is renewed when a plan changes. */
export class SyncPlanTree implements TreeDataProvider<PlanNode>, Disposable {
  readonly #plans: Plans;
  readonly #panel: PlanPanel;
  readonly #view: TreeView<PlanNode>;
  readonly #changed = new EventEmitter<void>();
  /** What dragging a row does. */
  readonly dragAndDrop: TreeDragAndDropController<PlanNode>;
  readonly #disposables: readonly { dispose(): unknown }[];
  /** The application that the cursor was in last. */
  #current: PlanView | undefined;
  #shown: readonly unknown[] = [];
  #revealing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(plans: Plans, panel: PlanPanel) {
    this.#plans = plans;
    this.#panel = panel;
    this.dragAndDrop = planDrop(plans);
    this.#view = window.createTreeView(viewId, {
      treeDataProvider: this,
      dragAndDropController: this.dragAndDrop,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.#disposables = [
      this.#view,
      this.#changed,
      plans.onDidChange(() => void this.follow(window.activeTextEditor)),
      panel.onDidChangeMarks(() => void this.#drawAnew()),
      window.onDidChangeActiveTextEditor(() => {
        this.#followSoon();
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.#followSoon();
      }),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.#followSoon();
      }),
    ];
  }

  /** The plan of the application that the cursor was in last, if it still has one. */
  get current(): PlanView | undefined {
    return this.#current;
  }

  get onDidChangeTreeData(): Event<void> {
    return this.#changed.event;
  }

  getTreeItem(node: PlanNode): TreeItem {
    const { content } = this.#panel;
    const marked =
      node.type === "task" && content?.plan.uri === node.view.uri ? content.marks[node.task.id] : undefined;
    const item = treeItemOf(node, marked);
    if (node.type === "application" && node.summary.uri !== this.#current?.uri)
      item.collapsibleState = TreeItemCollapsibleState.Collapsed;
    return item;
  }

  async getChildren(node?: PlanNode): Promise<PlanNode[]> {
    if (node === undefined) return (await this.#roots()).map((summary) => ({ type: "application", summary }));
    if (node.type !== "application") return [...childrenOf(node)];
    const view = await this.#plans.at(node.summary.uri);
    return view === undefined ? [] : [...nodesOfPlan(view)];
  }

  getParent(node: PlanNode): PlanNode | undefined {
    return parentOf(node);
  }

  /** Other rows are selected. */
  get onDidChangeSelection(): Event<unknown> {
    return this.#view.onDidChangeSelection;
  }

  /** The rows that are selected. */
  get selection(): readonly PlanNode[] {
    return this.#view.selection;
  }

  /** Asks for the plans again, and redraws the tree if one of them has changed. */
  async refresh(): Promise<void> {
    const { activeTextEditor: editor } = window;
    const current = editor === undefined ? undefined : await this.#plans.at(editor.document.uri.toString());
    const isPlanned = current?.concernsArgoCd === true;
    await commands.executeCommand("setContext", fileHasPlanContext, isPlanned);
    if (isPlanned) this.#current = current;
    else if (this.#current !== undefined) this.#current = await this.#plans.at(this.#current.uri);
    const roots = await this.#roots();
    const views = this.#view.visible ? await Promise.all(roots.map(({ uri }) => this.#ifOpen(uri))) : [];
    const shown = [this.#current, roots.map(({ uri, name }) => `${uri} ${name}`).join("\n"), ...views];
    await commands.executeCommand("setContext", hasPlanContext, roots.length > 0);
    if (shown.length === this.#shown.length && shown.every((part, index) => part === this.#shown[index])) return;
    this.#shown = shown;
    await this.#drawAnew();
  }

  /** Selects the row of the resource that the cursor is in, without taking the focus. */
  async follow(editor: TextEditor | undefined): Promise<void> {
    await this.refresh();
    if (editor === undefined || !this.#view.visible) return;
    const view = this.#current;
    const placed = view && taskAt(view, editor.document.uri.toString(), editor.selection.active.line);
    if (view === undefined || placed === undefined) return;
    const { task, step } = placed;
    // What is selected may be the second turn of the same resource.
    const resource = resourceIdOf(task);
    const chosen = this.#view.selection.some((node) => node.type === "task" && resourceIdOf(node.task) === resource);
    if (!chosen) await this.#reveal({ type: "task", view, step, task });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** VS Code loses its way when rows change while it looks for one of them. */
  async #drawAnew(): Promise<void> {
    await this.#revealing;
    this.#changed.fire();
  }

  async #reveal(node: PlanNode): Promise<void> {
    const select = async (): Promise<void> => {
      try {
        await this.#view.reveal(node, { select: true, focus: false });
      } catch {
        // The plan has changed in the meantime, and this row is gone: the tree follows the next movement of the cursor.
      }
    };
    this.#revealing = select();
    await this.#revealing;
  }

  #followSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.follow(window.activeTextEditor), pause);
  }

  /** The applications of the workspace, and that of the active file where it is none of them. */
  async #roots(): Promise<readonly PlanSummary[]> {
    const summaries = await this.#plans.summaries();
    const current = this.#current;
    if (current === undefined || summaries.some(({ uri }) => uri === current.uri)) return summaries;
    return [summaryOf(current), ...summaries];
  }

  /** Only the application that the cursor is in is computed again at each change. */
  async #ifOpen(uri: string): Promise<PlanView | undefined> {
    return this.#current?.uri === uri ? this.#plans.at(uri) : undefined;
  }
}
