import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { countTests, type SuiteTotals } from "../totals.ts";

/**
 * Runs every bundled test file beside this module with mocha; VS Code calls it in the extension host.
 * Writes what mocha counted to the file that SUITE_RESULT names, as its very last act.
 * Rejects when a test failed, which makes VS Code end with an exit code other than 0.
 */
export async function run(): Promise<void> {
  // Failures then name the lines of the TypeScript files.
  process.setSourceMapsEnabled(true);
  // Mocha is an ES module and is not bundled, so that its own files stay where it looks for them.
  const { default: Mocha } = await import("mocha");
  const mocha = new Mocha({
    timeout: 120_000,
    forbidOnly: true,
    forbidPending: true,
    color: process.env["SUITE_COLOR"] !== undefined,
  });
  const files = readdirSync(__dirname).filter((name) => name.endsWith(".test.cjs"));
  for (const file of files.sort()) mocha.addFile(join(__dirname, file));
  const totals = await new Promise<SuiteTotals>((resolve) => {
    const totalsOf = countTests(
      mocha.run(() => {
        resolve(totalsOf());
      }),
    );
  });
  const resultFile = process.env["SUITE_RESULT"];
  if (resultFile === undefined) throw new Error("SUITE_RESULT names no file for the result.");
  writeFileSync(resultFile, JSON.stringify(totals));
  if (totals.failed > 0) throw new Error(`${totals.failed} of the tests in VS Code failed.`);
}
