/** Which manifests an application is made of: kustomizations, charts, Applications and ApplicationSets over files. */
import assert from "node:assert/strict";
import {
  type Application,
  childApplications,
  type DeclaredApplication,
  kustomizationReferences,
  kustomizedFiles,
  openFile,
  planMarkdown,
  readAddedChecks,
  readApplicationSets,
  readDeclared,
  readDeclaredApplications,
  readFolderApplication,
  renderCommand,
  renderedBefore,
  rosterOf,
  failedApplication,
  type SourceTree,
  withRender,
} from "../../../server/core/index.ts";
import { diagnoseApplication } from "../../support/diagnose.ts";
import { treeOf } from "../../support/source-tree.ts";
import { ensure, ensureInside, ensureNode, ensureSentences, ensureWords, opened } from "../checks.ts";
import type { Random } from "../random.ts";
import { filesOf, type Outcome, type Target } from "../target.ts";

/** The targets that put applications together. */
export const applicationTargets: readonly Target[] = [
  { name: "declared Applications", takes: "manifest", run: declaredTarget },
  { name: "ApplicationSets", takes: "files", run: setTarget },
  { name: "kustomizations and charts", takes: "files", run: folderTarget },
  { name: "what Applications deploy", takes: "files", run: deployTarget },
  { name: "rendered manifests", takes: "files", run: renderTarget },
];

function ensureDeclared({ name, location, sources }: DeclaredApplication, length: number): void {
  ensureInside({ start: location.offset, end: location.end }, length, `the Application "${name}"`);
  for (const source of sources)
    ensureInside({ start: source.location.offset, end: source.location.end }, length, `a source of "${name}"`);
}

function declaredTarget(text: string, random: Random): Outcome {
  const file = opened(text, random);
  const found = readDeclaredApplications(file, "apps.yaml");
  for (const it of found) ensureDeclared(it, text.length);
  const references = kustomizationReferences(file);
  const added = readAddedChecks(file, "apps.yaml");
  for (const { key } of added) ensure(key !== "", "a health check is for no kind");
  return { calls: 4, answer: [found.map(({ name }) => name), references, [...kustomizedFiles(file)], added] };
}

function setTarget(input: string): Outcome {
  const texts = filesOf(input);
  const tree = treeOf(texts);
  let calls = 0;
  const answer: unknown[] = [];
  for (const [path, text] of Object.entries(texts).slice(0, 3)) {
    calls++;
    const { sets, missing } = readApplicationSets(openFile(text), path, tree);
    ensureNothingMissing(missing);
    for (const { applications, unknown } of sets) {
      for (const it of applications) ensureDeclared(it, text.length);
      for (const { location, reason } of unknown) {
        ensureInside({ start: location.offset, end: location.end }, text.length, "a generator");
        ensureSentences(reason, "why a generator is not known");
      }
      answer.push(
        applications.map(({ name, namespace }) => [name, namespace]),
        unknown,
      );
    }
  }
  return { calls: Math.max(1, calls), answer };
}

function ensureNothingMissing({
  files,
  folders,
}: {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}): void {
  ensure(files.length === 0 && folders.length === 0, "something is asked for that was given");
}

/** What is told about an application, after checks of every place in it. */
function told(application: Application, tree: SourceTree): unknown {
  const lengthOf = (path: string): number => {
    const file = tree.file(path);
    return typeof file === "object" ? (file.offsets.at(-1) ?? 0) : 0;
  };
  for (const { fileName, file, documentIndex, manifest } of application.members) {
    const own = file.documents[documentIndex]?.text.length ?? -1;
    ensureNode(manifest.node, own);
    ensure(fileName !== "", "a member has no file");
  }
  for (const { message, location } of application.failures) {
    ensureSentences(`${message.replace(/\.$/, "")}.`, "a failure");
    ensureInside({ start: location.offset, end: location.end }, lengthOf(location.path), "a failure");
  }
  const problems = diagnoseApplication(application).map(({ fileName, span, message, fixes }) => {
    ensureInside(span, lengthOf(fileName), "a problem");
    ensureSentences(message, "a message");
    for (const { edits } of fixes) for (const edit of edits) ensureInside(edit.span, lengthOf(edit.fileName), "a fix");
    return [fileName, span, message];
  });
  return [problems, application.failures, planMarkdown(rosterOf(application))];
}

function folderTarget(input: string): Outcome {
  const texts = filesOf(input);
  const tree = treeOf(texts);
  const folders = foldersIn(texts).slice(0, 4);
  const answer = folders.map((folder) => {
    const { application, missing } = readFolderApplication(folder, { name: "app", namespace: "default" }, tree);
    ensureNothingMissing(missing);
    for (const { reason } of application.unread) ensureSentences(reason, "why something is not read");
    return told(application, tree);
  });
  return { calls: folders.length, answer };
}

/** The folders of files, those with a kustomization or a chart first. */
function foldersIn(texts: Readonly<Record<string, string>>): readonly string[] {
  const paths = Object.keys(texts);
  const own = paths.filter((path) => /(?:^|\/)(?:kustomization\.ya?ml|Kustomization|Chart\.yaml)$/.test(path));
  return [...new Set([...own, ...paths].map((path) => path.slice(0, Math.max(0, path.lastIndexOf("/")))))];
}

function deployTarget(input: string): Outcome {
  const texts = filesOf(input);
  const tree = treeOf(texts);
  const declared = Object.entries(texts).flatMap(([path, text]) => readDeclaredApplications(openFile(text), path));
  const answer = declared.slice(0, 4).map((it) => {
    const { application, missing } = readDeclared(it, tree);
    ensureNothingMissing(missing);
    const again = readDeclared(it, tree, { previous: application });
    assert.deepEqual(again.application.plan, application.plan, "a plan differs when it is made from an earlier one");
    const command = renderCommand(application, it);
    if (typeof command === "string") ensureSentences(command, "why nothing is rendered");
    else for (const [program] of command.tools) ensureWords(program, "a program");
    return [told(application, tree), command, childApplications(application).length];
  });
  return { calls: Math.max(1, answer.length * 4), answer };
}

function renderTarget(input: string, random: Random): Outcome {
  const texts = filesOf(input);
  const tree = treeOf(texts);
  const [folder = ""] = foldersIn(texts);
  const { application } = readFolderApplication(folder, { name: "app", namespace: "default" }, tree);
  const printed = random.pick(Object.values(texts).concat([""]));
  // Only these are rendered.
  if (application.source.type === "directory") return { calls: 1, answer: told(application, tree) };
  const rendered = withRender(application, printed);
  const failed = failedApplication(application, printed.slice(0, 200));
  return { calls: 3, answer: [told(rendered, tree), told(renderedBefore(rendered), tree), failed.failures.length] };
}
