// Where the keyboard is while the plan panel is used, in a real VS Code.
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { planCard, runCommand } from "../../scripts/vscode-host/user.ts";
import { eventually, isInTime } from "../../scripts/vscode-host/eventually.ts";
import { type PanelUser, startPanelUser } from "./panel-user.ts";

describe("the keyboard in the plan panel", () => {
  let user: PanelUser;

  before(async () => {
    user = await startPanelUser();
    await user.openBeside("migration-job.yaml");
  });
  after(() => user.stop());

  /**
   * Goes from the editor to the panel, which is the second group. At times VS Code gives the keyboard to the frame around a page, and
   * not to the page: then the user goes back and comes again. Each time is waited for, since one that comes late would take the keyboard
   * away from where the user has gone meanwhile.
   */
  async function come(): Promise<void> {
    await eventually("the focus in the panel", async () => {
      await user.press("Control+1");
      await user.isInEditor();
      await user.press("Control+2");
      return isInTime(user.inPanel(":focus").waitFor({ timeout: 5000 }));
    });
  }

  const activeTab = (name: string): Locator => user.page.locator(".tab.active").filter({ hasText: name });
  /** Clicks on a card as people do: the page has time to show what was pressed before the button is up. */
  async function clickSlowly(card: Locator): Promise<void> {
    const { mouse } = user.page;
    const box = await card.boundingBox();
    assert.ok(box);
    // Near its lower edge, which may be that of the lanes.
    await mouse.move(box.x + box.width / 2, box.y + box.height - 6);
    await mouse.down();
    await card.and(user.inPanel(":focus")).waitFor();
    // What the page does at its next drawing is done then.
    await card.evaluate(async () => {
      const { requestAnimationFrame: draw } = globalThis as unknown as {
        requestAnimationFrame: (then: () => void) => void;
      };
      await new Promise<void>((resolve) => {
        draw(() => {
          draw(resolve);
        });
      });
    });
    await mouse.up();
  }

  /** Waits until a card is marked as the one that is selected. */
  const isSelected = (words: string): Promise<void> =>
    planCard(user.page, words).and(user.inPanel('[aria-selected="true"]')).waitFor();

  it("stays in the editor when a code lens is clicked, and comes to the card with Ctrl+2", async () => {
    const { page, isFocused, isInEditor } = user;
    await page.locator(".monaco-editor .codelens-decoration a").first().click();
    await isSelected("Job db-migration");
    await isInEditor();
    await come();
    await isFocused("Job db-migration");
  });

  it("stays on a card that is clicked, whose manifest is shown; Enter and a double click go there", async () => {
    const { page, press, isFocused, isInEditor } = user;
    await planCard(page, "Deployment agent-api").click();
    await isFocused("Deployment agent-api");
    await activeTab("agent-api.yaml").waitFor();
    await isFocused("Deployment agent-api");
    await press("Enter");
    await isInEditor();
    await come();
    await isFocused("Deployment agent-api");
    await planCard(page, "Job smoke-tests").dblclick();
    await activeTab("smoke-tests.yaml").waitFor();
    await isInEditor();
    await come();
    await isFocused("Job smoke-tests");
    await press("Home", "Control+1");
    await isInEditor();
    await come();
    await isFocused("PreSync");
  });

  it("takes a click on a card however long the button is down, also where the details then cover it", async () => {
    const { page, press, isFocused, inPanel } = user;
    for (const [words, file] of [
      ["Secret agent-secrets", "agent-config.yaml"],
      ["Job smoke-tests", "smoke-tests.yaml"],
    ] as const) {
      await press("Home");
      await isFocused("PreSync");
      await inPanel("#details").filter({ hasText: "PreSync" }).waitFor();
      const card = planCard(page, words);
      await card.evaluate((it) => {
        (it as { scrollIntoView: (options: object) => void }).scrollIntoView({ block: "end" });
      });
      await clickSlowly(card);
      await activeTab(file).waitFor();
      await isFocused(words);
      await inPanel("#details").filter({ hasText: words }).waitFor();
    }
  });

  it("goes to what begins with the letters that are typed, and the space bar shows it", async () => {
    const { press, isFocused } = user;
    await press("Home", "d");
    await isFocused("ServiceAccount db-migrate");
    await press("Home", "a", "Space");
    await activeTab("agent-config.yaml").waitFor();
    await isFocused("Secret agent-secrets");
  });

  it("opens the menu of the card with Shift+F10 and with the menu key, at the card", async () => {
    const { page, press, isFocused } = user;
    for (const key of ["Shift+F10", "ContextMenu"]) {
      await press("Home", "n", key);
      await page.locator(".monaco-menu .action-label").filter({ hasText: "What If It Fails?" }).waitFor();
      const [card, menu] = [planCard(page, "Job notify-deployment"), page.locator(".monaco-menu")];
      const [at, shown] = [await card.boundingBox(), await menu.first().boundingBox()];
      // Where there is no room on the right, a menu is on the left.
      const left = shown?.x ?? 0;
      const right = left + (shown?.width ?? 0);
      assert.ok(at !== null && [left, right].some((x) => x >= at.x && x <= at.x + at.width), `${left} to ${right}`);
      await press("Escape");
      await isFocused("Job notify-deployment");
    }
  });

  it("keeps its place in an answer that changes, says the answer once, and Escape closes it", async () => {
    const { press, isFocused, inPanel } = user;
    await press("Home", "d", "d", "d", "d");
    await isFocused("Job db-migration");
    await press("Tab", "Enter");
    await inPanel("#live").filter({ hasText: "What if Job db-migration fails? The sync fails." }).waitFor();
    assert.equal(await inPanel("#answer[aria-live], #answer [aria-live]").count(), 0);
    await isFocused("What if it fails?");
    await inPanel("button").filter({ hasText: "It never finishes" }).focus();
    await press("Enter");
    await inPanel("#live").filter({ hasText: "The sync waits forever." }).waitFor();
    await isFocused("It never finishes");
    await press("Escape");
    await inPanel("#answer").waitFor({ state: "hidden" });
    await isFocused("Job db-migration");
  });

  it("reaches every control with Tab, in the order in which they stand, and goes back with Shift+Tab", async () => {
    const { press, isFocused, inPanel } = user;
    await runCommand(user.page, "What If It Fails?");
    await inPanel(".answer-body").waitFor();
    await isFocused("Job db-migration");
    const controls = await inPanel(
      "button:visible:not([tabindex='-1']), select:visible, input:visible, [tabindex='0']:visible",
    ).count();
    await inPanel("header input").focus();
    const seen: string[] = [];
    const focused = (): Promise<string> =>
      inPanel(":focus").evaluate((it: unknown) => (it as { readonly outerHTML: string }).outerHTML);
    for (let index = 0; index < controls; index++) {
      seen.push(await focused());
      if (index < controls - 1) await press("Tab");
    }
    assert.equal(new Set(seen).size, controls);
    assert.match(seen.at(-1) ?? "", /Go to manifest/);
    await press("Shift+Tab");
    assert.equal(await focused(), seen.at(-2));
  });

  it("offers the commands about an answer only while it is seen", async () => {
    const { page, press, inPanel } = user;
    const offered = async (): Promise<readonly string[]> => {
      await press("F1");
      await page.locator(".quick-input-widget input").waitFor();
      await page.keyboard.type("What-If Result");
      const rows = page.locator(".quick-input-list .monaco-list-row");
      await rows.first().waitFor();
      const titles = await rows.allInnerTexts();
      await press("Escape");
      return titles.filter((title) => title.includes("What-If Result"));
    };
    const until = (count: number): Promise<void> =>
      eventually(`${count} commands about an answer`, async () => (await offered()).length === count);
    await inPanel(".answer-body").waitFor();
    await until(2);
    // Another editor in the place of the panel.
    await page.locator(".explorer-folders-view .monaco-list-row").filter({ hasText: "smoke-tests" }).dblclick();
    await until(0);
    await page.locator(".tab").filter({ hasText: "Sync Plan: agent-platform" }).click();
    await inPanel(".answer-body").waitFor();
    await until(2);
    await runCommand(page, "View: Close Editor");
    await inPanel(".answer-body").waitFor({ state: "detached" });
    await until(0);
  });
});
