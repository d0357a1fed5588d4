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
  // Its cursor shows that it has the keyboard.
  "&.cm-focused": { outline: "none" },
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
  ".cm-lens": {
    ...{ padding: "6px 6px 0", fontFamily: "var(--vscode-font-family)", fontSize: "12px" },
    color: "var(--vscode-descriptionForeground)",
  },
  ".cm-placeholder": { color: "var(--vscode-input-placeholderForeground)" },
  ".cm-tooltip": {
    ...{ maxWidth: "min(64ch, 96vw)", borderRadius: "4px", fontSize: "13px", lineHeight: "1.45" },
    ...{ border: "1px solid var(--vscode-editorHoverWidget-border)" },
    ...{ backgroundColor: "var(--vscode-editorHoverWidget-background)" },
    color: "var(--vscode-editorHoverWidget-foreground)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete": { maxWidth: "min(80ch, 96vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "2px 6px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    ...{ backgroundColor: "var(--vscode-button-background)", color: "var(--vscode-button-foreground)" },
  },
  ".cm-completionInfo": { padding: "6px 8px" },
  ".cm-hover, .cm-info": { maxHeight: "40vh", overflow: "auto", whiteSpace: "pre-wrap", overflowWrap: "anywhere" },
  ".line:empty::before": { content: "' '" },
  ".cm-hover": { padding: "6px 10px" },
  ".cm-diagnostic": { padding: "6px 10px", overflowWrap: "anywhere" },
  ".cm-diagnosticText": { display: "block" },
  ".cm-diagnosticSource": { fontSize: "12px", opacity: "1", color: "var(--vscode-descriptionForeground)" },
  ".cm-diagnosticAction": {
    ...{ margin: "4px 6px 0 0", padding: "1px 8px", borderRadius: "4px", font: "inherit", fontSize: "12px" },
    ...{ border: "1px solid var(--vscode-dropdown-border)", cursor: "pointer" },
    backgroundColor: "var(--vscode-button-secondaryBackground)",
    color: "var(--vscode-button-secondaryForeground)",
  },
  // Lines of text are drawn in forced colours too, pictures are not.
  ".cm-lintRange": { backgroundImage: "none", textDecoration: "underline wavy", textDecorationSkipInk: "none" },
  ".cm-lintRange-error": { textDecorationColor: "var(--vscode-editorError-foreground)" },
  ".cm-lintRange-warning": { textDecorationColor: "var(--vscode-editorWarning-foreground)" },
  ".cm-lintRange-info": { textDecorationColor: "var(--vscode-charts-blue)" },
  ".cm-lintRange-hint": { textDecoration: "underline dotted" },
  ".cm-panels": { backgroundColor: "var(--vscode-editorWidget-background)", color: "inherit" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--vscode-panel-border)" },
  ".cm-panel.cm-panel-lint ul [aria-selected], .cm-panel.cm-panel-lint ul:focus [aria-selected]": {
    ...{ backgroundColor: "var(--vscode-list-inactiveSelectionBackground)", color: "inherit" },
  },
  ".cm-textfield, .cm-button": { fontSize: "13px", borderRadius: "4px" },
  ".cm-textfield": {
    ...{ backgroundColor: "var(--vscode-input-background)", color: "var(--vscode-input-foreground)" },
    border: "1px solid var(--vscode-input-border)",
  },
  ".cm-button": {
    ...{ backgroundImage: "none", backgroundColor: "var(--vscode-button-secondaryBackground)" },
    ...{ color: "var(--vscode-button-secondaryForeground)", border: "1px solid var(--vscode-dropdown-border)" },
  },
  ".cm-searchMatch": { backgroundColor: "light-dark(#f8c9ab, #613214)" },
  ".cm-foldPlaceholder": { backgroundColor: "transparent", color: "var(--vscode-descriptionForeground)" },
  "@media (forced-colors: active)": {
    ".cm-selectionBackground": { forcedColorAdjust: "none", backgroundColor: "Highlight", opacity: "0.4" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected], .cm-panel.cm-panel-lint ul [aria-selected]": {
      ...{ forcedColorAdjust: "none", backgroundColor: "Highlight", color: "HighlightText" },
    },
  },
});

/** The editor in the colours of the page, light or dark as the user likes it. */
export const editorTheme: Extension = [theme, syntaxHighlighting(highlight)];
