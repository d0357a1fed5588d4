/** What keeps a resource from ever becoming healthy until somebody changes it. */
import { contentOf } from "../application/as-deployed.ts";
import { fieldOf } from "../application/field.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { type Entry, entryOf, nodeAt } from "../manifest/node.ts";
import type { RosterMember } from "../roster/roster.ts";
import { healthCheckOf } from "../sync/health.ts";

/**
 * The entry below `spec`, such as `suspend: true`, with which the health check of a resource finds it suspended, or running without
 * an end; `undefined` where there is none, or where a patch or a template may resume it. Mirrors `getAppsv1DeploymentHealth`,
 * `getBatchv1JobHealth` and `getArgoWorkflowHealth` in gitops-engine/pkg/health, and the scripts below resource_customizations, such
 * as argoproj.io/Rollout/health.lua.
 */
export function suspensionOf({ member, application }: RosterMember): Entry | undefined {
  const { resource } = member;
  const manifest = contentOf(member);
  const check = healthCheckOf(resource, application.planOptions);
  if (check.is !== "known" || manifest === undefined || isQueued(manifest)) return undefined;
  const fields = ["suspend", "paused"].filter(
    (field) =>
      check.known[field === "suspend" ? "suspend" : "paused"] === "Suspended" ||
      otherFields.get(`${resource.group}/${resource.kind}`) === field,
  );
  return fields
    .filter((field) => {
      const value = fieldOf(member, "spec", field);
      return value.is === "known" && /^(?:true|yes|on|y)$/i.test(value.text);
    })
    .map((field) => entryOf(nodeAt(manifest.node, "spec"), field))
    .find((entry) => entry?.value.type === "scalar" && entry.value.scalarType === "boolean");
}

/** Kinds whose health follows from what their controllers make of the field. */
const otherFields: ReadonlyMap<string, string> = new Map([
  ["argoproj.io/Rollout", "paused"],
  ["argoproj.io/Workflow", "suspend"],
]);

/** A queue that holds Jobs back, such as that of Kueue, releases them itself. */
function isQueued({ node }: Manifest): boolean {
  const labels = nodeAt(node, "metadata", "labels");
  return labels?.type === "map" && labels.entries.some(({ key }) => /queue/i.test(key.text));
}
