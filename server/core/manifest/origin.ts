import { derive } from "../memo.ts";
import { documentIndexAt, documentStart, type ManifestDocument, type ManifestFile } from "./file.ts";
import type { Span } from "../text.ts";

/** What a rendered resource was made from, as the tool that rendered it says. */
export interface Origin {
  readonly tool: "helm" | "kustomize";
  /** Of helm, `CHART/templates/web.yaml`; of kustomize, from the folder of the kustomization that was built, or from the root of `repository`. */
  readonly path: string;
  /** Where kustomize has fetched it. */
  readonly repository?: string;
}

/** The longest path that is taken for one, in UTF-16 units. */
const longestPath = 1000;

/** What the resource at an offset of a file was rendered from; `undefined` where nothing says so. */
export function originAt(file: ManifestFile, offset: number): Origin | undefined {
  const index = documentIndexAt(file, offset);
  const document = file.documents[index];
  if (document === undefined) return undefined;
  const at = offset - documentStart(file, index);
  const placed = derive(document, kustomizeOrigins).find(({ span }) => span.start <= at && at <= span.end);
  return placed?.origin ?? derive(document, helmOrigin);
}

/**
 * Helm writes `# Source: CHART/templates/web.yaml` above each manifest. Mirrors `renderResources` in pkg/action/action.go of Helm,
 * which has the name of the chart in front, as `recAllTpls` in pkg/engine/engine.go puts it there.
 */
function helmOrigin({ text }: ManifestDocument): Origin | undefined {
  for (let at = 0; at < text.length;) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? undefined : end).trimEnd();
    const path = line.startsWith("# Source: ") ? line.slice("# Source: ".length) : "";
    if (path.length <= longestPath && isTemplate.test(path) && isInside(path)) return { tool: "helm", path };
    // Comments further down may be a part of a text, such as a script.
    if (line !== "" && !line.startsWith("#") && !line.startsWith("---") && !line.startsWith("%")) return undefined;
    if (end < 0) return undefined;
    at = end + 1;
  }
  return undefined;
}

/** Other people write such comments too, with addresses. */
const isTemplate = /^[^\s:/]+\/[^\s:]+$/;

function isInside(path: string): boolean {
  const parts = path.split("/");
  return (parts.includes("templates") || parts.includes("crds")) && !parts.includes("..");
}

const originKey = "config.kubernetes.io/origin";

/** Where a manifest stands in its document, and what it was made from. */
interface PlacedOrigin {
  readonly span: Span;
  readonly origin: Origin;
}

/** With `buildMetadata: [originAnnotations]`, kustomize says so. Mirrors `Origin` in api/resource/origin.go of kustomize. */
function kustomizeOrigins({ text, manifests }: ManifestDocument): readonly PlacedOrigin[] {
  if (!text.includes(originKey)) return [];
  return manifests.flatMap(({ node: { span }, annotations }) => {
    const value = annotations.find(({ key, effective }) => effective && key.text === originKey)?.value;
    const origin = value?.type === "scalar" ? kustomizeOrigin(value.text) : undefined;
    return origin === undefined ? [] : [{ span, origin }];
  });
}

function kustomizeOrigin(text: string): Origin | undefined {
  const path = fieldOf(text, "path") ?? fieldOf(text, "configuredIn");
  const repository = fieldOf(text, "repo");
  if (path === undefined) return undefined;
  return { tool: "kustomize", path, ...(repository !== undefined && { repository }) };
}

/** What generators and transformers make has no path of its own, but one in which they are configured. */
function fieldOf(text: string, field: "path" | "configuredIn" | "repo"): string | undefined {
  const line = text.split("\n", 20).find((it) => it.startsWith(`${field}: `));
  const value = line?.slice(field.length + 2).trim() ?? "";
  return value === "" || value.length > longestPath ? undefined : value;
}
