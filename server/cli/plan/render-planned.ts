import { resolve } from "node:path";
import { failedApplication, renderCommand, withRender } from "../../core/index.ts";
import { render, type RenderOptions } from "../../workspace/render.ts";
import type { PlannedApplication } from "./planned.ts";

/** The application as its tool renders it; a complaint if that is not possible. Plain manifests stay as they are. */
export async function renderPlanned(
  planned: PlannedApplication,
  { network, say }: Pick<RenderOptions, "network" | "say">,
): Promise<PlannedApplication | { readonly complaint: string }> {
  const { deployed, spec } = planned;
  if (deployed === undefined || spec === undefined) return planned;
  const { source, name } = deployed;
  if (source.type !== "kustomize" && source.type !== "helm") return planned;
  const command = renderCommand(deployed, "sources" in spec.of ? spec.of : undefined);
  if (typeof command === "string") return { complaint: command };
  const place = { folder: resolve(source.path), root: spec.root, workspace: [] };
  const result = await render(place, command, { network, signal: new AbortController().signal, say });
  if ("text" in result) return { ...planned, application: withRender(deployed, result.text), unread: [] };
  if (result.reason !== "failed") return { complaint: `Cannot render "${name}": ${result.problem}` };
  // Argo CD cannot generate what the tool refuses to build.
  return { ...planned, application: failedApplication(deployed, result.problem) };
}
