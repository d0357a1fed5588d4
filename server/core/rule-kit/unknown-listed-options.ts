import {
  changeListed,
  type ListedOption,
  listedOptions,
  type MappedOption,
  mappedOptions,
  removeListed,
  splitListed,
} from "./listed-options.ts";
import { quoteAs } from "../edit/values.ts";
import type { Finding, Fix, Subject } from "./rule.ts";
import { shown } from "./words.ts";

/** The findings on items in the list of an Application that are not sync options, or are not written as such. */
export function unknownListedOptions(subject: Subject): Finding[] {
  return [
    ...listedOptions(subject).flatMap((option) => listedFinding(option) ?? []),
    ...mappedOptions(subject).map((option) => mappedFinding(subject, option)),
  ];
}

function listedFinding(option: ListedOption): Finding | undefined {
  const { value, reading } = option;
  const fault = `${shown(value.text)} is not a sync option, so Argo CD ignores it.`;
  const found = (message: string, fixes: readonly Fix[]): Finding => ({
    span: value.span,
    message,
    fixes: [...fixes, ...removeListed(option)],
  });
  switch (reading.type) {
    case "misspelt": {
      if (reading.sure && reading.option.protects === true) return undefined;
      const meant = reading.option.value;
      const fix = changeListed(option, meant);
      if (option.list.items.some((item) => item.type === "scalar" && item.text === meant)) {
        return found(`${fault} Remove it.`, []);
      }
      return found(`${fault} Did you mean "${meant}"?`, [reading.sure ? { ...fix, preferred: true } : fix]);
    }
    case "several": {
      const isList = isCommaList(value.text);
      return found(
        `Argo CD does not split list items, so it ignores ${shown(value.text)}. Write a separate item for each option.`,
        splitListed(option, reading.options).map((fix) => (isList ? { ...fix, preferred: true } : fix)),
      );
    }
    case "unknown":
      return found(`${fault} Remove it, or look up the right option.`, []);
    case "known":
    case "idle":
    case "annotation":
      return undefined;
  }
}

/** Whether a text is a list of words with a comma and perhaps spaces between them. */
function isCommaList(text: string): boolean {
  const parts = text.split(/ +/);
  const last = parts.pop() ?? "";
  if (/[;\s]/.test(parts.join("") + last)) return false;
  if (parts.length === 0) return last.slice(1, -1).includes(",");
  return last !== "" && parts.every((part) => part.length > 1 && part.endsWith(","));
}

function mappedFinding({ manifest }: Subject, { text, entry, item, isKnown }: MappedOption): Finding {
  const written = `${entry.key.text}: ${text.slice(entry.key.text.length + 1)}`;
  const span = { start: entry.key.span.start, end: entry.value.span.end };
  const fix: Fix = {
    title: `Change to ${shown(text)}`,
    edits: [{ span: item.flow ? item.span : span, text: quoteAs(text, entry.key.style) }],
  };
  return {
    span,
    message: `${shown(written)} is a mapping, but a sync option must be a string, so the API server rejects this ${manifest.kind}. Write ${shown(text)}.`,
    fixes: [isKnown ? { ...fix, preferred: true } : fix],
  };
}
