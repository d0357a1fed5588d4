import { readSeeds } from "../seeds.ts";
import { Random } from "../random.ts";
import { filesOf } from "../target.ts";
import { chartFiles, chartSnippet } from "./chart-disk.ts";
import { EditedWorkspace, root } from "./edited-workspace.ts";
import { serveFiles } from "./served.ts";
import { EditingSession, type Played } from "./session.ts";

/** What came of many sessions. */
export interface PlayReport {
  readonly sessions: number;
  readonly edits: number;
  /** How many of them went through the protocol. */
  readonly servedEdits: number;
  readonly comparisons: number;
  readonly tally: ReadonlyMap<string, number>;
}

/** How a session is to be played. */
export interface PlayOptions {
  readonly seed: number;
  /** How many edits are made at least. */
  readonly edits: number;
  /** One in so many sessions goes through the protocol. */
  readonly servedOneIn: number;
  readonly progress?: (edits: number) => void;
}

/** Plays sessions until enough edits are made. Throws where something is shown otherwise than after a fresh start. */
export async function play({ seed, edits, servedOneIn, progress }: PlayOptions): Promise<PlayReport> {
  const seeds = readSeeds();
  const report = { sessions: 0, edits: 0, servedEdits: 0, comparisons: 0, tally: new Map<string, number>() };
  while (report.edits < edits) {
    const number = seed + report.sessions++;
    const random = new Random(number);
    const isServed = random.oneIn(servedOneIn);
    const isOfChart = random.oneIn(3);
    const bundle = random.pick(seeds.files).text;
    const texts = Object.entries({ "app/first.yaml": "kind: A\n", ...filesOf(bundle) }).slice(0, 7);
    const disk = Object.fromEntries(
      (isOfChart ? Object.entries(chartFiles) : texts).map(([path, text]) => [`${root}/${path}`, text.slice(0, 2000)]),
    );
    const manifest = (): string => random.pick(seeds.manifest).text.slice(0, random.oneIn(10) ? 2500 : 700);
    const pasted = (): string => (isOfChart && !random.oneIn(3) ? chartSnippet(random) : manifest());
    const session = isServed ? await playServed(disk, random, pasted) : await playModel(disk, random, pasted);
    report.edits += session.edits;
    report.comparisons += session.comparisons;
    if (isServed) report.servedEdits += session.edits;
    for (const [doing, count] of session.tally) report.tally.set(doing, (report.tally.get(doing) ?? 0) + count);
    progress?.(report.edits);
  }
  return report;
}

type PlayedSession = Pick<EditingSession, "edits" | "tally"> & { readonly comparisons: number };

async function playModel(disk: Record<string, string>, random: Random, pasted: () => string): Promise<PlayedSession> {
  const edited = new EditedWorkspace(disk);
  await edited.search();
  return playOn(edited, { random, pasted, steps: 30 }, async (session) => {
    session.compareTexts((path) => edited.textAt(path));
    const fresh = new EditedWorkspace({ ...disk });
    await fresh.search();
    await session.compare(fresh);
  });
}

async function playServed(disk: Record<string, string>, random: Random, pasted: () => string): Promise<PlayedSession> {
  const served = await serveFiles(disk);
  const played = await playOn(served, { random, pasted, steps: 12 }, async (session) => {
    const fresh = await serveFiles({ ...disk });
    await session.compare(fresh);
    await fresh.quit();
  });
  await served.quit();
  return played;
}

async function playOn(
  played: Played,
  { random, pasted, steps }: { readonly random: Random; readonly pasted: () => string; readonly steps: number },
  compare: (session: EditingSession) => Promise<void>,
): Promise<PlayedSession> {
  const session = new EditingSession(played, random, pasted);
  let comparisons = 0;
  for (let step = 1; step <= steps; step++) {
    await session.step();
    if (step % 3 !== 0) continue;
    await compare(session);
    comparisons++;
  }
  return { edits: session.edits, tally: session.tally, comparisons };
}
