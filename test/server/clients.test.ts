// Each editor gets only what it has said that it can take.
import assert from "node:assert/strict";
import type {
  ClientCapabilities,
  CodeAction,
  Command,
  CompletionList,
  Diagnostic,
  Hover,
  Location,
  LocationLink,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import { chartOfShop } from "../support/chart-of-shop.ts";
import { clients } from "../support/clients.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";
import { account, job, jobUri } from "../support/order.ts";

const uri = "file:///app/misspelt.yaml";
const template = "file:///repo/chart/templates/jobs.yaml";
const text = manifest("Job", "misspelt", { ...hook("Presync"), ...wave("1") });
const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

/** Which requests and notifications of a server need a word of the editor first. */
const needs: Readonly<Record<string, (can: ClientCapabilities) => boolean | undefined>> = {
  "client/registerCapability": ({ workspace }) =>
    workspace?.didChangeConfiguration?.dynamicRegistration === true ||
    workspace?.didChangeWatchedFiles?.dynamicRegistration,
  "textDocument/publishDiagnostics": () => true,
  "window/logMessage": () => true,
  "window/workDoneProgress/create": ({ window }) => window?.workDoneProgress,
  "workspace/applyEdit": ({ workspace }) => workspace?.applyEdit,
  "workspace/codeLens/refresh": ({ workspace }) => workspace?.codeLens?.refreshSupport,
  "workspace/configuration": ({ workspace }) => workspace?.configuration,
  "workspace/diagnostic/refresh": ({ workspace }) => workspace?.diagnostics?.refreshSupport,
  "workspace/inlayHint/refresh": ({ workspace }) => workspace?.inlayHint?.refreshSupport,
};

describe("an editor", () => {
  let editor: Editor;
  afterEach(() => editor.quit());

  for (const [name, can] of Object.entries(clients)) {
    it(`gets what it can take: ${name}`, async () => {
      const edits: WorkspaceEdit[] = [];
      editor = await startEditor({
        capabilities: can,
        files: memoryFiles({
          ...chartOfShop,
          "/app/account.yaml": account,
          "/app/job.yaml": job,
          "/app/misspelt.yaml": text,
        }),
        roots: { rootUri: "file:///repo/", rootPath: "/repo" },
        initializationOptions: { argocdAnnotations: { codeLens: "always", inlayHints: true } },
        applies: (edit) => edits.push(edit) > 0,
      });
      const { capabilities } = editor.initialized;
      const ask = <Answer>(method: string, params: object): Promise<Answer> =>
        editor.connection.sendRequest<Answer>(method, params);
      const execute = (command: string, argument: object): Promise<string> =>
        ask("workspace/executeCommand", { command, arguments: [argument] });
      editor.open(uri, text);
      editor.open(template, chartOfShop["/repo/chart/templates/jobs.yaml"] ?? "");

      assert.ok((can.general?.positionEncodings ?? ["utf-16"]).includes(capabilities.positionEncoding ?? ""));
      const isTold = (given: readonly Diagnostic[]): boolean =>
        given.some(({ code }) => code === "needed-before-applied");
      editor.open(jobUri, job);
      const found =
        capabilities.diagnosticProvider !== undefined
          ? await editor.pull(jobUri)
          : (await editor.published((it) => it.uri === jobUri && isTold(it.diagnostics))).diagnostics;
      assert.ok(isTold(found));
      assertDiagnostics(found, can);

      const inHover = await ask<Hover>("textDocument/hover", place(uri, text, "argocd.argoproj.io/hook"));
      assert.deepEqual(kindOf(inHover.contents), preferred(can.textDocument?.hover?.contentFormat));
      const list = await ask<CompletionList>("textDocument/completion", place(uri, text, "Presync"));
      assertCompletions(list, can);
      const definitions = await ask<(Location | LocationLink)[]>(
        "textDocument/definition",
        place(template, chartOfShop["/repo/chart/templates/jobs.yaml"] ?? "", ".Values.image"),
      );
      const takesLinks = can.textDocument?.definition?.linkSupport === true;
      assert.ok(definitions.length > 0 && definitions.every((it) => "targetUri" in it === takesLinks));
      await ask("textDocument/inlayHint", { textDocument: { uri }, range: everywhere });

      const [lens] = await editor.lenses(uri);
      const { command = "", arguments: [argument] = [] } = lens?.command ?? {};
      assert.ok(capabilities.executeCommandProvider?.commands.includes(command));
      const plan = await execute(command, argument as object);
      assert.match(plan, /Sync plan of .*\n[^]*misspelt/);
      const isPlain = can.textDocument?.hover?.contentFormat?.includes("markdown") !== true;
      assert.equal(plan.startsWith("## "), !isPlain, plan);

      const context = { diagnostics: [], only: ["quickfix", "refactor", "source.fixAll"] };
      const actions = await ask<(CodeAction | Command)[]>("textDocument/codeAction", {
        textDocument: { uri },
        range: everywhere,
        context,
      });
      assert.ok(actions.length > 3);
      for (const action of actions) {
        const named = typeof action.command === "string" ? action.command : undefined;
        assert.equal(named !== undefined, !can.textDocument?.codeAction?.codeActionLiteralSupport, action.title);
        if (named !== undefined) assert.ok(capabilities.executeCommandProvider?.commands.includes(named));
        else if ("data" in action)
          edits.push((await ask<CodeAction>("codeAction/resolve", action)).edit ?? assert.fail());
        else edits.push((action as CodeAction).edit ?? assert.fail(action.title));
        assert.ok(!("data" in action) || can.textDocument?.codeAction?.dataSupport === true);
      }
      const answer = await execute("argocdAnnotations.renumberWaves", { uri, step: "10" });
      assert.match(
        answer,
        can.workspace?.applyEdit === true ? /changed 1 file/ : /^Nothing was changed: this editor makes no edits/,
      );
      for (const edit of edits)
        assert.equal(edit.documentChanges !== undefined, can.workspace?.workspaceEdit?.documentChanges === true);

      editor.notify("workspace/didChangeConfiguration", { settings: { argocdAnnotations: { codeLens: "off" } } });
      assert.deepEqual(await editor.lenses(uri), []);
      for (const method of editor.received) assert.equal(needs[method]?.(can), true, method);
      assert.deepEqual(editor.log, []);
    });
  }
});

function place(uri: string, text: string, words: string) {
  const before = text.slice(0, text.indexOf(words) + 1).split("\n");
  return { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
}

function preferred(formats: readonly string[] | undefined): string {
  return formats?.includes("markdown") === true ? "markdown" : "plaintext";
}

function kindOf(contents: Hover["contents"]): unknown {
  return typeof contents === "object" && "kind" in contents ? contents.kind : contents;
}

function assertDiagnostics(found: readonly Diagnostic[], { textDocument }: ClientCapabilities): void {
  const { relatedInformation = false, tagSupport } = {
    ...textDocument?.publishDiagnostics,
    ...textDocument?.diagnostic,
  };
  assert.equal(
    found.some((it) => it.relatedInformation !== undefined),
    relatedInformation,
  );
  for (const { tags = [] } of found) assert.ok(tags.every((tag) => tagSupport?.valueSet.includes(tag)));
}

function assertCompletions({ items }: CompletionList, { textDocument }: ClientCapabilities): void {
  assert.ok(items.length > 3);
  const can = textDocument?.completion?.completionItem ?? {};
  for (const { documentation, insertTextFormat, insertTextMode, command } of items) {
    assert.ok(insertTextFormat !== 2 || can.snippetSupport === true);
    assert.ok(insertTextMode === undefined || can.insertTextModeSupport?.valueSet.includes(insertTextMode) === true);
    assert.equal(command, undefined);
    if (typeof documentation === "object") assert.equal(documentation.kind, preferred(can.documentationFormat));
  }
}
