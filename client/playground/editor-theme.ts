import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const highlight = HighlightStyle.define([
  { tag: tags.comment, color: "light-dark(#008000, #7ca668)" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "light-dark(#800000, #569cd6)" },
  { tag: [tags.string, tags.content], color: "light-dark(#0000ff, #ce9178)" },
  { tag: [tags.separator, tags.punctuation, tags.meta], color: "light-dark(#3b3b3b, #cccccc)" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--vscode-editor-foreground)", backgroundColor: "var(--vscode-editor-background)" },
  ".cm-scroller": { fontFamily: "var(--vscode-editor-font-family)", fontSize: "13px" },
  ".cm-content": { caretColor: "var(--vscode-editor-foreground)" },
  ".cm-cursor": { borderLeftColor: "var(--vscode-editor-foreground)" },
  ".cm-gutters": {
    ...{ backgroundColor: "var(--vscode-editor-background)", color: "var(--vscode-descriptionForeground)" },
    borderRight: "0",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "light-dark(#0000000a, #ffffff0a)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "light-dark(#add6ff, #264f78)",
  },
  ".cm-lens": { padding: "4px 6px 0", color: "var(--vscode-descriptionForeground)", fontSize: "12px" },
  ".cm-tooltip": {
    ...{ border: "1px solid var(--vscode-editorHoverWidget-border)" },
    ...{ backgroundColor: "var(--vscode-editorHoverWidget-background)" },
    color: "var(--vscode-editorHoverWidget-foreground)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    ...{ backgroundColor: "var(--vscode-button-background)", color: "var(--vscode-button-foreground)" },
  },
  ".cm-hover, .cm-info": { maxWidth: "60ch", maxHeight: "40vh", overflow: "auto", whiteSpace: "pre-wrap" },
  ".line:empty::before": { content: "' '" },
  ".cm-hover": { padding: "6px 8px" },
  ".cm-diagnosticAction": { fontSize: "12px" },
});

/** The editor in the colours of the page, light or dark as the user likes it. */
export const editorTheme: Extension = [theme, syntaxHighlighting(highlight)];
