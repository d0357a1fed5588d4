import type { Manifest } from "../manifest/manifest.ts";
import type { TemplateAction } from "../manifest/template.ts";

/** A manifest in its document: all that it takes to write into it. Offsets count in the text of the document. */
export interface Target {
  readonly text: string;
  /** The template actions in that text. */
  readonly actions: readonly TemplateAction[];
  readonly manifest: Manifest;
}
