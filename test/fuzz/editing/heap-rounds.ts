// Plays sessions one after the other in a process of its own and prints what is left on the heap after each round, in bytes:
// `node --expose-gc test/fuzz/editing/heap-rounds.ts ROUNDS EDITS`.
import { Random } from "../random.ts";
import { readSeeds } from "../seeds.ts";
import { EditedWorkspace, root } from "./edited-workspace.ts";
import { EditingSession } from "./session.ts";

const [rounds = 0, edits = 0] = process.argv.slice(2).map(Number);
const collect = (globalThis as { gc?: () => void }).gc;
if (collect === undefined) throw new Error("Start this with --expose-gc.");

const texts = readSeeds().manifest.filter(({ text }) => text.length < 1500);
const disk = Object.fromEntries(
  texts.slice(0, 12).map(({ text }, index) => [`${root}/app/file${index % 6}${index}.yaml`, text]),
);
const applicationPath = `${root}/apps/shop.yaml`;
const application =
  "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: shop\nspec:\n  source:\n    path: shop\n";
const settings = Array.from(
  { length: 60 },
  (_, index) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a${index}\n`,
);
const shop = { [applicationPath]: application, [`${root}/shop/all.yaml`]: settings.join("---\n") };

// Servers that live through all rounds: what they forget to let go of adds up.
const [edited, typed] = [new EditedWorkspace(disk), new EditedWorkspace(shop)];
await Promise.all([edited.search(), typed.search()]);
const random = new Random(7);
const session = new EditingSession(edited, random, () => random.pick(texts).text);
const heaps: number[] = [];
for (let round = 0; round < rounds; round++) {
  await edit(session.edits + edits);
  await typeName(Math.ceil(edits / 5), String.fromCharCode("a".charCodeAt(0) + (round % 26)));
  collect();
  heaps.push(process.memoryUsage().heapUsed);
}
console.log(JSON.stringify(heaps));

async function edit(end: number): Promise<void> {
  for (let step = 0; session.edits < end; step++) {
    await session.step();
    if (step % 4 === 0) for (const path of session.open.keys()) await edited.answerFor(path);
  }
  for (const path of [...session.open.keys()]) await session.close(path);
}

/** Types into the name of an Application: each letter makes another one. */
async function typeName(letters: number, letter: string): Promise<void> {
  await typed.open(applicationPath, application);
  const at = { line: 3, character: 8 };
  for (let count = 0; count < letters; count++) {
    typed.change(applicationPath, [{ range: { start: at, end: at }, text: letter }]);
    await typed.answerFor(applicationPath);
    await typed.answerFor(`${root}/shop/all.yaml`);
  }
  await typed.close(applicationPath);
}
