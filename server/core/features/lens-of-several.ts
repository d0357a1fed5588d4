/** The words of a lens where one place prints several resources, or is part of several applications. */
import type { Application } from "../application/application.ts";
import type { RosterMember } from "../roster/roster.ts";
import { failureWords } from "./failure-words.ts";
import { titleOf } from "./lens-title.ts";
import { enumerate, nameOf } from "./words.ts";

/** The resources that one place prints. */
export type Parts = readonly [RosterMember, ...RosterMember[]];

/** What is said at one place of one application. */
export interface PlaceWords {
  readonly words: string;
  /** What differs from other applications where it does: `Sync · wave 3`. */
  readonly sign: string;
  /** What is said of each resource where there are several. */
  readonly each: readonly string[];
}

/** How many resources are named one by one. */
const maxNamed = 20;

/** What is said of all resources that one place prints. */
export function wordsOf(parts: Parts, count: number): PlaceWords {
  const [first, ...others] = parts;
  if (others.length === 0) return { words: titleOf(first, count), sign: commonWords(parts), each: [] };
  const titles = parts.map((part) => titleOf(part, count));
  const named = parts.slice(0, maxNamed).map(({ member }, index) => `${nameOf(member)}: ${titles[index] ?? ""}`);
  const more = parts.length - named.length;
  const common = `${parts.length} resources · ${titles.every((it) => it === titles[0]) ? (titles[0] ?? "") : commonWords(parts)}`;
  return { words: common, sign: common, each: more === 0 ? named : [...named, `and ${more} more`] };
}

/** `Sync · waves 1 to 3`. */
function commonWords(parts: Parts): string {
  const failed = parts.find((part) => failureWords(part) !== undefined);
  if (failed !== undefined) return "not applied";
  const applied = parts.filter(isApplied);
  const unknown = parts.filter(({ written, replacedBy }) => written.role === "unknown" && replacedBy === undefined);
  const waves = applied.flatMap((part) => part.turns[0]?.task.wave ?? part.written.wave ?? []);
  const isWaveKnown = applied.every(({ written }) => written.wave !== undefined);
  const never = parts.length - applied.length - unknown.length;
  const [some, not] = parts.length === 1 ? ["", ""] : [`${unknown.length} `, `${never} `];
  return [
    ...new Set(applied.map(phaseWords)),
    ...(waves.length === 0 ? [] : [waveRange(waves) + (isWaveKnown ? "" : ", others unknown")]),
    ...(unknown.length === 0 ? [] : [`${some}known only after rendering`]),
    ...(never === 0 ? [] : [`${not}not applied in a sync`]),
  ].join(" · ");
}

function isApplied({ written: { role }, replacedBy }: RosterMember): boolean {
  return replacedBy === undefined && (role === "resource" || role === "hook");
}

function phaseWords({ written, turns, provisional }: RosterMember): string {
  const phases = provisional || turns.length === 0 ? written.phases : turns.map(({ task }) => task.phase);
  return `${[...new Set(phases)].join(" + ")}${written.role === "hook" ? " hook" : ""}`;
}

function waveRange(waves: readonly bigint[]): string {
  const [first = 0n, ...others] = [...new Set(waves)].sort((one, other) => (one < other ? -1 : 1));
  const last = others.at(-1);
  if (last === undefined) return `wave ${first}`;
  return others.length === 1 ? `waves ${first} and ${last}` : `waves ${first} to ${last}`;
}

/** What is said where a file is part of several applications: what one of them does, or how they differ. */
export function inSeveral(all: readonly (PlaceWords & { readonly application: Application })[]): {
  readonly words: string;
  readonly each: readonly string[];
} {
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return { words: first?.words ?? "", each: first?.each ?? [] };
  const bySign = new Map<string, string[]>();
  for (const { sign, application } of all) {
    const names = bySign.get(sign) ?? [];
    bySign.set(sign, names.includes(application.name) ? names : [...names, application.name]);
  }
  const each = all.map(({ words, application: { name } }) => `${name}: ${words}`);
  if (bySign.size === 1) return { words: first.words, each: [...first.each, ...each] };
  const signs = [...bySign].map(([sign, names]) => [sign.split(waveMark), names] as const);
  const [[start] = [""]] = signs[0] ?? [];
  const areOnlyWaves = signs.every(([parts]) => parts.length === 2 && parts[0] === start);
  const words = areOnlyWaves
    ? `${start}${waveMark}${signs.map(([[, wave = ""], names]) => `${wave} in ${enumerate(names)}`).join(", ")}`
    : [...bySign].map(([sign, names]) => `${sign} in ${enumerate(names)}`).join(", ");
  return { words, each };
}

const waveMark = " · wave ";
