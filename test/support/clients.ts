import type { ClientCapabilities } from "vscode-languageserver/node";

const kinds = ["quickfix", "refactor", "refactor.extract", "refactor.inline", "refactor.rewrite", "source"];
const codeActionLiteralSupport = { codeActionKind: { valueSet: kinds } };
const resolvable = {
  codeActionLiteralSupport,
  dataSupport: true,
  isPreferredSupport: true,
  resolveSupport: { properties: ["edit"] },
};
const markdown = ["markdown", "plaintext"] as ("markdown" | "plaintext")[];

/** What editors say that they can do, as far as it decides what a server may send them: from their sources, in 2026. */
export const clients: Readonly<Record<string, ClientCapabilities>> = {
  "one that says nothing": {},
  "one that says null": {
    general: null,
    textDocument: { codeAction: { codeActionLiteralSupport: null }, completion: null, diagnostic: null, hover: null },
    workspace: { diagnostics: { refreshSupport: true }, workspaceEdit: null },
  } as unknown as ClientCapabilities,
  "Neovim 0.7": {
    textDocument: {
      codeAction: resolvable,
      completion: { completionItem: { snippetSupport: false, documentationFormat: markdown } },
      definition: { linkSupport: true },
      hover: { contentFormat: markdown },
      publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } },
    },
    window: { showDocument: { support: false }, workDoneProgress: true },
    workspace: {
      applyEdit: true,
      configuration: true,
      workspaceEdit: { resourceOperations: ["rename", "create", "delete"] },
      workspaceFolders: true,
    },
  },
  "Neovim 0.11": {
    general: { positionEncodings: ["utf-8", "utf-16", "utf-32"] },
    textDocument: {
      codeAction: resolvable,
      completion: { completionItem: { snippetSupport: true, documentationFormat: markdown } },
      definition: { dynamicRegistration: true, linkSupport: true },
      diagnostic: { dynamicRegistration: false },
      hover: { contentFormat: markdown },
      inlayHint: { dynamicRegistration: true },
      publishDiagnostics: { dataSupport: true, relatedInformation: true, tagSupport: { valueSet: [1, 2] } },
    },
    window: { showDocument: { support: true }, workDoneProgress: true },
    workspace: {
      applyEdit: true,
      configuration: true,
      didChangeConfiguration: { dynamicRegistration: false },
      didChangeWatchedFiles: { dynamicRegistration: false, relativePatternSupport: true },
      inlayHint: { refreshSupport: true },
      workspaceEdit: { resourceOperations: ["rename", "create", "delete"] },
      workspaceFolders: true,
    },
  },
  "the newest VS Code": {
    general: { markdown: { parser: "marked" }, positionEncodings: ["utf-16"] },
    textDocument: {
      codeAction: resolvable,
      completion: {
        completionItem: {
          documentationFormat: markdown,
          insertTextModeSupport: { valueSet: [1, 2] },
          snippetSupport: true,
        },
      },
      definition: { linkSupport: true },
      diagnostic: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } },
      hover: { contentFormat: markdown },
    },
    window: { workDoneProgress: true },
    workspace: {
      applyEdit: true,
      codeLens: { refreshSupport: true },
      configuration: true,
      diagnostics: { refreshSupport: true },
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      inlayHint: { refreshSupport: true },
      workspaceEdit: { documentChanges: true },
      workspaceFolders: true,
    },
  },
  Helix: {
    general: { positionEncodings: ["utf-8", "utf-32", "utf-16"] },
    textDocument: {
      codeAction: resolvable,
      completion: { completionItem: { insertReplaceSupport: true, snippetSupport: true } },
      diagnostic: { dynamicRegistration: false, relatedDocumentSupport: true },
      hover: { contentFormat: ["markdown"] },
      inlayHint: { dynamicRegistration: false },
      publishDiagnostics: { tagSupport: { valueSet: [1, 2] }, versionSupport: true },
    },
    window: { showDocument: { support: true }, workDoneProgress: true },
    workspace: {
      applyEdit: true,
      configuration: true,
      diagnostics: { refreshSupport: true },
      didChangeConfiguration: { dynamicRegistration: false },
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      inlayHint: { refreshSupport: false },
      workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
      workspaceFolders: true,
    },
  },
  "Sublime Text": {
    textDocument: {
      codeAction: resolvable,
      codeLens: { dynamicRegistration: true },
      completion: {
        completionItem: {
          documentationFormat: markdown,
          insertTextModeSupport: { valueSet: [2] },
          snippetSupport: true,
        },
      },
      definition: { dynamicRegistration: true, linkSupport: true },
      hover: { contentFormat: markdown, dynamicRegistration: true },
      publishDiagnostics: {
        codeDescriptionSupport: true,
        relatedInformation: true,
        tagSupport: { valueSet: [1, 2] },
        versionSupport: true,
      },
    },
    window: { showDocument: { support: true }, workDoneProgress: true },
    workspace: {
      applyEdit: true,
      codeLens: { refreshSupport: true },
      configuration: true,
      didChangeConfiguration: { dynamicRegistration: true },
      inlayHint: { refreshSupport: true },
      workspaceEdit: { documentChanges: true, failureHandling: "abort" },
      workspaceFolders: true,
    },
  },
  "JetBrains with LSP4IJ": {
    general: { positionEncodings: ["utf-16"] },
    textDocument: {
      codeAction: resolvable,
      completion: {
        completionItem: {
          documentationFormat: markdown,
          insertTextModeSupport: { valueSet: [1, 2] },
          snippetSupport: true,
        },
      },
      definition: { linkSupport: true },
      hover: { contentFormat: markdown },
      publishDiagnostics: { codeDescriptionSupport: true, dataSupport: true, relatedInformation: true },
    },
    window: { showDocument: { support: true }, workDoneProgress: true },
    workspace: {
      applyEdit: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
      inlayHint: { refreshSupport: true },
      workspaceEdit: { documentChanges: true, resourceOperations: ["create", "delete", "rename"] },
      workspaceFolders: true,
    },
  },
  Kate: {
    textDocument: {
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor", "source"] } } },
      completion: { completionItem: { snippetSupport: false } },
      hover: { contentFormat: markdown },
      publishDiagnostics: { relatedInformation: true },
    },
    window: { workDoneProgress: true },
    workspace: { workspaceFolders: true },
  },
  "Emacs with eglot": {
    textDocument: {
      codeAction: { codeActionLiteralSupport, dynamicRegistration: false, isPreferredSupport: true },
      completion: { completionItem: { snippetSupport: false }, contextSupport: true },
      definition: { dynamicRegistration: false, linkSupport: true },
      hover: { contentFormat: ["plaintext"], dynamicRegistration: false },
      publishDiagnostics: {
        codeDescriptionSupport: false,
        relatedInformation: false,
        tagSupport: { valueSet: [1, 2] },
      },
    },
    workspace: {
      applyEdit: true,
      configuration: true,
      didChangeWatchedFiles: { dynamicRegistration: true },
      workspaceEdit: { documentChanges: true },
      workspaceFolders: true,
    },
  },
  "Emacs with eglot, newer": {
    general: { positionEncodings: ["utf-32", "utf-8", "utf-16"] },
    textDocument: {
      codeAction: resolvable,
      completion: { completionItem: { snippetSupport: true }, contextSupport: true },
      definition: { linkSupport: true },
      hover: { contentFormat: markdown },
      inlayHint: { dynamicRegistration: false },
      publishDiagnostics: {
        codeDescriptionSupport: false,
        relatedInformation: false,
        tagSupport: { valueSet: [1, 2] },
      },
    },
    window: { showDocument: { support: true }, workDoneProgress: true },
    workspace: {
      applyEdit: true,
      configuration: true,
      didChangeWatchedFiles: { dynamicRegistration: true },
      workspaceEdit: { documentChanges: true },
      workspaceFolders: true,
    },
  },
  "Emacs with lsp-mode": {
    textDocument: {
      codeAction: resolvable,
      completion: {
        completionItem: {
          documentationFormat: markdown,
          insertTextModeSupport: { valueSet: [1, 2] },
          snippetSupport: false,
        },
      },
      definition: { linkSupport: true },
      hover: { contentFormat: markdown },
      publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, versionSupport: true },
    },
    window: { workDoneProgress: true },
    workspace: {
      applyEdit: true,
      codeLens: { refreshSupport: true },
      configuration: true,
      didChangeWatchedFiles: { dynamicRegistration: true },
      workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
      workspaceFolders: true,
    },
  },
  "Vim with vim-lsp": {
    textDocument: {
      codeAction: { codeActionLiteralSupport, disabledSupport: true, isPreferredSupport: true },
      completion: { completionItem: { documentationFormat: markdown, snippetSupport: false } },
      definition: { linkSupport: true },
      hover: { contentFormat: markdown },
      inlayHint: { dynamicRegistration: false },
      publishDiagnostics: { relatedInformation: true },
    },
    window: { workDoneProgress: true },
    workspace: { applyEdit: true, configuration: true, workspaceFolders: false },
  },
};
