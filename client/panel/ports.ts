/** Where lines begin and end at the edges of their cards. */
import type { Rectangle } from "./layout.ts";
import type { Connection } from "./routes.ts";

/** A place at the upper or lower edge of a card, in CSS pixels. */
export interface Port {
  readonly row: number;
  readonly side: "above" | "below";
  readonly x: number;
  readonly y: number;
}

/** How far ports at one edge are apart, in CSS pixels, where there is room for that. */
const apart = 14;

/** Ports at upper edges are a little to the right, and those at lower edges to the left, so that lines between two rows do not meet. */
const aside = 6;

/** One edge of a card with the nets that end at it, and where each comes from. */
interface Edge {
  readonly box: Rectangle;
  readonly row: number;
  readonly side: Port["side"];
  /** By net: where its other end is. */
  readonly nets: Map<string, number>;
}

/** The first and the last port of each connection. Nets at one edge have ports beside each other, in the order of where they come from. */
export function portsOf(
  connections: readonly Connection[],
  rowOf: (box: Rectangle) => number,
): readonly (readonly [Port, Port])[] {
  const edges = new Map<string, Edge>();
  const edgeAt = (box: Rectangle, side: Port["side"]): Edge => {
    const key = `${box.x} ${box.y} ${side}`;
    const known = edges.get(key);
    if (known !== undefined) return known;
    const made: Edge = { box, row: rowOf(box), side, nets: new Map() };
    edges.set(key, made);
    return made;
  };
  const ends = connections.map(({ net, from, to }) => {
    const [start, end] = [rowOf(from), rowOf(to)];
    const first = edgeAt(from, start > end ? "above" : "below");
    const last = edgeAt(to, start < end ? "above" : "below");
    first.nets.set(net, centre(from));
    last.nets.set(net, centre(from));
    return { net, first, last };
  });
  return ends.map(({ net, first, last }) => straight(first, last) ?? [portAt(first, net), portAt(last, net)]);
}

/** Cards right above each other are connected by one straight line, where nothing else begins or ends between them. */
function straight(first: Edge, last: Edge): readonly [Port, Port] | undefined {
  if (Math.abs(first.row - last.row) !== 1 || first.nets.size > 1 || last.nets.size > 1) return undefined;
  const from = Math.max(first.box.x, last.box.x);
  const to = Math.min(first.box.x + first.box.width, last.box.x + last.box.width);
  if (to - from < apart) return undefined;
  const x = Math.round((from + to) / 2);
  return [
    { ...placeOf(first), x },
    { ...placeOf(last), x },
  ];
}

function portAt(edge: Edge, net: string): Port {
  const { box, side, nets } = edge;
  const inOrder = [...nets].sort(([, one], [, other]) => one - other).map(([name]) => name);
  const step = Math.min(apart, (box.width - 4 * aside) / nets.size);
  const x = centre(box) + (side === "above" ? aside : -aside) + (inOrder.indexOf(net) - (nets.size - 1) / 2) * step;
  return { ...placeOf(edge), x: Math.round(x) };
}

function placeOf({ box, row, side }: Edge): Pick<Port, "row" | "side" | "y"> {
  return { row, side, y: side === "above" ? box.y : box.y + box.height };
}

function centre({ x, width }: Rectangle): number {
  return x + width / 2;
}
