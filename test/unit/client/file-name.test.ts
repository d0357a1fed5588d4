import assert from "node:assert/strict";
import { fileNameOf } from "../../../client/src/commands/file-name.ts";
import { hostileWords } from "../../support/hostile-words.ts";

describe("the name of a picture", () => {
  it("is that of the application", () => {
    assert.equal(fileNameOf("agent-platform.v2"), "agent-platform.v2");
    assert.equal(fileNameOf(""), "sync-plan");
  });

  it("is a name in the folder that is offered, whatever the application is called", () => {
    assert.equal(fileNameOf("../../.bashrc"), "bashrc");
    assert.equal(fileNameOf("..\\..\\a:b"), "a-b");
    for (const word of Object.values(hostileWords)) assert.match(fileNameOf(word), /^\w[\w.-]{0,99}$/);
  });
});
