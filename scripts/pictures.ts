// Takes the pictures of the documentation from the running extension: `node scripts/run.mjs pictures [SCENE...]`.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { buildAll } from "./build.ts";
import { type Scene, scenes, type ThemeName } from "./pictures/scenes.ts";
import { startHost } from "./vscode-host/host.ts";

const root = join(import.meta.dirname, "..");
const example = join(root, "examples", "agent-platform");
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

const themes: readonly Theme[] = [
  { suffix: "light", name: "Light Modern", selector: ".monaco-workbench[class*=light_modern]" },
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

process.exitCode = await takePictures(process.argv.slice(2));

async function takePictures(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !scenes.some((scene) => scene.name === name));
  if (unknown.length > 0) {
    const known = scenes.map((scene) => scene.name).join(", ");
    console.error(`There is no scene "${unknown.join('", "')}". Name one or more of: ${known}.`);
    return 2;
  }
  try {
    console.log("Building the extension ...");
    await buildAll();
    mkdirSync(images, { recursive: true });
    for (const scene of scenes) {
      if (names.length > 0 && !names.includes(scene.name)) continue;
      const { themes: wanted = ["light", "dark"] } = scene;
      for (const theme of themes) if (wanted.includes(theme.suffix)) await takePicture(scene, theme);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
  return 0;
}

/** Each picture gets its own VS Code and its own copy of the example, so that scenes do not affect each other. */
async function takePicture(scene: Scene, theme: Theme): Promise<void> {
  const file = `${scene.name}-${theme.suffix}.png`;
  const folder = mkdtempSync(join(tmpdir(), "pictures-"));
  try {
    // Where the Applications of the examples say that it is.
    const workspace = join(folder, "examples", basename(example));
    cpSync(example, workspace, { recursive: true });
    const { page, stop } = await startHost({
      folder: workspace,
      extensionPath: root,
      viewport: scene.viewport ?? { width: 1280, height: 800 },
      settings: { ...pictureSettings, "workbench.colorTheme": theme.name, ...scene.settings },
    });
    try {
      await page.locator(theme.selector).waitFor();
      await scene.play(page);
      if (scene.mouse !== "shown") await page.mouse.move(0, 0);
      await page.screenshot({ path: join(images, file), animations: "disabled", caret: "hide" });
      console.log(`Wrote ${join("docs", "images", file)}.`);
    } catch (error) {
      await page.screenshot({ path: failure });
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`The scene "${scene.name}" failed, "${failure}" shows how far it came: ${reason}`, {
        cause: error,
      });
    } finally {
      await stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
