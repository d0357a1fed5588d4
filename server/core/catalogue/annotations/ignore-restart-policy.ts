import type { AnnotationSpec } from "../annotation.ts";
import { onlyTrue, words } from "../values.ts";

export const ignoreRestartPolicy: AnnotationSpec = {
  key: "argocd.argoproj.io/ignore-restart-policy",
  summary: "Counts a running Pod as healthy although it is not restarted for ever.",
  details: `
Argo CD takes a running Pod whose \`restartPolicy\` is \`Never\` or \`OnFailure\` for one that still has to complete, and calls it Progressing.
With this annotation it judges such a Pod like one that runs for ever.
The value has to be exactly \`true\`, and on a hook it has no effect.
`,
  value: onlyTrue(words("3.6", { true: "A running and ready Pod is healthy, whatever its `restartPolicy`." })),
  absent: "A running Pod that is not restarted for ever is Progressing until it completes.",
  badValue: "Any other value than `true` is ignored.",
  readOn: ["Pod"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "people",
  since: "3.6",
  link: "https://argo-cd.readthedocs.io/en/latest/operator-manual/health/#pod",
  reachesPods: true,
};
