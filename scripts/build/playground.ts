// The playground: a page that has the engine in it and asks no server.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { frame } from "../../client/panel/frame.ts";
import { commonOptions, productVersion, root } from "./bundles.ts";
import { noticesOf, packagesOf } from "./notices.ts";
import { withoutDocs } from "./without-docs.ts";

/** Where the playground is built: a folder that any web server can serve. */
const playground: string = join(root, "out", "playground");

const source = join(root, "client", "playground");

/** The page with the plan, which stands in a frame. */
const planPage = `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'">
    <meta name="referrer" content="no-referrer">
    <title>Sync plan</title>
    <link rel="stylesheet" href="theme.css">
    <link rel="stylesheet" href="plan.css">
  </head>
  <body data-empty="true">
${frame}
    <script src="plan.js"></script>
  </body>
</html>
`;

/** Builds the playground. Resolves with its folder; rejects with esbuild's error if it cannot be bundled. */
export async function buildPlayground(): Promise<string> {
  rmSync(playground, { recursive: true, force: true });
  mkdirSync(playground, { recursive: true });
  const options: BuildOptions = {
    ...commonOptions({ minify: true }),
    ...{ outdir: playground, platform: "browser", target: ["chrome123", "firefox120", "safari17.5"], format: "iife" },
    loader: { ".yaml": "text" },
    plugins: [withoutDocs],
    entryPoints: {
      page: "client/playground/start-page.ts",
      plan: "client/playground/start-plan.ts",
    },
  };
  const styles = { ...options, entryPoints: { plan: "client/panel/style.css" } };
  const made = [await build(options), await build(styles)];
  const inputs = made.flatMap(({ metafile }) =>
    Object.values(metafile?.outputs ?? {}).flatMap((it) => Object.keys(it.inputs)),
  );
  for (const name of ["theme.css", "style.css"]) copyFileSync(join(source, name), join(playground, name));
  copyFileSync(join(root, "images", "icon.png"), join(playground, "icon.png"));
  const page = readFileSync(join(source, "index.html"), "utf8").replace("%VERSION%", productVersion());
  writeFileSync(join(playground, "index.html"), page);
  writeFileSync(join(playground, "plan.html"), planPage);
  writeFileSync(join(playground, "third-party-notices.txt"), noticesOf(root, packagesOf(inputs).toSorted()));
  return playground;
}
