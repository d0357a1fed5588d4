// Builds the playground and serves it to this machine alone: `npm run playground`.
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { buildPlayground } from "./build/playground.ts";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
};

/** A playground that is served. */
export interface Served {
  readonly address: string;
  readonly stop: () => void;
}

/** Serves the files of a folder, which are read once, to those who ask this machine for them by its own name. Resolves when it can be asked. */
export async function serve(folder: string): Promise<Served> {
  const files = new Map(readdirSync(folder).map((name) => [`/${name}`, readFileSync(join(folder, name))]));
  const server: Server = createServer(({ method = "", url = "", headers }, response) => {
    const [path = ""] = url.split(/[?#]/, 1);
    const name = path === "/" ? "/index.html" : path;
    const content = files.get(name);
    // Another name for this machine would make its pages part of a site that somebody else runs.
    const refusal = !/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(headers.host ?? "")
      ? 403
      : method !== "GET" && method !== "HEAD"
        ? 405
        : content === undefined
          ? 404
          : undefined;
    response.writeHead(refusal ?? 200, {
      "Content-Type": types[extname(refusal === undefined ? name : ".txt")] ?? "application/octet-stream",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    });
    response.end(refusal === undefined ? content : "There is nothing here.");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

if (process.argv[1] === import.meta.filename) {
  const { address } = await serve(await buildPlayground());
  console.log(`The playground is at ${address} until you press Ctrl+C.`);
}
