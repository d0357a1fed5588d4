import { isKnownName, type ObjectKind, type Reference } from "../needs/reference.ts";
import { isClusterScoped } from "../sync/scope.ts";
import type { RosterMember } from "./roster.ts";
import { summaryOf } from "./summary-of.ts";

/**
 * How many members may provide one object, or give permissions to one account. Of more it is not known which of them counts, so they
 * count as none: nobody writes that, and rules look at each of them for everything that needs it.
 */
export const mostProviders = 100;

/** Finds the members of an application that provide what others refer to. */
export interface Providers {
  /** Those that are the object, or from which a controller creates it; none if the namespace of the consumer is not known. */
  readonly of: (consumer: RosterMember, reference: Reference) => readonly RosterMember[];
  /** The object itself, whoever refers to it. */
  readonly at: (kind: ObjectKind, namespace: string, name: string) => readonly RosterMember[];
  /** Whether anything here could be the object, or create it, as far as that is known before rendering. */
  readonly mayHave: (reference: Reference) => boolean;
}

/** Indexes everything that the members of an application provide. */
export function indexProviders(members: readonly RosterMember[]): Providers {
  const byKey = new Map<string, RosterMember[]>();
  const namesOfKind = new Map<string, Set<string>>();
  const mentions = new Set(members.flatMap((member) => [...summaryOf(member).mentions]));
  for (const member of members) {
    for (const { group, kind, name } of objectsOf(member)) {
      const names = namesOfKind.get(`${group}/${kind}`) ?? new Set<string>();
      namesOfKind.set(`${group}/${kind}`, names.add(isKnownName(name) ? name : ""));
      if (member.namespace === undefined) continue;
      const key = keyOf({ group, kind }, member.namespace, name);
      const others = byKey.get(key);
      if (others === undefined) byKey.set(key, [member]);
      else others.push(member);
    }
  }
  const at: Providers["at"] = (kind, namespace, name) => {
    const found = byKey.get(keyOf(kind, namespace, name)) ?? [];
    return found.length > mostProviders ? [] : found;
  };
  return {
    at,
    of: ({ namespace }, reference) => {
      const searched = reference.isClusterWide ? "" : namespace;
      return searched === undefined ? [] : at(reference, searched, reference.name);
    },
    mayHave: (reference) => {
      const names = namesOfKind.get(`${reference.group}/${reference.kind}`);
      if (names?.has(reference.name) === true || names?.has("") === true) return true;
      return mayMake(mentions, reference.name);
    },
  };
}

/** The object that a member is, and those that a controller creates from it. */
function objectsOf(entry: RosterMember): readonly (ObjectKind & { readonly name: string })[] {
  const { group, kind, name } = entry.member.manifest;
  return [{ group, kind, name }, ...summaryOf(entry).makes];
}

function keyOf({ group, kind }: ObjectKind, namespace: string, name: string): string {
  // Custom kinds without a namespace usually have names such as `ClusterIssuer`.
  const isClusterWide = isClusterScoped(group, kind) || kind.startsWith("Cluster");
  return `${group}/${kind}:${isClusterWide ? "" : namespace}/${name}`;
}

/** Custom resources may create what they mention, and objects whose names begin with that. */
function mayMake(mentions: ReadonlySet<string>, name: string): boolean {
  for (let dash = name.indexOf("-"); dash >= 0; dash = name.indexOf("-", dash + 1)) {
    if (dash > 2 && mentions.has(name.slice(0, dash))) return true;
  }
  return mentions.has(name);
}
