import type { TemplateAction } from "./template.ts";

/** The text of a document, before its YAML is read. */
export interface DocumentText {
  readonly text: string;
  /** The text with its template actions masked, as long as the original. */
  readonly masked: string;
  readonly actions: readonly TemplateAction[];
}
