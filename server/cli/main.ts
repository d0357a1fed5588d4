import { readArguments } from "./arguments.ts";
import { lint } from "./lint.ts";
import { allowClosedPipe, complain, print } from "./output.ts";
import { plan } from "./plan.ts";
import { usage } from "./usage.ts";
import { version } from "./version.ts";

allowClosedPipe();
void run(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});

/** Does what the arguments ask for. Resolves with the exit code, `undefined` while the program goes on. */
async function run(args: readonly string[]): Promise<number | undefined> {
  const command = readArguments(args);
  switch (command.name) {
    case "lint":
      return await lint(command);
    case "plan":
      return await plan(command);
    case "lsp": {
      // Loaded only here, so that the other commands do not pay for it.
      const { serveOverStdio } = await import("./lsp.ts");
      serveOverStdio();
      return undefined;
    }
    case "help":
      await print(usage);
      return 0;
    case "version":
      await print(`${version}\n`);
      return 0;
    case "wrong":
      complain(`${command.complaint} See "argocd-annotations --help".`);
      return 2;
  }
}
