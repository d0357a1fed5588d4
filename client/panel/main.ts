/** The page of the plan panel: it draws what the extension sends, and tells it what the user does. */
import { showAnswer } from "./answer-view.ts";
import { Board } from "./board.ts";
import { showDetails } from "./details.ts";
import { button, part } from "./element.ts";
import { foldAll, foldedBy, type Folds, withFold } from "./folding.ts";
import { showHeading } from "./heading.ts";
import { type Lane, lanesOf } from "./lanes.ts";
import { type Box, layOut, type Layout, sizes } from "./layout.ts";
import type { FromPanel, PanelContent, PanelState, ToPanel } from "./messages.ts";
import { createNeedsOverlay } from "./needs-overlay.ts";
import { pictureOf } from "./picture.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: FromPanel): void;
  getState(): PanelState | undefined;
  setState(state: PanelState): void;
};

const vscode = acquireVsCodeApi();
const scroller = part("scroller");
const kept = vscode.getState();

let content: PanelContent | undefined;
let lanes: readonly Lane[] = [];
let layout: Layout = layOut([], 0);
let folds: Folds = { folded: new Set(kept?.folded), unfolded: new Set(kept?.unfolded) };
let needs: PanelState["needs"] = kept?.needs ?? "hidden";

const board = new Board(scroller, {
  focused: showBox,
  opened: (box) => {
    if (box.type === "card" && box.card.resource.location !== undefined)
      vscode.postMessage({ type: "goTo", resource: box.id });
  },
  folded: (id, state) => {
    setFolds(withFold(folds, id, state));
  },
});
const overlay = createNeedsOverlay(scroller);

const needsButton = button("Show dependencies", () => {
  needs = needs === "shown" ? "hidden" : "shown";
  render();
});
part("actions").replaceChildren(
  needsButton,
  button("Fold all", () => {
    setFolds(foldAll(lanes, "folded"));
  }),
  button("Unfold all", () => {
    setFolds(foldAll(lanes, "unfolded"));
  }),
);

window.addEventListener("message", ({ data }: MessageEvent<ToPanel>) => {
  void receive(data);
});
new ResizeObserver(() => {
  render();
}).observe(scroller);
vscode.postMessage({ type: "ready" });

async function receive(message: ToPanel): Promise<void> {
  switch (message.type) {
    case "show":
      content = message.content;
      lanes = lanesOf(content.plan);
      render();
      return;
    case "nothing":
      content = undefined;
      lanes = [];
      part("name").textContent = message.message;
      render();
      return;
    case "select":
      select(message.task, message.focus);
      return;
    case "draw":
      await draw(message);
  }
}

function render(): void {
  const cardHeight = content?.answer === undefined ? sizes.cardHeight : sizes.markedCardHeight;
  layout = layOut(lanes, scroller.clientWidth, { isFolded: foldedBy(lanes, folds), cardHeight });
  document.body.dataset["empty"] = String(content === undefined);
  showHeading(content?.plan);
  showAnswer(part("answer"), content?.answer, {
    choose: (mode) => {
      const task = content?.answer?.task;
      if (task !== undefined) vscode.postMessage({ type: "whatIf", task, mode });
    },
    copy: () => {
      vscode.postMessage({ type: "copyAnswer" });
    },
    open: () => {
      vscode.postMessage({ type: "openAnswer" });
    },
    close: () => {
      vscode.postMessage({ type: "endAnswer" });
    },
  });
  board.show(layout, content?.marks ?? {});
  showBox(board.current);
  keep();
  if (content === undefined) return;
  const cards = layout.boxes.filter(({ type }) => type === "card").length;
  vscode.postMessage({ type: "shown", cards, elements: board.elementCount });
}

/** Shows the details of the current box, and its lines. */
function showBox(box: Box | undefined): void {
  showDetails(part("details"), box, {
    goTo: (resource) => {
      vscode.postMessage({ type: "goTo", resource });
    },
    whatIf: (task, mode) => {
      vscode.postMessage({ type: "whatIf", task, ...(mode !== undefined && { mode }) });
    },
  });
  const hasNeeds = content?.plan.steps.some(({ tasks }) => tasks.some((task) => task.needs.length > 0)) ?? false;
  needsButton.hidden = !hasNeeds;
  needsButton.ariaPressed = String(needs === "shown");
  if (needs === "shown") overlay.show(layout, box?.id ?? "");
  else overlay.hide();
}

/** Unfolds what hides a card, and goes there. */
function select(id: string, focus: "take" | "leave"): void {
  for (const lane of lanes) {
    const step = lane.steps.find(({ cards }) => cards.some((card) => card.id === id));
    if (step === undefined) continue;
    const isFolded = foldedBy(lanes, folds);
    for (const hiding of [lane.id, step.id]) if (isFolded(hiding)) folds = withFold(folds, hiding, "unfolded");
  }
  render();
  board.select(id, focus);
}

function setFolds(next: Folds): void {
  folds = next;
  render();
}

async function draw({ format, request }: ToPanel & { readonly type: "draw" }): Promise<void> {
  if (content === undefined) {
    vscode.postMessage({ type: "drawn", request, error: "There is no plan to save." });
    return;
  }
  const { marks, plan, answer } = content;
  const title = answer === undefined ? plan.application.name : `${plan.application.name}: ${answer.title}`;
  const drawn = lanes.filter(({ tone }) => tone !== "deletion");
  try {
    const data = await pictureOf({ title, lanes: drawn, marks, needs }, format);
    vscode.postMessage({ type: "drawn", request, data });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    vscode.postMessage({ type: "drawn", request, error: `Cannot draw the plan: ${reason}` });
  }
}

function keep(): void {
  if (content === undefined) return;
  const { uri } = content.plan;
  vscode.setState({ uri, folded: [...folds.folded], unfolded: [...folds.unfolded], needs });
}
