import type { LogOutputChannel } from "vscode";
import type { Middleware } from "vscode-languageclient/node";

/** Writes to the log how long each request to the language server took, where its level is debug or trace; nothing of its contents. */
export function timings(output: LogOutputChannel): Pick<Middleware, "sendRequest"> {
  return {
    async sendRequest(type, params, token, next) {
      const start = performance.now();
      try {
        return await next(type, params, token);
      } finally {
        const method = typeof type === "string" ? type : type.method;
        output.debug(`${method} took ${Math.round(performance.now() - start)} ms`);
      }
    },
  };
}
