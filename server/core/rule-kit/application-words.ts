/** Words that several application rules use in their messages. */
import type { Member } from "../application/application.ts";
import { nodeAt, type Span } from "../manifest/node.ts";
import { andList } from "./words.ts";
import type { RosterMember, Turn } from "../roster/roster.ts";

/** `ServiceAccount "db-migrate"`. */
export function named({ member }: RosterMember): string {
  return `${member.manifest.kind} "${nameOf(member)}"`;
}

/** As it is written, or as a template prints it. */
function nameOf({ manifest, resource, printed }: Member): string {
  return printed === undefined ? manifest.name : resource.name;
}

/** Up to this many resources are named; more are only counted. */
const mostNamed = 3;

/** `ServiceAccount, Role and RoleBinding "db-migrate"`; with names that differ `Secret "a" and ConfigMap "b"`. */
export function namedTogether(members: readonly RosterMember[]): string {
  const names = new Set(members.map(({ member }) => nameOf(member)));
  if (names.size > 1 && members.length > mostNamed)
    return `${members.slice(0, 1).map(named).join("")} and ${members.length - 1} more`;
  if (names.size > 1) return andList(members.map(named));
  return `${andList(members.map(({ member }) => member.manifest.kind))} "${[...names].join("")}"`;
}

/** `This PreSync hook`, or `This Deployment in wave 0`, at one of its turns. */
export function actor({ behaviour, member }: RosterMember, { task }: Turn): string {
  if (behaviour.role === "hook") return `This ${task.phase} hook`;
  return `This ${member.manifest.kind}${task.wave === undefined ? "" : ` in wave ${task.wave}`}`;
}

/** Where a resource is named: the value of its name, or its first key. */
export function nameSpan({ member: { manifest } }: RosterMember): Span {
  const { node } = manifest;
  return nodeAt(node, "metadata", "name")?.span ?? node.entries[0]?.key.span ?? node.span;
}
