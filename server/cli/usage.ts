/** What `--help` prints. */
export const usage = `Usage: argocd-annotations COMMAND [OPTION...] [PATH...]

Tells what Argo CD makes of the annotations in Kubernetes manifests.

Commands:
  lint PATH...    report annotations that do not do what they seem to do
  plan PATH...    show the phases, waves and resources of a sync in the order in which Argo CD applies them
  lsp --stdio     serve an editor that speaks the Language Server Protocol

A PATH is a file, a folder or "-" (standard input).
"lint" looks through a folder and all its subfolders, apart from hidden ones and "node_modules".
"plan" takes each file and "-" as one application, and a folder the way Argo CD reads it, or as the Applications in its
repository say; Applications that stand in the folder are planned as well.

Options of lint:
  --format text|json|sarif|github   how findings are written (text)
  --fix                             apply every repair that is surely meant, and report what is left;
                                    with "-" the repaired text goes to standard output and the findings to standard error
  --fail-on error|warning|information|hint|never
                                    the least severe finding that makes the exit code 1 (error)
  --argocd-version VERSION          the Argo CD that reads the manifests, such as "2.14" (latest)
  --exclude GLOB                    leave out the files and folders that match, by their path from the current folder or
                                    from a PATH, such as "**/charts/**"; may be given several times

Options of plan:
  --format text|json|markdown|mermaid
                                    how the plan is written (text)
  --namespace NAME                  the destination namespace of the application (default)
  --against REF                     show what differs from the plan at a Git commit, branch or tag
  --what-if fail:KIND/NAME          show what happens when a resource fails; "hang:" where it never ends or gets healthy,
                                    "refuse:" where the cluster refuses it; KIND/NAMESPACE/NAME where several have the name
  --render                          have kustomizations and charts rendered by kustomize, kubectl or helm, where they are on the PATH

Other options:
  -h, --help                        print this text
  --version                         print the version

Exit codes:
  0  nothing to complain about
  1  lint: findings that are severe enough; plan: manifests that Argo CD cannot read
  2  wrong usage, or a PATH that cannot be read
`;
