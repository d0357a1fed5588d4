/** What `--help` prints. */
export const usage = `Usage: argocd-annotations COMMAND [OPTION...] [PATH...]

Shows how Argo CD reads the annotations in Kubernetes manifests.

Commands:
  lint PATH...    report annotations that do not have the intended effect
  plan PATH...    show the resources of a sync by phase and wave, in the order in which Argo CD applies them
  explain FILE    show where the sync of an Application in a cluster stands, what it waits for and what helps
  lsp --stdio     start the language server, for editors that support the Language Server Protocol

A PATH is a file, a folder or "-" (standard input).
"lint" reads a folder and all its subfolders, except hidden ones, "node_modules" and what a ".gitignore" names.
"plan" treats each file and "-" as one application. It reads a folder as the Applications in its repository define it, or
else as Argo CD reads that folder. It also plans the Applications in the folder.

Options of lint:
  --format text|json|sarif|github   output format (default: text)
  --fix                             apply every unambiguous fix, and report the remaining findings;
                                    with "-", print the fixed text to standard output and the findings to standard error
  --fail-on error|warning|information|hint|never
                                    exit with code 1 if there is a finding of at least this severity (default: error)
  --argocd-version VERSION          the version of Argo CD that reads the manifests, such as "2.14" (default: latest)
  --exclude GLOB                    ignore files and folders that match, relative to the current folder or to a PATH, such as
                                    "**/charts/**"; can be repeated
  --no-ignore                       also read the files in a folder that Git ignores

Options of plan:
  --format text|json|markdown|mermaid
                                    output format (default: text)
  --namespace NAME                  the destination namespace of the application (default: default)
  --sync-option OPTION=VALUE        a sync option of the application, such as CreateNamespace=true, for a FILE or "-": folders take
                                    those of their Application; can be repeated
  --against REF                     show what changed in the plan since a Git commit, branch or tag
  --what-if fail:KIND/NAME          show what happens if a resource fails; "hang:" if it never finishes or never becomes
                                    healthy, "refuse:" if the cluster refuses it, "missing-kind:" if it does not know its kind,
                                    "immutable:" if a field changes that cannot change, "stuck:" if a finalizer keeps a hook from
                                    being deleted; KIND/NAMESPACE/NAME if the name is ambiguous, KIND/NAME@PHASE for a hook in
                                    several phases; can be repeated
  --what-if none                    show a sync in which nothing fails, wave by wave
  --render                          render kustomizations and charts with kustomize, kubectl or helm, if they are on the PATH
                                    outside of the repository; says on standard error what it runs
  --allow-network                   with --render, let these tools fetch what the files name, such as remote bases
  --argocd-version VERSION          the version of Argo CD that syncs, such as "2.14" (default: latest)

"explain" reads what "kubectl get application NAME -o yaml" or "argocd app get NAME -o json" prints, from a file or "-".
It contacts no cluster.

Options of explain:
  --format text|json|markdown       output format (default: text)
  --manifests PATH                  a file or folder with the manifests of the application (default: its folder in the Git
                                    repository around the current folder; without manifests, the order is read from the status)
  --argocd-version VERSION          the version of Argo CD that syncs, such as "2.14" (default: latest)

Other options:
  -h, --help                        print this help
  --version                         print the version

Exit codes:
  0  success
  1  lint: findings of the severity of --fail-on or worse; plan: manifests that Argo CD cannot read
  2  invalid arguments, or a PATH that cannot be read; explain: a FILE without an Application
`;
