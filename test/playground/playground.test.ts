// The playground as its visitors have it: the built page in a browser, and nobody else on the network.
import assert from "node:assert/strict";
import axe from "axe-core";
import { hook, manifest, wave } from "../support/manifests.ts";
import { Visit } from "./visit.ts";

const misspelt = manifest("Job", "migrate", hook("Presync"));
const two = `${manifest("Job", "migrate", hook("PreSync"))}---\n${manifest("ConfigMap", "settings", wave("3"))}`;

/** What is read of the answer of axe-core. */
interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

describe("the playground", () => {
  const visit = new Visit();

  it("says what is wrong, and repairs it", async () => {
    await visit.write(misspelt);
    await visit.findings.filter({ hasText: '"Presync" is not a hook type' }).waitFor();
    await visit.lens("never applied").waitFor();
    await visit.page.locator("#editor .cm-lintRange-error").waitFor();
    const page = visit.findings.getByRole("link", { name: "hook-never-applied" });
    assert.match((await page.getAttribute("href")) ?? "", /docs\/rules\/hook-never-applied\.md$/);
    await visit.findings.getByRole("button", { name: 'Change to "PreSync"' }).click();
    await visit.count("as they are written").waitFor();
    await visit.lens("PreSync hook · wave 0").waitFor();
    assert.match(await visit.editor.innerText(), /hook: PreSync/);
  });

  it("completes, and explains what is there", async () => {
    await visit.write("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n    sync-w");
    const rows = visit.page.locator("#editor .cm-tooltip-autocomplete li");
    await visit.page.keyboard.press("Control+Space");
    await rows.filter({ hasText: "argocd.argoproj.io/sync-wave" }).first().click();
    await visit.page.keyboard.insertText("5");
    await visit.page.keyboard.press("Escape");
    await visit.card("a").waitFor();
    await visit.plan.locator("#scroller").filter({ hasText: "Wave 5" }).waitFor();
    await visit.page.locator("#editor .cm-line").filter({ hasText: "sync-wave" }).getByText("sync-wave").hover();
    await visit.page.locator("#editor .cm-hover").filter({ hasText: "wave" }).waitFor();
  });

  it("shows the plan, goes from it to the text, moves what is moved there, and takes that back", async () => {
    await visit.write(`${two}---\n${manifest("ConfigMap", "earlier", wave("1"))}`);
    await visit.card("settings").dblclick();
    await visit.page.locator("#editor .cm-focused .cm-activeLine").filter({ hasText: "apiVersion" }).waitFor();
    await visit.card("settings").click();
    await visit.page.keyboard.press("Alt+ArrowUp");
    await visit.lens("Sync · wave 1 · 3rd of 3").waitFor();
    await visit.page.keyboard.press("Control+Z");
    await visit.lens("Sync · wave 3").waitFor();
  });

  it("says what happens when a step fails, and keeps that up to date", async () => {
    await visit.write(two);
    await visit.card("migrate").click();
    await visit.plan.locator("button").filter({ hasText: "What if it fails?" }).click();
    await visit.plan.locator("#answer").filter({ hasText: "The sync fails." }).waitFor();
    await visit.card("settings").filter({ hasText: "not applied" }).waitFor();
    await visit.plan.locator("#answer button").filter({ hasText: "Copy" }).first().click();
    await visit.said("The answer is copied.").waitFor();
    assert.match(await visit.copied(), /What if Job migrate fails\?/);
    await visit.write(manifest("ConfigMap", "alone"));
    await visit.card("alone").waitFor();
    await visit.plan.locator("#answer").waitFor({ state: "hidden" });
    assert.equal(await visit.page.locator("#said").innerText(), "");
  });

  it("keeps the order that it shows while something is half typed", async () => {
    await visit.write(manifest("ConfigMap", "calm", wave("5")));
    await visit.lens("wave 5").waitFor();
    await visit.page.keyboard.press("Control+End");
    await visit.page.keyboard.insertText(`---\n${manifest("ConfigMap", "other", wave("1")).replace("wave:", "wave")}`);
    await visit.count("1 error").waitFor();
    assert.equal(await visit.lens("wave 5").count(), 1);
    await visit.plan.locator("#error").filter({ hasText: "cannot sync" }).waitFor();
    await visit.lens("not applied").first().waitFor();
  });

  it("reads as the version of Argo CD that is chosen", async () => {
    await visit.write(manifest("ConfigMap", "kept", { "argocd.argoproj.io/sync-options": "Delete=confirm" }));
    await visit.count("as they are written").waitFor();
    await visit.page.locator("#version").selectOption("2.8");
    await visit.findings.filter({ hasText: "2.14" }).waitFor();
  });

  it("can be used with the keyboard alone", async () => {
    await visit.write(`${misspelt}---\n${manifest("Job", "other", hook("Postsync"))}`);
    await visit.findings.filter({ hasText: '"Postsync" is not' }).waitFor();
    const focused = (): Promise<string> => visit.page.evaluate("document.activeElement.textContent");
    await visit.page.keyboard.press("Control+Home");
    await visit.page.keyboard.press("Control+.");
    assert.equal(await focused(), 'Change to "PreSync"');
    await visit.page.keyboard.press("Enter");
    await visit.count("1 error").waitFor();
    assert.equal(await focused(), 'Change to "PostSync"');
    await visit.page.keyboard.press("Control+Z");
    await visit.count("2 errors").waitFor();
    await visit.editor.focus();
    // Tab indents; after Escape it leaves.
    await visit.page.keyboard.press("Escape");
    await visit.page.keyboard.press("Tab");
    assert.match(await focused(), /^Line \d+$/);
  });

  it("says what it cannot know of a text", async () => {
    await visit.write("");
    await visit.count("Paste or type manifests").waitFor();
    await visit.plan.locator("#name").filter({ hasText: "appears here" }).waitFor();
    for (const [text, note] of [
      ["replicas: 3\n", "no Kubernetes resource"],
      [manifest("Job", "{{ .Release.Name }}"), "template is not rendered"],
      ["apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n", "`kustomize build`"],
      ["apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\n", "paste those manifests"],
      [`${misspelt.replace("Presync", "PreSync")}---\nkind: Foo\nmetadata: { name: x\n`, "the closing } is missing"],
      ["# much\n".repeat(800_000), "more than 5,000,000 characters"],
    ] as const) {
      await visit.paste(text);
      await visit.findings.filter({ hasText: note }).waitFor();
    }
  });

  it("answers for thousands of resources, and lists no more problems than anybody reads", async () => {
    const many = Array.from({ length: 2000 }, (_, index) => manifest("Job", `job-${index}`, hook("Presync")));
    await visit.paste(many.join("---\n"));
    await visit.count("2000 errors").waitFor();
    await visit.findings.filter({ hasText: "1900 more findings" }).waitFor();
    await visit.page.keyboard.press("Control+Home");
    await visit.findings.first().getByRole("button", { name: 'Change to "PreSync"' }).click();
    await visit.count("1999 errors").waitFor();
  });

  for (const forcedColors of ["none", "active"] as const) {
    it(`is accessible, light, dark and narrow, with forced colours ${forcedColors}`, async () => {
      const found: string[] = [];
      for (const [colorScheme, width] of [
        ["light", 1280],
        ["dark", 1280],
        ["light", 320],
      ] as const) {
        await visit.page.emulateMedia({ colorScheme, forcedColors, reducedMotion: "reduce" });
        await visit.page.setViewportSize({ width, height: 700 });
        await visit.page.evaluate(axe.source);
        // It does not know that a text in what scrolls takes the focus.
        const { violations } = await visit.page.evaluate<AxeResults>(
          `axe.run({ rules: { "scrollable-region-focusable": { enabled: false } } })`,
        );
        for (const { id, nodes } of violations)
          found.push(`${colorScheme} ${width}: ${id}: ${nodes.map(({ html }) => html).join(" ")}`);
        const beyond = await visit.page.evaluate<number>(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        if (beyond > 0) found.push(`${width}: ${beyond} pixels are beside the window`);
      }
      assert.deepEqual(found, []);
    });
  }
});
