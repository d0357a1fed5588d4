import type { Card } from "./lanes.ts";
import { counted } from "../../server/protocol/index.ts";

/** A short word on a card. */
export interface Chip {
  readonly tone: "hook" | "error" | "warning" | "plain";
  readonly words: string;
}

/** The short words on a card, apart from its mark. */
export function chipsOf({ task, resource }: Card): readonly Chip[] {
  const { errors, warnings } = resource.problems;
  return [
    ...(task?.hook === true ? [{ tone: "hook", words: "hook" } as const] : []),
    ...(task?.pulledFor === undefined ? [] : [{ tone: "plain", words: "pulled forward" } as const]),
    ...(task?.conditional === true ? [{ tone: "plain", words: "conditional" } as const] : []),
    ...(errors > 0 ? [{ tone: "error", words: counted(errors, "error") } as const] : []),
    ...(errors === 0 && warnings > 0 ? [{ tone: "warning", words: counted(warnings, "warning") } as const] : []),
  ];
}
