/** The script of the frame with the plan: the page of the plan panel, with the playground in the place of VS Code. */
import type { PanelState, ToPanel } from "../panel/messages.ts";
import { Page } from "../panel/page.ts";

let state: PanelState | undefined;

const page = new Page({
  postMessage: (message) => {
    parent.postMessage(message, "*");
  },
  getState: () => state,
  setState: (kept) => {
    state = kept;
  },
});
window.addEventListener("message", ({ data, source }: MessageEvent<ToPanel>) => {
  if (source === parent) void page.receive(data);
});
parent.postMessage({ type: "ready" }, "*");
