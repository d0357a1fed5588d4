/** Spreads pieces of lines that run beside each other, so that each can be followed. */
import type { Range } from "./channels.ts";

/** How far lines beside each other are apart, in CSS pixels, where there is room for that. */
const apart = 5;

/** How far a piece goes aside to join another one of its net, in CSS pixels. */
const reach = 40;

/** A piece of a line along a gap. Pieces of the same net may share a track. */
export interface Run extends Range {
  readonly net: string;
}

/** Gives every net in a gap a place across it, in CSS pixels: nets that overlap have different ones, as far apart as there is room. */
export function tracksIn(runs: readonly Run[], gap: Range): ReadonlyMap<string, number> {
  const nets = new Map<string, Range>();
  for (const { net, from, to } of runs) {
    const known = nets.get(net);
    nets.set(net, { from: Math.min(from, known?.from ?? from), to: Math.max(to, known?.to ?? to) });
  }
  // By their left ends, each goes to the first track that is free there.
  const ends: number[] = [];
  const trackOf = new Map<string, number>();
  for (const [net, { from, to }] of [...nets].sort(([, one], [, other]) => one.from - other.from)) {
    const free = ends.findIndex((end) => end + apart < from);
    const track = free >= 0 ? free : ends.length;
    ends[track] = to;
    trackOf.set(net, track);
  }
  const step = Math.min(apart, (gap.to - gap.from) / (ends.length + 1));
  const first = (gap.from + gap.to) / 2 - (step * (ends.length - 1)) / 2;
  return new Map([...trackOf].map(([net, track]) => [net, rounded(first + track * step)]));
}

/** Pieces of lines across rows, which keep away from each other. */
export class Crossed {
  readonly #taken: (Run & { readonly x: number })[] = [];

  /** The `x` next to the one that is wanted at which no other net goes through these rows; the wanted one where all are taken. */
  take(net: string, rows: Range, wanted: number, room: Range): number {
    const x = this.#freeNear(net, rows, wanted, room) ?? wanted;
    this.#taken.push({ net, x, ...rows });
    return x;
  }

  #freeNear(net: string, { from, to }: Range, wanted: number, room: Range): number | undefined {
    const taken = this.#taken.filter(
      (it) => it.from <= to && it.to >= from && it.x >= room.from - apart && it.x <= room.to + apart,
    );
    const step = Math.min(apart, Math.max(1, (room.to - room.from) / 4));
    const own = new Set(taken.filter((it) => it.net === net).map(({ x }) => x));
    const others = new Set(taken.filter((it) => it.net !== net).map(({ x }) => x));
    const isFree = (x: number): boolean =>
      x >= room.from && x <= room.to && [...others].every((other) => Math.abs(other - x) >= step);
    const known = [...own].find((x) => Math.abs(x - wanted) < reach && isFree(x));
    if (known !== undefined) return known;
    for (let away = 0; wanted - away >= room.from || wanted + away <= room.to; away += step) {
      const free = [wanted - away, wanted + away].map(rounded).find(isFree);
      if (free !== undefined) return free;
    }
    return undefined;
  }
}

/** Half pixels are sharp enough, and keep paths short. */
function rounded(value: number): number {
  return Math.round(value * 2) / 2;
}
