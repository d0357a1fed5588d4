// The entry point of every task: `node scripts/run.mjs TASK [arguments]`.
// It is plain JavaScript that runs on Node 20 without dependencies: it installs what the tasks need, and then runs scripts/TASK.ts.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { clearInterval, setInterval } from "node:timers";
import { fileURLToPath } from "node:url";
import { installDependencies } from "./install-dependencies.mjs";
import { desktopProgram } from "./start/desktop-program.mjs";

const scripts = dirname(fileURLToPath(import.meta.url));
const root = dirname(scripts);

try {
  const [task, ...taskArguments] = process.argv.slice(2);
  const file = taskFile(task);
  await install(task);
  runTask(nodeForTypeScript(), file, taskArguments);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function taskFile(task) {
  const file = join(scripts, `${task}.ts`);
  if (task !== undefined && /^[\w-]+$/.test(task) && existsSync(file)) return file;
  const tasks = readdirSync(scripts).filter((name) => name.endsWith(".ts"));
  const list = tasks.map((name) => name.slice(0, -".ts".length)).join(", ");
  const complaint = task === undefined ? "No task was given." : `There is no task "${task}".`;
  throw new Error(`${complaint} Write "node scripts/run.mjs TASK", where TASK is one of: ${list}.`);
}

/** `npm start` is the first thing that many people do here, so it waits only for what it uses, and for all of that at once. */
async function install(task) {
  if (task !== "start") {
    await installDependencies(root, "Installing the dependencies (once, and again when they change) ...");
    return;
  }
  const builder = [root, "Installing what builds the extension (once, and again when it changes) ..."];
  const editor = [join(scripts, "vscode-host"), "Installing VS Code from npm (once) ..."];
  const needed = desktopProgram() === undefined ? [builder, editor] : [builder];
  await Promise.all(needed.map(([folder, announcement]) => installDependencies(folder, announcement, "dependencies")));
}

/** The Node that started this file if it runs TypeScript by itself (22.18 and newer), else the one that npm installed. */
function nodeForTypeScript() {
  if (process.features.typescript) return process.execPath;
  const platform = process.platform === "win32" ? "win" : process.platform;
  const packaged = join(root, "node_modules", `node-${platform}-${process.arch}`, "bin");
  const node = ["node", "node.exe"].map((name) => join(packaged, name)).find((path) => existsSync(path));
  if (node !== undefined) return node;
  throw new Error(
    `The tasks need Node 22.18 or newer, this is ${process.versions.node}, and npm has no Node for ${process.platform}-${process.arch}. Install Node 24 and try again.`,
  );
}

function runTask(node, file, taskArguments) {
  // Programs that a task starts find this Node too, including those that start with "#!/usr/bin/env node".
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const path = [dirname(node), process.env[pathKey]].filter(Boolean).join(delimiter);
  const child = spawn(node, [file, ...taskArguments], {
    cwd: root,
    stdio: "inherit",
    // INIT_CWD is npm's name for the folder in which the user typed the command: paths are relative to it.
    env: { ...process.env, [pathKey]: path, INIT_CWD: process.env.INIT_CWD ?? process.cwd() },
  });
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  endWithNpm(child);
  child.on("error", (error) => {
    console.error(`Could not start "${node}": ${error.message}`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    // A shell reports a program that a signal ended as 128 plus the signal's number.
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 1);
  });
}

/** When npm is asked to end, it ends only the shell between itself and this file, so this file has to watch for that. */
function endWithNpm(child) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill("SIGTERM");
  }, 500);
  watch.unref();
}
