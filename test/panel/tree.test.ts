// The tree of the sync plan and the commands in windows of a real VS Code, with the keys that a user presses.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Locator } from "playwright-core";
import { type Host, startHost } from "../../scripts/vscode-host/host.ts";
import { runCommand } from "../../scripts/vscode-host/user.ts";
import { eventually, isInTime } from "../../scripts/vscode-host/eventually.ts";
import { hook, manifest, wave } from "../support/manifests.ts";

const root = join(import.meta.dirname, "..", "..");
const view = "Argo CD Sync Plan";

/** VS Code indents what is typed in several lines. */
const oneLine = `{apiVersion: v1, kind: Secret, metadata: {name: a, annotations: {argocd.argoproj.io/sync-wave: "1"}}}`;

/** The titles of our commands in the palette, once one of them is there. */
async function offered({ page }: Host, expected = "Show Output"): Promise<readonly string[]> {
  const rows = page.locator(".quick-input-list .monaco-list-row");
  // An open palette stays as it is, whatever comes to apply.
  await eventually(`the command ${expected}`, async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input").waitFor();
    await page.keyboard.type("Argo CD Annotations");
    await rows.first().waitFor();
    return (await rows.filter({ hasText: expected }).count()) > 0;
  });
  const labels = await Promise.all((await rows.all()).map((row) => row.getAttribute("aria-label")));
  await page.keyboard.press("Escape");
  return labels.flatMap((label) => /^Argo CD Annotations: ([^,]*)/.exec(label ?? "")?.[1] ?? []);
}

/** The lines of the log, once one of them has these words. */
async function logWith({ page }: Host, words: string): Promise<readonly string[]> {
  await runCommand(page, "Argo CD Annotations: Show Output");
  const lines = page.locator(".output-view-container .view-line, .output-view .view-line");
  await lines.filter({ hasText: words }).first().waitFor();
  return (await lines.allInnerTexts()).map((line) => line.replaceAll("\u{a0}", " "));
}

describe("a folder that nobody has trusted yet, without an open file", () => {
  let folder: string;
  let host: Host;
  const text = (path: string): string => readFileSync(join(folder, path), "utf8");
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const row = (words: string): Locator =>
    host.page.locator(`.monaco-list-row[role="treeitem"][aria-label^="${words}"]`);
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await host.page.keyboard.press(key);
  };

  /** Presses keys on the first row until they have had their effect: the palette gives the focus back when it closes, which may come later. */
  const onFirstRow = async (keys: readonly string[], effect: Locator): Promise<void> => {
    const first = host.page.locator('.customview-tree .monaco-list:focus .monaco-list-row.focused[data-index="0"]');
    await eventually(`the effect of ${keys.join(" and ")}`, async () => {
      await runCommand(host.page, `Focus on ${view} View`);
      await press("Home");
      if ((await first.count()) > 0) await press(...keys);
      return (await effect.count()) > 0;
    });
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "tree-"));
    write("plain/kustomization.yaml", "resources: [web.yaml]\n");
    write("plain/web.yaml", manifest("Service", "web"));
    host = await startHost({
      folder,
      extensionPath: root,
      trust: "restricted",
      viewport: { width: 1280, height: 900 },
    });
  });
  after(async () => {
    await host.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it("is told what to do where nothing concerns Argo CD", async () => {
    await host.page.locator(".pane-header").filter({ hasText: view }).waitFor();
    await runCommand(host.page, `Focus on ${view} View`);
    await host.page.locator(".welcome-view-content").filter({ hasText: "Open Another Folder" }).waitFor();
  });

  it("shows each application with its problems as soon as there is one, and none of its resources", async () => {
    // Before VS Code itself watches the folder, nobody can notice what is new in it.
    const inExplorer = (name: string): Locator =>
      host.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`);
    await inExplorer("plain").waitFor();
    let count = 0;
    await eventually("a new file in the Explorer", async () => {
      const name = `new-${String(++count)}.txt`;
      write(name, "");
      return isInTime(inExplorer(name).waitFor({ timeout: 2000 }));
    });
    write("shop/kustomization.yaml", "resources: [a.yaml, b.yaml]\n");
    write("shop/a.yaml", [manifest("Secret", "a", wave("1")), manifest("Secret", "b", wave("3"))].join("---\n"));
    write(
      "shop/b.yaml",
      [manifest("Secret", "c", wave("7")), manifest("Job", "prepare", hook("PreSync"))].join("---\n"),
    );
    write("team/wrong/all.yaml", [manifest("Job", "migrate", hook("PreSnyc")), manifest("Job", "")].join("---\n"));
    await row("wrong, 1 error, team/wrong").waitFor();
    await row("shop").last().waitFor();
    assert.equal(await row("PreSync").count(), 0);
  });

  it("opens with the keyboard, and names what has no name", async () => {
    await onFirstRow(["ArrowRight"], row("PreSync, 1 resource, Hooks that run before"));
    await row("Wave 0, 1 resource").waitFor();
    await press("Home", "ArrowLeft");
    await row("PreSync").waitFor({ state: "detached" });
    // A tree that is renewed between two keys takes the second one for another row.
    await eventually("the resource without a name", async () => {
      await press("End", "ArrowRight");
      return isInTime(row("Job (no name)").waitFor({ timeout: 2000 }));
    });
    await press("ArrowLeft");
  });

  it("lists the commands that apply, without those that a restricted window forbids", async () => {
    const commands = await offered(host);
    assert.ok(commands.includes("Renumber Sync Waves..."), commands.join());
    assert.ok(!commands.includes("Render Application"), commands.join());
    assert.ok(!commands.includes("Shift Sync Waves of Selection..."), commands.join());
  });

  it("asks before waves of several files change, and writes nothing until then", async () => {
    const before = [text("shop/a.yaml"), text("shop/b.yaml")];
    await onFirstRow(["Enter"], host.page.locator('.monaco-list-row.selected[aria-label^="shop"]'));
    const question = async (): Promise<void> => {
      await runCommand(host.page, "Renumber Sync Waves...");
      await host.page.locator(".quick-input-title").filter({ hasText: "Renumber the Waves of shop" }).waitFor();
      await press("Enter");
      await host.page.locator(".quick-input-list .focused").filter({ hasText: "Make 3 Changes in 2 Files" }).waitFor();
    };
    await question();
    await press("Escape");
    await question();
    await press("ArrowDown", "Enter");
    const discard = host.page.getByRole("button", { name: "Discard", exact: true });
    await discard.waitFor();
    assert.deepEqual([text("shop/a.yaml"), text("shop/b.yaml")], before);
    await discard.click();
    await question();
    await press("Enter");
    await host.page.locator(".statusbar-item").filter({ hasText: "Changed 2 files." }).waitFor();
    assert.equal(text("shop/a.yaml"), before[0]?.replace('"1"', '"10"').replace('"3"', '"20"'));
    assert.equal(text("shop/b.yaml"), before[1]?.replace('"7"', '"30"'));
  });

  it("asks for another distance where the waves have the usual one already", async () => {
    const changed = host.page.locator(".statusbar-item").filter({ hasText: "Changed 2 files." });
    await changed.waitFor({ state: "detached" });
    await runCommand(host.page, "Renumber Sync Waves...");
    await host.page.locator(".quick-input-message").filter({ hasText: "are already 10 apart." }).waitFor();
    await host.page.keyboard.type("5");
    await press("Enter");
    await host.page.locator(".quick-input-list .focused").filter({ hasText: "Make 3 Changes in 2 Files" }).waitFor();
    await press("Enter");
    await changed.waitFor();
    assert.match(text("shop/b.yaml"), /"15"/);
  });

  it("is told why a restricted window compares nothing with Git, and what to do", async () => {
    await onFirstRow(["Enter"], host.page.locator('.monaco-list-row.selected[aria-label^="shop"]'));
    await runCommand(host.page, "What Changed in the Sync Plan?");
    await runCommand(host.page, "Notifications: Show Notifications");
    const told = host.page
      .locator(".notifications-center .notification-list-item")
      .filter({ hasText: "restricted mode" });
    await told.getByRole("button", { name: "Manage Workspace Trust" }).waitFor();
    await runCommand(host.page, "Notifications: Clear All Notifications");
  });

  it("finds an application by its name", async () => {
    await onFirstRow(["Control+Alt+f"], host.page.locator(".monaco-tree-type-filter-input input:focus"));
    await host.page.keyboard.type("wro");
    await host.page.locator('.monaco-list-row.focused[aria-label^="wrong"]').waitFor();
    await press("Escape");
  });

  it("has a log that says what a report of a bug needs, and complains of nothing", async () => {
    const log = (await logWith(host, "applications of Argo CD")).join("\n");
    for (const words of ["Argo CD Annotations ", "VS Code ", folder, "restricted mode", "all have their defaults"])
      assert.ok(log.includes(words), `${words} is not in ${log}`);
    assert.doesNotMatch(log, /\[(?:warning|error)\]|kind: /);
    assert.equal(await host.page.locator(".notification-list-item .codicon-error").count(), 0);
  });
});

describe("a window without a folder", () => {
  let host: Host;

  before(async () => {
    host = await startHost({ extensionPath: root });
  });
  after(() => host.stop());

  it("lists only the commands that need none", async () => {
    const expected = ["Explain a Sync...", "Open Example", "Restart Server", "Show Output"];
    assert.deepEqual([...(await offered(host))].sort(), expected);
    await runCommand(host.page, "Argo CD Annotations: Explain a Sync...");
    await host.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "in the Clipboard" }).waitFor();
    await host.page.keyboard.press("Escape");
    // What a server was asked that is restarted meanwhile is in the log, too, and leaves no room for the lines above it.
    assert.match((await logWith(host, "0 applications of Argo CD")).join("\n"), /Folders: none/);
    await runCommand(host.page, "Argo CD Annotations: Restart Server");
    assert.deepEqual([...(await offered(host))].sort(), expected);
    assert.doesNotMatch((await logWith(host, "0 applications of Argo CD")).join("\n"), /\[(?:warning|error)\]/);
  });

  it("shows the plan of a text that is not saved", async () => {
    await runCommand(host.page, "File: New Untitled Text File");
    await host.page.locator(".monaco-editor.focused").waitFor();
    await host.page.keyboard.insertText(oneLine);
    await runCommand(host.page, "Change Language Mode");
    await host.page.keyboard.type("yaml");
    await host.page.keyboard.press("Enter");
    await host.page.locator(".monaco-editor .codelens-decoration").first().waitFor();
    await offered(host, "Copy Sync Plan as Markdown");
    await runCommand(host.page, "Argo CD Annotations: Show Sync Plan");
    await host.page.locator(".tab.active").filter({ hasText: "Sync Plan: " }).waitFor();
  });
});
