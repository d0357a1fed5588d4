/** What is done about a fault in the code of a rule, which costs only what that rule would find there. */
export type NoteFault = (fault: RuleFault) => void;

/** A rule that failed. */
export interface RuleFault {
  /** Its id. */
  readonly rule: string;
  readonly error: unknown;
}

/** The findings that a rule makes, or none where it fails, which `noteFault` is told; it is thrown where nobody wants to know. */
export function guarded<Found>(
  rule: string,
  find: () => readonly Found[],
  noteFault: NoteFault | undefined,
): readonly Found[] {
  if (noteFault === undefined) return find();
  try {
    return find();
  } catch (error) {
    noteFault({ rule, error });
    return [];
  }
}
