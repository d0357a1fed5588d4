// What axe-core finds in the page of the plan panel, in every kind of theme of a real VS Code.
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Frame } from "playwright-core";
import { planCard, runCommand } from "../../scripts/vscode-host/user.ts";
import { manifest, wave } from "../support/manifests.ts";
import { type PanelUser, startPanelUser } from "./panel-user.ts";

/** What is read of the answer of axe-core. */
interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** The title of each theme in the list of VS Code, and how it names its kind on the page. */
const themes = [
  ["Light Modern", "vscode-light"],
  ["Dark Modern", "vscode-dark"],
  ["Dark High Contrast", "vscode-high-contrast"],
  ["Light High Contrast", "vscode-high-contrast-light"],
] as const;

describe("the plan panel is accessible", () => {
  let user: PanelUser;

  before(async () => {
    user = await startPanelUser({
      "broken/kustomization.yaml": "resources:\n  - part.yaml\n  - missing.yaml\n",
      "broken/part.yaml": manifest("ConfigMap", "part", wave("1")),
    });
    await user.openBeside("migration-job.yaml");
    await runCommand(user.page, "Show Sync Plan");
    await user.isFocused("Job db-migration");
  });
  after(() => user.stop());

  /** The document within the webview in which our page is. */
  async function planFrame(): Promise<Frame> {
    const handle = await user.inPanel("#scroller").elementHandle();
    const frame = await handle.ownerFrame();
    assert.ok(frame);
    return frame;
  }

  /** What axe-core complains about in what is shown, one line for each element. */
  async function complaints(): Promise<readonly string[]> {
    const frame = await planFrame();
    // What moves is half transparent on its way.
    await user.page.emulateMedia({ reducedMotion: "reduce" });
    if (!(await frame.evaluate(() => "axe" in globalThis))) await frame.evaluate(axe.source);
    const { violations } = await frame.evaluate(async () => {
      const page = globalThis as unknown as {
        readonly axe: { readonly run: (...contextAndOptions: readonly object[]) => Promise<AxeResults> };
      };
      // It wants the words of a box of the plan in the order in which they stand; a label begins with the name, and its number comes later.
      const names = "label-content-name-mismatch";
      const [all, named] = [
        await page.axe.run({ rules: { [names]: { enabled: false } } }),
        await page.axe.run({ exclude: [".box"] }, { runOnly: { type: "rule", values: [names] } }),
      ];
      return { violations: [...all.violations, ...named.violations] };
    });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary = "" }) => `${id}: ${help}: ${html.slice(0, 160)}: ${failureSummary}`),
    );
  }

  /** Chooses a theme as a user does. */
  async function choose([title, kind]: (typeof themes)[number]): Promise<void> {
    const { page } = user;
    await runCommand(page, "Preferences: Color Theme");
    await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
    await page.keyboard.type(title);
    await page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: title }).waitFor();
    await page.keyboard.press("Enter");
    await user.inPanel(`body.${kind}`).waitFor();
  }

  async function inAllThemes(): Promise<void> {
    const found: string[] = [];
    for (const theme of themes) {
      await choose(theme);
      for (const complaint of await complaints()) found.push(`${theme[0]}: ${complaint}`);
    }
    assert.deepEqual(found, []);
  }

  it("with a plan", async () => {
    await inAllThemes();
  });

  it("with an answer", async () => {
    await planCard(user.page, "Job db-migration").click();
    await user.inPanel("button").filter({ hasText: "What if it fails?" }).click();
    await user.inPanel(".answer-body").waitFor();
    await inAllThemes();
  });

  it("while a sync is played", async () => {
    await user.inPanel("button").filter({ hasText: "Play sync" }).click();
    await user.isFocused("Pause");
    await user.press("Space", "End");
    await inAllThemes();
  });

  it("with the explanation of a sync, which shows the card that it is about", async () => {
    const { page } = user;
    await user.openBeside("migration-job.yaml");
    const live = readFileSync(join(import.meta.dirname, "..", "..", "examples", "live", "hook-hangs.json"), "utf8");
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(live)})`);
    await runCommand(page, "Explain a Sync...");
    await page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: "Clipboard" }).waitFor();
    await page.keyboard.press("Enter");
    await planCard(page, "Job db-migration, waits").waitFor();
    await user.isFocused("Job db-migration");
    await user.inPanel("#details strong").filter({ hasText: "Job db-migration" }).waitFor();
    await inAllThemes();
  });

  it("with an error, and with nothing to show", async () => {
    const { page, inPanel } = user;
    await page.locator(".explorer-folders-view .monaco-list-row").filter({ hasText: "broken" }).first().click();
    await user.openBeside("part.yaml");
    await runCommand(page, "Show Sync Plan");
    await inPanel("#error").filter({ hasText: "Argo CD cannot sync this application." }).waitFor();
    await inAllThemes();
    for (const name of ["part.yaml", "kustomization.yaml"]) rmSync(user.pathOf(`broken/${name}`));
    await inPanel("body[data-empty=true]").waitFor();
    await inAllThemes();
  });
});
