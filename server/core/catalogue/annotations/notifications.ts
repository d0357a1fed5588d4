import type { AnnotationSpec } from "../annotation.ts";
import { recipients, text, yamlList } from "../values.ts";

const common = {
  readOn: ["Application", "AppProject"],
  readFrom: "live object",
  reader: "Argo CD Notifications",
  writer: "people",
  link: "https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/subscriptions/",
} as const;

/** Who is told of what happens to an application. */
export const notifications: readonly AnnotationSpec[] = [
  {
    ...common,
    key: "notifications.argoproj.io/subscribe.[TRIGGER.]SERVICE",
    summary: "Sends notifications of a trigger through a service to the recipients in the value.",
    details: `
The key names the trigger and the service, and what follows a further dot is ignored: neither name may have a dot.
With one name alone it is the service, and the default triggers count.
On an AppProject it counts for all applications of the project.
`,
    value: recipients,
    absent: "Nobody is told, unless the ConfigMap `argocd-notifications-cm` has subscriptions of its own.",
    badValue:
      "A recipient, trigger or service that does not exist is an error in the log of the notifications controller.",
    since: "2.3",
  },
  {
    ...common,
    key: "notifications.argoproj.io/subscriptions[SUFFIX]",
    summary: "Lists triggers with the services and recipients that are told of them, in YAML.",
    details: `
Each item of the list has \`trigger\`, a list of triggers, and \`destinations\`, a list of a \`service\` with its \`recipients\`.
`,
    value: yamlList,
    absent: "Only the other subscriptions count.",
    badValue:
      "A text that is not such a list is an error in the log of the notifications controller, and nobody is told.",
    since: "2.4",
    link: "https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/services/slack/#configuration",
  },
  {
    ...common,
    key: "[TRIGGER.]recipients.argocd-notifications.argoproj.io",
    summary: "Sends notifications to the recipients in the value, in the way of old versions.",
    details: `
It dates from the time before notifications became a part of Argo CD, and counts only where the configuration is of that time too.
Use \`notifications.argoproj.io/subscribe.TRIGGER.SERVICE\`.
`,
    value: text("recipients of the form `service:recipient`, separated by commas"),
    absent: "Only the other subscriptions count.",
    badValue: "A recipient that cannot be read is left out.",
    since: "2.3",
  },
  {
    ...common,
    key: "notified.notifications.argoproj.io",
    summary: "Holds what has been notified already; the notifications controller writes it itself.",
    details: `
Never keep it in Git.
An ApplicationSet leaves it alone on the Applications that it makes.
`,
    value: text("what the notifications controller has written"),
    absent: "Nothing has been notified yet.",
    badValue: "What cannot be read counts as absent, and notifications may be sent again.",
    writer: "Argo CD",
    since: "2.3",
  },
];
