import type { Failing } from "../../server/core/application/failure.ts";

/** Failures as `path:line text that is marked | message`, lines from 1. */
export function failureLines({ failures }: Failing, texts: Readonly<Record<string, string>>): readonly string[] {
  return failures.map(({ message, location: { path, offset, end } }) => {
    const text = texts[path] ?? "";
    const line = text.slice(0, offset).split("\n").length;
    return `${path}:${line} ${text.slice(offset, end)} | ${message}`;
  });
}
