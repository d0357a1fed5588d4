// The plan panel in a real VS Code, with the keys that a user presses and read from its page.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { type Host, startHost } from "../../scripts/vscode-host/host.ts";
import { openFile, planCard, planPage, runCommand } from "../../scripts/vscode-host/user.ts";
import { eventually } from "../../scripts/vscode-host/eventually.ts";
import { manifest, wave } from "../support/manifests.ts";

/** What the page has of the styles of an element. */
interface Styles {
  readonly getComputedStyle: (element: unknown) => { readonly transitionDuration: string };
}

const root = join(import.meta.dirname, "..", "..");

describe("the plan panel plays a sync", () => {
  let folder: string;
  let host: Host;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "panel-"));
    const workspace = join(folder, "examples", "agent-platform");
    cpSync(join(root, "examples", "agent-platform"), workspace, { recursive: true });
    mkdirSync(join(workspace, "other"));
    writeFileSync(join(workspace, "other", "other.yaml"), manifest("ConfigMap", "other", wave("1")));
    // The tests press keys instead of waiting for the clock.
    host = await startHost({ folder: workspace, extensionPath: root, viewport: { width: 1280, height: 900 } });
    await openFile(host.page, "migration-job.yaml");
  });
  after(async () => {
    await host.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const inPanel = (selector: string): Locator => planPage(host.page).locator(selector);
  const press = (...keys: readonly string[]): Promise<void> =>
    keys.reduce<Promise<void>>((before, key) => before.then(() => host.page.keyboard.press(key)), Promise.resolve());

  /** Waits until this is what happens now. */
  async function now(sentence: string | RegExp): Promise<void> {
    await inPanel("#play .now").filter({ hasText: sentence }).waitFor();
  }

  /** Opens a file beside the panel and not in its place. */
  async function openBeside(name: string): Promise<void> {
    await runCommand(host.page, "View: Focus First Editor Group");
    await openFile(host.page, name);
  }

  async function isFocused(name: string): Promise<void> {
    await inPanel(`:focus`).filter({ hasText: name }).waitFor();
  }

  /** Plays the sync that is shown and pauses at its beginning. */
  async function playFromBeginning(command = "Play Sync"): Promise<void> {
    await runCommand(host.page, command);
    await isFocused("Pause");
    await press("Space", "Home");
    await isFocused("Play");
    await now("Nothing is applied yet.");
  }

  it("steps with the arrow keys, Home and End, and says each moment in a live region", async () => {
    await playFromBeginning();
    assert.equal(await inPanel("#play .now").getAttribute("aria-live"), "polite");
    await planCard(host.page, "Job db-migration, not yet").waitFor();
    await press("ArrowRight", "ArrowRight", "ArrowRight");
    await now("PreSync, wave -1: waits for Job db-migration to finish.");
    await planCard(host.page, "Job db-migration, runs").waitFor();
    await planCard(host.page, "ServiceAccount db-migrate, applied").waitFor();
    await press("ArrowRight");
    await planCard(host.page, "Job db-migration, succeeded").waitFor();
    await press("ArrowLeft");
    await planCard(host.page, "Job db-migration, runs").waitFor();
    await press("End");
    await now("The sync succeeds.");
    await planCard(host.page, "Job db-migration, deleted").waitFor();
    await press("ArrowRight");
    await now("The sync succeeds.");
    await press("Home");
    await now("Nothing is applied yet.");
  });

  it("goes on by itself, and the space bar stops it", async () => {
    await playFromBeginning();
    await inPanel("#play select").selectOption("Fast");
    await press("Space");
    await inPanel(".play-toggle").filter({ hasText: "Pause" }).waitFor();
    await now("PreSync, wave -1: applies Job db-migration.");
    await press("Space");
    await inPanel(".play-toggle").filter({ hasText: "Play" }).waitFor();
    // From the end it begins again.
    await press("End", "Space");
    await now("Nothing is applied yet.");
    await press("Space");
  });

  it("lets Tab reach every control, each with a name, and the moment of the list", async () => {
    await playFromBeginning();
    await press("ArrowRight");
    for (const [role, name] of [
      ["button", "Next"],
      ["button", "End"],
      ["combobox", "Speed"],
      ["button", "Stop playing"],
    ] as const) {
      await press("Tab");
      await inPanel(":focus")
        .and(planPage(host.page).getByRole(role, { name, exact: true }))
        .waitFor();
    }
    await press("Shift+Tab", "Shift+Tab", "Shift+Tab");
    await isFocused("Next");
    await press("Enter");
    await now("PreSync, wave -1: applies Job db-migration.");
  });

  it("lists the whole course: a click goes to a moment, and arrows go on from there", async () => {
    await playFromBeginning();
    await inPanel(".moment").filter({ hasText: "waits for Deployment agent-api" }).click();
    await now("Sync, wave 1: waits for Deployment agent-api to become healthy.");
    await press("ArrowDown");
    await now("Sync, wave 1: Deployment agent-api is healthy.");
    assert.equal(await inPanel('.moment[aria-current="step"]').count(), 1);
    await isFocused("Sync, wave 1: Deployment agent-api is healthy.");
    await inPanel('.step[data-now][aria-label^="Wave 1, now"]').waitFor();
  });

  it("scrolls to the wave in which something happens and selects its card, also in little room", async () => {
    await playFromBeginning();
    await inPanel(".moment").filter({ hasText: "PostSync, wave 2: waits for" }).click();
    await now("PostSync, wave 2: waits for Job notify-deployment and Job smoke-tests");
    await inPanel("#details strong").filter({ hasText: "Job notify-deployment" }).waitFor();
    await host.page.setViewportSize({ width: 1280, height: 500 });
    const isSeen = async (selector: string): Promise<boolean> => {
      const [card, lanes] = [await inPanel(selector).boundingBox(), await inPanel("#scroller").boundingBox()];
      if (card === null || lanes === null) return false;
      return card.y >= lanes.y && card.y + card.height <= lanes.y + lanes.height;
    };
    await eventually("Job notify-deployment between the lanes' ends", () =>
      isSeen('.card[aria-label^="Job notify-deployment"]'),
    );
    // What the words above the lanes say is not listed again there.
    await inPanel("#course").waitFor({ state: "hidden" });
    await inPanel(".play-toggle").focus();
    await press("Home", "ArrowRight", "ArrowRight", "ArrowRight");
    await now("PreSync, wave -1: waits for Job db-migration to finish.");
    await eventually("Job db-migration between the lanes' ends", () => isSeen('.card[aria-label^="Job db-migration"]'));
    await inPanel("#details strong").filter({ hasText: "Job db-migration" }).waitFor();
    await host.page.setViewportSize({ width: 1280, height: 900 });
  });

  it("stays at its moment while a manifest changes, and when the panel was hidden; it is paused then", async () => {
    await playFromBeginning();
    await inPanel(".moment").filter({ hasText: "applies Secret agent-secrets" }).click();
    await now("Sync, wave 0: applies Secret agent-secrets and ConfigMap agent-config.");
    await openBeside("notify-deployment.yaml");
    await press("Control+End");
    await host.page.keyboard.insertText(`---\n${manifest("ConfigMap", "added")}`);
    await now("Sync, wave 0: applies Secret agent-secrets, ConfigMap added and ConfigMap agent-config.");
    await planCard(host.page, "ConfigMap added, applied").waitFor();
    await runCommand(host.page, "Play Sync");
    await isFocused("Pause");
    await press("ArrowRight", "Space");
    // Another editor in the place of the panel: then its page is not there.
    await host.page.locator(".explorer-folders-view .monaco-list-row").filter({ hasText: "smoke-tests" }).dblclick();
    await inPanel("#play").waitFor({ state: "detached" });
    await host.page.locator(".tab").filter({ hasText: "Sync Plan: agent-platform" }).click();
    await inPanel(".play-toggle").filter({ hasText: "Play" }).waitFor();
    await inPanel(".play-count")
      .filter({ hasText: /^([2-9]|1\d) of/ })
      .waitFor();
  });

  it("ends when another application is shown", async () => {
    await playFromBeginning();
    await host.page.locator(".explorer-folders-view .monaco-list-row").filter({ hasText: "other" }).first().click();
    await openBeside("other.yaml");
    await runCommand(host.page, "Show Sync Plan");
    await isFocused("other");
    await inPanel("#play").waitFor({ state: "hidden" });
  });

  it("plays the failure that was asked about, and shows its answer again when it stops", async () => {
    await openBeside("migration-job.yaml");
    await runCommand(host.page, "What If It Fails?");
    await planCard(host.page, "Job db-migration, failed").waitFor();
    await inPanel(".answer-body").waitFor();
    await playFromBeginning();
    await press("End");
    await now(/^The sync fails\. \d resources are not applied\.$/);
    await inPanel(".answer-body").waitFor({ state: "hidden" });
    await inPanel(".moment").filter({ hasText: "Job db-migration fails." }).click();
    await planCard(host.page, "Job db-migration, failed").waitFor();
    await inPanel("button").filter({ hasText: "Stop playing" }).click();
    await inPanel(".answer-body").filter({ hasText: "The sync fails." }).waitFor();
    await isFocused("Play sync");
  });

  it("moves nothing where the user wants no motion", async () => {
    await playFromBeginning();
    const duration = (): Promise<string> =>
      planCard(host.page, "Job db-migration").evaluate(
        (card) => (globalThis as unknown as Styles).getComputedStyle(card).transitionDuration,
      );
    assert.notEqual(await duration(), "0s");
    await host.page.emulateMedia({ reducedMotion: "reduce" });
    assert.equal(await duration(), "0s");
    await press("Space");
    await now("PreSync, wave -2: applies");
    await press("Space");
    await host.page.emulateMedia({ reducedMotion: "no-preference" });
  });
});
