import type { Rule } from "../rule-kit/rule.ts";

export const configurationMistake: Rule = {
  id: "configuration-mistake",
  severity: "error",
  summary: "A part of `.argocd-annotations.yaml` that is not understood has no effect.",
  byHand: "what was meant",
  docs: `
[\`.argocd-annotations.yaml\`](../configuration.md) has the settings that editors and the command line share.
A key that does not exist, a misspelt rule or a value of the wrong kind is ignored, so findings stay that should be silenced, or the other way round.
The rest of the file is still read.
Correct what is marked: completion in the file offers every key, rule and value.
`,
  // It is about a file with a name of its own: see `findings/configuration-findings.ts`.
  check: () => [],
  examples: [
    {
      title: "A misspelt rule and an unknown severity",
      file: ".argocd-annotations.yaml",
      yaml: `
argocdVersion: 2.14
rules:
  wave-not-an-intger: off
# ^^^^^^^^^^^^^^^^^^ There is no rule "wave-not-an-intger", so it is ignored. Did you mean "wave-not-an-integer"?
  unknown-option: warn
  #               ^^^^ "unknown-option" cannot be "warn", so it is ignored. Did you mean "warning"?
exclude: charts/
#        ^^^^^^^ "exclude" must be a list, so this is ignored. Write a list, such as ["charts/"].
`,
      fixed: `
argocdVersion: 2.14
rules:
  wave-not-an-integer: off
  unknown-option: warning
exclude: [charts/]
`,
    },
    {
      title: "Values of the wrong kind",
      file: ".argocd-annotations.yaml",
      yaml: `
argocdVersion: two
#              ^^^ "two" in "argocdVersion" is ignored: it must be "latest", or a version such as 2.14.
overrides:
  - rules:
  # ^^^^^ This item of "overrides" has no "paths", so it is ignored. Add it.
      unknown-option: off
`,
    },
    {
      title: "A configuration without mistakes",
      file: ".argocd-annotations.yaml",
      yaml: `
argocdVersion: 2.14
rules:
  unknown-option: off
exclude:
  - charts/
overrides:
  - paths: [staging/]
    rules:
      wave-not-an-integer: warning
`,
    },
  ],
};
