/** The script of the frame with the plan: the page of the plan panel, with the playground in the place of VS Code. */
import type { PanelState, ToPanel } from "../panel/messages.ts";
import { Page } from "../panel/page.ts";

start();

function start(): void {
  let state: PanelState | undefined;
  // Where a page was opened from a disk, it has no origin that could be named. What is said here is no secret.
  const say = (message: unknown): void => {
    parent.postMessage(message, "*");
  };
  const page = new Page({
    postMessage: say,
    getState: () => state,
    setState: (kept) => {
      state = kept;
    },
  });
  window.addEventListener("message", ({ data, source }: MessageEvent<ToPanel>) => {
    if (source === parent) void page.receive(data);
  });
  say({ type: "ready" });
}
