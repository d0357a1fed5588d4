/** Something immutable that carries what was computed from it. */
export interface Deriving {
  /** What `derive` has computed, by the function that did it. Nobody else writes to it, or reads it. */
  readonly derived: Map<unknown, unknown>;
}

/**
 * What a function makes of an immutable thing: computed when it is first asked for, and kept with the thing for as long as that
 * is. The function has to be a constant and depend on nothing but the thing. This is the core's one way to remember anything.
 */
export function derive<Owner extends Deriving, Value>(owner: Owner, compute: (owner: Owner) => Value): Value {
  const { derived } = owner;
  if (derived.has(compute)) return derived.get(compute) as Value;
  const value = compute(owner);
  derived.set(compute, value);
  return value;
}
