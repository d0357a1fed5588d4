import { isKnownName, type ObjectKind, type Reference } from "../needs/reference.ts";
import { isClusterScoped } from "../sync/scope.ts";
import type { RosterMember } from "./roster.ts";
import { summaryOf } from "./summary-of.ts";

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
  const custom = members.filter((member) => summaryOf(member).mentions.size > 0);
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
  const at: Providers["at"] = (kind, namespace, name) => byKey.get(keyOf(kind, namespace, name)) ?? [];
  return {
    at,
    of: ({ namespace }, reference) => {
      const searched = reference.isClusterWide ? "" : namespace;
      return searched === undefined ? [] : at(reference, searched, reference.name);
    },
    mayHave: (reference) => {
      const names = namesOfKind.get(`${reference.group}/${reference.kind}`);
      if (names?.has(reference.name) === true || names?.has("") === true) return true;
      return custom.some((member) => mayMake(summaryOf(member).mentions, reference.name));
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

/** A custom resource may create what it names, and objects whose names begin with its own. */
function mayMake(mentions: ReadonlySet<string>, name: string): boolean {
  if (mentions.has(name)) return true;
  return [...mentions].some((mention) => mention.length > 2 && name.startsWith(`${mention}-`));
}
