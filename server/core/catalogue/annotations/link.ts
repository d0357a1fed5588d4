import type { AnnotationSpec } from "../annotation.ts";
import { link } from "../values.ts";

/** Mirrors `populateNodeInfo` in controller/cache/info.go. */
export const externalLink: AnnotationSpec = {
  key: "link.argocd.argoproj.io/NAME",
  summary: "Adds a link to the resource in Argo CD's user interface.",
  details: `
You choose the name, and a resource can have several links.
The value is a URL, or a title, a bar and a URL: \`Dashboard|https://grafana.example.com\`.
`,
  value: link,
  absent: "Argo CD shows only the links that it finds itself.",
  badValue: "Since Argo CD 3.5, a link that is neither `http` nor `https` is left out.",
  readOn: "any resource",
  readFrom: "live object",
  reader: "Argo CD's user interface",
  writer: "people",
  since: "1.8",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/external-url/#add-external-url",
  reachesPods: true,
};
