import fc from "fast-check";

/** How the annotations of a resource are written. `alias` and `merged` take those of an earlier resource of the same list. */
type Style = "block" | "flow" | "alias" | "merged" | "merged last" | "metadata";

interface Resource {
  readonly kind: string;
  readonly style: Style;
  readonly entries: readonly (readonly [key: string, value: string])[];
  /** Whether later resources can take its annotations. */
  readonly anchor: boolean;
  /** Whether labels or a pod template repeat its own annotations. */
  readonly repeated: "labels" | "template" | "nowhere";
  /** Whether its values are named for others, or are those of others. */
  readonly values: "own" | "named" | "of others";
  /** The resource that a Pod of it needs, by its index. */
  readonly needs: number;
}

const keys = fc.constantFrom(
  "argocd.argoproj.io/hook",
  "argocd.argoproj.io/hooks",
  "argocd.argoproj.io/hook-delete-policy",
  "argocd.argoproj.io/sync-wave",
  "argocd.argoproj.io/wave",
  "argocd.argoproj.io/sync-options",
  "argocd.argoproj.io/compare-options",
  "helm.sh/hook",
  "helm.sh/hook-weight",
  "team",
);

const values = fc.constantFrom(
  ...["PreSync", "presync", "PostSync", "PreSync;Sync", "PostDelete", "pre-install", "HookSucceeded", "hooksucceeded"],
  ...['"1"', "'-2'", "5", '"first"', '" 3"', "Prune=false", "prune=false", "Replace=true", "true", '"a, b"', "web"],
);

/** Half of them right, so that there are hooks and waves, and with them orders to fix. */
const entry: fc.Arbitrary<readonly [key: string, value: string]> = fc.oneof(
  fc.constantFrom<[string, string]>(
    ["argocd.argoproj.io/hook", "PreSync"],
    ["argocd.argoproj.io/hook", "PostDelete"],
    ["argocd.argoproj.io/sync-wave", '"1"'],
    ["argocd.argoproj.io/sync-wave", "'5'"],
    ["argocd.argoproj.io/hook-delete-policy", "HookSucceeded"],
  ),
  fc.tuple(keys, values),
);

const resource: fc.Arbitrary<Resource> = fc.record({
  kind: fc.constantFrom("ConfigMap", "ServiceAccount", "Job", "Job", "Deployment"),
  style: fc.constantFrom<Style>("block", "block", "flow", "alias", "merged", "merged last", "metadata"),
  entries: fc.uniqueArray(entry, { maxLength: 3, selector: ([key]) => key }),
  anchor: fc.boolean(),
  repeated: fc.constantFrom("labels", "template", "nowhere", "nowhere"),
  values: fc.constantFrom("own", "own", "named", "of others"),
  needs: fc.nat({ max: 4 }),
});

/**
 * The text of a file whose resources share annotations through anchors, aliases and merge keys, as one list or as documents,
 * with comments, in blocks and braces, with either line break. The names of the resources are `r0`, `r1` and so on.
 */
export const sharedAnnotations: fc.Arbitrary<string> = fc
  .tuple(fc.array(resource, { minLength: 2, maxLength: 5 }), fc.constantFrom("list", "list", "documents"), fc.boolean())
  .map(([resources, form, isWindows]) => {
    const text = form === "list" ? asList(resources) : asDocuments(resources);
    return isWindows ? text.replaceAll("\n", "\r\n") : text;
  });

function asList(resources: readonly Resource[]): string {
  let anchors: Anchors = {};
  const items = resources.map((it, index) => {
    const written = write(it, index, anchors);
    anchors = written.anchors;
    return written.lines.map((line, at) => `${at === 0 ? "  - " : "    "}${line}\n`).join("");
  });
  return `apiVersion: v1\nkind: List\nitems:\n${items.join("")}`;
}

function asDocuments(resources: readonly Resource[]): string {
  return resources.map((it, index) => `${write(it, index, {}).lines.join("\n")}\n`).join("---\n");
}

/** The names of what can be repeated in the rest of a document. */
interface Anchors {
  readonly annotations?: string;
  readonly metadata?: string;
  readonly value?: string;
}

function write(
  it: Resource,
  index: number,
  earlier: Anchors,
): { readonly lines: readonly string[]; readonly anchors: Anchors } {
  const { kind, repeated, needs, style } = it;
  const apiVersion = kind === "Job" ? "batch/v1" : kind === "Deployment" ? "apps/v1" : "v1";
  const isMerged = style === "metadata" && earlier.metadata !== undefined;
  const annotations = isMerged ? [] : annotationsOf(it, index, earlier);
  const text = annotations.join("\n");
  const own: Anchors = {
    ...(text.includes(`&a${index}`) && { annotations: `a${index}` }),
    ...(it.anchor && !isMerged && { metadata: `m${index}` }),
    ...(text.includes(`&v${index}`) && { value: `v${index}` }),
  };
  const repeats = own.annotations !== undefined && repeated;
  const pod = [
    "containers:",
    "- name: main",
    `  envFrom: [{configMapRef: {name: r${needs}}}]`,
    `serviceAccountName: r${needs}`,
  ];
  const template = [
    "spec:",
    "  template:",
    ...(repeats === "template" ? ["    metadata:", `      annotations: *a${index}`] : []),
    "    spec:",
    ...pod.map((line) => `      ${line}`),
  ];
  const lines = [
    `apiVersion: ${apiVersion}`,
    `kind: ${kind} # the kind`,
    own.metadata === undefined ? "metadata:" : `metadata: &${own.metadata}`,
    ...(isMerged ? [`  <<: *${earlier.metadata ?? ""}`] : []),
    `  name: r${index}`,
    ...annotations.map((line) => `  ${line}`),
    ...(repeats === "labels" ? [`  labels: *a${index}`] : []),
    ...(apiVersion === "v1" ? [] : template),
  ];
  return { lines, anchors: { ...earlier, ...own } };
}

function annotationsOf({ style, anchor, entries, values: how }: Resource, index: number, earlier: Anchors): string[] {
  if (style === "alias" && earlier.annotations !== undefined) return [`annotations: *${earlier.annotations}`];
  const name = anchor ? ` &a${index}` : "";
  const own = entries.map(([key, value], at) => {
    if (at > 0 || how === "own") return `${key}: ${value}`;
    if (how === "named") return `${key}: &v${index} ${value}`;
    return `${key}: ${earlier.value === undefined ? value : `*${earlier.value}`}`;
  });
  if (style === "flow") return [`annotations:${name} {${own.join(", ")}}`];
  const merge = earlier.annotations === undefined ? [] : [`  <<: *${earlier.annotations}`];
  const lines = own.map((line) => `  ${line} # why`);
  const all = style === "merged" ? [...merge, ...lines] : style === "merged last" ? [...lines, ...merge] : lines;
  return all.length === 0 ? [`annotations:${name} {}`] : [`annotations:${name} # ours`, ...all];
}
