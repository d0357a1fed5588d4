/** The script of the page of the plan panel. */
import type { ToPanel } from "./messages.ts";
import { Page, type VsCodeApi } from "./page.ts";

declare function acquireVsCodeApi(): VsCodeApi;

const vscode = acquireVsCodeApi();
const page = new Page(vscode);
window.addEventListener("message", ({ data }: MessageEvent<ToPanel>) => {
  void page.receive(data);
});
vscode.postMessage({ type: "ready" });
