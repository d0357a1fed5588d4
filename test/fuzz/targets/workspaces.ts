/** Files in a folder, as the server keeps them while they are edited, renamed and changed by others. */
import { EditedWorkspace, root } from "../editing/edited-workspace.ts";
import { EditingSession } from "../editing/session.ts";
import type { Random } from "../random.ts";
import { filesOf, type Outcome, type Target } from "../target.ts";

/** The target that edits. */
export const workspaceTargets: readonly Target[] = [
  { name: "workspace", takes: "files", costly: true, run: workspaceTarget },
];

async function workspaceTarget(input: string, random: Random): Promise<Outcome> {
  const texts = Object.entries(filesOf(input)).filter(([path]) => /^[\w./-]+$/.test(path) && !path.includes(".."));
  const disk = Object.fromEntries(
    [["app/first.yaml", "kind: A\n"], ...texts].map(([path = "", text = ""]) => [`${root}/${path}`, text]),
  );
  const edited = new EditedWorkspace(disk);
  await edited.search();
  const session = new EditingSession(edited, random, () => random.pick(Object.values(disk)).slice(0, 800));
  for (let step = 0; step < 8; step++) await session.step();
  const fresh = new EditedWorkspace({ ...disk });
  await fresh.search();
  await session.compare(fresh);
  return { calls: session.edits, answer: [...session.open].map(([path, { text }]) => [path, text]) };
}
