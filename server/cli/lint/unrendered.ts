import { counted } from "../../core/index.ts";

/** How many applications are named. */
const mostNamed = 5;

/** Says which applications have charts that were not rendered, so that findings may be missing; no sentence where all were. */
export function unrenderedSentences(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const named = names.slice(0, mostNamed).map((name) => `"${name}"`);
  const others = names.length - named.length;
  const all = others === 0 ? named.join(", ") : `${named.join(", ")} and ${others.toLocaleString("en")} more`;
  return [
    `The charts of this workspace take too much together, so those of ${counted(names.length, "application")} are not rendered, and findings in them may be missing: ${all}. Check fewer of them at once.`,
  ];
}
