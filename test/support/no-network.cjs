// Loaded before a program with `node --require`: whatever reaches for the network, or starts another program, kills it.
const { writeSync } = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");
const { kill, pid } = require("node:process");

const forbidden = {
  net: ["connect", "createConnection", "createServer"],
  tls: ["connect", "createServer"],
  dgram: ["createSocket"],
  dns: ["lookup", "resolve", "resolve4", "resolve6", "resolveAny", "reverse", "lookupService"],
  "dns/promises": ["lookup", "resolve", "resolve4", "resolve6", "resolveAny", "reverse", "lookupService"],
  http: ["request", "get", "createServer"],
  https: ["request", "get", "createServer"],
  http2: ["connect", "createServer", "createSecureServer"],
  inspector: ["open"],
  child_process: ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"],
};

/** Kills the program, from a worker too: an error could be caught. */
function forbid(owner, name, what) {
  owner[name] = function () {
    writeSync(2, `This may not happen: ${what}\n${new Error().stack}\n`);
    kill(pid, "SIGKILL");
  };
}

for (const [module, names] of Object.entries(forbidden)) {
  const exports = require(`node:${module}`);
  for (const name of names) forbid(exports, name, `${module}.${name}`);
}
const { Server, Socket } = require("node:net");
forbid(Socket.prototype, "connect", "Socket.connect");
forbid(Server.prototype, "listen", "Server.listen");
for (const name of ["fetch", "WebSocket", "EventSource"]) forbid(globalThis, name, name);
syncBuiltinESMExports();
