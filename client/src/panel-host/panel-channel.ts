import { type Disposable, EventEmitter, type Event, type Uri, type WebviewPanel } from "vscode";
import type { FromPanel, PictureFormat, ToPanel } from "../../panel/messages.ts";
import { isPageMessage } from "./page-message.ts";
import { panelHtml, panelRoots } from "./panel-html.ts";

/** How long the page may take to draw a picture, in milliseconds. */
const drawLimit = 30_000;

/** What the page says, apart from pictures and that it is there. */
export type PanelMessage = Exclude<FromPanel, { readonly type: "drawn" | "ready" }>;

/** One panel of VS Code with our page in it. What is sent while the page is hidden, and so not there, arrives when it is there again. */
export class PanelChannel implements Disposable {
  readonly panel: WebviewPanel;
  readonly #received = new EventEmitter<PanelMessage>();
  readonly #drawings = new Map<number, (message: FromPanel & { readonly type: "drawn" }) => void>();
  readonly #subscriptions: Disposable[];
  readonly #waiting: ToPanel[] = [];
  /** What the page shows, or is to show when it is there. */
  #content: ToPanel | undefined;
  #state: "ready" | "absent" = "absent";
  #requests = 0;

  constructor(panel: WebviewPanel, extensionUri: Uri) {
    this.panel = panel;
    panel.webview.options = { enableScripts: true, localResourceRoots: panelRoots(extensionUri) };
    this.#subscriptions = [
      panel.webview.onDidReceiveMessage((message: unknown) => {
        if (isPageMessage(message)) this.#receive(message);
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#state = "absent";
      }),
    ];
    panel.webview.html = panelHtml(panel.webview, extensionUri);
  }

  /** The page says something. */
  get onDidReceive(): Event<PanelMessage> {
    return this.#received.event;
  }

  send(message: ToPanel): void {
    if (isContent(message)) this.#content = message;
    if (this.#state === "ready") void this.panel.webview.postMessage(message);
    else if (!isContent(message)) this.#waiting.push(message);
  }

  /** Lets the page draw a picture: the text of an SVG file, or the base64 of a PNG file. Rejects with a message for the user. */
  async draw(format: PictureFormat): Promise<string> {
    this.#requests += 1;
    const request = this.#requests;
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        this.#drawings.delete(request);
        reject(new Error("The panel did not draw the image in time. Bring it to the front and try again."));
      }, drawLimit);
      this.#drawings.set(request, ({ data, error }) => {
        clearTimeout(limit);
        this.#drawings.delete(request);
        if (data === undefined) reject(new Error(error ?? "The panel drew nothing."));
        else resolve(data);
      });
      this.send({ type: "draw", format, request });
    });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#received.dispose();
  }

  #receive(message: FromPanel): void {
    if (message.type === "drawn") {
      this.#drawings.get(message.request)?.(message);
      return;
    }
    if (message.type !== "ready") {
      this.#received.fire(message);
      return;
    }
    this.#state = "ready";
    if (this.#content !== undefined) this.send(this.#content);
    for (const waiting of this.#waiting.splice(0)) this.send(waiting);
  }
}

function isContent({ type }: ToPanel): boolean {
  return type === "show" || type === "nothing";
}
