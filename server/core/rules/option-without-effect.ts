import { removeItems } from "../rule-kit/items.ts";
import { listedOptions, removeListed } from "../rule-kit/listed-options.ts";
import { type WrittenOption, writtenOptions } from "../rule-kit/option-reading.ts";
import { onResources } from "../rule-kit/places.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";

/** Options that are spelt right and yet do nothing by themselves, with the reason. */
const idle: ReadonlyMap<string, string> = new Map([
  ["Prune=true", 'it does not turn pruning on, it only lifts a "Prune=false" of the application'],
  ["Delete=true", 'it only lifts a "Delete=false" of the application'],
  ["Replace=false", 'Argo CD reads only "Replace=true"'],
  ["Validate=true", 'Argo CD reads only "Validate=false"'],
]);

const advice = "Remove it unless it is there to be seen.";

export const optionWithoutEffect: Rule = {
  id: "option-without-effect",
  severity: "hint",
  summary: "An option that says what holds anyway changes nothing.",
  docs: `
Most options exist in one direction only: \`Replace=true\` and \`Validate=false\` are read, while \`Replace=false\` and \`Validate=true\` are not, so they cannot undo what the application says.
\`Prune=true\` on a resource does not turn pruning on, which is \`spec.syncPolicy.automated.prune\` of the Application: it only lifts a \`Prune=false\` of the application.
In \`spec.syncPolicy.syncOptions\` the same holds for \`CreateNamespace=false\` and the like.
`,
  places: onResources,
  unnecessary: true,
  *check(subject) {
    for (const { known, item, reading } of writtenOptions(subject)) {
      if (!isIdle(reading)) continue;
      yield {
        span: item.span,
        message: messageFor(item.text),
        fixes: removeItems(`Remove ${shown(item.text)}`, known, ({ text }) => text === item.text),
      };
    }
    for (const option of listedOptions(subject)) {
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
    #                                ^^^^^^^^^^ "Prune=true" has no effect by itself: it does not turn pruning on, it only lifts a "Prune=false" of the application. Remove it unless that is meant.
    #                                           ^^^^^^^^^^^^^ "Replace=false" has no effect by itself: Argo CD reads only "Replace=true". Remove it unless it is there to be seen.
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
      # ^^^^^^^^^^^^^^^^^^^^^ "CreateNamespace=false" has no effect by itself: Argo CD reads only "CreateNamespace=true". Remove it unless it is there to be seen.
      - ServerSideApply=true
`,
    },
    {
      title: "Options that count",
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

function isIdle(reading: WrittenOption["reading"]): boolean {
  return reading.type === "known" && (reading.option === undefined || idle.has(reading.option.value));
}

function messageFor(text: string): string {
  const [name = "", value = ""] = text.split("=");
  const isProtection = name === "Prune" || name === "Delete";
  const reason = idle.get(isProtection ? `${name}=true` : text) ?? onlyReading(name, value);
  return `${shown(text)} has no effect by itself: ${reason}. ${isProtection ? "Remove it unless that is meant." : advice}`;
}

/** The options of an application are not lifted by anything, nor do they lift any. */
function listedMessageFor(text: string): string {
  const [name = "", value = ""] = text.split("=");
  return `${shown(text)} has no effect by itself: ${onlyReading(name, value)}. ${advice}`;
}

function onlyReading(name: string, value: string): string {
  return `Argo CD reads only "${name}=${/^f/i.test(value) ? "true" : "false"}"`;
}
