import assert from "node:assert/strict";
import { newProblems } from "../../../server/core/findings/new-problems.ts";
import { planChange } from "../../../server/core/features/plan/plan-change.ts";
import { type CommentedPlan, planComment } from "../../../server/core/features/plan/plan-comment.ts";
import { applicationOf } from "../../support/applications.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

const web = manifest("Service", "web");
const old = manifest("ConfigMap", "old");

function planOf(name: string, before: readonly string[], after: readonly string[]): CommentedPlan {
  const [was, now] = [applicationOf(before), applicationOf(after)];
  return { name, changes: planChange(was, now), notes: [], problems: newProblems(was, now) };
}

describe("what a pull request changes, as a comment", () => {
  it("is one line where nothing changes", () => {
    const same = planOf("shop", [web], [web]);
    const marker = "<!-- argocd-annotations: plan -->\n";
    assert.equal(planComment([same]), `${marker}Nothing changes in the sync of shop.\n`);
    assert.equal(planComment([same, same]), `${marker}Nothing changes in the sync of 2 applications.\n`);
    assert.equal(planComment([]), `${marker}There is no Argo CD application to compare.\n`);
  });

  it("says first what is lost, then the order", () => {
    const before = [web, old, manifest("Job", "load"), manifest("Job", "check", hook("PostSync"))];
    const after = [
      manifest("Service", "web", wave("1")),
      manifest("Job", "load", hook("PreSync")),
      manifest("Secret", "key"),
    ];
    assert.equal(
      planComment([planOf("shop", before, after)]),
      `<!-- argocd-annotations: plan -->
## What changes in the sync of shop

### Check before you merge

- **Deleted**: ConfigMap old. Pruned in Sync, wave 0, if pruning is on.
- **Deleted and created again**: Job load. Sync, wave 0 → PreSync, wave 0. Becomes a hook. The existing object is deleted, then the hook is created.
- **No longer runs**: Job check. Stays in the cluster if it is there: hooks are never pruned.

### Order of shop

| Resource | Before | Now |  |
| --- | --- | --- | --- |
| **Job load** | Sync · wave 0 | PreSync hook · wave 0 | Sync, wave 0 → PreSync, wave 0. Becomes a hook. The existing object is deleted, then the hook is created. |
| **Service web** | Sync · wave 0 | Sync · wave 1 | Sync: wave 0 → 1. |

<details>
<summary>1 resource new</summary>

| Resource | Before | Now |  |
| --- | --- | --- | --- |
| **Secret key** |  | Sync · wave 0 |  |

</details>

<details>
<summary>2 resources gone</summary>

| Resource | Before | Now |  |
| --- | --- | --- | --- |
| **ConfigMap old** | Sync · wave 0 |  | Pruned in Sync, wave 0, if pruning is on. |
| **Job check** | PostSync hook · wave 0 |  | Stays in the cluster if it is there: hooks are never pruned. |

</details>
`,
    );
  });

  it("names the errors and the faults of order that are new, and no others", () => {
    const broken = manifest("Job", "load", hook("PreSnyc"));
    const alike = planOf("shop", [broken], [`# Moved down\n${broken}`]);
    assert.deepEqual(alike.problems, []);
    const comment = planComment([planOf("shop", [web, manifest("Job", "load")], [web, broken])]);
    assert.match(comment, /\n- \*\*New error\*\* in .*PreSnyc/);
    const account = manifest("ServiceAccount", "runner");
    const job = (waveOfJob: string): string =>
      `${manifest("Job", "load", wave(waveOfJob))}spec:\n  template:\n    spec:\n      serviceAccountName: runner\n`;
    const early = planComment([planOf("shop", [account, job("1")], [account, job("-1")])]);
    assert.match(early, /\n- \*\*New (?:error|warning)\*\* in .*runner/);
  });

  it("says what stops the sync, waits or could not be compared, and for which application", () => {
    const confirmed = manifest("Secret", "key", { "argocd.argoproj.io/sync-options": "Prune=confirm" });
    const plans = [planOf("shop", [web, confirmed], [web]), planOf("api", [web], [web])];
    const noted = { ...planOf("db", [web], [web]), notes: ["Now Argo CD cannot sync this application."] };
    const comment = planComment([...plans, noted], ['Cannot compare "x" with "main".']);
    assert.match(comment, /\n## What changes in the sync of 2 of 3 applications\n/);
    assert.match(comment, /\n- \*\*Incomplete\.\*\* Cannot compare "x" with "main"\.\n/);
    assert.match(comment, /\n- \*\*db\*\*: Now Argo CD cannot sync this application\.\n/);
    assert.match(comment, /\n- \*\*Waits\*\* \(shop\): Secret key\. The sync waits until someone confirms/);
    assert.doesNotMatch(comment, /Order of (?:db|api)/);
    assert.match(planComment([planOf("api", [web], [web])], ["Cannot read it."]), /Cannot read it\.\n$/);
  });

  it("says once what many have in common, and folds long tables", () => {
    const many = Array.from({ length: 30 }, (_, index) => manifest("Secret", `key-${index}`));
    const gone = planComment([planOf("shop", [web, ...many], [web])]);
    assert.equal(gone.match(/^- /gm)?.length, 1);
    assert.match(gone, /Secret `key-19`|Secret key-19/);
    assert.match(gone, /, and 10 more\. Pruned/);
    const later = many.map((_, index) => manifest("Secret", `key-${index}`, wave("3")));
    const moved = planComment([planOf("shop", [web, ...many], [web, ...later])]);
    assert.match(moved, /<summary>30 resources moved or changed<\/summary>/);
  });

  it("is never longer than a comment may be, and says how many lines are missing", () => {
    const many = Array.from({ length: 2000 }, (_, index) => manifest("Secret", `a-secret-with-a-long-name-${index}`));
    const plan = planOf("shop", [web], [web, ...many]);
    const comment = planComment([plan, plan]);
    assert.ok(comment.length <= 65_536, String(comment.length));
    assert.ok(comment.length > 60_000, String(comment.length));
    const rows = comment.match(/^\| \*\*/gm)?.length ?? 0;
    assert.ok(comment.includes(`This comment is as long as it may be: ${4000 - rows} lines left out.`));
    assert.equal(comment.match(/<details>/g)?.length, comment.match(/<\/details>/g)?.length);
    const doubled = planComment([plan], [], (line) => 2 * line.length);
    assert.ok(doubled.length <= 32_768, String(doubled.length));
  });
});
