import { reasonOf } from "../workspace/reasons.ts";
import { readArguments } from "./arguments.ts";
import { completionScript } from "./completion.ts";
import { explain } from "./explain/explain.ts";
import { lint } from "./lint/lint.ts";
import { complain, print } from "./output.ts";
import { chooseColor } from "./paint.ts";
import { plan } from "./plan/plan.ts";
import { exact, shown } from "./shown.ts";
import { usageOf } from "./usage.ts";
import { version } from "../workspace/product-version.ts";

void main();

async function main(): Promise<void> {
  // Node would print the error as it is, with what it names.
  process.once("uncaughtException", (error) => {
    stop(error);
    process.exit();
  });
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    stop(error);
  }
}

/** An error here is not due to the input: the output cannot be written, or this program has a fault. */
function stop(error: unknown): void {
  complain(`Stopped: ${reasonOf(error)}`);
  process.exitCode = 2;
}

/** Runs the command. Resolves with the exit code, `undefined` while the program keeps running. */
async function run(args: readonly string[]): Promise<number | undefined> {
  const command = readArguments(args);
  if ("color" in command) chooseColor(command.color);
  switch (command.name) {
    case "lint":
      return await lint(command);
    case "plan":
      return await plan(command);
    case "explain":
      return await explain(command);
    case "lsp": {
      // Loaded only here, so that the other commands start faster.
      const { serveOverStdio } = await import("./lsp.ts");
      await serveOverStdio();
      return undefined;
    }
    case "help":
      await print(exact(usageOf(command.topic)));
      return 0;
    case "completion":
      await print(exact(completionScript(command.shell)));
      return 0;
    case "version":
      await print(shown`${version}\n`);
      return 0;
    case "wrong":
      complain(
        `${command.complaint} See "argocd-annotations ${command.topic === undefined ? "" : `${command.topic} `}--help".`,
      );
      return 2;
  }
}
