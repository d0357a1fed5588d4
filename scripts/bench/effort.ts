/** How much is measured: enough to see a large change, or enough to judge the goals. */
export type Thoroughness = "quick" | "thorough";

/** How often something is done. */
export function often(thoroughness: Thoroughness, { quick, thorough }: Readonly<Record<Thoroughness, number>>): number {
  return thoroughness === "quick" ? quick : thorough;
}
