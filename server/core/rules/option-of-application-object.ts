import type { ItemSpec } from "../catalogue/annotation.ts";
import { applicationSyncOptions } from "../catalogue/application-sync-options.ts";
import { optionAnnotations, readOption } from "../catalogue/options.ts";
import { isKnownIn } from "../versions.ts";
import { isApplication } from "../application/argocd-application.ts";
import type { Annotation } from "../manifest/manifest.ts";
import type { ApplicationFinding, ApplicationRule } from "../rule-kit/application-rule.ts";
import { moveToList } from "../rule-kit/listed-fix.ts";
import { andList } from "../rule-kit/words.ts";
import type { RosterMember } from "../roster/roster.ts";
import { csvItems } from "../sync/annotations.ts";

export const optionOfApplicationObject: ApplicationRule = {
  id: "option-of-application-object",
  scope: "application",
  severity: "information",
  once: { within: "application", of: "Application" },
  summary: "Options in the annotations of an Application are not for the resources that it deploys.",
  byHand: "which resources need the options",
  docs: `
Argo CD reads \`sync-options\` and \`compare-options\` from each resource of an application.
In the metadata of an Application they say how the Application that deploys it treats this one object: \`Prune=false\` keeps the Application itself, not what it deploys.
For all resources of an application, write the option into \`spec.syncPolicy.syncOptions\`, if it is one that works there, else into the annotations of the resources.
The same is said once for all Applications that belong together: only the first one is reported, with the number of the others.
Nothing is reported where another Application of the repository deploys the object, because there the option may be meant for it.
\`ServerSideDiff\` and \`IncludeMutationWebhook\` work in the metadata of an Application.
`,
  *check({ application, members }) {
    if (application.declared) return;
    for (const member of members) {
      if (!isApplication(member.member.manifest)) continue;
      for (const annotation of member.member.manifest.annotations) yield* findingsIn(member, annotation);
    }
  },
  examples: [
    {
      title: "Options that are meant for the resources",
      files: {
        "shop.yaml": `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd.argoproj.io/compare-options: IgnoreExtraneous
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "IgnoreExtraneous" here is for this Application itself, where another Application deploys it, not for its resources. If they are meant, put it in their annotations.
    argocd.argoproj.io/sync-options: Validate=false
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "Validate=false" here is for this Application itself, where another Application deploys it, not for its resources. If they are meant, put it in "spec.syncPolicy.syncOptions".
`,
      },
    },
    {
      title: "Options that Argo CD reads from the Application",
      files: {
        "shop.yaml": `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd.argoproj.io/compare-options: ServerSideDiff=true
spec:
  syncPolicy:
    syncOptions:
      - Validate=false
`,
      },
    },
  ],
};

function* findingsIn(entry: RosterMember, annotation: Annotation): Generator<ApplicationFinding> {
  const { member } = entry;
  const { key, value, effective } = annotation;
  const spec = optionAnnotations.find((it) => it.key === key.text);
  if (spec === undefined || !effective || value.type !== "scalar" || value.scalarType !== "string") return;
  // A kustomization may take it away, or write another one.
  if (member.resource.annotations.get(key.text) !== value.text) return;
  const options = csvItems(value.text).flatMap((text): ItemSpec[] => {
    const reading = readOption(spec, text);
    return reading.type === "known" && reading.option !== undefined && reading.option.onlyOn === undefined
      ? [reading.option]
      : [];
  });
  if (options.length === 0) return;
  const words = andList(options.map((option) => `"${option.value}"`));
  const [is, it] = options.length === 1 ? ["is", "it"] : ["are", "them"];
  yield {
    member,
    span: key.span,
    message: `${words} here ${is} for this Application itself, where another Application deploys it, not for its resources. If they are meant, put ${it} in ${placeOf(options)}.`,
    related: [],
    fixes: () => (areListed(options) ? moveToList(entry, key.text, valuesOf(options)) : []),
  };
}

/** Options that this version has need no word on versions. */
const widespread = { major: 2, minor: 14 };

function valuesOf(options: readonly ItemSpec[]): readonly string[] {
  return options.map(({ value }) => value);
}

/** Whether the list of an Application may contain all of them. */
function areListed(options: readonly ItemSpec[]): boolean {
  return options.every(({ value }) => applicationSyncOptions.some((it) => it.value === value));
}

/** Where options work for the resources of an application. */
function placeOf(options: readonly ItemSpec[]): string {
  const listed = options.map(({ value }) => applicationSyncOptions.find((it) => it.value === value));
  if (!listed.every((it) => it !== undefined)) return "their annotations";
  const newest = listed.map(({ since }) => since).find((since) => since !== undefined && !isKnownIn(since, widespread));
  return `"spec.syncPolicy.syncOptions"${newest === undefined ? "" : `, which needs Argo CD ${newest}`}`;
}
