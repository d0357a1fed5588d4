/** Something immutable that carries what was computed from it, so that the values live exactly as long as it does. */
export interface Deriving {
  /** The computed values, by the function that computed them. Only `derive` touches it. */
  readonly derived: Map<unknown, unknown>;
}

/**
 * What `compute` makes of `owner`: computed the first time that it is asked for, and kept with the owner from then on.
 * Since an edit of a file makes new documents and shares all others, what is derived from a document is computed again for
 * the edited one alone.
 *
 * The function itself is the key. So it must be declared once, at the top level of its module (a closure would be a new key
 * at each call), and depend on nothing but the owner: for a choice between modes declare one function for each mode.
 */
export function derive<Owner extends Deriving, Value>(owner: Owner, compute: (owner: Owner) => Value): Value {
  // The map holds for each function what that very function returned.
  if (owner.derived.has(compute)) return owner.derived.get(compute) as Value;
  const value = compute(owner);
  owner.derived.set(compute, value);
  return value;
}
