import { unreadableChoice } from "../configured.ts";
import { complain, complainOfLeftOut } from "../output.ts";
import { openProgress } from "../progress.ts";
import { answer } from "./answer.ts";
import { readBaseline } from "./baseline.ts";
import { checkInputs } from "./check-inputs.ts";
import type { LintCommand } from "./lint-command.ts";
import { showDiff } from "./show-diff.ts";
import { readStaged } from "./staged-inputs.ts";
import { unrenderedSentences } from "./unrendered.ts";

/** Reports what is wrong in the manifests, and fixes it if asked to. Resolves with the exit code. */
export async function lint(command: LintCommand): Promise<number> {
  const unreadable = await unreadableChoice(command.configuration);
  if (unreadable !== undefined) {
    complain(unreadable);
    return 2;
  }
  const staged = command.staged ? await readStaged() : undefined;
  if (staged !== undefined && "complaint" in staged) {
    complain(staged.complaint);
    return 2;
  }
  const known = command.baseline === undefined ? [] : await readBaseline(command.baseline);
  if ("complaint" in known) {
    complain(known.complaint);
    return 2;
  }
  const progress = openProgress();
  try {
    const { results, leftOut, faults, root, useless, fixes, unrendered } = await checkInputs(command, progress, {
      staged,
      known,
    });
    progress.clear();
    complainOfLeftOut(leftOut);
    unrenderedSentences(unrendered).forEach(complain);
    for (const pattern of useless) complain(`The pattern "${pattern}" of "--exclude" matches none of these files.`);
    return command.diff
      ? await showDiff(fixes, results, faults)
      : await answer({ results, faults, root, known }, command);
  } finally {
    progress.clear();
  }
}
