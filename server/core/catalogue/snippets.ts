import { partsBetween } from "../text.ts";
import { application, applicationSet, project } from "./snippets/argocd-objects.ts";
import { backupJob } from "./snippets/backup-job.ts";
import { cleanupJob } from "./snippets/cleanup-job.ts";
import { failureAlert } from "./snippets/failure-alert.ts";
import { hookAccess } from "./snippets/hook-access.ts";
import { migrationJob } from "./snippets/migration-job.ts";
import { namespace } from "./snippets/namespace.ts";
import { notification } from "./snippets/notification.ts";
import { smokeTest } from "./snippets/smoke-test.ts";
import type { SnippetSpec } from "./snippets/snippet.ts";

/** The snippets that are offered: hooks, from the most wanted to the rarest, then what goes with them, then objects of Argo CD. */
export const snippets: readonly SnippetSpec[] = [
  migrationJob,
  smokeTest,
  notification,
  failureAlert,
  backupJob,
  cleanupJob,
  hookAccess,
  namespace,
  application,
  applicationSet,
  project,
];

/** What a namespace may be called; anything else would not be a mere word in a snippet either. */
const namespaceName = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** A snippet for an application, with its destination namespace as the default; unchanged where that is not known. */
export function withDestination(spec: SnippetSpec, namespace: string | undefined): SnippetSpec {
  if (namespace === undefined || !namespaceName.test(namespace)) return spec;
  const start = spec.body.indexOf(destination);
  const end = spec.body.indexOf(">>", start);
  if (start < 0 || end < 0) return spec;
  return { ...spec, body: spec.body.slice(0, start + destination.length) + namespace + spec.body.slice(end) };
}

/** How the place begins where a snippet has the namespace of its application, before its default. */
const destination = "<<destination=";

/** A snippet with its defaults filled in. */
export function plainSnippet({ body }: SnippetSpec): string {
  const defaults = defaultsOf(body);
  return partsOf(body)
    .map((part) => (typeof part === "string" ? part : (defaults.get(part.name)?.[0] ?? "")))
    .join("");
}

/** A snippet in the syntax of LSP and VS Code: `${1:db-migration}` or `${1|one,other|}`, and `$1` for the same place again. */
export function editorSnippet({ body }: SnippetSpec): string {
  const defaults = defaultsOf(body);
  const numbers = new Map([...defaults.keys()].map((name, index) => [name, index + 1]));
  const seen = new Set<string>();
  return partsOf(body)
    .map((part) => {
      if (typeof part === "string") return escapeSnippet(part);
      const { name } = part;
      const number = numbers.get(name) ?? 0;
      if (seen.has(name)) return `$${number}`;
      seen.add(name);
      const [first = "", ...others] = defaults.get(name) ?? [];
      if (others.length === 0) return `\${${number}:${escapeSnippet(first)}}`;
      return `\${${number}|${[first, ...others].map(escapeChoice).join(",")}|}`;
    })
    .join("");
}

/** A text escaped so that a snippet inserts it unchanged. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** A text escaped for a list of choices. */
function escapeChoice(text: string): string {
  return text.replace(/[\\,|]/g, "\\$&");
}

/** What each place may be filled with, in the order of the places; the first is its default. */
function defaultsOf(body: string): ReadonlyMap<string, readonly string[]> {
  const defaults = new Map<string, readonly string[]>();
  for (const part of partsOf(body)) {
    if (typeof part !== "string" && part.text !== undefined) defaults.set(part.name, part.text.split("|"));
  }
  return defaults;
}

/** A place to fill in, `<<name>>`, `<<name=default>>` or `<<name=default|other>>`. */
interface Place {
  readonly name: string;
  readonly text: string | undefined;
}

function partsOf(body: string): readonly (string | Place)[] {
  return partsBetween(body, "<<", ">>").map((part, index) => {
    if (index % 2 === 0) return part;
    const [name = "", ...texts] = part.split("=");
    return { name, text: texts.length === 0 ? undefined : texts.join("=") };
  });
}
