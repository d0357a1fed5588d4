import assert from "node:assert/strict";
import { CodeLensRefreshRequest } from "vscode-languageserver/node";
import { type RenderedManifest, renderedManifestRequest } from "../../server/protocol/index.ts";
import { chartOfShop } from "../support/chart-of-shop.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { memoryFiles } from "../support/memory-files.ts";

describe("what a template prints", () => {
  const uri = "file:///repo/chart/templates/jobs.yaml";
  const workspaceFolders = [{ uri: "file:///repo", name: "repo" }];
  let texts: Record<string, string>;
  let editor: Editor;

  beforeEach(async () => {
    texts = { ...chartOfShop };
    editor = await startEditor({ files: memoryFiles(texts), workspaceFolders });
    await editor.next(CodeLensRefreshRequest.method);
  });
  afterEach(() => editor.quit());

  function ask(at: string, application?: string): Promise<RenderedManifest | null> {
    return editor.connection.sendRequest(renderedManifestRequest, { uri: at, ...(application && { application }) });
  }

  function open(path: string): string {
    editor.open(`file://${path}`, texts[path] ?? "");
    return `file://${path}`;
  }

  it("is told for one of the Applications that deploy its chart", async () => {
    const first = await ask(uri);
    assert.deepEqual(
      first?.applications.map(({ name, place }) => [name, place]),
      [
        ["dev", "apps/dev.yaml"],
        ["prod", "apps/prod.yaml"],
      ],
    );
    assert.equal(first.application.name, "dev");
    assert.match(first.text, /^# What templates\/jobs\.yaml prints for the Application "dev"/);
    assert.match(first.text, /sync-wave: "1"[^]*app: dev[^]*image: shop:1\n {2}token: <unknown: randAlphaNum is diff/);
    assert.equal(first.lines.length, first.text.split("\n").length - 1);
    const prod = await ask(uri, first.applications[1]?.id);
    assert.equal(prod?.application.name, "prod");
    assert.match(prod.text, /^# Its values are what the Application itself says, then values-prod\.yaml, then/m);
    assert.match(prod.text, /sync-wave: "5"[^]*app: prod[^]*image: shop:2/);
    assert.equal((await ask(uri, "one that is gone"))?.application.name, "dev");
  });

  it("follows what is typed in the template, in its values and in the Application", async () => {
    const [dev, prod] = (await ask(uri))?.applications ?? [];
    assert.ok(dev && prod);
    const edits: readonly (readonly [path: string, from: string, to: string, id: string, expected: RegExp])[] = [
      ["/repo/chart/templates/jobs.yaml", "token:", "typed:", dev.id, /^ {2}typed: </m],
      ["/repo/chart/values.yaml", "wave: 1", "wave: 7", dev.id, /sync-wave: "7"/],
      ["/repo/chart/values-prod.yaml", "wave: 5", "wave: 8", prod.id, /sync-wave: "8"/],
      ["/repo/apps/prod.yaml", "shop:2", "shop:3", prod.id, /image: shop:3/],
      ["/repo/chart/templates/_helpers.tpl", "app:", "part:", dev.id, /part: dev/],
      [
        "/repo/chart/templates/jobs.yaml",
        "{{ .name }}",
        "{{ .name",
        dev.id,
        /^# Argo CD applies nothing .* line 6\)$/m,
      ],
    ];
    for (const [path, from, to, id, expected] of edits) {
      editor.close(`file://${path}`);
      editor.open(`file://${path}`, texts[path] ?? "");
      const text = (texts[path] ?? "").replace(from, to);
      editor.change(`file://${path}`, 2, { text });
      assert.match((await ask(uri, id))?.text ?? "", expected);
    }
  });

  it("is nothing for a file in no chart, and for one that is not on this disk", async () => {
    open("/repo/apps/dev.yaml");
    assert.equal(await ask("file:///repo/apps/dev.yaml"), null);
    assert.equal(await ask("untitled:Untitled-1"), null);
  });

  it("spells out what nobody would see", async () => {
    texts["/repo/chart/values.yaml"] = 'image: "a\u202eb"\nwave: 1\n';
    texts["/repo/chart/templates/jobs.yaml"] = "image: {{ .Values.image }}\n";
    assert.match((await ask(uri))?.text ?? "", /^image: a\\u\{202e\}b$/m);
  });
});
