import { isList, isMap, type Value } from "../value/value.ts";

/** How many choices are told. */
const mostChoices = 8;

/** How many characters of a choice are told. */
const longestChoice = 60;

const typeNames: ReadonlyMap<string, string> = new Map([
  ["string", "a string"],
  ["integer", "an integer"],
  ["number", "a number"],
  ["boolean", "true or false"],
  ["array", "a list"],
  ["object", "a mapping"],
]);

/** What people call a type of a schema. */
export function typeName(type: string): Word {
  return { word: typeNames.get(type) ?? type };
}

/** A word that is said as it is. */
interface Word {
  readonly word: string;
}

/** Choices in a sentence: `"a", "b" or "c"`. */
export function choiceOf(choices: readonly (Value | Word)[]): string {
  const shown = choices.slice(0, mostChoices).map(shownChoice);
  const more = choices.length - shown.length;
  const all = more > 0 ? [...shown, `one of ${more} more`] : shown;
  const last = all.pop() ?? "nothing at all";
  return all.length === 0 ? last : `${all.join(", ")} or ${last}`;
}

function shownChoice(choice: Value | Word): string {
  if (typeof choice === "object" && choice !== null && "word" in choice) return choice.word;
  if (typeof choice === "string") {
    return choice.length > longestChoice ? `"${choice.slice(0, longestChoice)}…"` : `"${choice}"`;
  }
  if (choice === null || typeof choice !== "object") return String(choice);
  return isList(choice) ? "a certain list" : "a certain mapping";
}

/** What a value is, in a few words that give no secret away. */
export function shownActual(value: Value): string {
  if (value === null) return "null";
  if (isList(value)) return "a list";
  if (isMap(value)) return "a mapping";
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" || typeof value === "bigint" ? `the number ${value}` : "a string";
}

/** What is missing: `"a" and "b" are missing`. */
export function missingWords(names: readonly string[]): string {
  const shown = names.slice(0, mostChoices).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  if (all.length === 1) return `${all.join("")} is missing`;
  return `${all.slice(0, -1).join(", ")} and ${all.at(-1) ?? ""} are missing`;
}
