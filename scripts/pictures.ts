// Takes the pictures of the documentation from the running extension: `npm run pictures [-- SCENE...]`. With `--check`, only lists stale ones.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAll } from "./build.ts";
import { type Frame, writeFilm } from "./pictures/film.ts";
import { filmSettings, filmViewport, firstMinute } from "./pictures/first-minute.ts";
import { drawIcon } from "./pictures/icon.ts";
import { type Scene, scenes, type ThemeName } from "./pictures/scenes.ts";
import { recordShown, stalePictures } from "./pictures/record.ts";
import { type Page, startHost } from "./vscode-host/host.ts";

const root = join(import.meta.dirname, "..");
const images = join(root, "docs", "images");
const failure = join(root, "out", "pictures", "failure.png");

/** A theme of VS Code. */
interface Theme {
  /** The suffix of its pictures' names. */
  readonly suffix: ThemeName;
  /** Its name in the settings. */
  readonly name: string;
  /** A selector for the page once it has the theme. */
  readonly selector: string;
}

const lightTheme: Theme = {
  suffix: "light",
  name: "Light Modern",
  selector: ".monaco-workbench[class*=light_modern]",
};

const themes: readonly Theme[] = [
  lightTheme,
  { suffix: "dark", name: "Dark Modern", selector: ".monaco-workbench[class*=dark_modern]" },
  { suffix: "high-contrast", name: "Default High Contrast", selector: ".monaco-workbench.hc-black" },
];

/** Larger text, and nothing that moves or distracts. */
const pictureSettings = {
  "editor.cursorBlinking": "solid",
  "editor.fontSize": 14,
  "editor.minimap.enabled": false,
  "editor.scrollbar.horizontal": "hidden",
  "editor.scrollbar.vertical": "hidden",
  // Otherwise the browser's preference overrides the theme of a picture.
  "window.autoDetectColorScheme": false,
  "workbench.reduceMotion": "on",
};

const [first, ...others] = process.argv.slice(2);
process.exitCode = await (first === "--check"
  ? checkPictures()
  : takePictures(first === undefined ? [] : [first, ...others]));

/** Says which pictures show what is no longer so. */
async function checkPictures(): Promise<number> {
  const stale = await stalePictures();
  if (stale.length === 0) return 0;
  console.error(`Out of date: the pictures ${stale.join(", ")}. Run "npm run pictures -- ${stale.join(" ")}".`);
  return 1;
}

async function takePictures(names: readonly string[]): Promise<number> {
  const all = ["icon", "first-minute", ...scenes.map((scene) => scene.name)];
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    const known = all.join(", ");
    console.error(`There is no scene "${unknown.join('", "')}". Name one or more of: ${known}.`);
    return 2;
  }
  try {
    console.log("Building the extension ...");
    await buildAll();
    mkdirSync(images, { recursive: true });
    const isWanted = (name: string): boolean => names.length === 0 || names.includes(name);
    if (isWanted("icon")) await drawIcon(root);
    if (isWanted("first-minute")) {
      await takeFilm();
      await recordShown("first-minute");
    }
    for (const scene of scenes) {
      if (!isWanted(scene.name)) continue;
      const { themes: wanted = ["light", "dark"] } = scene;
      for (const theme of themes) if (wanted.includes(theme.suffix)) await takePicture(scene, theme);
      await recordShown(scene.name);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
  return 0;
}

/** Each picture gets its own VS Code, so that scenes do not affect each other. */
async function takePicture(scene: Scene, theme: Theme): Promise<void> {
  const file = join("docs", "images", `${scene.name}-${theme.suffix}.png`);
  const { viewport = { width: 1280, height: 800 }, settings, files } = scene;
  await inWindow(scene.name, theme, { viewport, settings, files }, async (page) => {
    await scene.play(page);
    if (scene.mouse !== "shown") await page.mouse.move(0, 0);
    await page.screenshot({ path: join(root, file), animations: "disabled", caret: "hide" });
  });
  console.log(`Wrote ${file}.`);
}

async function takeFilm(): Promise<void> {
  const file = join("docs", "images", "first-minute.gif");
  await inWindow("first-minute", lightTheme, { viewport: filmViewport, settings: filmSettings }, async (page) => {
    const frames: Frame[] = [];
    await firstMinute(page, async (shown) => {
      frames.push({ png: await page.screenshot({ animations: "disabled" }), shown });
    });
    // An empty page may load what it is given, unlike that of VS Code.
    await page.goto("about:blank");
    await writeFilm(join(root, file), page, frames);
  });
  console.log(`Wrote ${file}.`);
}

/** What distinguishes a window from others. */
interface Looks {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly settings: Scene["settings"] | undefined;
  readonly files?: Scene["files"] | undefined;
}

/** Opens a folder, a copy of the example if it has no files of its own, in a VS Code of its own, and closes it when `play` is over. */
async function inWindow(
  name: string,
  theme: Theme,
  { viewport, settings, files }: Looks,
  play: (page: Page) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "pictures-"));
  try {
    // As `npm start` opens it: a folder of a repository in which an Application deploys it.
    if (files === undefined) cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
    const repository = files === undefined ? folder : join(folder, "shop-gitops");
    mkdirSync(join(repository, ".git"), { recursive: true });
    for (const [path, text] of Object.entries(files ?? {})) {
      mkdirSync(join(repository, path, ".."), { recursive: true });
      writeFileSync(join(repository, path), text);
    }
    const { page, stop } = await startHost({
      folder: files === undefined ? join(folder, "examples", "agent-platform") : repository,
      extensionPath: root,
      viewport,
      settings: { ...pictureSettings, "workbench.colorTheme": theme.name, ...settings },
    });
    try {
      await page.locator(theme.selector).waitFor();
      await play(page);
    } catch (error) {
      await page.screenshot({ path: failure });
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`The scene "${name}" failed, "${failure}" shows how far it came: ${reason}`, { cause: error });
    } finally {
      await stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
