import type { DocumentText } from "./document-text.ts";
import type { ScalarNode, ScalarStyle, Span } from "./node.ts";
import { typeOfPlain } from "./scalar.ts";
import { holdsAction, isPlaceholder } from "./template.ts";

/** The node of a scalar that is written in a style at a span; its text is decoded from the masked text. */
export function scalarNode(
  source: Omit<DocumentText, "masked">,
  style: ScalarStyle,
  text: string,
  span: Span,
): ScalarNode {
  if (source.actions.length > 0 && holdsAction(source.actions, span)) {
    const written = source.text.slice(span.start, span.end).trimEnd();
    const unquoted = style === "double" || style === "single" ? written.slice(1, -1) : written;
    return { type: "scalar", scalarType: "unknown", style, text: unquoted, span };
  }
  if (isPlaceholder(text)) return { type: "scalar", scalarType: "unknown", style, text, span };
  const scalarType = style === "plain" || style === "empty" ? typeOfPlain(text) : "string";
  return { type: "scalar", scalarType, style, text, span };
}
