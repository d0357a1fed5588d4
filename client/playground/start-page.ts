/** The script of the playground: a text, what is wrong in it, and its plan. Nothing of it leaves the browser. */
import { latestVersion, parseVersion, plainText } from "../../server/core/index.ts";
import { part } from "../panel/element.ts";
import { copy, say, showText } from "./copy.ts";
import { Display } from "./display.ts";
import { examples } from "./examples.ts";
import { FindingList } from "./finding-list.ts";
import { keep, keptText } from "./kept-text.ts";
import { isUndo } from "./keys.ts";
import { Latest } from "./latest.ts";
import { PlanFrame } from "./plan-frame.ts";
import { fromFragment, type Shared, toFragment } from "./shared-text.ts";
import { TextEditor } from "./text-editor.ts";

const broken = "This link is incomplete, so its text cannot be read.";

void start();

async function start(): Promise<void> {
  const linked = keptText() ?? (await fromFragment(location.hash.slice(1)));
  const given = linked === "broken" ? undefined : linked;
  const versions = part("version") as HTMLSelectElement;
  for (const version of knownVersions()) versions.append(new Option(`Argo CD ${version}`, version));
  const choose = (version: string | undefined): void => {
    versions.value = version ?? "";
    // The newest one, where a link names none that there is.
    if (versions.selectedIndex < 0) versions.selectedIndex = 0;
  };
  choose(given?.version);
  const known = new Latest(() => parseVersion(versions.value) ?? latestVersion);
  const shown = (): Shared => ({ text: editor.text, version: versions.value });

  const editor = new TextEditor(part("editor"), given?.text ?? examples[0]?.text ?? "", {
    answersFor: (text) => known.of(text),
    changed: (how) => {
      say("");
      display.changed(how);
    },
    repairIn: (line) => {
      findings.goToLine(line);
    },
  });
  const findings = new FindingList(editor);
  const plan = new PlanFrame(part("plan") as HTMLIFrameElement, {
    answers: () => known.of(editor.text),
    goTo: (place, focus) => {
      editor.goTo(editor.offsetAt(place), focus);
    },
    edit: (answers, edits) => {
      editor.repair(answers, edits);
    },
    undo: () => {
      editor.undo();
    },
    open: (markdown) => {
      showText(plainText(markdown));
    },
    copy: (text) => void copy(text, "The answer is copied."),
    say,
  });
  const display = new Display({
    answers: () => known.of(editor.text),
    showProblems: (answers) => {
      editor.showProblems(answers);
      findings.show(answers);
      keep(shown());
    },
    showOrder: (answers) => {
      editor.showLenses(answers);
      plan.show();
    },
  });

  versions.addEventListener("change", () => {
    display.show();
  });
  const choice = part("example") as HTMLSelectElement;
  for (const [index, { title }] of examples.entries()) choice.append(new Option(title, `${index}`));
  choice.addEventListener("change", () => {
    const example = examples[Number(choice.value)];
    if (choice.value !== "" && example !== undefined) editor.replaceAll(example.text);
    choice.value = "";
  });
  part("share").addEventListener("click", () => void share(shown()));
  document.addEventListener("keydown", (event) => {
    // A repair that was chosen in the list can be undone there. The editor itself has done it already.
    if (!event.defaultPrevented && isUndo(event)) editor.undo();
  });
  window.addEventListener("hashchange", () => {
    void fromFragment(location.hash.slice(1)).then((next) => {
      if (next === "broken") say(broken);
      if (next === "broken" || next === undefined) return;
      choose(next.version);
      editor.replaceAll(next.text);
      display.show();
    });
  });
  display.show();
  if (linked === "broken") say(`${broken} Here is an example.`);
}

/** Puts a link with the text into the address, and copies it. */
async function share(shown: Shared): Promise<void> {
  const fragment = await toFragment(shown);
  if (fragment === undefined) {
    say("The text is too long for a link.");
    return;
  }
  history.replaceState(null, "", `#${fragment}`);
  keep(shown);
  await copy(location.href, "The link is copied. The text is in it, and goes to no server.");
}

/** The minor versions of Argo CD from the newest release back to 2.0. */
function knownVersions(): readonly string[] {
  const { major, minor } = latestVersion;
  const newest = Array.from({ length: minor + 1 }, (_, index) => `${major}.${minor - index}`);
  return [...newest, ...Array.from({ length: 15 }, (_, index) => `2.${14 - index}`)];
}
