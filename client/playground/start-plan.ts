/** The script of the frame with the plan: the page of the plan panel, with the playground in the place of VS Code. */
import type { PanelState, ToPanel } from "../panel/messages.ts";
import { Page } from "../panel/page.ts";
import type { FromFrame } from "./plan-frame.ts";
import { isUndo } from "./keys.ts";
import { isOurs, ourOrigin } from "./our-origin.ts";

start();

function start(): void {
  let state: PanelState | undefined;
  const say = (message: FromFrame): void => {
    parent.postMessage(message, ourOrigin());
  };
  const page = new Page({
    postMessage: say,
    getState: () => state,
    setState: (kept) => {
      state = kept;
    },
  });
  window.addEventListener("message", (event: MessageEvent<ToPanel>) => {
    if (event.source === parent && isOurs(event)) void page.receive(event.data);
  });
  // What was moved here was written there.
  document.addEventListener("keydown", (event) => {
    if (!event.defaultPrevented && isUndo(event)) say({ type: "undo" });
  });
  say({ type: "ready" });
}
