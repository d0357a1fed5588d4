/** How often a smaller text is tried at most. */
const maxTries = 1500;

/** A text as small as it can be made so that it still fails: first by lines, then by characters. */
export async function shrink(text: string, fails: (text: string) => Promise<boolean>): Promise<string> {
  let left = maxTries;
  const isFailing = async (smaller: string): Promise<boolean> => left-- > 0 && (await fails(smaller));
  const byLines = await shrinkBy(text.split(/(?<=\n)/), isFailing);
  return (await shrinkBy(Array.from(byLines.join("")), isFailing)).join("");
}

/** Delta debugging: takes away parts, large ones first, as long as what is left fails. */
async function shrinkBy(
  parts: readonly string[],
  fails: (text: string) => Promise<boolean>,
): Promise<readonly string[]> {
  let left = parts;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < left.length;) {
      const smaller = [...left.slice(0, start), ...left.slice(start + size)];
      if (await fails(smaller.join(""))) left = smaller;
      else start += size;
    }
  }
  return left;
}
