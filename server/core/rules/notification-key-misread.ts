import { wholeObjects } from "../manifest/place.ts";
import { isReadOn, type KnownAnnotation, allKnown, valueSpan } from "../rule-kit/annotations.ts";
import { removeEntry, renameKey } from "../rule-kit/entry-fixes.ts";
import { replaceValue } from "../edit/values.ts";
import type { Finding, Fix, Rule } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";

const prefix = "notifications.argoproj.io/subscribe.";

/** The types of services, which are the usual names of services too. Mirrors `NewService` in pkg/services/services.go of notifications-engine. */
const serviceTypes: ReadonlySet<string> = new Set([
  ...["alertmanager", "awssqs", "email", "gcppubsub", "github", "googlechat", "grafana", "mattermost", "nats"],
  ...["newrelic", "opsgenie", "pagerduty", "pagerdutyv2", "pushover", "rocketchat", "slack", "teams"],
  ...["teams-workflows", "telegram", "webex", "webhook"],
]);

/** Services whose recipients are channels or people, in whose names no comma can be; that of mails splits at commas itself (pkg/services/email.go). */
const withoutComma: ReadonlySet<string> = new Set([
  "googlechat",
  "mattermost",
  "rocketchat",
  "slack",
  "teams",
  "telegram",
]);

/** Mirrors `iterate` and `parseRecipients` in pkg/subscriptions/annotations.go of notifications-engine. */
export const notificationKeyMisread: Rule = {
  id: "notification-key-misread",
  severity: "warning",
  summary: "Argo CD Notifications takes the parts of a key for something else than was meant, so nobody is notified.",
  docs: `
After \`subscribe.\`, the key has the name of a trigger, a dot and the name of a service, in this order; a single name is the service.
What follows a further dot is ignored, so neither name may contain a dot.
Where the service has no such name, the log of the notifications controller has an error, and nobody is notified.
Recipients are separated by semicolons: a comma belongs to the name of one recipient.
Services may have any name; only what is surely another part is reported.
`,
  places: [...wholeObjects, "application template"],
  *check(subject) {
    for (const known of allKnown(subject)) {
      if (!known.annotation.key.text.startsWith(prefix) || !isReadOn(subject, known.spec)) continue;
      yield* keyFindings(known);
      yield* recipientFindings(known);
    }
  },
  examples: [
    {
      title: "Service and trigger in the wrong order",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    notifications.argoproj.io/subscribe.slack.on-sync-failed: deployments
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Argo CD Notifications reads "slack" as the trigger and "on-sync-failed" as the service, so nobody is notified. Write the trigger first.
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    notifications.argoproj.io/subscribe.on-sync-failed.slack: deployments
`,
    },
    {
      title: "Recipients with a comma between them",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    notifications.argoproj.io/subscribe.on-deployed.slack: releases,team
    #                                                      ^^^^^^^^^^^^^ Argo CD Notifications separates recipients only at semicolons, so it looks for one recipient "releases,team". Write semicolons.
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    notifications.argoproj.io/subscribe.on-deployed.slack: "releases;team"
`,
    },
    {
      title: "A service alone, with the default triggers",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: shop
  annotations:
    notifications.argoproj.io/subscribe.slack: releases;team
    notifications.argoproj.io/subscribe.on-deployed.our-webhook: ""
`,
    },
  ],
};

function* keyFindings({ subject, annotation }: KnownAnnotation): Generator<Finding> {
  const names = annotation.key.text.slice(prefix.length).split(".");
  const found = misreading(names);
  if (found === undefined) return;
  const rename: Fix[] = found.meant === undefined ? [] : renameKey(annotation, prefix + found.meant.join("."));
  yield {
    span: annotation.key.span,
    message: `Argo CD Notifications reads ${readingOf(names)}, so nobody is notified. ${found.advice}`,
    fixes: [
      ...rename.map((fix) => ({ ...fix, preferred: true })),
      ...removeEntry("Remove the annotation", subject, annotation),
    ],
  };
}

function readingOf([first = "", second]: readonly string[]): string {
  if (second === undefined) return `${shown(first)} as the service`;
  return `${shown(first)} as the trigger and ${shown(second)} as the service`;
}

interface Misreading {
  readonly meant: readonly string[] | undefined;
  readonly advice: string;
}

function misreading(names: readonly string[]): Misreading | undefined {
  const [first = "", second, ...more] = names;
  const isTrigger = (name: string): boolean => name.startsWith("on-") && !serviceTypes.has(name);
  if (second === undefined)
    return isTrigger(first) ? { meant: undefined, advice: "Add a dot and the name of the service." } : undefined;
  if (first === "trigger" && more.length > 0) return { meant: [second, ...more], advice: 'Leave out "trigger".' };
  if (serviceTypes.has(first) && isTrigger(second))
    return { meant: [second, first, ...more], advice: "Write the trigger first." };
  const last = more.at(-1);
  if (last !== undefined && serviceTypes.has(last) && !serviceTypes.has(second))
    return { meant: undefined, advice: "Give the trigger and the service names without a dot." };
  return undefined;
}

function* recipientFindings({ subject, annotation, value }: KnownAnnotation): Generator<Finding> {
  const [first = "", service = first] = annotation.key.text.slice(prefix.length).split(".");
  if (!withoutComma.has(service) || !value.text.includes(",")) return;
  const recipients = value.text.split(/[,;]/).flatMap((it) => (it.trim() === "" ? [] : [it.trim()]));
  if (recipients.length < 2) return;
  const one = value.text.split(";").find((it) => it.includes(",")) ?? value.text;
  yield {
    span: valueSpan(subject, annotation),
    message: `Argo CD Notifications separates recipients only at semicolons, so it looks for one recipient ${shown(one.trim())}. Write semicolons.`,
    fixes: [
      {
        title: "Separate the recipients with semicolons",
        edits: [replaceValue(subject, annotation, recipients.join(";"))],
        preferred: true,
      },
    ],
  };
}
