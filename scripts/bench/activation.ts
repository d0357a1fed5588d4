import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Row, times } from "../../test/bench/goals.ts";
import { packExtension } from "../package.ts";
import { type Page, startHost } from "../vscode-host/host.ts";
import { openFile, runCommand } from "../vscode-host/user.ts";

/** What VS Code itself brings for JSON: a language client with a server, as ours is. */
const beside = "JSON Language Features";

/** Each starts one of the two. */
const files = ["job.yaml", "job.json"] as const;

const hook = { "argocd.argoproj.io/hook": "PreSync" } as const;

/** How long other extensions wait when ours starts in a real VS Code, as VS Code measures it. The work folder must exist. */
export async function measureActivation(work: string): Promise<readonly Row[]> {
  const folder = join(work, "activation");
  mkdirSync(folder);
  const manifest = { apiVersion: "batch/v1", kind: "Job", metadata: { name: "job", annotations: hook } };
  // JSON is YAML too.
  for (const name of files) writeFileSync(join(folder, name), JSON.stringify(manifest));
  const vsix = join(work, "extension.vsix");
  await packExtension(vsix);
  // High enough that no row of the list is left out.
  const host = await startHost({ folder, vsix, viewport: { width: 1280, height: 4000 } });
  try {
    const { page } = host;
    for (const name of files) await openFile(page, name);
    await runCommand(page, "Developer: Show Running Extensions");
    const ours = await activationTime(page, "Argo CD Annotations");
    return [times("activation in VS Code", ours, [await activationTime(page, beside), beside], 1)];
  } finally {
    await host.stop();
  }
}

/** In milliseconds; waits until the extension has been started. */
async function activationTime(page: Page, name: string): Promise<number> {
  const row = page.locator(".runtime-extensions-editor .extension").filter({ hasText: name });
  const text = await row.locator(".activation-time").filter({ hasText: "Activation" }).innerText();
  return Number.parseFloat(text.slice(text.indexOf(": ") + 1));
}
