import { mostProviders } from "./providers.ts";
import type { RosterMember } from "./roster.ts";
import { summaryOf } from "./summary-of.ts";

/** Finds the members of an application that give permissions. */
export interface Bindings {
  /** Those that give permissions to an account, or might, as far as that is known; `undefined` where there are too many to tell. */
  readonly of: (account: Account) => readonly RosterMember[] | undefined;
  /** Those that give permissions to users or groups too, which may include any account; `undefined` where there are too many to tell. */
  readonly ofOthers: readonly RosterMember[] | undefined;
}

/** A ServiceAccount; its namespace is "" where it is not known. */
export interface Account {
  readonly name: string;
  readonly namespace: string;
}

interface Given {
  readonly by: RosterMember;
  readonly namespace: string | undefined;
}

/** Indexes the members that give permissions. */
export function indexBindings(members: readonly RosterMember[]): Bindings {
  const byName = new Map<string, Given[]>();
  const others: RosterMember[] = [];
  for (const by of members) {
    const { binding } = summaryOf(by);
    if (binding?.hasOthers === true) others.push(by);
    for (const { name, namespace = by.namespace } of binding?.accounts ?? []) {
      const given = byName.get(name);
      if (given === undefined) byName.set(name, [{ by, namespace }]);
      else given.push({ by, namespace });
    }
  }
  return {
    of: ({ name, namespace }) => {
      const given = byName.get(name) ?? [];
      if (given.length > mostProviders) return undefined;
      const found = given.filter((it) => it.namespace === undefined || namespace === "" || it.namespace === namespace);
      return [...new Set(found.map(({ by }) => by))];
    },
    ofOthers: others.length > mostProviders ? undefined : others,
  };
}
