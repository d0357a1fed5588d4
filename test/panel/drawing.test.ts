// What the page of the plan panel draws, in any size: in a browser alone where only that matters, and in a real VS Code for its keys.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import type { PanelContent, PanelState } from "../../client/panel/messages.ts";
import type { PlayMoment } from "../../server/protocol/index.ts";
import { launchBrowser } from "../../scripts/vscode-host/browser.ts";
import { type Host, startHost } from "../../scripts/vscode-host/host.ts";
import { installHost } from "../../scripts/vscode-host/install.ts";
import { openFile, planCard, planPage, runCommand } from "../../scripts/vscode-host/user.ts";
import { openPanelPage, type PanelPage } from "../support/panel-page.ts";
import { namesOf, planOf } from "../unit/panel/made-plans.ts";

const root = join(import.meta.dirname, "..", "..");

const longName = "inventory-gateway-for-partners-of-the-third-kind-service-0815";

/** Many resources, some with long names, each of the last wave needing two others. */
function manyResources(count: number): PanelContent {
  const names = namesOf(count).map((name, index) => (index % 40 === 7 ? `${longName}-${name}` : name));
  const half = Math.floor(count / 2);
  const plan = planOf({
    "PreSync/-1": ["db-migrate", `${longName}-first`],
    "Sync/0": names.slice(0, half),
    "Sync/1": names.slice(half),
    "SyncFail/0": ["alert"],
  });
  const ids = plan.steps[1]?.tasks.map(({ id }) => id) ?? [];
  const steps = plan.steps.map((step) =>
    step.wave !== "1"
      ? step
      : {
          ...step,
          tasks: step.tasks.map((task, index) => ({
            ...task,
            needs: [ids[(index * 7) % half] ?? "", ids[(index * 3 + 1) % half] ?? ""],
          })),
        },
  );
  return { plan: { ...plan, steps, resources: `${count + 3} resources` }, marks: {} };
}

/** The same with an answer above the lanes, and its sync to be played. */
function withAnswer(content: PanelContent): PanelContent {
  const [task = ""] = content.plan.steps.flatMap(({ tasks }) => tasks.map(({ id }) => id));
  const moment = (id: string, sentence: string): PlayMoment => ({
    ...{ id, sentence, step: "PreSync/-1" },
    changes: [{ state: "failed", words: "failed, stays in the cluster", tasks: [task] }],
  });
  return {
    ...content,
    marks: { [task]: { kind: "failed", words: "failed, stays in the cluster" } },
    answer: {
      task,
      title: `What if ConfigMap ${longName} fails?`,
      outcome: "The sync fails.",
      story: [`ConfigMap ${longName}-${longName} fails.`, "Nothing else is applied."],
      lists: [{ title: "Hooks that stay", items: [{ words: "Delete it:", command: `kubectl delete ${longName}` }] }],
      choices: [{ mode: "fails", title: "It fails", chosen: true }],
    },
    moments: [moment("begin", "Nothing is applied yet."), moment("end", `PreSync: ${longName} fails.`)],
  };
}

const folds = { uri: "file:///shop", folded: [], unfolded: ["Sync/0", "Sync/1"] };

describe("the page of the plan panel", () => {
  let browser: Browser;
  before(async () => {
    await installHost();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
  });

  /** Shows a plan in a page of its own; `use` gets it. */
  async function inPage(
    { width, height = 900, ...state }: { width: number; height?: number } & Partial<PanelState>,
    content: PanelContent,
    use: (panel: PanelPage) => Promise<void>,
  ): Promise<void> {
    const panel = await openPanelPage(browser, { width, height, state: { ...folds, needs: "hidden", ...state } });
    try {
      await panel.show(content);
      await panel.page.locator(".box").first().waitFor();
      await use(panel);
    } finally {
      await panel.page.close();
    }
  }

  for (const width of [150, 200, 320, 620, 1400, 4000]) {
    it(`shows everything, ${width} pixels wide`, async () => {
      await inPage({ width, needs: "shown" }, withAnswer(manyResources(60)), async ({ page, send }) => {
        assert.deepEqual(await outside(page.locator("body :is(h1, h2, button, input, select, p, .quiet, .box)")), []);
        await send({ type: "play" });
        await page.locator(".moment").first().waitFor();
        assert.deepEqual(await outside(page.locator("body :is(h1, h2, button, input, select, p, .quiet, .box)")), []);
        // They are drawn again where they have become narrower.
        await page.waitForFunction(`scroller.scrollWidth <= scroller.clientWidth`);
        const height = await page.locator("#scroller").evaluate((it) => (it as unknown as Sizes).clientHeight);
        assert.ok(height >= 150, `Only ${height} pixels are left for the lanes.`);
      });
    });
  }

  it("uses the room: short names are whole, long ones keep their ends, and a wide panel has more columns", async () => {
    const columnsAt = new Map<number, number>();
    for (const width of [320, 1400, 4000]) {
      await inPage({ width }, manyResources(60), async ({ page }) => {
        const cards = await page.locator('.card[aria-label*="part-"]').all();
        const boxes = await Promise.all(cards.map((card) => card.boundingBox()));
        const first = boxes[0]?.y;
        columnsAt.set(width, boxes.filter((box) => box?.y === first).length);
        const name = page.locator(`.card[aria-label^="ConfigMap ${longName}-first"]`);
        assert.ok((await name.innerText()).endsWith("part-first".slice(-5)));
        assert.match((await name.getAttribute("title")) ?? "", new RegExp(`^ConfigMap ${longName}-first`));
        for (const short of await page.locator(".card-name .head").all()) {
          const { isCut, words } = await short.evaluate((it) => {
            const { scrollWidth, clientWidth, innerText } = it as unknown as Sizes & { innerText: string };
            return { isCut: scrollWidth > clientWidth, words: innerText };
          });
          assert.ok(!isCut || words.startsWith("inventory") || width === 320, `"${words}" is cut, ${width} wide`);
        }
      });
    }
    assert.equal(columnsAt.get(320), 1);
    assert.ok((columnsAt.get(1400) ?? 0) >= 4, `${String(columnsAt.get(1400))} columns`);
    assert.ok((columnsAt.get(4000) ?? 0) >= 10, `${String(columnsAt.get(4000))} columns`);
  });

  it("filters while one types, says how much is found, and keeps that over changes", async () => {
    const content = manyResources(297);
    await inPage({ width: 1000 }, content, async ({ page, show, send, state }) => {
      const count = page.locator(".filter [role=status]");
      const field = page.getByRole("searchbox");
      await page.keyboard.press("/");
      await page.keyboard.type("part-1");
      await count.filter({ hasText: "111 of 300 resources" }).waitFor();
      await page.keyboard.type("2 wave 0");
      await count.filter({ hasText: "11 of 300 resources" }).waitFor();
      assert.equal(await page.locator(".card").count(), 11);
      await field.fill("HOOK  db-");
      await count.filter({ hasText: "1 of 300 resources" }).waitFor();
      assert.equal((await state()).filter, "HOOK  db-");
      // While the plan changes, and with an answer and its play.
      const { plan } = content;
      await show(withAnswer({ ...content, plan: { ...plan, steps: plan.steps.slice(1) } }));
      await page.locator(".nothing").filter({ hasText: 'Nothing matches "HOOK  db-".' }).waitFor();
      await field.fill("db-migrate");
      await show(withAnswer(content));
      await page.locator('.card[aria-label*="failed, stays"]').waitFor();
      await send({ type: "play" });
      await page.locator(".moment").last().click();
      assert.equal(await page.locator(".card").count(), 1);
      // What the user goes to in an editor is shown whatever the filter says; the cursor alone changes nothing.
      const other = plan.steps[1]?.tasks[3]?.id ?? "";
      await send({ type: "select", task: other, focus: "leave" });
      assert.equal(await field.inputValue(), "db-migrate");
      await field.press("Escape");
      await count.waitFor({ state: "hidden" });
      assert.equal((await state()).filter, undefined);
      await field.fill("db-migrate");
      await send({ type: "select", task: other, focus: "take" });
      await page.locator(".card:focus").filter({ hasText: "part-3" }).waitFor();
      assert.equal(await field.inputValue(), "");
    });
  });

  it("comes back with the filter and the size that it had", async () => {
    await inPage({ width: 1000, filter: "alert", zoom: 150 }, manyResources(60), async ({ page }) => {
      await page.locator(".filter [role=status]").filter({ hasText: "1 of 63 resources" }).waitFor();
      assert.equal((await page.locator(".card").boundingBox())?.height, 1.5 * 52);
      await page.getByRole("button", { name: "150 %, reset the zoom" }).click();
      assert.equal((await page.locator(".card").boundingBox())?.height, 52);
    });
  });

  for (const zoom of [50, 100, 200]) {
    it(`draws lines from card to card at ${zoom} %, and keeps few elements, however far it is scrolled`, async () => {
      await inPage({ width: 1000, zoom, needs: "shown" }, manyResources(2000), async ({ page, said, send }) => {
        const total = await page.locator("#scroller").evaluate((it) => (it as unknown as Sizes).scrollHeight);
        const most = { elements: 0, cards: 0 };
        for (const share of [0, 0.25, 0.5, 0.9, 1, 0.1]) {
          await page.locator("#scroller").evaluate(async (it, top) => {
            (it as unknown as Sizes).scrollTop = top;
            await new Promise(requestAnimationFrame);
            await new Promise(requestAnimationFrame);
          }, total * share);
          most.elements = Math.max(most.elements, await page.locator("*").count());
          most.cards = Math.max(most.cards, await page.locator(".card").count());
        }
        assert.ok(most.cards > 5 && most.cards < 700, `${most.cards} cards`);
        assert.ok(most.elements < 6000, `${most.elements} elements`);
        assert.equal(await page.locator(".needs path").count(), 4);
        assert.equal((await said("shown"))?.cards, 2003);
        // The line of the current card ends at it, where it is seen.
        const [needy] = manyResources(2000).plan.steps[2]?.tasks ?? [];
        await send({ type: "select", task: needy?.id ?? "", focus: "take" });
        const card = await page.locator(".card:focus").boundingBox();
        const heads = await page.locator(".needs .head.current").boundingBox();
        assert.ok(card && heads);
        assert.ok(Math.abs(heads.y + heads.height - card.y) < 2, `${heads.y + heads.height} and ${card.y}`);
        assert.ok(heads.x > card.x && heads.x + heads.width < card.x + card.width);
      });
    });
  }

  it("keeps what is at the mouse there while a wheel zooms", async () => {
    await inPage({ width: 520 }, manyResources(60), async ({ page }) => {
      const card = page.locator('.card[aria-label^="ConfigMap part-6,"]');
      const before = await card.boundingBox();
      assert.ok(before);
      await page.mouse.move(before.x + 20, before.y + 4);
      await page.keyboard.down("Control");
      await page.mouse.wheel(0, -150);
      await page.getByRole("button", { name: "135 %, reset the zoom" }).waitFor();
      await page.keyboard.up("Control");
      const after = await card.boundingBox();
      assert.ok(after && Math.abs(after.y - before.y) < 2, `${String(after?.y)} instead of ${before.y}`);
      assert.ok(after.height > 1.3 * before.height);
    });
  });

  /** What stands outside of the window, or of what it is in, sideways; by its text. */
  async function outside(elements: Locator): Promise<readonly string[]> {
    return elements.evaluateAll((all) => {
      const { innerWidth } = globalThis as unknown as { innerWidth: number };
      return (all as unknown as readonly (Sizes & Placed)[]).flatMap((it) => {
        const { left, right, width } = it.getBoundingClientRect();
        return width > 0 && (left < -0.5 || right > innerWidth + 0.5) ? [it.innerText] : [];
      });
    });
  }
});

/** What the page has of an element. */
interface Sizes {
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly clientHeight: number;
  readonly scrollHeight: number;
  scrollTop: number;
}

interface Placed {
  readonly innerText: string;
  readonly getBoundingClientRect: () => { readonly left: number; readonly right: number; readonly width: number };
}

declare const requestAnimationFrame: (next: (time: number) => void) => number;

describe("the plan panel in VS Code, in high contrast", () => {
  let folder: string;
  let host: Host;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "drawing-"));
    const workspace = join(folder, "examples", "agent-platform");
    cpSync(join(root, "examples", "agent-platform"), workspace, { recursive: true });
    const settings = { "workbench.colorTheme": "Default High Contrast", "window.autoDetectColorScheme": false };
    host = await startHost({
      folder: workspace,
      extensionPath: root,
      settings,
      viewport: { width: 1280, height: 900 },
    });
    await openFile(host.page, "migration-job.yaml");
    await runCommand(host.page, "Show Sync Plan");
    await planCard(host.page, "Job db-migration").waitFor();
    await inPanel(".card:focus").waitFor();
  });
  after(async () => {
    await host.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const inPanel = (selector: string): Locator => planPage(host.page).locator(selector);

  it("says as many resources as the lens, and gives SyncFail hooks no number", async () => {
    await inPanel("#facts").filter({ hasText: "11 resources: 10 in a normal sync, 1 on failure" }).waitFor();
    await inPanel("#facts").filter({ hasText: "destination namespace unknown" }).waitFor();
    await host.page.locator(".codelens-decoration").filter({ hasText: "4th of 10" }).waitFor();
    await planCard(host.page, "Job db-migration, number 4").waitFor();
    assert.equal(await inPanel('.card[data-tone="syncfail"] .card-number').innerText(), "");
  });

  it("takes Ctrl+F and Escape for its filter, and goes on to what is found", async () => {
    await host.page.keyboard.press("Control+F");
    await inPanel("input:focus").waitFor();
    await host.page.keyboard.type("hook wave -2");
    await inPanel(".filter [role=status]").filter({ hasText: "3 of 11 resources" }).waitFor();
    await host.page.keyboard.press("Enter");
    await inPanel(".box:focus").waitFor();
    await host.page.keyboard.press("/");
    await inPanel("input:focus").waitFor();
    await host.page.keyboard.press("Escape");
    await inPanel(".filter [role=status]").waitFor({ state: "hidden" });
    await host.page.keyboard.press("Escape");
    await inPanel(".box:focus").waitFor();
  });

  it("takes Ctrl with plus, minus and 0 for the size of the lanes", async () => {
    const size = (percent: number): Promise<void> =>
      planPage(host.page)
        .getByRole("button", { name: `${percent} %, reset the zoom` })
        .waitFor();
    await host.page.keyboard.press("Control+Equal");
    await size(110);
    await host.page.keyboard.press("Control+Minus");
    await host.page.keyboard.press("Control+Minus");
    await size(90);
    await host.page.keyboard.press("Control+Digit0");
    await size(100);
  });

  it("draws the lines in colours that are seen", async () => {
    await inPanel("button").filter({ hasText: "Show dependencies" }).click();
    for (const [selector, property] of [
      [".needs .line.other", "stroke"],
      [".needs .line.current", "stroke"],
      [".needs .head.other", "fill"],
    ] as const) {
      const words = await inPanel(selector).evaluate((it, name) => getComputedStyle(it)[name] ?? "", property);
      const colour = words.match(/\d+/g)?.map(Number) ?? [];
      assert.ok(Math.max(...colour) > 150, `${selector} is ${colour.join(" ")} on black`);
    }
  });
});

/** Runs in the page. */
declare const getComputedStyle: (element: unknown) => Readonly<Record<string, string>>;
