import type { AnnotationSpec } from "../annotation.ts";
import { onlyTrue, words } from "../values.ts";

/** Mirrors `getCorev1PodHealth` in gitops-engine/pkg/health/health_pod.go. */
export const ignoreRestartPolicy: AnnotationSpec = {
  key: "argocd.argoproj.io/ignore-restart-policy",
  summary: "Treats a running Pod as healthy even if its `restartPolicy` is `Never` or `OnFailure`.",
  details: `
Argo CD expects a running Pod with \`restartPolicy: Never\` or \`restartPolicy: OnFailure\` to complete, and calls it Progressing until then.
With this annotation, Argo CD treats such a Pod like one that runs forever.
The value must be exactly \`true\`, and on a hook it has no effect.
`,
  value: onlyTrue(words("3.6", { true: "A running and ready Pod is healthy, whatever its `restartPolicy`." })),
  absent: "A running Pod whose `restartPolicy` is `Never` or `OnFailure` is Progressing until it completes.",
  badValue: "Any value other than `true` is ignored.",
  readOn: ["Pod"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "people",
  since: "3.6",
  link: "https://argo-cd.readthedocs.io/en/latest/operator-manual/health/#pod",
  reachesPods: true,
};
