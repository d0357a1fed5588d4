/** The types of values: how a text is checked, what completion offers, what the value is called. */
import { csvItems, trimSpace } from "../sync/annotations.ts";
import { parseInteger } from "../sync/integer.ts";
import type { IntegerValue, ItemSpec, ListValue, OtherValue, ValueProblem } from "./annotation.ts";
import { nearest } from "./near.ts";
import { problemOfPaths } from "./path-list.ts";

/** A whole number, as Go's `strconv.Atoi` reads it. */
export const integer: IntegerValue = {
  type: "integer",
  description: "a whole number",
  items: [],
  check: (text) =>
    parseInteger(text) === undefined ? problem("is not a whole number", integerIn(trimSpace(text))) : undefined,
};

/** Items of a closed vocabulary, separated by commas. A list has the problem of its first wrong item. */
export function list(itemName: string, items: readonly ItemSpec[]): ListValue {
  const words = items.map(({ value }) => value);
  return {
    type: "list",
    itemName,
    items,
    description: `one ${itemName} or several, separated by commas`,
    check: (text) => {
      const wrong = csvItems(text).find((item) => !words.includes(item));
      return wrong === undefined ? undefined : problem(`contains "${wrong}", which is not a ${itemName}`, undefined);
    },
  };
}

/** One of several words. `fold` turns a text into the word that its reader compares, for example in lower case. */
export function choice(items: readonly ItemSpec[], fold: (text: string) => string = asWritten): OtherValue {
  const words = items.map(({ value }) => value);
  const description = words.map((word) => `\`${word}\``).join(", ");
  const reason = `is none of ${words.map((word) => `"${word}"`).join(", ")}`;
  return value("choice", `one of ${description}`, items, (text) =>
    words.includes(fold(text)) ? undefined : problem(reason, nearest(text, words)),
  );
}

/** One option of a whole application. `X=true` and `X=false` are both accepted: one of the two is the default and harmless. */
export function applicationOption(items: readonly ItemSpec[]): OtherValue {
  const words = items.map((item) => item.value);
  return value("choice", "one sync option per string, case-sensitive", items, (text) => {
    const name = /^(.+)=(?:true|false)$/.exec(text)?.[1];
    if (words.includes(text) || words.some((word) => word.split("=", 1)[0] === name)) return undefined;
    return problem("is not a sync option of an application", nearest(text, words));
  });
}

/** A text as the user interface compares it: without surrounding blanks, in lower case. */
export function withoutCase(text: string): string {
  return text.trim().toLowerCase();
}

/** `true`, spelt exactly so unless `fold` says otherwise. Every other text means no; one that says no, such as `false`, is fine. */
export function onlyTrue(items: readonly ItemSpec[], fold: (text: string) => string = asWritten): OtherValue {
  return value("flag", "`true`", items, (text) =>
    fold(text) === "true" || /^(?:false|f|no|n|off|0)?$/i.test(text.trim())
      ? undefined
      : problem('is not "true"', foldedBoolean(text)),
  );
}

/** A boolean in one of the spellings of Go's `strconv.ParseBool`. */
export function boolean(items: readonly ItemSpec[]): OtherValue {
  return value("flag", "`true` or `false`", items, (text) =>
    /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text)
      ? undefined
      : problem('is neither "true" nor "false"', foldedBoolean(text)),
  );
}

/** `true` or `false` in a field: the version of Argo CD that introduced the field, and what each of the two means. */
export function flag(since: string, whenTrue: string, whenFalse: string): OtherValue {
  const items = words(since, { true: whenTrue, false: whenFalse });
  return value("flag", "`true` or `false`", items, (written) =>
    ["true", "false"].includes(withoutCase(written)) ? undefined : problem('is neither "true" nor "false"', undefined),
  );
}

/** A request: the key alone makes it, whatever the value; some values ask for more. */
export function presence(items: readonly ItemSpec[]): OtherValue {
  return value("presence", "any text: the key alone makes the request", items, () => undefined);
}

/** An address that a browser can open; an empty one is allowed. Mirrors `ValidateExternalURL` in util/settings/settings.go. */
export const url: OtherValue = value("url", "a URL that begins with `http://` or `https://`", [], urlProblem);

/** An address, optionally after a title and a bar. Mirrors `populateNodeInfo` in controller/cache/info.go. */
export const link: OtherValue = value(
  "link",
  "a URL that begins with `http://` or `https://`, or a title, a bar `|` and such a URL",
  [],
  (text) => urlProblem(text.slice(text.indexOf("|") + 1)),
);

/** A point in time as in RFC 3339. */
export const time: OtherValue = pattern(
  "a time such as `2026-01-31T12:00:00Z`",
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/,
  'is not a time such as "2026-01-31T12:00:00Z"',
);

/** Any text. */
export function text(description: string, items: readonly ItemSpec[] = []): OtherValue {
  return value("text", description, items, () => undefined);
}

/** Any text that is not empty. */
export function filledText(description: string, items: readonly ItemSpec[] = []): OtherValue {
  return value("text", description, items, (written) =>
    written.trim() === "" ? problem("is empty", undefined) : undefined,
  );
}

/** Paths separated by semicolons. Mirrors `GetSourceRefreshPaths` in util/app/path/path.go. */
export const paths: OtherValue = value(
  "paths",
  "paths separated by semicolons; those that begin with `/` are relative to the root of the repository",
  [
    { value: ".", summary: "The folder of the source itself.", since: "1.8" },
    { value: "/", summary: "The whole repository.", since: "1.8" },
  ],
  problemOfPaths,
);

/** The recipients of a notification, separated by semicolons; empty for a service that needs none. */
export const recipients: OtherValue = value(
  "recipients",
  "recipients separated by semicolons, or nothing for a service that needs none",
  [],
  () => undefined,
);

/** Images that the Image Updater keeps up to date. Mirrors `ParseImageList` of argocd-image-updater. */
export const images: OtherValue = value(
  "images",
  "comma-separated images, each `image`, `alias=image` or `alias=image:constraint`",
  [],
  (written) => (csvItems(written).length === 0 ? problem("names no image", undefined) : undefined),
);

/** A text of a certain form; `reason` completes a sentence about one that does not match. */
export function pattern(
  description: string,
  form: RegExp,
  reason: string,
  items: readonly ItemSpec[] = [],
): OtherValue {
  return value("pattern", description, items, (written) =>
    form.test(written) ? undefined : problem(reason, undefined),
  );
}

/** Any text, but for what is certainly meant otherwise. */
export function checkedText(
  description: string,
  check: OtherValue["check"],
  items: readonly ItemSpec[] = [],
): OtherValue {
  return value("pattern", description, items, check);
}

/** A list in YAML, written as a text. Only a text that cannot be a list is reported. */
export const yamlList: OtherValue = value("yaml", "a list in YAML, as a block of text", [], (written) => {
  const first = written.split("\n").find((line) => !/^\s*(?:#|$)/.test(line));
  return first === undefined || /^\s*(?:[-[]|---)/.test(first)
    ? undefined
    : problem("is not a list in YAML", undefined);
});

/** A duration as Go writes it, or a bare number of seconds. Mirrors `parseStringToDuration` in pkg/apis/application/v1alpha1/types.go. */
export const duration: OtherValue = pattern(
  "a duration such as `5s` or `3m`",
  /^[+-]?(?:[0-9]{1,18}|(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)$/,
  'is not a duration such as "5s" or "3m"',
);

/** Nested fields, or a list of them: there is no text to check. */
export function mapping(description: string): OtherValue {
  return value("mapping", description, [], (written) =>
    written === "" ? undefined : problem(`is not ${description}`, undefined),
  );
}

/** Words of a vocabulary that one version of Argo CD introduced; `undefined` if another tool reads them. */
export function words(since: string | undefined, summaries: Readonly<Record<string, string>>): readonly ItemSpec[] {
  return Object.entries(summaries).map(([word, summary]) => ({ value: word, summary, since }));
}

function value(
  type: OtherValue["type"],
  description: string,
  items: readonly ItemSpec[],
  check: OtherValue["check"],
): OtherValue {
  return { type, description, items, check };
}

function problem(reason: string, meant: string | undefined): ValueProblem {
  return { reason, meant };
}

function urlProblem(written: string): ValueProblem | undefined {
  // Go accepts anything after the host except control characters, blanks included.
  if (written === "" || /^https?:(?:\/\/[^\s<>"\\^`{|}/?#]*(?:[/?#]\P{Cc}*)?|[^/]\P{Cc}*)?$/iu.test(written))
    return undefined;
  const trimmed = trimSpace(written);
  return problem(
    'is not a URL that begins with "http://" or "https://"',
    trimmed !== written && urlProblem(trimmed) === undefined ? trimmed : undefined,
  );
}

function integerIn(written: string): string | undefined {
  return parseInteger(written) === undefined ? undefined : written;
}

function foldedBoolean(written: string): string | undefined {
  const folded = withoutCase(written);
  return folded === "true" || folded === "false" ? folded : undefined;
}

function asWritten(written: string): string {
  return written;
}
