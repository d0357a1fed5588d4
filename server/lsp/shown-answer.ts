import { visible } from "../core/index.ts";

/** What a client gives back, opens or writes, and what is safe already: it must stay as it is. */
const exact: ReadonlySet<string> = new Set([
  ...["id", "uri", "task", "tasks", "needs", "ran", "failed", "running", "never"],
  ...["path", "text", "markdown"],
]);

/** An answer in our own protocol with every text for people made visible: all that is not under one of the names above. */
export function shownAnswer<Answer>(answer: Answer): Answer {
  return shownValue("", answer) as Answer;
}

function shownValue(key: string, value: unknown): unknown {
  if (typeof value === "string") return exact.has(key) ? value : visible(value);
  if (Array.isArray(value)) return value.map((item) => shownValue(key, item));
  if (typeof value !== "object" || value === null) return value;
  const shown: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) shown[name] = shownValue(name, part);
  return shown;
}
