/** The script of the playground: a text, what is wrong in it, and its plan. Nothing of it leaves the browser. */
import { type ArgoCdVersion, latestVersion, parseVersion, plainText } from "../../server/core/index.ts";
import { element, part } from "../panel/element.ts";
import { Answers } from "./engine.ts";
import { examples } from "./examples.ts";
import { FindingList } from "./finding-list.ts";
import { paragraphs } from "./paragraphs.ts";
import { PlanFrame } from "./plan-frame.ts";
import { fromFragment, toFragment } from "./shared-text.ts";
import { TextEditor } from "./text-editor.ts";

/** How long nothing is typed before a text is looked at, in milliseconds. */
const pause = 150;

void start();

async function start(): Promise<void> {
  const shared = await fromFragment(location.hash.slice(1));
  const versions = part("version") as HTMLSelectElement;
  for (const version of knownVersions()) versions.append(new Option(`Argo CD ${version}`, version));
  versions.value = shared === undefined ? (versions.options[0]?.value ?? "") : shared.version;
  if (versions.value === "") versions.selectedIndex = 0;
  const known = new Latest(() => parseVersion(versions.value) ?? latestVersion);

  let waiting: ReturnType<typeof setTimeout> | undefined;
  const changed = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(show, pause);
  };
  const editor = new TextEditor(
    part("editor"),
    shared?.text ?? examples[0]?.text ?? "",
    (text) => known.of(text),
    changed,
  );
  const findings = new FindingList(part("findings"), editor);
  const plan = new PlanFrame(part("plan") as HTMLIFrameElement, {
    answers: () => known.of(editor.text),
    goTo: (place, focus) => {
      editor.goTo(editor.offsetAt(place), focus);
    },
    edit: (edits) => {
      editor.edit(edits);
    },
    open: (markdown) => {
      part("answer-text").replaceChildren(paragraphs("answer", plainText(markdown)));
      (part("answer") as HTMLDialogElement).showModal();
    },
    copy: (text) => void copy(text, "The answer is copied."),
    say,
  });
  function show(): void {
    const answers = known.of(editor.text);
    editor.show(answers);
    findings.show(answers);
    plan.show();
  }

  versions.addEventListener("change", show);
  const choice = part("example") as HTMLSelectElement;
  for (const [index, { title }] of examples.entries()) choice.append(new Option(title, `${index}`));
  choice.addEventListener("change", () => {
    const example = examples[Number(choice.value)];
    if (choice.value !== "" && example !== undefined) editor.replaceAll(example.text);
    choice.value = "";
  });
  part("share").addEventListener("click", () => void share({ text: editor.text, version: versions.value }));
  show();
}

/** What is known of the last text that was asked about, so that nobody computes it twice. */
class Latest {
  readonly #version: () => ArgoCdVersion;
  #known: { readonly text: string; readonly version: ArgoCdVersion; readonly answers: Answers } | undefined;

  constructor(version: () => ArgoCdVersion) {
    this.#version = version;
  }

  of(text: string): Answers {
    const version = this.#version();
    const isSame = ({ major, minor }: ArgoCdVersion): boolean => major === version.major && minor === version.minor;
    if (this.#known?.text !== text || !isSame(this.#known.version))
      this.#known = { text, version, answers: new Answers(text, version) };
    return this.#known.answers;
  }
}

/** Puts a link with the text into the address, and copies it. */
async function share(shown: { readonly text: string; readonly version: string }): Promise<void> {
  history.replaceState(null, "", `#${await toFragment(shown)}`);
  await copy(location.href, "The link is copied. The text is in it, and goes to no server.");
}

async function copy(text: string, done: string): Promise<void> {
  // Nothing is copied from a page while a frame in it has the focus.
  window.focus();
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    say("The browser does not allow copying here. The link is in the address.");
  }
}

function say(words: string): void {
  part("said").replaceChildren(element("span", "", words));
}

/** The minor versions of Argo CD from the newest release back to 2.0. */
function knownVersions(): readonly string[] {
  const { major, minor } = latestVersion;
  const newest = Array.from({ length: minor + 1 }, (_, index) => `${major}.${minor - index}`);
  return [...newest, ...Array.from({ length: 15 }, (_, index) => `2.${14 - index}`)];
}
