import { type ArgoCdVersion, isKnownIn } from "../versions.ts";
import { nodeAt } from "../manifest/node.ts";
import { holdsAction } from "../manifest/template.ts";
import { removeItems } from "../rule-kit/items.ts";
import { applicationSpec, listedOptions, removeListed } from "../rule-kit/listed-options.ts";
import { type WrittenOption, writtenOptions } from "../rule-kit/option-reading.ts";
import { onResources } from "../rule-kit/places.ts";
import type { Rule, Subject } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";

/** Correctly spelt options that do nothing by themselves, with the reason. */
const idle: ReadonlyMap<string, string> = new Map([
  ["Prune=true", 'it does not turn on pruning, it only overrides a "Prune=false" of the Application'],
  ["Delete=true", 'it only overrides a "Delete=false" of the Application'],
  ["Replace=false", 'Argo CD reads only "Replace=true"'],
  ["Validate=true", 'Argo CD reads only "Validate=false"'],
]);

const advice = "Remove it, or keep it as documentation.";

/** Mirrors `applyObject` and `isPruningDisabled` in gitops-engine/pkg/sync/sync_context.go, and `SyncAppState` in controller/sync.go. */
export const optionWithoutEffect: Rule = {
  id: "option-without-effect",
  severity: "hint",
  summary: "Some options have no effect when they are set to their default, or beside other settings.",
  docs: `
Most options work in one direction only: Argo CD reads \`Replace=true\` and \`Validate=false\`, but ignores \`Replace=false\` and \`Validate=true\`, so these cannot undo an option of the Application.
\`Prune=true\` on a resource does not turn on pruning, which \`spec.syncPolicy.automated.prune\` of the Application does: it only overrides a \`Prune=false\` of the Application.
In \`spec.syncPolicy.syncOptions\`, \`CreateNamespace=false\` and similar options have no effect either, and \`PruneLast=true\` has none on automated syncs that do not prune.
Beside \`Replace=true\`, \`ServerSideApply=true\` only changes how Argo CD compares the object, not how it is synced.
`,
  places: onResources,
  unnecessary: true,
  *check(subject) {
    const written = writtenOptions(subject);
    for (const { known, item, reading } of written) {
      if (item.text === "ServerSideApply=true" && written.some((other) => other.item.text === "Replace=true"))
        yield {
          span: item.span,
          message: `"ServerSideApply=true" has no effect on the sync beside "Replace=true": Argo CD replaces the object instead of applying it. Remove one of the two.`,
          fixes: removeItems(`Remove ${shown(item.text)}`, known, ({ text }) => text === item.text),
        };
      if (!isIdle(reading, subject.version)) continue;
      yield {
        span: item.span,
        message: messageFor(item.text),
        fixes: removeItems(`Remove ${shown(item.text)}`, known, ({ text }) => text === item.text),
      };
    }
    for (const option of listedOptions(subject)) {
      if (option.value.text === "PruneLast=true" && prunesNever(subject))
        yield {
          span: option.value.span,
          message: `No automated sync of this Application prunes, so "PruneLast=true" matters only if someone starts a sync with pruning. Set "prune: true" in "automated", or remove the option.`,
          fixes: removeListed(option),
        };
      if (option.reading.type !== "idle") continue;
      yield { span: option.value.span, message: listedMessageFor(option.value.text), fixes: removeListed(option) };
    }
  },
  examples: [
    {
      title: "Options of a resource",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/sync-options: Prune=true,Replace=false
    #                                ^^^^^^^^^^ "Prune=true" has no effect by itself: it does not turn on pruning, it only overrides a "Prune=false" of the Application. Remove it unless you need that.
    #                                           ^^^^^^^^^^^^^ "Replace=false" has no effect by itself: Argo CD reads only "Replace=true". Remove it, or keep it as documentation.
`,
    },
    {
      title: "Options of an Application",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    syncOptions:
      - CreateNamespace=false
      # ^^^^^^^^^^^^^^^^^^^^^ "CreateNamespace=false" has no effect by itself: Argo CD reads only "CreateNamespace=true". Remove it, or keep it as documentation.
      - ServerSideApply=true
`,
    },
    {
      title: "An option for pruning, in an Application that does not prune by itself",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:
    automated:
      selfHeal: true
    syncOptions:
      - PruneLast=true
      # ^^^^^^^^^^^^^^ No automated sync of this Application prunes, so "PruneLast=true" matters only if someone starts a sync with pruning. Set "prune: true" in "automated", or remove the option.
`,
    },
    {
      title: "An option that another one overrides",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/sync-options: Replace=true,ServerSideApply=true
    #                                             ^^^^^^^^^^^^^^^^^^^^ "ServerSideApply=true" has no effect on the sync beside "Replace=true": Argo CD replaces the object instead of applying it. Remove one of the two.
`,
    },
    {
      title: "Options that have an effect",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/sync-options: ServerSideApply=false,Validate=false
`,
    },
  ],
};

/** Whether the automated syncs of an Application do not prune, as far as that is certain. Mirrors `autoSync` in controller/appcontroller.go. */
function prunesNever(subject: Subject): boolean {
  const policy = nodeAt(applicationSpec(subject), "syncPolicy");
  const automated = nodeAt(policy, "automated");
  if (policy === undefined || automated?.type !== "map" || holdsAction(subject.actions, policy.span)) return false;
  if (nodeAt(subject.manifest.node, "spec", "templatePatch") !== undefined) return false;
  const [prune, enabled] = ["prune", "enabled"].map((key) => nodeAt(automated, key));
  return enabled === undefined && (prune === undefined || (prune.type === "scalar" && prune.text === "false"));
}

/** What only a newer version reads has its own finding. */
function isIdle(reading: WrittenOption["reading"], version: ArgoCdVersion): boolean {
  if (reading.type !== "known") return false;
  const { option } = reading;
  return option === undefined || (idle.has(option.value) && isKnownIn(option.since, version));
}

function messageFor(text: string): string {
  const [name = "", value = ""] = text.split("=");
  const isProtection = name === "Prune" || name === "Delete";
  const reason = idle.get(isProtection ? `${name}=true` : text) ?? onlyReading(name, value);
  return `${shown(text)} has no effect by itself: ${reason}. ${isProtection ? "Remove it unless you need that." : advice}`;
}

/** In the list of an Application there is nothing that `Prune=true` could override. */
function listedMessageFor(text: string): string {
  const [name = "", value = ""] = text.split("=");
  return `${shown(text)} has no effect by itself: ${onlyReading(name, value)}. ${advice}`;
}

function onlyReading(name: string, value: string): string {
  return `Argo CD reads only "${name}=${/^f/i.test(value) ? "true" : "false"}"`;
}
