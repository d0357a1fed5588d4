/** The address of the page that explains a rule. */
export function rulePage(id: string): string {
  return `https://github.com/argocd-annotations/argocd-annotations/blob/main/docs/rules/${id}.md`;
}
