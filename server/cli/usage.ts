/** A command that `--help` knows. */
export type HelpTopic = keyof typeof commands;

const commands = {
  lint: {
    synopsis: "lint [OPTION...] [PATH...]",
    short: "lint PATH...    report annotations that do not have the intended effect",
    about: "Reports annotations that do not have the intended effect.",
    reads: `"lint" reads a folder and all its subfolders, except hidden ones, "node_modules" and what a ".gitignore" names.
A PATH may also be a glob pattern in quotes, such as "apps/**/*.yaml", or "!apps/old/**" for what is left out.
In what "helm template" or "kustomize build" prints, each finding names the template or manifest that it comes from.`,
    options: `
  --format FORMAT[=FILE]            output format, or a report in a file; can be repeated, so that one run prints text and writes
                                    others to files, as in sarif=out.sarif. One of:
                                      text     the findings with their lines and fixes (the default)
                                      concise  one line for each finding
                                      json     for programs
                                      github   marks in a pull request on GitHub
                                      sarif    SARIF 2.1.0, for code scanning
                                      junit    XML, for Jenkins and other servers
                                      gitlab   Code Quality of GitLab
  --fix                             apply every unambiguous fix, and report the remaining findings;
                                    with "-", print the fixed text to standard output and the findings to standard error
  --diff                            print what --fix would change and write nothing; exit with code 1 if it would change something
  --stdin-filename NAME             with "-": the file that standard input is the text of, as in an editor that has not saved it
  --changed[=REF]                   check only files that changed since the branch left REF (default: the default branch of
                                    "origin", or HEAD without a remote); the rest of the repository is read to judge them
  --staged                          check only files that are staged in Git, as they are staged and not as they are on the disk; the
                                    rest is read as it is staged too
  --add-suppressions                write a comment above each finding, so that it is not reported again, and report what takes none
  --write-baseline FILE             write all findings to a file, as known ones
  --baseline FILE                   leave out the findings that are known there, also when their lines have moved; --fix and
                                    --diff leave them alone
  --fail-on error|warning|information|hint|never
                                    exit with code 1 if there is a finding of at least this severity (default: error)
  --rule RULE=SEVERITY              the severity of a rule: error, warning, information, hint or off; can be repeated
  --argocd-version VERSION          the version of Argo CD that reads the manifests, such as "2.14" (default: latest)
  --config FILE                     read the settings from this file (default: the nearest ".argocd-annotations.yaml" around each
                                    file, up to the root of its repository)
  --no-config                       read no ".argocd-annotations.yaml"
  --exclude GLOB                    ignore files and folders that match, relative to the current folder or to a PATH, such as
                                    "**/charts/**"; can be repeated
  --no-ignore                       also read the files in a folder that Git ignores`,
  },
  plan: {
    synopsis: "plan [OPTION...] [PATH...]",
    short: "plan PATH...    show the resources of a sync by phase and wave, in the order in which Argo CD applies them",
    about: "Shows the resources of a sync by phase and wave, in the order in which Argo CD applies them.",
    reads: `"plan" treats each file and "-" as one application. It reads a folder as the Applications in its repository define it, or
else as Argo CD reads that folder. It also plans the Applications in the folder, and those that deploy a folder below it.`,
    options: `
  --format text|json|markdown|mermaid
                                    output format (default: text)
  --namespace NAME                  the destination namespace of the application (default: default)
  --sync-option OPTION=VALUE        a sync option of the application, such as CreateNamespace=true, for a FILE or "-": folders take
                                    those of their Application; can be repeated
  --against REF                     show what changed in the plan since a Git commit, branch or tag, and which applications are
                                    gone; as markdown, a comment for a pull request, which also names the errors that are new
  --what-if none                    show a sync in which nothing fails, wave by wave
  --what-if fail:KIND/NAME          show what happens if a resource fails; KIND/NAMESPACE/NAME if the name is ambiguous,
                                    KIND/NAME@PHASE for a hook in several phases; can be repeated. Instead of "fail":
                                      hang          it never finishes, or never becomes healthy
                                      refuse        the cluster refuses it
                                      missing-kind  the cluster does not know its kind
                                      immutable     an immutable field of it changes
                                      stuck         a finalizer keeps the hook from being deleted
  --render                          render kustomizations and charts with kustomize, kubectl or helm, if they are on the PATH
                                    outside of the repository; says on standard error what it runs
  --allow-network                   with --render, let these tools fetch what the files name, such as remote bases
  --argocd-version VERSION          the version of Argo CD that syncs, such as "2.14" (default: latest)
  --config FILE                     read the settings from this file (default: the nearest ".argocd-annotations.yaml")
  --no-config                       read no ".argocd-annotations.yaml"`,
  },
  explain: {
    synopsis: "explain [OPTION...] [FILE|RULE]",
    short:
      "explain FILE    show where the sync of an Application in a cluster stands, what it waits for and what helps",
    about: "Shows where the sync of an Application in a cluster stands, what it waits for and what helps.",
    reads: `"explain" reads what "kubectl get application NAME -o yaml" or "argocd app get NAME -o json" prints, from a file or "-".
It contacts no cluster. "explain RULE" says what a rule is about, and "explain" alone lists the rules.`,
    options: `
  --format text|json|markdown       output format (default: text)
  --manifests PATH                  a file or folder with the manifests of the application (default: its folder in the Git
                                    repository around the current folder; without manifests, the order is read from the status)
  --argocd-version VERSION          the version of Argo CD that syncs, such as "2.14" (default: latest)
  --config FILE                     read the settings from this file (default: the nearest ".argocd-annotations.yaml")
  --no-config                       read no ".argocd-annotations.yaml"`,
  },
  lsp: {
    synopsis: "lsp --stdio",
    short: "lsp --stdio     start the language server, for editors that support the Language Server Protocol",
    about: "Starts the language server, for editors that support the Language Server Protocol.",
    reads: "",
    options: `
  --stdio                           speak over standard input and output, which is also the default`,
  },
  completion: {
    synopsis: "completion bash|zsh|fish",
    short: "completion SHELL  print a script with which bash, zsh or fish completes commands, options and their values",
    about: "Prints a script with which bash, zsh or fish completes commands, options and their values.",
    reads: `In bash or zsh: source <(argocd-annotations completion bash), with the name of the shell. In fish:
argocd-annotations completion fish | source`,
    options: "",
  },
} as const;

const paths = `A PATH is a file, a folder or "-" (standard input). Without one, the current folder is read.`;

const helpOption = `
  -h, --help                        print this help`;

const otherOptions = `
  --color auto|always|never         colours: on a terminal (default), always or never; NO_COLOR and FORCE_COLOR are known, too${helpOption}`;

const exitCodes = `Exit codes:
  0  success
  1  lint: findings of the severity of --fail-on or worse; plan: manifests that Argo CD cannot read
  2  invalid arguments, a PATH that cannot be read or matches nothing, or mistakes in ".argocd-annotations.yaml"; explain: a
     FILE without an Application
`;

/** What `--help` prints: about one command, or about all of them. */
export function usageOf(topic?: HelpTopic): string {
  return topic === undefined ? usageOfAll() : usageOfOne(topic);
}

/** Whether `--help` knows a command of this name. */
export function isHelpTopic(name: string | undefined): name is HelpTopic {
  return name !== undefined && Object.hasOwn(commands, name);
}

function usageOfOne(topic: HelpTopic): string {
  const { synopsis, about, reads, options } = commands[topic];
  const isSmall = topic === "lsp" || topic === "completion";
  const takesPaths = topic === "lint" || topic === "plan";
  return [
    `Usage: argocd-annotations ${synopsis}`,
    about,
    ...(reads === "" ? [] : [takesPaths ? `${paths}\n${reads}` : reads]),
    `Options:${options}${isSmall ? helpOption : otherOptions}`,
    ...(isSmall ? [""] : [exitCodes]),
  ].join("\n\n");
}

function usageOfAll(): string {
  const { lint, plan, explain, lsp, completion } = commands;
  return [
    "Usage: argocd-annotations COMMAND [OPTION...] [PATH...]",
    "Shows how Argo CD reads the annotations in Kubernetes manifests.",
    `Commands:${[lint, plan, explain, lsp, completion].map(({ short }) => `\n  ${short}`).join("")}`,
    `${paths}\n${lint.reads}\n${plan.reads}`,
    `Options of lint:${lint.options}`,
    `Options of plan:${plan.options}`,
    explain.reads,
    `Options of explain:${explain.options}`,
    `Other options:${otherOptions}\n  -v, --version                     print the version`,
    exitCodes,
  ].join("\n\n");
}
