import { failureAlert } from "./snippets/failure-alert.ts";
import { hookAccess } from "./snippets/hook-access.ts";
import { migrationJob } from "./snippets/migration-job.ts";
import { notification } from "./snippets/notification.ts";
import { smokeTest } from "./snippets/smoke-test.ts";
import type { SnippetSpec } from "./snippets/snippet.ts";

/** The snippets that are offered, in the order in which a sync runs their resources. */
export const snippets: readonly SnippetSpec[] = [hookAccess, migrationJob, smokeTest, notification, failureAlert];

const placeForm = /<<([a-z]+)(?:=(.*?))?>>/g;

/** A snippet with its defaults filled in. */
export function plainSnippet({ body }: SnippetSpec): string {
  const defaults = defaultsOf(body);
  return body.replace(placeForm, (_, name: string) => defaults.get(name) ?? "");
}

/** A snippet in the syntax of LSP and VS Code: `${1:db-migration}`, and `$1` for the same place again. */
export function editorSnippet({ body }: SnippetSpec): string {
  const defaults = defaultsOf(body);
  const numbers = new Map([...defaults.keys()].map((name, index) => [name, index + 1]));
  const parts = body.split(/(<<[a-z]+(?:=.*?)?>>)/);
  const seen = new Set<string>();
  return parts
    .map((part) => {
      const name = /^<<([a-z]+)/.exec(part)?.[1];
      if (name === undefined) return escapeSnippet(part);
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
  for (const [, name = "", text] of body.matchAll(placeForm)) if (text !== undefined) defaults.set(name, text);
  return defaults;
}
