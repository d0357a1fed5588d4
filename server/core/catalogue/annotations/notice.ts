import type { AnnotationSpec } from "../annotation.ts";
import { choice, filledText, onlyTrue, url, withoutCase, words } from "../values.ts";

const since = "3.5";

const common = {
  readOn: ["Application"],
  readFrom: "live object",
  reader: "Argo CD's user interface",
  writer: "people",
  since,
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/application-notice/",
} as const;

/** The notice that the user interface shows with an application. Mirrors ui/src/app/applications/components/application-notice/notice.ts. */
export const notice: readonly AnnotationSpec[] = [
  {
    ...common,
    key: "notice.argocd.argoproj.io/content",
    summary: "Shows a notice with the application in Argo CD's user interface.",
    details: `
The notice is plain text, and cut off after 500 characters.
Without it, the other notice annotations have no effect.
`,
    value: filledText("plain text of at most 500 characters"),
    absent: "There is no notice.",
    badValue: "Blank text shows no notice, and longer text is cut off.",
  },
  {
    ...common,
    key: "notice.argocd.argoproj.io/severity",
    summary: "Sets how serious the notice is, which determines its colour and its icon.",
    details: `
Case and surrounding spaces are ignored.
`,
    value: choice(
      words(since, {
        info: "An informational notice.",
        warning: "A warning.",
        critical: "A notice that must not be overlooked.",
      }),
      withoutCase,
    ),
    absent: "`info`: an informational notice.",
    badValue: "An unknown severity is treated as `info`.",
  },
  {
    ...common,
    key: "notice.argocd.argoproj.io/url",
    summary: "Makes the notice a link.",
    details: `
Only \`http\` and \`https\` URLs work.
`,
    value: url,
    absent: "The notice is not a link.",
    badValue: "A URL that is neither `http` nor `https` is left out.",
  },
  {
    ...common,
    key: "notice.argocd.argoproj.io/permanent",
    summary: "Keeps people from dismissing the notice.",
    details: `
Case and surrounding spaces are ignored.
`,
    value: onlyTrue(words(since, { true: "The notice cannot be dismissed." }), withoutCase),
    absent: "Everybody can dismiss the notice.",
    badValue: "With any value other than `true`, people can dismiss the notice.",
  },
  {
    ...common,
    key: "notice.argocd.argoproj.io/icon",
    summary: "Replaces the icon of the severity.",
    details: `
Argo CD supports only these nine icons of Font Awesome.
`,
    value: choice(
      words(since, {
        "fa-info-circle": "A circle with an i.",
        "fa-exclamation-triangle": "A triangle with an exclamation mark.",
        "fa-exclamation-circle": "A circle with an exclamation mark.",
        "fa-bell": "A bell.",
        "fa-wrench": "A wrench.",
        "fa-clock": "A clock.",
        "fa-bullhorn": "A bullhorn.",
        "fa-life-ring": "A life ring.",
        "fa-shield-alt": "A shield.",
      }),
      (text) => text.trim(),
    ),
    absent: "The severity determines the icon.",
    badValue: "An unknown icon is ignored, so the severity determines the icon.",
  },
  {
    ...common,
    key: "notice.argocd.argoproj.io/scope",
    summary: "Controls where the notice is shown.",
    details: `
Case and surrounding spaces are ignored.
`,
    value: choice(
      words(since, {
        both: "On the page of the application and in the list of applications.",
        banner: "Only as a banner on the page of the application.",
        icon: "Only as an icon in the list of applications.",
      }),
      withoutCase,
    ),
    absent: "`both`: the notice is shown on the page and in the list.",
    badValue: "An unknown scope is treated as `both`.",
  },
];
