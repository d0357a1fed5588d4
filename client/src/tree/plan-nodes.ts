import {
  type DeletionStep,
  type PlanError,
  type PlanNotice,
  type PlanPhase,
  type PlanResource,
  type PlanStep,
  type PlanSummary,
  type PlanTask,
  type PlanView,
  phases,
} from "../../../server/protocol/index.ts";

/** One row of the tree. `view` is the plan that it belongs to. */
export type PlanNode =
  | { readonly type: "application"; readonly summary: PlanSummary }
  | { readonly type: "error"; readonly view: PlanView; readonly error: PlanError }
  | { readonly type: "notice"; readonly view: PlanView; readonly notice: PlanNotice }
  | { readonly type: "phase"; readonly view: PlanView; readonly phase: PlanPhase }
  | { readonly type: "wave"; readonly view: PlanView; readonly step: PlanStep }
  | { readonly type: "task"; readonly view: PlanView; readonly step: PlanStep; readonly task: PlanTask }
  /** What no sync applies, and what only rendering tells the phase of. */
  | { readonly type: "never" | "unknown"; readonly view: PlanView }
  | { readonly type: "deletion"; readonly view: PlanView }
  | { readonly type: "deletion step"; readonly view: PlanView; readonly step: DeletionStep }
  | { readonly type: "resource"; readonly view: PlanView; readonly group: string; readonly resource: PlanResource };

/** What is right below an application. */
export function nodesOfPlan(view: PlanView): readonly PlanNode[] {
  const { application, steps, never, unknown, deletion, notices } = view;
  return [
    ...(application.error === undefined ? [] : [{ type: "error", view, error: application.error } as const]),
    ...notices.map((notice) => ({ type: "notice", view, notice }) as const),
    ...phases
      .filter((phase) => steps.some((step) => step.phase === phase))
      .map((phase) => ({ type: "phase", view, phase }) as const),
    ...(never.length > 0 ? [{ type: "never", view } as const] : []),
    ...(unknown.length > 0 ? [{ type: "unknown", view } as const] : []),
    ...(deletion.length > 0 ? [{ type: "deletion", view } as const] : []),
  ];
}

/** What is right below any other row. */
export function childrenOf(node: Exclude<PlanNode, { readonly type: "application" }>): readonly PlanNode[] {
  const { view } = node;
  switch (node.type) {
    case "phase":
      return view.steps.filter(({ phase }) => phase === node.phase).map((step) => ({ type: "wave", view, step }));
    case "wave":
      return node.step.tasks.map((task) => ({ type: "task", view, step: node.step, task }));
    case "never":
    case "unknown":
      return view[node.type].map((resource) => ({ type: "resource", view, group: node.type, resource }));
    case "deletion":
      return view.deletion.map((step) => ({ type: "deletion step", view, step }));
    case "deletion step":
      return node.step.resources.map((resource) => ({ type: "resource", view, group: node.step.title, resource }));
    case "error":
    case "notice":
    case "task":
    case "resource":
      return [];
  }
}

/** The row above; `undefined` for an application. */
export function parentOf(node: PlanNode): PlanNode | undefined {
  if (node.type === "application") return undefined;
  const { view } = node;
  switch (node.type) {
    case "wave":
      return { type: "phase", view, phase: node.step.phase };
    case "task":
      return { type: "wave", view, step: node.step };
    case "deletion step":
      return { type: "deletion", view };
    case "resource": {
      if (node.group === "unknown") return { type: "unknown", view };
      const step = view.deletion.find(({ title }) => title === node.group);
      return step === undefined ? { type: "never", view } : { type: "deletion step", view, step };
    }
    default:
      return { type: "application", summary: summaryOf(view) };
  }
}

/** The application of a plan, as a list of applications names it. */
export function summaryOf({ application: { name }, uri }: PlanView): PlanSummary {
  return { name, uri };
}

/** Unique in the tree, and the same for the same thing after the plan is computed again. */
export function idOf(node: PlanNode): string {
  switch (node.type) {
    case "application":
      return node.summary.uri;
    case "phase":
      return `${node.view.uri} ${node.phase}`;
    case "wave":
      return `${node.view.uri} ${node.step.id}`;
    case "task":
      return `${node.view.uri} ${node.task.id}`;
    case "deletion step":
      return `${node.view.uri} deletion ${node.step.title}`;
    case "resource":
      return `${node.view.uri} ${node.group} ${node.resource.id}`;
    case "notice":
      return `${node.view.uri} notice ${node.notice.message}`;
    case "error":
    case "never":
    case "unknown":
    case "deletion":
      return `${node.view.uri} ${node.type}`;
  }
}
