// What docs/editors.md shows can be read by those for whom it is, and the server understands the settings in it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { settingsIn } from "../../../server/lsp/given-settings.ts";
import { readSettings } from "../../../server/lsp/settings.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/editors.md"), "utf8");

interface Client {
  readonly command: readonly string[];
  readonly settings?: unknown;
  readonly initializationOptions?: unknown;
}

describe("the settings in docs/editors.md", () => {
  const json = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(([, text = ""]) => JSON.parse(text) as unknown);
  const clients = json.flatMap((it) => {
    const { clients = {}, servers = {} } = it as Readonly<Record<string, Readonly<Record<string, Client>>>>;
    return Object.values({ ...clients, ...servers });
  });
  const configurations = [...page.matchAll(/^\| Configuration .*`(\{.*\})` *\|$/gm)].map(
    ([, it = ""]) => JSON.parse(it) as unknown,
  );

  it("start the server in the same way", () => {
    assert.deepEqual(
      clients.map(({ command }) => command.join(" ")),
      ["argocd-annotations lsp --stdio", "argocd-annotations lsp --stdio"],
    );
    const commands = [...page.matchAll(/\bargocd-annotations\b\W+lsp\b[^\n]*/g)].map(([it]) => it);
    assert.ok(commands.length > 8);
    for (const command of commands) assert.match(command, /^argocd-annotations\W+lsp\W+--stdio\b/);
  });

  it("give the server settings that it knows", () => {
    const sent = [...clients.map((it) => it.settings ?? it.initializationOptions), ...configurations];
    assert.equal(sent.length, 3);
    for (const it of sent) {
      const settings = settingsIn(it);
      assert.deepEqual(settings, { codeLens: "auto" }, JSON.stringify(it));
      assert.deepEqual(readSettings(settings).complaints, []);
    }
  });
});
