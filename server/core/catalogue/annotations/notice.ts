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

/** The notice that the user interface shows with an application. */
export const notice: readonly AnnotationSpec[] = [
  {
    ...common,
    key: "notice.argocd.argoproj.io/content",
    summary: "Shows a notice with the application in Argo CD's user interface.",
    details: `
The notice is plain text, and cut off after 500 characters.
Without it the other annotations of the notice have no effect.
`,
    value: filledText("plain text of at most 500 characters"),
    absent: "There is no notice.",
    badValue: "A blank text is no notice, and a longer one is cut off.",
  },
  {
    ...common,
    key: "notice.argocd.argoproj.io/severity",
    summary: "Says how serious the notice is, which decides its colour and its icon.",
    details: `
Case and blanks around it do not count.
`,
    value: choice(
      words(since, {
        info: "A notice for information.",
        warning: "A notice that warns.",
        critical: "A notice that must not be overlooked.",
      }),
      withoutCase,
    ),
    absent: "`info`: the notice is for information.",
    badValue: "An unknown severity counts as `info`.",
  },
  {
    ...common,
    key: "notice.argocd.argoproj.io/url",
    summary: "Makes the notice a link.",
    details: `
Only \`http\` and \`https\` count.
`,
    value: url,
    absent: "The notice is no link.",
    badValue: "An address that is neither `http` nor `https` is left out.",
  },
  {
    ...common,
    key: "notice.argocd.argoproj.io/permanent",
    summary: "Keeps people from dismissing the notice.",
    details: `
Case and blanks around it do not count.
`,
    value: onlyTrue(words(since, { true: "The notice cannot be dismissed." }), withoutCase),
    absent: "Everybody may dismiss the notice.",
    badValue: "Any other value than `true` leaves the notice dismissible.",
  },
  {
    ...common,
    key: "notice.argocd.argoproj.io/icon",
    summary: "Gives the notice another icon than that of its severity.",
    details: `
Argo CD knows only these nine icons of Font Awesome.
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
    absent: "The severity decides the icon.",
    badValue: "An unknown icon is ignored, and the severity decides.",
  },
  {
    ...common,
    key: "notice.argocd.argoproj.io/scope",
    summary: "Says where the notice is shown.",
    details: `
Case and blanks around it do not count.
`,
    value: choice(
      words(since, {
        both: "On the page of the application and in the list.",
        banner: "Only as a banner on the page of the application.",
        icon: "Only as an icon in the list of applications.",
      }),
      withoutCase,
    ),
    absent: "`both`: the notice is shown on the page and in the list.",
    badValue: "An unknown scope counts as `both`.",
  },
];
