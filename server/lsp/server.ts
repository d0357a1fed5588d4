import type { Connection, InitializeResult, ServerCapabilities } from "vscode-languageserver";
import { type Files, nodeFiles } from "../workspace/files.ts";
import { version } from "../workspace/product-version.ts";
import { Walker } from "../workspace/walk/walker.ts";
import { type Client, readClient } from "./client.ts";
import { features } from "./features/index.ts";
import { openSession } from "./session.ts";

/** Serves one editor until the connection ends. */
export function serve(connection: Connection, files: Files = { ...nodeFiles, walk: new Walker().walk }): void {
  connection.onInitialize((params): InitializeResult => {
    const client = readClient(params);
    const session = openSession(connection, client, files);
    for (const feature of features) feature.answer(session);
    return { serverInfo: { name: "argocd-annotations", version }, capabilities: capabilitiesFor(client) };
  });
  connection.listen();
}

function capabilitiesFor(client: Client): ServerCapabilities {
  const positions = { positionEncoding: client.positionEncoding };
  return Object.assign(positions, ...features.map((feature) => feature.capabilities(client))) as ServerCapabilities;
}
