import type { Shape, TextShape } from "./shape.ts";

/** A text of any kind. */
export const anyText: TextShape = {
  type: "text",
  wanted: (text) => (text === "" ? "a text" : undefined),
};

/** A list whose items are all of one shape. */
export function listOf(of: Shape): Shape {
  return { type: "list", of };
}
