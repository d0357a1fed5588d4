import type { AnswerEvents } from "./answer-view.ts";
import type { BoardEvents } from "./board.ts";
import type { DragEvents } from "./card-drag.ts";
import type { DetailsEvents } from "./details.ts";
import { announce } from "./live-region.ts";
import type { Answer, FromPanel, PanelContent } from "./messages.ts";
import { neighbour } from "./wave-places.ts";

/** Says something to the extension. */
export type Post = (message: FromPanel) => void;

/** What the details of a box ask of the extension. */
export function detailsRequests(post: Post): DetailsEvents {
  return {
    goTo: (resource) => {
      post({ type: "goTo", resource, how: "go" });
    },
    whatIf: (task, mode) => {
      post({ type: "whatIf", task, ...(mode !== undefined && { mode }) });
    },
  };
}

/** What an answer asks of the extension. */
export function answerRequests(post: Post, answer: Answer | undefined): AnswerEvents {
  return {
    choose: (mode) => {
      if (answer?.task !== undefined) post({ type: "whatIf", task: answer.task, mode });
    },
    copy: () => {
      post({ type: "copyAnswer" });
    },
    open: () => {
      post({ type: "openAnswer" });
    },
    close: () => {
      post({ type: "endAnswer" });
    },
  };
}

/** What cards ask of the extension, by mouse and keyboard: to go to their manifests, and to be in another wave. */
export function cardRequests(
  post: Post,
  content: () => PanelContent | undefined,
): Pick<BoardEvents, "opened" | "moved"> & DragEvents {
  const steps = (): PanelContent["plan"]["steps"] => content()?.plan.steps ?? [];
  return {
    steps,
    opened: ({ id, card }, how) => {
      if (card.resource.location !== undefined) post({ type: "goTo", resource: id, how });
    },
    moved: (task, way) => {
      const place = neighbour(steps(), task, way);
      if (place === undefined) announce(`There is no ${way} wave in its phase.`);
      else post({ type: "move", task, place });
    },
    asked: (task, place) => {
      post({ type: "mayMove", task, place });
    },
    dropped: (task, place) => {
      post({ type: "move", task, place });
    },
  };
}
