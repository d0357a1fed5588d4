// Rebuilds the bundles in `dist` whenever a file that is in them changes: `npm run watch`. Ends with Ctrl+C.
import { context } from "esbuild";
import { buildAll } from "./build.ts";
import { bundles, reportRebuilds } from "./build/bundles.ts";

await buildAll();
for (const options of bundles({})) {
  const watched = await context({ ...options, plugins: [...(options.plugins ?? []), reportRebuilds] });
  await watched.watch();
}
console.log("Watching. A new window, or the command Developer: Reload Window, runs what was built last.");
