/** How many steps patterns may still take to match; below 0, nothing matches any more. */
export interface Effort {
  left: number;
}

/** One part of a wildcard pattern: a test that takes exactly one item, or `many`, which takes any number of them. */
export type Part<Item> = "many" | ((item: Item, effort: Effort) => boolean);

/**
 * Whether a pattern takes all items, in their order. Both the characters of a name and the folders of a path are matched so.
 * Only the last `many` is ever tried again, so a hostile pattern cannot take longer than its length times that of the items. Each
 * step costs effort.
 */
export function matchesAll<Item>(pattern: readonly Part<Item>[], items: ArrayLike<Item>, effort: Effort): boolean {
  let part = 0;
  let item = 0;
  let retry: { readonly part: number; readonly item: number } | undefined;
  while (item < items.length) {
    if (--effort.left < 0) return false;
    const test = pattern[part];
    if (test === "many") {
      retry = { part: ++part, item };
    } else if (test?.(items[item] as Item, effort) === true) {
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
  while (pattern[part] === "many") part++;
  return part === pattern.length;
}
