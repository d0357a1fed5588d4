import deployment from "../../examples/agent-platform/agent-api.yaml";
import access from "../../examples/agent-platform/migration-access.yaml";
import migration from "../../examples/agent-platform/migration-job.yaml";
import config from "../../examples/agent-platform/agent-config.yaml";
import smoke from "../../examples/agent-platform/smoke-tests.yaml";
import hook from "../../examples/mistakes/misspelt-hook.yaml";
import wave from "../../examples/mistakes/wave-in-words.yaml";
import policy from "../../examples/mistakes/policy-in-helm-spelling.yaml";

/** A text to begin with. */
export interface Example {
  readonly title: string;
  readonly text: string;
}

/** Several manifests as one text. */
function together(...texts: readonly string[]): string {
  return texts.map((text) => text.replace(/^---\n/, "").trimEnd()).join("\n---\n") + "\n";
}

/** The first one is there when the page is opened. */
export const examples: readonly Example[] = [
  { title: "Three mistakes that nobody is told of", text: together(hook, wave, policy) },
  {
    title: "A migration before the deployment, tests after it",
    text: together(config, access, migration, deployment, smoke),
  },
];
