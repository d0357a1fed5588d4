// Links to a text, and what is kept of a text: nothing that others know of.
import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { manifest, wave } from "../support/manifests.ts";
import { Visit } from "./visit.ts";

const text = manifest("ConfigMap", "naïve-👍", wave("7"));

describe("links of the playground", () => {
  const visit = new Visit();

  it("have the text in them, go to no server, and open it, in a new tab and in the one that is there", async () => {
    await visit.write(text);
    await visit.page.locator("#version").selectOption("2.13");
    await visit.page.getByRole("button", { name: "Copy link" }).click();
    await visit.said("The link is copied.").waitFor();
    const link = await visit.copied();
    assert.ok(link.startsWith(`${visit.address}#`), link);
    for (const from of ["about:blank", visit.address]) {
      await visit.page.goto(from);
      await visit.page.goto(link);
      await visit.lens("wave 7").waitFor();
      assert.match(await visit.editor.innerText(), /naïve-👍/);
      assert.equal(await visit.page.locator("#version").inputValue(), "2.13");
    }
  });

  it("are not needed to load a page again, or to come back to it", async () => {
    await visit.write(text);
    await visit.page.locator("#version").selectOption("2.13");
    await visit.lens("wave 7").waitFor();
    await visit.page.reload();
    await visit.lens("wave 7").waitFor();
    assert.equal(await visit.page.locator("#version").inputValue(), "2.13");
    await visit.page.goto("about:blank");
    await visit.page.goBack();
    await visit.lens("wave 7").waitFor();
    // A page that is opened, and not only loaded again, begins with the example.
    await visit.page.goto("about:blank");
    await visit.page.goto(visit.address);
    await visit.lens("never applied").waitFor();
  });

  it("that cannot be read open an example, and say so", async () => {
    const notUtf8 = packed(Buffer.from([0x61, 0xff, 0xfe]));
    const twice = packed(deflateRawSync(Buffer.alloc(5_000_000, " ")));
    const cut = packed(Buffer.from(text)).slice(0, 20);
    const more = packed(Buffer.from(text), Buffer.from("more"));
    const bomb = packed(Buffer.alloc(200_000_000, " "));
    for (const word of ["%%%", "AAAA", "", notUtf8, cut, more, bomb]) {
      await visit.follow(`text=${word}`);
      await visit.said("This link is incomplete").waitFor();
      await visit.count("2 errors, 1 warning").waitFor();
    }
    // What is compressed in what is compressed is a text like any other.
    await visit.follow(`text=${twice}`);
    await visit.said("This link is incomplete").waitFor();
  });

  it("may name any version, and have anything else in them", async () => {
    for (const odd of ["9.9", "__proto__", "constructor", "<b>", "", "3.1&argocd=2.0", "3.1&text=AAAA"]) {
      await visit.follow(`text=${packed(Buffer.from(text))}&argocd=${odd}`);
      await visit.lens("wave 7").waitFor();
      assert.match(await visit.page.locator("#version").inputValue(), /^[23]\.\d+$/);
    }
    for (const none of ["argocd=9.9", "__proto__=1", "a".repeat(100_000)]) {
      await visit.follow(none);
      await visit.count("2 errors, 1 warning").waitFor();
      assert.equal(await visit.page.locator("#said").innerText(), "");
    }
  });

  it("are refused for a text that they could not bring", async () => {
    await visit.paste(`# ${"much ".repeat(250_000)}\n${text}`);
    await visit.page.getByRole("button", { name: "Copy link" }).click();
    await visit.said("The text is too long for a link.").waitFor();
  });
});

describe("where the browser does not let pages copy", () => {
  const visit = new Visit({ permissions: [] });

  it("the playground shows what to copy, and selects it", async () => {
    await visit.page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))");
    await visit.page.getByRole("button", { name: "Copy link" }).click();
    const field = visit.page.getByRole("textbox", { name: "What to copy" });
    const link = await field.inputValue();
    assert.ok(link.startsWith(`${visit.address}#argocd=`), link);
    assert.equal(await visit.page.evaluate("getSelection().toString()"), link);
    await visit.page.keyboard.press("Escape");
    await field.waitFor({ state: "hidden" });
  });
});

/** Bytes as a link holds them, and what stands behind them. */
function packed(bytes: Buffer, behind: Buffer = Buffer.alloc(0)): string {
  return Buffer.concat([deflateRawSync(bytes), behind]).toString("base64url");
}
