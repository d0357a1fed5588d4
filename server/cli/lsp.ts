import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "../lsp/server.ts";

/** Serves an editor over standard input and output until it says that it is done. */
export function serveOverStdio(): void {
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout));
}
