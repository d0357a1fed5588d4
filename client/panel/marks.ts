import type { Card } from "./lanes.ts";
import type { Mark } from "./messages.ts";

/** What is marked on the lanes. */
export interface Marks {
  readonly byTask: Readonly<Record<string, Mark>>;
  /** The id of the wave in which something happens now, while a sync is played. */
  readonly now?: string | undefined;
}

/** What the marks on the cards of a wave say, counted: `3 healthy, 1 failed`; `undefined` if none has a mark. */
export function summaryOf(cards: readonly Card[], { byTask }: Marks): string | undefined {
  const counts = new Map<string, number>();
  for (const { id } of cards) {
    const words = byTask[id]?.words;
    if (words !== undefined) counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return counts.size === 0 ? undefined : [...counts].map(([words, count]) => `${count} ${words}`).join(", ");
}
