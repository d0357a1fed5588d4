import type { Application, Member } from "../application/application.ts";
import { type ManifestSummary, summarize } from "../needs/summary.ts";
import { enclosingBlocks } from "../manifest/template.ts";
import { isClusterScoped } from "../sync/scope.ts";
import type { HazardMember, HazardSubject, HazardTurn } from "./application-rule.ts";
import { indexProviders } from "./providers.ts";
import { staysInCluster } from "./timing.ts";

/** How to get the summary of a member; a caller may keep those of manifests that did not change. */
export type SummaryOf = (member: Member) => ManifestSummary;

/** Reads the summary of a member, without a cache. */
export const readSummary: SummaryOf = ({ manifest, file, documentIndex }) =>
  summarize(manifest, file.documents[documentIndex]?.parsed.actions);

/** An application in the form that application rules check. */
export function hazardSubject(application: Application, summaryOf: SummaryOf = readSummary): HazardSubject {
  const turns = turnsOf(application);
  // Without an Application, the namespace of a resource that names none is not known, only that all of these share it.
  const destination = application.declared ? application.namespace : "";
  const members = application.members.flatMap((member, index): HazardMember[] => {
    const behaviour = application.plan.behaviours[index];
    if (behaviour === undefined) return [];
    const isConditional = isInBranch(member);
    return [
      {
        member,
        index,
        behaviour,
        isConditional,
        summary: summaryOf(member),
        turns: isConditional ? [] : (turns.get(index) ?? []),
        namespace: namespaceOf(member, destination),
      },
    ];
  });
  const providers = indexProviders(members);
  const held = members
    .filter(staysInCluster)
    .flatMap((member) => member.summary.references.flatMap((reference) => providers.of(member, reference)));
  return { application, members, providers, heldByPods: new Set(held) };
}

function turnsOf({ plan }: Application): ReadonlyMap<number, readonly HazardTurn[]> {
  const byResource = new Map<number, HazardTurn[]>();
  for (const [position, step] of plan.steps.entries()) {
    for (const task of step.tasks) {
      if (task.resource === undefined) continue;
      const turns = byResource.get(task.resource);
      if (turns === undefined) byResource.set(task.resource, [{ task, step, position }]);
      else turns.push({ task, step, position });
    }
  }
  return byResource;
}

/** Whether the whole resource is inside a branch of a template. */
function isInBranch({ manifest, file, documentIndex, conditional }: Member): boolean {
  if (conditional === true) return true;
  const actions = file.documents[documentIndex]?.parsed.actions ?? [];
  const start = manifest.node.entries[0]?.key.span.start ?? manifest.node.span.start;
  return actions.length > 0 && enclosingBlocks(actions, start).length > 0;
}

function namespaceOf({ resource }: Member, destination: string): string | undefined {
  if (isClusterScoped(resource.group, resource.kind)) return "";
  if (resource.namespace === "") return destination;
  return /^[a-z0-9-]+$/.test(resource.namespace) ? resource.namespace : undefined;
}
