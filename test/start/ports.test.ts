import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { portsFrom } from "../../scripts/start/ports.ts";

describe("the ports of npm start", () => {
  for (const [which, taken] of [
    ["the address", 0],
    ["VS Code", 1],
  ] as const) {
    it(`are the next two if that of ${which} is taken`, async () => {
      const { door } = await portsFrom(4240);
      const other = createServer().listen(door + taken, "127.0.0.1");
      await once(other, "listening");
      try {
        const ports = await portsFrom(door);
        assert.ok(ports.door > door && (ports.door - door) % 2 === 0);
        assert.equal(ports.server, ports.door + 1);
      } finally {
        other.close();
      }
    });
  }
});
