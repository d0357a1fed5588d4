import type { Middleware } from "vscode-languageclient/node";
import { Uri, workspace } from "vscode";

const section = "argocdAnnotations";

/**
 * Tells the server only what people have set: VS Code also has the defaults, which would win over the configuration of a repository.
 */
export const settingsOfPeople: Pick<
  NonNullable<Middleware["workspace"]>,
  "configuration" | "didChangeConfiguration"
> = {
  // The server asks for what it needs, so it is told only that something changed.
  didChangeConfiguration: (_, next) => next(undefined),
  async configuration(params, token, next) {
    const answers: unknown = await next(params, token);
    if (!Array.isArray(answers)) return [];
    return answers.map((answer: unknown, index) => {
      const item = params.items[index];
      return item?.section === section ? whatIsSet(answer, item.scopeUri) : answer;
    });
  },
};

function whatIsSet(answer: unknown, scope: string | undefined): unknown {
  if (typeof answer !== "object" || answer === null) return answer;
  const settings = workspace.getConfiguration(section, scope === undefined ? undefined : Uri.parse(scope));
  return Object.fromEntries(
    Object.entries(answer).filter(([key]) => {
      const found = settings.inspect(key);
      return [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue].some((it) => it !== undefined);
    }),
  );
}
