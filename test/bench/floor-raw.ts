/** The least that any server does: it reads the messages and answers at once with nothing. It keeps no text. */
import { encode, type Message, readMessages } from "./framing.ts";

const results: Readonly<Record<string, unknown>> = {
  initialize: {
    capabilities: {
      textDocumentSync: 2,
      diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
      hoverProvider: true,
      completionProvider: {},
      codeLensProvider: {},
    },
  },
  "textDocument/diagnostic": { kind: "full", items: [] },
  "textDocument/completion": [],
  "textDocument/codeLens": [],
};

readMessages(process.stdin, ({ id, method }: Message) => {
  if (id !== undefined && method !== undefined) process.stdout.write(encode({ id, result: results[method] ?? null }));
});
