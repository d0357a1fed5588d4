// Builds the playground and serves it to this machine alone: `npm run playground`.
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { buildPlayground } from "./build/playground.ts";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".txt": "text/plain",
};

/** A playground that is served. */
export interface Served {
  readonly address: string;
  readonly stop: () => void;
}

/** Serves the files of a folder, which are read once. Resolves when it can be asked. */
export async function serve(folder: string): Promise<Served> {
  const files = new Map(readdirSync(folder).map((name) => [`/${name}`, readFileSync(join(folder, name))]));
  const server: Server = createServer(({ url = "" }, response) => {
    const path = new URL(url, "http://localhost").pathname;
    const name = path === "/" ? "/index.html" : path;
    const content = files.get(name);
    response.writeHead(content === undefined ? 404 : 200, {
      "Content-Type": `${types[extname(name)] ?? ""}; charset=utf-8`,
    });
    response.end(content ?? "There is no such file.");
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
