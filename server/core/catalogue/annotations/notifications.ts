import type { AnnotationSpec } from "../annotation.ts";
import { recipients, text, yamlList } from "../values.ts";

const common = {
  readOn: ["Application", "AppProject"],
  readFrom: "live object",
  reader: "Argo CD Notifications",
  writer: "people",
  link: "https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/subscriptions/",
} as const;

/**
 * The annotations that say who is notified about an application. Mirrors `iterate` in pkg/subscriptions/annotations.go of
 * notifications-engine, and for the old form util/notification/settings/legacy.go.
 */
export const notifications: readonly AnnotationSpec[] = [
  {
    ...common,
    key: "notifications.argoproj.io/subscribe.[TRIGGER.]SERVICE",
    summary: "Sends the notifications of a trigger through a service to the recipients in the value.",
    details: `
The key names the trigger and the service; text after a further dot is ignored, so neither name may contain a dot.
A single name is the service, with the default triggers.
On an AppProject, it applies to all applications of the project.
`,
    value: recipients,
    absent: "Nobody is notified, unless the ConfigMap `argocd-notifications-cm` has subscriptions of its own.",
    badValue:
      "A recipient, trigger or service that does not exist is an error in the log of the notifications controller.",
    since: "2.3",
  },
  {
    ...common,
    key: "notifications.argoproj.io/subscriptions[SUFFIX]",
    summary: "Lists triggers with their services and recipients, in YAML.",
    details: `
Each item has \`trigger\`, a list of triggers, and \`destinations\`, a list of services, each with its \`service\` and \`recipients\`.
`,
    value: yamlList,
    absent: "Only the other subscriptions apply.",
    badValue:
      "A text that is not such a list is an error in the log of the notifications controller, and nobody is notified.",
    since: "2.4",
    link: "https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/services/slack/#configuration",
  },
  {
    ...common,
    key: "[TRIGGER.]recipients.argocd-notifications.argoproj.io",
    summary: "Sends notifications to the recipients in the value, in the old form.",
    details: `
It dates from before notifications became part of Argo CD, and works only with a configuration from that time.
Use \`notifications.argoproj.io/subscribe.TRIGGER.SERVICE\` instead.
`,
    value: text("comma-separated recipients of the form `service:recipient`"),
    absent: "Only the other subscriptions apply.",
    badValue: "A recipient that cannot be parsed is left out.",
    since: "2.3",
  },
  {
    ...common,
    key: "notified.notifications.argoproj.io",
    summary: "Records which notifications have been sent; the notifications controller writes it itself.",
    details: `
Do not commit it to Git.
An ApplicationSet leaves it unchanged on the Applications that it creates.
`,
    value: text("a record that the notifications controller writes"),
    absent: "No notification has been sent yet.",
    badValue: "A value that cannot be read is treated as absent, so notifications may be sent again.",
    writer: "Argo CD",
    since: "2.3",
  },
];
