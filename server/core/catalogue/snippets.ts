import { partsBetween } from "../text.ts";
import { failureAlert } from "./snippets/failure-alert.ts";
import { hookAccess } from "./snippets/hook-access.ts";
import { migrationJob } from "./snippets/migration-job.ts";
import { notification } from "./snippets/notification.ts";
import { smokeTest } from "./snippets/smoke-test.ts";
import type { SnippetSpec } from "./snippets/snippet.ts";

/** The snippets that are offered, in the order in which a sync runs their resources. */
export const snippets: readonly SnippetSpec[] = [hookAccess, migrationJob, smokeTest, notification, failureAlert];

/** A snippet with its defaults filled in. */
export function plainSnippet({ body }: SnippetSpec): string {
  const defaults = defaultsOf(body);
  return partsOf(body)
    .map((part) => (typeof part === "string" ? part : (defaults.get(part.name) ?? "")))
    .join("");
}

/** A snippet in the syntax of LSP and VS Code: `${1:db-migration}`, and `$1` for the same place again. */
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
      return `\${${number}:${escapeSnippet(defaults.get(name) ?? "")}}`;
    })
    .join("");
}

/** A text escaped so that a snippet inserts it unchanged. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

function defaultsOf(body: string): ReadonlyMap<string, string> {
  const defaults = new Map<string, string>();
  for (const part of partsOf(body)) {
    if (typeof part !== "string" && part.text !== undefined) defaults.set(part.name, part.text);
  }
  return defaults;
}

/** A place to fill in, `<<name>>` or `<<name=default>>`. */
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
