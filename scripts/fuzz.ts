// Tries millions of inputs that nobody would write, and prints those that do harm: `npm run fuzz`.
// `--seconds N` or `--executions N` says how long, `--seed S` where to begin, `--only TARGET` what to call, `--seeds DIR` adds
// texts to begin with, `--edits N` plays so many edits of a workspace instead, and `--replay FILE` tries one input again.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { attempt } from "../test/fuzz/attempt.ts";
import { findsFolder, readFind } from "../test/fuzz/finds.ts";
import { targets } from "../test/fuzz/targets/index.ts";
import { fuzzEdits } from "./fuzz/edits.ts";
import { fuzzTexts } from "./fuzz/texts.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string" },
    executions: { type: "string" },
    seed: { type: "string" },
    only: { type: "string", multiple: true },
    seeds: { type: "string", multiple: true },
    edits: { type: "string" },
    replay: { type: "string" },
    finds: { type: "string" },
  },
});

const cwd = process.env["INIT_CWD"] ?? process.cwd();
const seed = numberOf("seed", values.seed) ?? Math.floor(Math.random() * 2 ** 32);
if (values.replay !== undefined) await replay(resolve(cwd, values.replay));
else if (values.edits !== undefined) process.exitCode = await fuzzEdits(numberOf("edits", values.edits) ?? 0, seed);
else {
  const unknown = values.only?.find((name) => !targets.some((target) => target.name === name));
  if (unknown !== undefined) {
    console.error(`There is no target "${unknown}": write ${targets.map(({ name }) => `"${name}"`).join(", ")}.`);
    process.exit(2);
  }
  const executions = numberOf("executions", values.executions);
  process.exitCode = await fuzzTexts({
    seed,
    executions: executions ?? Infinity,
    seconds: numberOf("seconds", values.seconds) ?? (executions === undefined ? 60 : Infinity),
    only: values.only ?? [],
    folders: (values.seeds ?? []).map((folder) => resolve(cwd, folder)),
    finds: values.finds === undefined ? findsFolder : resolve(cwd, values.finds),
  });
}

function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined || /^\d+$/.test(text)) return text === undefined ? undefined : Number(text);
  console.error(`"--${option}" cannot be "${text}": write a whole number.`);
  process.exit(2);
}

async function replay(path: string): Promise<void> {
  const { target: name, input } = readFind(path);
  const target = targets.find((it) => it.name === name);
  if (target === undefined) throw new Error(`There is no target "${name}".`);
  const outcome = await attempt(target, input, () => performance.now());
  const isHarmful = "reason" in outcome;
  console.log(isHarmful ? `${name}: ${outcome.reason}` : `"${name}" does no harm any more.`);
  process.exitCode = isHarmful ? 1 : 0;
}
