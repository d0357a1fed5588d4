/** How many there are of something, in words. It imports nothing, so that every room, the client and its page may import it. */

/** `1 resource`, `2 resources`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
