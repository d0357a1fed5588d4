import assert from "node:assert/strict";
import { truncateSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { nodeFiles } from "../../server/workspace/files.ts";
import { withFolder } from "../cli/run-cli.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { manifest } from "../support/manifests.ts";

const notText = Buffer.from([0x61, 0xff, 0x00, 0x80]);

interface Shown {
  readonly type: number;
  readonly message: string;
}

describe("what the server does not read", () => {
  let editor: Editor;

  afterEach(() => editor.quit());

  /** Opens a folder in an editor, after some of its files have become larger than what is read. */
  async function start(folder: string, large: readonly string[], exclude: readonly string[] = []): Promise<void> {
    for (const name of large) truncateSync(join(folder, name), 128 * 1024 * 1024 + 1);
    const uri = pathToFileURL(folder).toString();
    editor = await startEditor({
      files: nodeFiles,
      workspaceFolders: [{ uri, name: "shop" }],
      settings: () => ({ exclude }),
    });
  }

  /** Resolves after the search of the folders, which ends with a request for new lenses. */
  const searched = (): Promise<unknown> => editor.next("workspace/codeLens/refresh");

  it("is said in one message, and in full in the log", async () => {
    const files = { "a.yaml": manifest("Job", "a"), "big.yaml": "", "secret.yaml": notText };
    await withFolder(files, async (folder) => {
      await start(folder, ["big.yaml"]);
      assert.deepEqual(await editor.next<Shown>("window/showMessage"), {
        type: 2,
        message: 'Argo CD Annotations skips "big.yaml" (larger than 128 MB), so findings may be missing.',
      });
      assert.deepEqual(editor.log, ['Skipped: "big.yaml" (larger than 128 MB).', 'Skipped: "secret.yaml" (not text).']);
    });
  });

  it("is said without a link that a name could make", async () => {
    const name = "[Fix](command:a).yaml";
    await withFolder({ [name]: "" }, async (folder) => {
      await start(folder, [name]);
      const { message } = await editor.next<Shown>("window/showMessage");
      assert.match(message, /skips "\[Fix\] \(command:a\)\.yaml"/);
    });
  });

  it("is said once, however much it is and however often the folder is added", async () => {
    await withFolder({ "1.yaml": "", "2.yaml": "" }, async (folder) => {
      await start(folder, ["1.yaml", "2.yaml"]);
      await searched();
      const event = { added: [{ uri: pathToFileURL(folder).toString(), name: "shop" }], removed: [] };
      editor.notify("workspace/didChangeWorkspaceFolders", { event });
      await searched();
      assert.equal(editor.received.filter((method) => method === "window/showMessage").length, 1);
      assert.equal(
        (await editor.next<Shown>("window/showMessage")).message,
        `Argo CD Annotations skips 2 files and folders in "${basename(folder)}", so findings may be missing. The output lists them.`,
      );
      assert.deepEqual(editor.log, ['Skipped: "1.yaml", "2.yaml" (larger than 128 MB).']);
    });
  });

  it("is only logged where nobody expects findings, and not even that where the settings exclude it", async () => {
    await withFolder({ "secret.yaml": notText, "vendor/big.yaml": "" }, async (folder) => {
      await start(folder, [join("vendor", "big.yaml")], ["vendor"]);
      await searched();
      assert.ok(!editor.received.includes("window/showMessage"));
      assert.deepEqual(editor.log, ['Skipped: "secret.yaml" (not text).']);
    });
  });
});
