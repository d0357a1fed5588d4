import type { DeclaredApplication } from "../../core/index.ts";

/** Applications as they were, with what they are now. */
export type Pairs = ReadonlyMap<DeclaredApplication, DeclaredApplication>;

/**
 * What each Application is now. Several may have one name, as in several clusters: those in the same file are the same. It takes time
 * in proportion to their number.
 */
export function pairsOf(then: readonly DeclaredApplication[], now: readonly DeclaredApplication[]): Pairs {
  const pairs = new Map<DeclaredApplication, DeclaredApplication>();
  const keys = [(it: DeclaredApplication) => `${keyOfObject(it)}${it.printedFor ?? ""}`, keyOfName];
  for (const keyOf of keys) {
    const taken = new Set(pairs.values());
    const left = new Map<string, DeclaredApplication[]>();
    // The first of them is taken first, off the end.
    for (const is of now.toReversed()) {
      const others = left.get(keyOf(is));
      if (taken.has(is)) continue;
      if (others === undefined) left.set(keyOf(is), [is]);
      else others.push(is);
    }
    for (const was of then) {
      const is = pairs.has(was) ? undefined : left.get(keyOf(was))?.pop();
      if (is !== undefined) pairs.set(was, is);
    }
  }
  return pairs;
}

function keyOfName({ name }: DeclaredApplication): string {
  return name;
}

/** What the Applications were, without those that a template prints under one name for several others. */
export function earlierOf(pairs: Pairs): ReadonlyMap<string, DeclaredApplication> {
  const earlier = new Map<string, DeclaredApplication>();
  const several = new Set<string>();
  for (const [was, is] of pairs) {
    const key = keyOfObject(is);
    if (earlier.has(key)) several.add(key);
    earlier.set(key, was);
  }
  for (const key of several) earlier.delete(key);
  return earlier;
}

/** What tells an Application from others: its name and its file, or the template that prints it. */
export function keyOfObject({ name, location }: DeclaredApplication): string {
  return JSON.stringify([name, location.path]);
}
