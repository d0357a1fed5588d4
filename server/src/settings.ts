import { type CodeLensMode, rules, type RuleSeverities, severities, type Severity } from "../core/index.ts";

/** What the user has set, with the defaults filled in. */
export interface Settings {
  readonly severity: RuleSeverities;
  readonly codeLens: CodeLensMode;
}

/** Settings, and what is wrong with what was given: one sentence for each value that was passed over. */
export interface ReadSettings {
  readonly settings: Settings;
  readonly complaints: readonly string[];
}

const codeLensModes = ["auto", "always", "off"] as const satisfies readonly CodeLensMode[];
const ruleLevels = [...severities, "off", "default"] as const;

/** Reads the value of `argocdAnnotations` as an editor sends it. Anything may come; what makes no sense counts as not set. */
export function readSettings(value: unknown): ReadSettings {
  const complaints: string[] = [];
  const given = asRecord(value);
  const severity = new Map<string, Severity | "off">();
  for (const [id, level] of Object.entries(asRecord(given["severity"]))) {
    const known = oneOf(ruleLevels, level);
    if (!rules.some((rule) => rule.id === id)) {
      complaints.push(`argocdAnnotations.severity: there is no rule "${id}".`);
    } else if (known === undefined) {
      complaints.push(
        `argocdAnnotations.severity: "${id}" is set to ${JSON.stringify(level)}; use one of ${ruleLevels.join(", ")}.`,
      );
    } else if (known !== "default") {
      severity.set(id, known);
    }
  }
  const mode = given["codeLens"] ?? "auto";
  const codeLens = oneOf(codeLensModes, mode);
  if (codeLens === undefined) {
    complaints.push(
      `argocdAnnotations.codeLens is set to ${JSON.stringify(mode)}; use one of ${codeLensModes.join(", ")}.`,
    );
  }
  return { settings: { severity, codeLens: codeLens ?? "auto" }, complaints };
}

function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | undefined {
  return values.find((it) => it === value);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
