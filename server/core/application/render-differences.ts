/** In what the resources that Helm prints differ from those that are computed here: it should be in nothing. */
import { counted } from "../counted.ts";
import { isNameOpen, type SyncResource } from "../sync/resource.ts";
import type { Application } from "./application.ts";
import { beginningOf } from "./location.ts";
import type { Notice } from "./notice.ts";
import type { SourceMember } from "./source-member.ts";

/** How many of them are named. */
const mostNamed = 5;

/** Says in one notice what differs; nothing where nothing does. Only what both know for certain can differ. */
export function differenceNotice(
  { source, unread = [] }: Pick<Application, "source" | "unread">,
  computed: readonly SourceMember[],
  printed: readonly SourceMember[],
): readonly Notice[] {
  // What cannot be rendered here stands there as it is written.
  const areAll = unread.length === 0 && computed.every(({ printed: own }) => own !== undefined);
  const differences = differencesIn(computed, printed, areAll ? "all" : "some of them");
  if (differences.length === 0) return [];
  const named = differences.slice(0, mostNamed).join("; ");
  const rest = differences.length - mostNamed;
  const more = rest > 0 ? `; and ${rest} more` : "";
  const message = `Helm renders ${counted(differences.length, "resource")} differently from what is computed here: ${named}${more}. The plan shows what Helm renders.`;
  return [{ message, location: beginningOf(`${source.path}/Chart.yaml`) }];
}

function differencesIn(
  computed: readonly SourceMember[],
  printed: readonly SourceMember[],
  areKnown: "all" | "some of them",
): readonly string[] {
  const left = new Map<string, SourceMember[]>();
  for (const member of computed) {
    const known = left.get(keyOf(member));
    if (known === undefined) left.set(keyOf(member), [member]);
    else known.push(member);
  }
  const differences: string[] = [];
  const unmatched: SourceMember[] = [];
  for (const member of printed) {
    const other = left.get(keyOf(member))?.shift();
    if (other === undefined) unmatched.push(member);
    else for (const it of annotationDifference(other, member)) differences.push(it);
  }
  const gone = [...left.values()].flat();
  const open = gone.filter((member) => !member.nameKnown || isNameOpen(keyOf(member)));
  for (const member of unmatched) {
    // It may be one whose name is not known here.
    const mayBe = open.findIndex((it) => kindOf(it) === kindOf(member));
    if (mayBe >= 0) open.splice(mayBe, 1);
    else if (areKnown === "all") differences.push(`only Helm prints ${nameOf(member)}`);
  }
  const certain = gone.filter(
    (it) => it.printed !== undefined && !it.conditional && it.nameKnown && !isNameOpen(keyOf(it)),
  );
  return [...differences, ...certain.map((member) => `Helm does not print ${nameOf(member)}`)];
}

/** At most one: what is said of a resource is said once. */
function annotationDifference(computed: SourceMember, printed: SourceMember): readonly string[] {
  const [own, theirs] = [computed.resource.annotations, printed.resource.annotations];
  if (computed.printed === undefined || !computed.resource.annotationsKnown) return [];
  const keys = [...new Set([...own.keys(), ...theirs.keys()])].filter((key) => watched.test(key));
  const words = keys.flatMap((key) => {
    const [one, other] = [own.get(key), theirs.get(key)];
    // What is there and has no value is not known.
    const isOpen = (own.has(key) && one === undefined) || (theirs.has(key) && other === undefined);
    if (one === other || isOpen) return [];
    return [`"${key}" is ${valueWords(other)}, not ${valueWords(one)}`];
  });
  return words.length === 0 ? [] : [`in ${nameOf(printed)}, ${words.join(" and ")}`];
}

/** The annotations that Argo CD and Helm read. */
const watched = /^(?:argocd\.argoproj\.io|helm\.sh)\//;

function valueWords(value: string | undefined): string {
  return value === undefined ? "absent" : `"${value}"`;
}

function keyOf(member: SourceMember): string {
  const { kind, namespace } = member.resource;
  return [apiVersionOf(member), kind, namespace, identity(member.resource)].join(" ");
}

function kindOf(member: SourceMember): string {
  return `${apiVersionOf(member)} ${member.resource.kind}`;
}

function apiVersionOf({ deployed, manifest }: SourceMember): string {
  return (deployed ?? manifest).apiVersion;
}

function nameOf({ resource }: SourceMember): string {
  return `${resource.kind} ${identity(resource)}`;
}

function identity({ name, generateName }: SyncResource): string {
  return name === "" ? `${generateName}*` : name;
}
