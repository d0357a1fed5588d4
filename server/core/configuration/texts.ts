import type { Shape, TextShape } from "./shape.ts";

/** A text of any kind. */
export const anyText: TextShape = { type: "text", pattern: /^[\s\S]/, wanted: () => "a text" };

/** A list whose items are all of one shape. */
export function listOf(of: Shape): Shape {
  return { type: "list", of };
}
