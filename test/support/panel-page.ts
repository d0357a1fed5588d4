/** The page of the plan panel as it is built, in a browser without VS Code: for what it draws, in any size. */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { FromPanel, PanelContent, PanelState, ToPanel } from "../../client/panel/messages.ts";

const dist = join(import.meta.dirname, "..", "..", "dist");

/** The page, and what the extension does with it. */
export interface PanelPage {
  readonly page: Page;
  readonly send: (message: ToPanel) => Promise<void>;
  readonly show: (content: PanelContent) => Promise<void>;
  /** What the page said last of a type. */
  readonly said: <Type extends FromPanel["type"]>(
    type: Type,
  ) => Promise<(FromPanel & { readonly type: Type }) | undefined>;
  readonly state: () => Promise<PanelState>;
}

/** What the page is given in the place of VS Code, and keeps what it says. */
interface Stand {
  said: FromPanel[];
  state: PanelState | undefined;
  acquireVsCodeApi: () => object;
}

/** Opens the page; `state` is what VS Code has kept of it, and `style` the colours of a theme. */
export async function openPanelPage(
  browser: Browser,
  { width, height, state, style = "" }: { width: number; height: number; state?: PanelState; style?: string },
): Promise<PanelPage> {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.addInitScript((kept) => {
    const stand = globalThis as unknown as Stand;
    stand.said = [];
    stand.state = kept ?? undefined;
    stand.acquireVsCodeApi = () => ({
      postMessage: (message: FromPanel) => stand.said.push(message),
      getState: () => stand.state,
      setState: (next: PanelState) => (stand.state = next),
    });
  }, state ?? null);
  // A page of its own, so that the script above runs in it.
  await page.route("**/*", (route) => route.fulfill({ contentType: "text/html", body: "" }));
  const html = await frame();
  await page.route("http://localhost/", (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto("http://localhost/");
  await page.addStyleTag({ content: `body { font: 13px sans-serif; } ${style}` });
  await page.addStyleTag({ path: join(dist, "plan-panel-style.css") });
  await page.addScriptTag({ content: readFileSync(join(dist, "plan-panel.js"), "utf8") });
  const send = async (message: ToPanel): Promise<void> => {
    await page.evaluate((data) => {
      const { dispatchEvent } = globalThis as unknown as { dispatchEvent: (event: MessageEvent) => void };
      dispatchEvent(new MessageEvent("message", { data }));
    }, message);
  };
  return {
    page,
    send,
    show: (content) => send({ type: "show", content }),
    said: (type) =>
      page.evaluate(
        (wanted) => (globalThis as unknown as Stand).said.findLast((it) => it.type === wanted),
        type,
      ) as never,
    state: () => page.evaluate(() => (globalThis as unknown as Stand).state) as Promise<PanelState>,
  };
}

/** The frame that the extension makes, without the script and the style in it, and without the policy that only allows these. */
async function frame(): Promise<string> {
  const address = { joinPath: (_: unknown, ...parts: readonly string[]) => parts.join("/") };
  const stub = `data:text/javascript,export const Uri = { joinPath: (_, ...parts) => parts.join("/") };`;
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "vscode" ? { url: stub, shortCircuit: true } : next(specifier, context),
  });
  const { panelHtml } = await import("../../client/src/panel-host/panel-html.ts");
  hooks.deregister();
  const html = panelHtml({ cspSource: "", asWebviewUri: (uri: unknown) => uri } as never, address as never);
  return html.replace(/<(script|link|meta http-equiv)[^>]*>(<\/script>)?/g, "");
}
