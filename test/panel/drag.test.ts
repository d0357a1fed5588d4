// Cards of the plan panel that are dragged or moved by keys, in a real VS Code.
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { planCard, runCommand } from "../../scripts/vscode-host/user.ts";
import { eventually } from "../../scripts/vscode-host/eventually.ts";
import { manifest, wave } from "../support/manifests.ts";
import { type PanelUser, startPanelUser } from "./panel-user.ts";

const template = manifest("ConfigMap", "templated", { "argocd.argoproj.io/sync-wave": '"{{ .Values.wave }}"' });

describe("moving cards in the plan panel", () => {
  let user: PanelUser;

  before(async () => {
    user = await startPanelUser({ "late.yaml": `${manifest("ConfigMap", "late", wave("7"))}---\n${template}` });
    // Everything is in view, so that nothing scrolls under the mouse.
    await user.page.setViewportSize({ width: 1280, height: 1400 });
    await user.openBeside("migration-job.yaml");
    await runCommand(user.page, "Show Sync Plan");
    await user.isFocused("Job db-migration");
  });
  after(() => user.stop());

  const card = (words: string): Locator => planCard(user.page, words);
  const step = (words: string): Locator => user.inPanel(`.step[aria-label^="${words}"]`);

  /** The middle of something on the page of the window, or so far below it. */
  async function middleOf(place: Locator, below = 0): Promise<readonly [number, number]> {
    const box = await place.boundingBox();
    assert.ok(box);
    return [box.x + Math.min(60, box.width / 2), below === 0 ? box.y + box.height / 2 : box.y + box.height + below];
  }

  /** Takes a card with the mouse and brings it to a place, and waits for what is said there. */
  async function drag(
    from: Locator,
    to: () => Promise<readonly [number, number]>,
    words: string | RegExp,
  ): Promise<void> {
    const { mouse } = user.page;
    await from.scrollIntoViewIfNeeded();
    const [x, y] = await middleOf(from);
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + 10, y + 10, { steps: 3 });
    await mouse.move(...(await to()), { steps: 4 });
    await user.inPanel(".drop-hint").filter({ hasText: words }).waitFor();
  }

  /** The lines of a file that are other ones than before an action. */
  async function changedLines(name: string, action: () => Promise<void>): Promise<readonly string[]> {
    const before = user.textOf(name);
    await action();
    const lines = before.split("\n");
    let after = lines;
    // It is saved, as refactorings are; while that happens, the file is shorter.
    await eventually(`a change of ${name}`, async () => {
      await user.page.waitForFunction(() => true);
      after = user.textOf(name).split("\n");
      return after.join("\n") !== before && after.length >= lines.length;
    });
    assert.equal(after.length, lines.length);
    return after.filter((line, index) => line !== lines[index]);
  }

  it("changes exactly one line when a card is dropped on another wave, keeps it selected, and Undo takes it back", async () => {
    const { page, isFocused, inPanel, press } = user;
    const changed = await changedLines("migration-job.yaml", async () => {
      await drag(card("Job db-migration"), () => middleOf(card("Role db-migrate")), "Job db-migration to wave -2");
      assert.equal(await inPanel("body").getAttribute("data-drop"), "yes");
      await page.mouse.up();
      await inPanel("#live").filter({ hasText: "Job db-migration is in PreSync wave -2 now." }).waitFor();
    });
    assert.deepEqual(changed, ['    argocd.argoproj.io/sync-wave: "-2"']);
    await step("Wave -2, 4 resources").waitFor();
    await isFocused("Job db-migration");
    const taken = await changedLines("migration-job.yaml", async () => {
      await press("Control+1");
      await user.isInEditor();
      await press("Control+z", "Control+s");
    });
    assert.deepEqual(taken, ['    argocd.argoproj.io/sync-wave: "-1"']);
    await step("Wave -1, 1 resource").waitFor();
  });

  it("inserts a new wave between two of them, and a folded wave accepts a card as well", async () => {
    const { page } = user;
    await step("Wave 7").click();
    await step("Wave 7").and(user.inPanel('[aria-expanded="false"]')).waitFor();
    await drag(card("Secret agent-secrets"), () => middleOf(step("Wave 7")), "Secret agent-secrets to wave 7");
    const changed = await changedLines("late.yaml", async () => {
      await page.keyboard.press("Escape");
      await page.mouse.up();
      await step("Wave 7").click();
      await step("Wave 7").and(user.inPanel('[aria-expanded="true"]')).waitFor();
      await drag(card("Secret agent-secrets"), () => middleOf(card("Deployment agent-api"), 8), "a new wave 4");
      await page.keyboard.press("Escape");
      await page.mouse.up();
      await card("ConfigMap late").focus();
      await page.keyboard.press("Alt+ArrowUp");
    });
    assert.deepEqual(changed, ['    argocd.argoproj.io/sync-wave: "1"']);
    await user.inPanel("#live").filter({ hasText: "ConfigMap late is in Sync wave 1 now." }).waitFor();
    await user.isFocused("ConfigMap late");
    // The plan comes after that, and moves what is dragged next.
    await step("Wave 1, 3 resources").waitFor();
  });

  it("makes a hook in another phase only where that is offered, else says why not and drops nothing", async () => {
    const { page, inPanel } = user;
    const service = user.textOf("agent-api.yaml");
    await drag(card("Service agent-api"), () => middleOf(card("Role db-migrate")), "should not become a hook");
    assert.equal(await inPanel("body").getAttribute("data-drop"), "no");
    await page.mouse.up();
    await inPanel(".drop-hint").waitFor({ state: "hidden" });
    assert.equal(user.textOf("agent-api.yaml"), service);
    const changed = await changedLines("smoke-tests.yaml", async () => {
      await drag(card("Job smoke-tests"), () => middleOf(card("Service agent-api")), "becomes a Sync hook in wave 1");
      await page.mouse.up();
    });
    assert.deepEqual(changed.map((line) => line.trim()).sort(), [
      "argocd.argoproj.io/hook: Sync",
      'argocd.argoproj.io/sync-wave: "1"',
    ]);
    await step("Wave 1, 4 resources").waitFor();
    await user.isFocused("Job smoke-tests");
  });

  it("lets go of a card whose button was released beside the lanes, or where the page cannot see it", async () => {
    const { page, inPanel } = user;
    const { mouse } = page;
    const files = ["agent-api.yaml", "smoke-tests.yaml"].map((name) => user.textOf(name));
    const ground = await middleOf(card("Role db-migrate"), 8);
    const take = async (): Promise<void> => {
      await mouse.move(...(await middleOf(card("Service agent-api"))));
      await mouse.down();
    };
    const letsGo = async (): Promise<void> => {
      await mouse.move(...ground, { steps: 4 });
      assert.equal(await inPanel("body").getAttribute("data-drop"), null);
      assert.equal(await inPanel(".drop-hint").isVisible(), false);
      await mouse.down();
      await mouse.up();
    };
    await take();
    await mouse.move(...(await middleOf(inPanel("#name"))));
    await mouse.up();
    await letsGo();
    await take();
    await mouse.move(...ground, { steps: 4 });
    await inPanel(".drop-hint").waitFor();
    await inPanel("body").dispatchEvent("blur");
    await inPanel(".drop-hint").waitFor({ state: "hidden" });
    await mouse.up();
    await letsGo();
    // A page hears nothing of a button that is released outside of the window.
    await take();
    await inPanel("#scroller").dispatchEvent("pointermove", { pointerId: 1, buttons: 0 });
    await mouse.move(...ground, { steps: 4 });
    assert.equal(await inPanel(".drop-hint").isVisible(), false);
    await mouse.up();
    assert.deepEqual(
      ["agent-api.yaml", "smoke-tests.yaml"].map((name) => user.textOf(name)),
      files,
    );
  });

  it("refuses what a template writes with the same words by mouse and by keys, and Escape ends a drag", async () => {
    const { page, inPanel } = user;
    const refusal = /^ConfigMap templated stays as it is: a template /;
    await drag(card("ConfigMap templated"), () => middleOf(card("Service agent-api")), refusal);
    await page.keyboard.press("Escape");
    await inPanel(".drop-hint").waitFor({ state: "hidden" });
    await page.mouse.up();
    await card("ConfigMap templated").focus();
    await page.keyboard.press("Alt+ArrowUp");
    await runCommand(page, "Notifications: Show Notifications");
    await page.locator(".notification-list-item-message").filter({ hasText: refusal }).waitFor();
  });
});
