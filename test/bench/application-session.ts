// A folder of many files: typing in one of them, and the plan of all afterwards.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Editor } from "./editor.ts";
import type { Samples } from "./samples.ts";
import type { Server } from "./sessions.ts";
import { resources } from "./workload.ts";

/** Writes a folder of so many files, four resources in each; returns its path. */
export function writeApplication(folder: string, files: number): string {
  const path = join(folder, `application-${files}`);
  mkdirSync(path);
  const documents = resources(files * 4).split(/^(?=---$)/m);
  for (let file = 0; file < files; file++) {
    writeFileSync(join(path, `manifests-${file}.yaml`), documents.slice(file * 4, file * 4 + 4).join(""));
  }
  return path;
}

/** Types in one file of the folder, and asks for the plan of the folder after each letter of another round. */
export async function applicationSession(
  server: Server,
  folder: string,
  edits: number,
  samples: Samples,
): Promise<void> {
  const editor = new Editor(server.command);
  await editor.initialize({ diagnostics: "pull", folder });
  const uri = pathToFileURL(join(folder, "manifests-0.yaml")).href;
  editor.open(uri, resources(4));
  const textDocument = { uri };
  await editor.request("textDocument/diagnostic", { textDocument });
  await editor.request("argocdAnnotations/plan", { uri });
  for (const [what, method, params] of [
    ["keystroke", "textDocument/diagnostic", { textDocument }],
    ["plan", "argocdAnnotations/plan", { uri }],
  ] as const) {
    for (let edit = 0; edit < edits; edit++) {
      const place = { line: 4, character: "  name: ".length };
      const start = performance.now();
      editor.replace(uri, place, place, "x");
      samples.add(what, (await editor.request(method, params)).time - start);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }
  await editor.close();
}
