import { commands, type QuickPickItem, ThemeIcon, Uri, workspace } from "vscode";
import type { PlanView } from "../../../server/protocol/index.ts";
import { filesAt } from "../files-at-commit.ts";
import { type GitRepository, repositoryOf } from "../git.ts";
import type { PlanPanel } from "../panel-host/plan-panel.ts";
import type { Plans } from "../plan/plans.ts";
import { ask, choose, complain, inform, suggest } from "../tell.ts";
import { changeQuestion } from "../panel-host/questions.ts";

/** Shows in the panel what differs between the plan now and that of a commit: HEAD, or what the user chooses where `ref` is "ask". */
export async function showWhatChanged(
  plans: Plans,
  panel: PlanPanel,
  view: PlanView,
  ref: "HEAD" | "ask",
): Promise<void> {
  if (!workspace.isTrusted) {
    await offerTrust();
    return;
  }
  const repository = await repositoryOf(Uri.parse(view.uri));
  if (typeof repository === "string") {
    inform(repository);
    return;
  }
  const chosen = ref === "ask" ? await chooseRef(repository) : ref;
  if (chosen === undefined) return;
  if (!(await isCommit(repository, chosen))) {
    inform(
      `Git has no commit "${chosen}" here, so there is nothing to compare with. A new repository has none before its first commit.`,
    );
    return;
  }
  try {
    await panel.ask(view, changeQuestion(plans, filesAt(repository, chosen)));
  } catch (error) {
    await panel.ask(view, undefined);
    complain(error instanceof Error ? error.message : String(error));
  }
}

/** Says that VS Code itself runs no Git then, and offers to change it. */
async function offerTrust(): Promise<void> {
  const manage = "Manage Workspace Trust";
  const chosen = await suggest(
    "This workspace is in restricted mode, in which VS Code does not run Git, so there is nothing to compare with. Trust it and try again.",
    manage,
  );
  if (chosen === manage) await commands.executeCommand("workbench.trust.manage");
}

async function chooseRef(repository: GitRepository): Promise<string | undefined> {
  const refs = (await repository.getRefs?.({ sort: "committerdate" })) ?? repository.state.refs;
  const named = refs.flatMap(({ name, commit }): QuickPickItem[] =>
    name === undefined ? [] : [{ label: name, ...(commit !== undefined && { description: commit.slice(0, 8) }) }],
  );
  const head: QuickPickItem = { label: "HEAD", description: "the last commit" };
  const other: QuickPickItem = { label: "Another Commit...", iconPath: new ThemeIcon("edit") };
  const chosen = await choose([head, ...named, other], { title: "Compare the Sync Plan With" });
  if (chosen !== other) return chosen?.label;
  return ask({
    title: "Compare the Sync Plan With",
    prompt: "A commit, a branch or a tag, for example HEAD~1",
  });
}

async function isCommit(repository: GitRepository, ref: string): Promise<boolean> {
  // Git would take it for an option, and the names of branches come from the repository.
  if (ref.startsWith("-")) return false;
  try {
    await repository.getCommit(ref);
    return true;
  } catch {
    // Git's own message is meant for its command line.
    return false;
  }
}
