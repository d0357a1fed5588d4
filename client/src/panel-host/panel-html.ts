import { randomBytes } from "node:crypto";
import { Uri, type Webview } from "vscode";
import { frame } from "../../panel/frame.ts";

/**
 * The page of the plan panel: an empty frame, which its script fills. It may load nothing but that script and its style,
 * both from the extension; pictures only from itself, which is how a PNG file is made.
 */
export function panelHtml(webview: Webview, extensionUri: Uri): string {
  const nonce = randomBytes(16).toString("base64");
  const address = (name: string): string => webview.asWebviewUri(Uri.joinPath(extensionUri, "dist", name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    "img-src data:",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Sync Plan</title>
    <link rel="stylesheet" href="${address("plan-panel-style.css")}">
  </head>
  <body data-empty="true">
    ${frame}
    <script nonce="${nonce}" src="${address("plan-panel.js")}"></script>
  </body>
</html>`;
}

/** The folder that the page may load from. */
export function panelRoots(extensionUri: Uri): Uri[] {
  return [Uri.joinPath(extensionUri, "dist")];
}
