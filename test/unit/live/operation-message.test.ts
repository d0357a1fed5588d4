import assert from "node:assert/strict";
import { instantOf } from "../../../server/core/live/instant.ts";
import { causeIn, waitIn, withoutRetries } from "../../../server/core/live/operation-message.ts";
import { readLive } from "../../../server/core/live/read-live.ts";
import { retriesOf } from "../../../server/core/live/retry.ts";
import { type Json, liveText } from "../../support/live-applications.ts";

describe("the message of a sync", () => {
  it("tells what Argo CD waits for", () => {
    const job = { group: "batch", kind: "Job", name: "migrate" };
    assert.deepEqual(waitIn("waiting for completion of hook batch/Job/migrate"), {
      kind: "hook",
      first: job,
      more: 0,
      moreAre: undefined,
    });
    assert.deepEqual(waitIn("waiting for completion of hook batch/Job/migrate and 2 more hooks"), {
      kind: "hook",
      first: job,
      more: 2,
      moreAre: "hooks",
    });
    const service = { group: "", kind: "Service", name: "web" };
    const kinds = ["healthy state of", "deletion of", "pruning confirmation of"].map((reason) => {
      const wait = waitIn(`waiting for ${reason} /Service/web and 1 more resources`);
      assert.deepEqual([wait?.first, wait?.more], [service, 1]);
      return wait?.kind;
    });
    assert.deepEqual(kinds, ["health", "deletion", "pruning-confirmation"]);
    assert.equal(waitIn("waiting for deletion of hook batch/Job/migrate")?.kind, "hook-deletion");
    assert.equal(waitIn("one or more tasks are running"), undefined);
  });

  it("tells what has to be confirmed in the words of Argo CD 2.14 to 3.3, too", () => {
    assert.deepEqual(waitIn("Waiting for pruning confirmation of apps/v1/Deployment/web"), {
      kind: "pruning-confirmation",
      first: { group: "apps", kind: "Deployment", name: "web" },
      more: 0,
      moreAre: undefined,
    });
    assert.deepEqual(waitIn("Waiting for pruning confirmation of v1/Service/web and 2 more resources"), {
      kind: "pruning-confirmation",
      first: { group: "", kind: "Service", name: "web" },
      more: 2,
      moreAre: "resources",
    });
  });

  it("tells why a sync failed, with and without what Argo CD adds for retries", () => {
    const messages = [
      "one or more objects failed to apply (dry run)",
      "one or more objects failed to apply, reason: no. Retrying attempt #2 at 3:04PM.",
      "one or more synchronization tasks are not valid: no",
      "one or more synchronization tasks completed unsuccessfully (retried 5 times).",
      "the namespace failed to apply, reason: no",
      "Operation terminated, triggered by controller sync timeout",
      "ComparisonError: no;InvalidSpecError: no",
      "Shared resource found: no",
      "Failed to load application project: no",
    ];
    assert.deepEqual(messages.map(causeIn), [
      ...[
        "dry-run",
        "not-applied",
        "not-valid",
        "unsuccessful",
        "namespace",
        "terminated",
        "comparison",
        "shared",
        "before",
      ],
    ]);
    assert.equal(withoutRetries(messages[1] ?? ""), "one or more objects failed to apply, reason: no");
    assert.equal(withoutRetries(messages[3] ?? ""), "one or more synchronization tasks completed unsuccessfully");
    assert.equal(withoutRetries("Operation terminated"), "Operation terminated");
  });
});

describe("the pause before a retry", () => {
  function pauseOf(retry: Json, retryCount: number): number | undefined {
    const state = { finishedAt: "2026-03-01T10:00:00Z", retryCount, operation: { sync: {}, retry } };
    const reading = readLive(liveText({ state }));
    assert.ok("live" in reading && reading.live.operation !== undefined);
    return retriesOf(reading.live.operation).pause;
  }

  it("doubles up to three minutes, unless the Application says otherwise", () => {
    assert.deepEqual(
      [1, 2, 6].map((count) => pauseOf({ limit: 9 }, count)),
      [10, 20, 180],
    );
    assert.equal(pauseOf({ limit: 9, backoff: { duration: "1m30s", factor: 3, maxDuration: "1h" } }, 2), 810);
    assert.equal(pauseOf({ limit: 9, backoff: { duration: "7", factor: 1 } }, 4), 7);
    assert.equal(pauseOf({ limit: 9, backoff: { duration: "500ms", maxDuration: "0" } }, 1), 1);
  });

  it("is unknown where Argo CD could not read it", () => {
    assert.equal(pauseOf({ limit: 9, backoff: { duration: "soon" } }, 1), undefined);
  });
});

describe("a time", () => {
  it("is that of its time zone, with leap days", () => {
    for (const text of [
      "1970-01-01T00:00:00Z",
      "2024-02-29T23:59:59Z",
      "2026-03-01T00:30:00+02:00",
      "2100-12-31T12:00:00-11:30",
    ])
      assert.equal(instantOf(text), Date.parse(text) / 1000, text);
    assert.equal(instantOf("2026-03-01T10:00:00.123456Z"), Date.parse("2026-03-01T10:00:00Z") / 1000);
  });

  it("is nothing else", () => {
    for (const text of [
      "",
      "yes",
      "2026-03-01",
      "2026-13-01T00:00:00Z",
      "2026-03-01 10:00:00Z",
      "2026-03-01T24:00:00Z",
    ])
      assert.equal(instantOf(text), undefined, text);
  });
});
