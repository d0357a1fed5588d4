import {
  commands,
  type Disposable,
  type Event,
  EventEmitter,
  type TextEditor,
  type TreeDataProvider,
  type TreeDragAndDropController,
  type TreeItem,
  type TreeView,
  window,
} from "vscode";
import { type PlanSummary, type PlanView, resourceIdOf } from "../../../server/protocol/index.ts";
import { childrenOf, nodesOfPlan, parentOf, type PlanNode, summaryOf } from "./plan-nodes.ts";
import { taskAt } from "../plan/task-at.ts";
import { planDrop } from "./plan-drop.ts";
import type { PlanPanel } from "../panel-host/plan-panel.ts";
import { placeOf } from "../plan/place-of.ts";
import { ProblemsOfPlans } from "../plan/plan-problems.ts";
import type { Plans } from "../plan/plans.ts";
import { treeItemOf } from "./plan-tree-items.ts";

/** The id of the view in the explorer. */
const viewId = "argocdAnnotations.syncPlan";

/** Set while there is something to show in the view. */
const hasPlanContext = "argocdAnnotations.hasPlan";

/** Set while the workspace has manifests, and none of them concerns Argo CD. */
const hasOthersContext = "argocdAnnotations.hasOtherManifests";

/** Set while the file in the active editor is part of an application that Argo CD orders. */
const fileHasPlanContext = "argocdAnnotations.fileHasPlan";

/** How long the cursor has to rest, in milliseconds, before the tree follows it. */
const pause = 150;

/** The view "Argo CD Sync Plan": application, phase, wave, resource. It follows the cursor and is renewed when a plan changes. */
export class SyncPlanTree implements TreeDataProvider<PlanNode>, Disposable {
  readonly #plans: Plans;
  readonly #panel: PlanPanel;
  readonly #view: TreeView<PlanNode>;
  readonly #problems: ProblemsOfPlans;
  readonly #changed = new EventEmitter<void>();
  /** What dragging a row does. */
  readonly dragAndDrop: TreeDragAndDropController<PlanNode>;
  readonly #disposables: readonly { dispose(): unknown }[];
  /** The application that the cursor was in last. */
  #current: PlanView | undefined;
  /** The plans below applications that are open, by their URIs. */
  readonly #open = new Map<string, PlanView | undefined>();
  #shown: readonly unknown[] = [];
  #revealing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(plans: Plans, panel: PlanPanel) {
    this.#plans = plans;
    this.#panel = panel;
    this.#problems = new ProblemsOfPlans(plans);
    this.dragAndDrop = planDrop(plans);
    this.#view = window.createTreeView(viewId, {
      treeDataProvider: this,
      dragAndDropController: this.dragAndDrop,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.#disposables = [
      this.#view,
      this.#problems,
      this.#changed,
      plans.onDidChange(() => {
        if (this.#view.visible) this.#problems.countSoon();
        void this.follow(window.activeTextEditor);
      }),
      this.#problems.onDidChange(() => void this.#drawAnew()),
      this.#view.onDidCollapseElement(({ element }) => {
        if (element.type === "application") this.#open.delete(element.summary.uri);
      }),
      panel.onDidChangeMarks(() => void this.#drawAnew()),
      window.onDidChangeActiveTextEditor(() => {
        this.#followSoon();
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.#followSoon();
      }),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (!visible) return;
        this.#problems.countSoon();
        this.#followSoon();
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
    if (node.type === "application") {
      const { uri } = node.summary;
      const isCurrent = uri === this.#current?.uri;
      return treeItemOf(node, { problems: this.#problems.of(uri), place: placeOf(uri), isCurrent });
    }
    const { content } = this.#panel;
    const isMarked = node.type === "task" && content?.plan.uri === node.view.uri;
    return treeItemOf(node, { mark: isMarked ? content.marks[node.task.id] : undefined });
  }

  async getChildren(node?: PlanNode): Promise<PlanNode[]> {
    if (node === undefined) return (await this.#roots()).map((summary) => ({ type: "application", summary }));
    if (node.type !== "application") return [...childrenOf(node)];
    const { uri } = node.summary;
    const view = await this.#plans.at(uri);
    this.#open.set(uri, view);
    return view === undefined ? [] : [...nodesOfPlan(view)];
  }

  getParent(node: PlanNode): PlanNode | undefined {
    return parentOf(node);
  }

  /** Other rows are selected. */
  get onDidChangeSelection(): Event<unknown> {
    return this.#view.onDidChangeSelection;
  }

  /** The rows that are selected; none while nobody sees them. */
  get selection(): readonly PlanNode[] {
    return this.#view.visible ? this.#view.selection : [];
  }

  /** Asks for the plans again, and redraws the tree if one of them has changed. */
  async refresh(): Promise<void> {
    const { activeTextEditor: editor } = window;
    const current = editor === undefined ? undefined : await this.#plans.at(editor.document.uri.toString());
    // Meanwhile the user may have gone to another file, which has the tree renewed by itself.
    if (window.activeTextEditor?.document !== editor?.document) return;
    const isPlanned = current?.concernsArgoCd === true;
    await commands.executeCommand("setContext", fileHasPlanContext, isPlanned);
    if (isPlanned) this.#current = current;
    else await this.#renewCurrent();
    const roots = await this.#roots();
    const { others } = await this.#plans.inWorkspace();
    await commands.executeCommand("setContext", hasPlanContext, roots.length > 0);
    await commands.executeCommand("setContext", hasOthersContext, others > 0);
    for (const uri of this.#open.keys()) if (!roots.some((root) => root.uri === uri)) this.#open.delete(uri);
    // What is closed is not computed.
    const open = this.#view.visible ? [...this.#open.keys()] : [];
    const views = await Promise.all(open.map((uri) => this.#plans.at(uri)));
    const shown = [this.#current, roots.map(({ uri, name }) => `${uri} ${name}`).join("\n"), ...views];
    if (shown.length === this.#shown.length && shown.every((part, index) => part === this.#shown[index])) return;
    this.#shown = shown;
    await this.#drawAnew();
  }

  /**
   * Selects the row of the resource that the cursor is in, without taking the focus. `tries` is how often it looks afterwards whether
   * that is so: VS Code may lose a row while it redraws the tree.
   */
  async follow(editor: TextEditor | undefined, tries = 3): Promise<void> {
    await this.refresh();
    if (editor === undefined || editor.document !== window.activeTextEditor?.document || !this.#view.visible) return;
    const view = this.#current;
    const placed = view && taskAt(view, editor.document.uri.toString(), editor.selection.active.line);
    if (view === undefined || placed === undefined) return;
    const { task, step } = placed;
    // What is selected may be the second turn of the same resource.
    const resource = resourceIdOf(task.id);
    const chosen = this.#view.selection.some((node) => node.type === "task" && resourceIdOf(node.task.id) === resource);
    if (chosen) return;
    await this.#reveal({ type: "task", view, step, task });
    if (tries > 0) this.#followSoon(tries - 1);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #renewCurrent(): Promise<void> {
    const current = this.#current;
    const again = current && (await this.#plans.at(current.uri));
    // Meanwhile the cursor may have come into another application.
    if (this.#current === current) this.#current = again;
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
        // The plan has changed in the meantime, and this row is gone.
      }
    };
    this.#revealing = select();
    await this.#revealing;
  }

  #followSoon(tries?: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.follow(window.activeTextEditor, tries), pause);
  }

  /** The applications of the workspace, and that of the active file where it is none of them. */
  async #roots(): Promise<readonly PlanSummary[]> {
    const summaries = (await this.#plans.inWorkspace()).plans;
    const current = this.#current;
    if (current === undefined || summaries.some(({ uri }) => uri === current.uri)) return summaries;
    return [summaryOf(current), ...summaries];
  }
}
