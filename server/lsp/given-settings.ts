/** The name below which editors keep our settings. */
export const settingsSection = "argocdAnnotations";

/** The names of all settings that the server reads. */
const names = [
  "argocdVersion",
  "codeLens",
  "embeddedInConfigMaps",
  "exclude",
  "inlayHints",
  "render",
  "severity",
  "validate",
] as const;

/** Settings by their names below `argocdAnnotations`; nothing is known of the values. */
export type RawSettings = Readonly<Partial<Record<(typeof names)[number], unknown>>>;

/**
 * Our settings in what an editor sends, in any of the shapes that editors have: by themselves, below `argocdAnnotations`, with
 * dotted names, or one of these below `settings`. `undefined` if it is no answer: null, not an object, or settings of others alone.
 */
export function settingsIn(sent: unknown): RawSettings | undefined {
  let value = sent;
  // What is nested very deep takes a loop, not the stack.
  while (isRecord(value)) {
    const record = value;
    const wrapper = [settingsSection, "settings"].find((it) => Object.hasOwn(record, it));
    const own = wrapper === settingsSection ? [] : ownSettings(record);
    if (own.length > 0) return Object.fromEntries(own);
    if (wrapper === undefined) return Object.keys(record).length === 0 ? {} : undefined;
    value = record[wrapper];
  }
  return undefined;
}

function ownSettings(record: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return names.flatMap((name) => {
    const key = [`${settingsSection}.${name}`, name].find((it) => Object.hasOwn(record, it));
    return key === undefined ? [] : [[name, record[key]] as const];
  });
}

/** Settings from several sources, of which later ones win, name by name; what is null is not set. */
export function mergedSettings(sources: readonly (RawSettings | undefined)[]): RawSettings {
  const set = sources.flatMap((source) => Object.entries(source ?? {}).filter(([, value]) => value !== null));
  return Object.fromEntries(set);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
