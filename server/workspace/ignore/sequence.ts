/** One part of a wildcard pattern: a test that takes exactly one item, or `many`, which takes any number of them. */
export type Part<Item> = "many" | ((item: Item) => boolean);

/**
 * Whether a pattern takes all items, in their order. Both the characters of a name and the folders of a path are matched so.
 * Only the last `many` is ever tried again, so a hostile pattern cannot take longer than its length times that of the items.
 */
export function matchesAll<Item>(pattern: readonly Part<Item>[], items: ArrayLike<Item>): boolean {
  let part = 0;
  let item = 0;
  let retry: { readonly part: number; readonly item: number } | undefined;
  while (item < items.length) {
    const test = pattern[part];
    if (test === "many") {
      retry = { part: ++part, item };
    } else if (test?.(items[item] as Item) === true) {
      part++;
      item++;
    } else if (retry === undefined) {
      return false;
    } else {
      part = retry.part;
      item = retry.item + 1;
      retry = { part, item };
    }
  }
  return pattern.slice(part).every((rest) => rest === "many");
}
