import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser } from "../vscode-host/browser.ts";

/** The width and height of the icon in pixels, as the marketplace asks for. */
const size = 128;

/** Draws `icon.svg` beside this file as the PNG that the extension names as its icon. */
export async function drawIcon(root: string): Promise<void> {
  const svg = readFileSync(join(import.meta.dirname, "icon.svg")).toString("base64");
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const style = "body { margin: 0 } img { display: block }";
    await page.setContent(
      `<style>${style}</style><img width="${size}" height="${size}" src="data:image/svg+xml;base64,${svg}">`,
    );
    await page.screenshot({ path: join(root, "images", "icon.png"), omitBackground: true });
  } finally {
    await browser.close();
  }
}
