import assert from "node:assert/strict";
import { planMermaid } from "../../../server/core/features/plan/plan-mermaid.ts";
import { applicationOf } from "../../support/applications.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";
import { rosterOf } from "../../../server/core/roster/roster.ts";

describe("a plan as Mermaid", () => {
  it("has a frame for each phase, a node for each wave, and an arrow to each next one", () => {
    const application = applicationOf([
      manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1") }),
      manifest("Secret", "key"),
      manifest("Service", "web"),
      manifest("Pod", "late", wave("2")),
      manifest("Job", "alert", hook("SyncFail")),
    ]);
    assert.equal(
      planMermaid(rosterOf(application)),
      `flowchart TB
  subgraph PreSync
    step0["wave -1<br/>Job migrate (hook)"]
  end
  subgraph Sync
    step1["wave 0<br/>Secret key<br/>Service web"]
    step2["wave 2<br/>Pod late"]
  end
  subgraph SyncFail
    step3["wave 0<br/>Job alert (hook)"]
  end
  step0 --> step1
  step1 --> step2
  failure(["any failure"])
  failure -.-> step3
`,
    );
  });

  it("writes as numbers what could break the diagram", () => {
    const mermaid = planMermaid(rosterOf(applicationOf([manifest("Secret", `'a"]; <b>{{ .x }}#1 end'`)])));
    assert.match(mermaid, /Secret a#34;#93;#59; #60;b#62;#123;#123; \.x #125;#125;#35;1 end"\]\n/);
  });

  it("only counts the resources of a large application, so that GitHub still draws it", () => {
    const many = Array.from({ length: 900 }, (_, index) =>
      manifest(
        index % 7 === 0 ? "Secret" : "ConfigMap",
        `a-rather-long-name-of-a-resource-${index}`,
        wave(String(index % 300)),
      ),
    );
    const mermaid = planMermaid(rosterOf(applicationOf(many)));
    assert.match(mermaid, /step0\["wave 0<br\/>ConfigMap: 2<br\/>Secret: 1"\]/);
    assert.match(mermaid, /rest\["and 100 more waves"\]/);
    assert.match(mermaid, / {2}step198 --> step199\n {2}step199 --> rest\n$/);
    assert.ok(mermaid.length < 50_000);
    assert.ok(mermaid.split("-->").length < 500);
  });

  it("names up to 200 resources, and of more the eight most frequent kinds in each wave", () => {
    const secrets = Array.from({ length: 200 }, (_, index) => manifest("Secret", `key-${index}`));
    assert.match(planMermaid(rosterOf(applicationOf(secrets))), /<br\/>Secret key-199/);
    const kinds = "ABCDEFGHIJ".split("");
    const others = [...kinds, "B", ...kinds].map((kind, index) => manifest(kind, `x-${index}`));
    const some = planMermaid(rosterOf(applicationOf([...secrets, ...others])));
    assert.match(some, /"wave 0<br\/>Secret: 200<br\/>B: 3(?:<br\/>[A-I]: 2){6}<br\/>and 3 more kinds"/);
    const eight = planMermaid(rosterOf(applicationOf([...secrets, ...others.slice(0, 7)])));
    assert.match(eight, /"wave 0<br\/>Secret: 200(?:<br\/>[A-G]: 1){7}"/);
  });

  it("says what a wave is that only rendering tells, and what stops the application", () => {
    const unknown = planMermaid(rosterOf(applicationOf([manifest("Secret", "key", wave("{{ .wave }}"))])));
    assert.match(unknown, /step0\["wave unknown before rendering<br\/>Secret key"\]/);
    const broken = manifest("Secret", "key", { "argocd.argoproj.io/sync-wave": "1" });
    assert.equal(
      planMermaid(rosterOf(applicationOf([broken]))),
      'flowchart TB\n  error["Argo CD cannot sync this application.<br/>all.yaml, line 6:<br/>' +
        'The annotation #34;argocd.argoproj.io/sync-wave#34; of Secret #34;key#34; is not a string."]\n',
    );
  });

  it("says that nothing is applied", () => {
    assert.equal(planMermaid(rosterOf(applicationOf([]))), 'flowchart TB\n  nothing["Nothing is applied"]\n');
  });
});
