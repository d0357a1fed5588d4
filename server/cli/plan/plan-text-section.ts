import { type Member, visible } from "../../core/index.ts";
import type { Paint } from "../paint.ts";
import { joined, padded, shown, type Shown } from "../shown.ts";

/** A resource in a plan: kind, name and namespace stand in columns, a note behind them. */
export interface Row {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly note: string;
}

/** A phase, or something else with a heading of its own. Texts among the lines are labels for the rows below them. */
export interface Section {
  readonly heading: string;
  readonly remark: string;
  readonly lines: readonly (Row | string)[];
}

/** The row of a resource, named as it is deployed. */
export function rowOf({ resource: { kind, name, generateName, namespace } }: Member, note: string): Row {
  const generated = generateName === "" ? "(no name)" : `${generateName}...`;
  return { kind, name: name || generated, namespace, note };
}

/** A resource within a sentence. */
export function shortName(member: Member): string {
  const { kind, name } = rowOf(member, "");
  return `${kind} ${name}`;
}

/** The sections that hold anything, one below the other, their columns in line. */
export function sectionsText(sections: readonly Section[], paint: Paint): Shown {
  const filled = sections.filter((section) => section.lines.length > 0);
  const rows = filled.flatMap((section) => section.lines.filter((line) => typeof line !== "string"));
  const columns: Columns = {
    kind: widest(rows, "kind"),
    name: widest(rows, "name"),
    namespace: widest(rows, "namespace"),
  };
  return joined(
    filled.map((section) => sectionText(section, columns, paint)),
    "\n",
  );
}

type Columns = Readonly<Record<"kind" | "name" | "namespace", number>>;

/** One name of outlandish length must not push everything else off the screen. */
const maxWidth = 48;

function widest(rows: readonly Row[], column: keyof Columns): number {
  const lengths = rows.map((row) => visible(row[column]).length).filter((length) => length <= maxWidth);
  return lengths.reduce((left, right) => Math.max(left, right), 0);
}

function sectionText({ heading, remark, lines }: Section, columns: Columns, paint: Paint): Shown {
  const title = shown`${paint("bold", heading)}${remark === "" ? "" : shown`  ${paint("dim", remark)}`}`;
  const texts = lines.map((line) =>
    typeof line === "string" ? shown`  ${paint("cyan", line)}` : shown`    ${rowText(line, columns, paint)}`,
  );
  return shown`${joined([title, ...texts], "\n")}\n`;
}

function rowText({ kind, name, namespace, note }: Row, columns: Columns, paint: Paint): Shown {
  const cells = [padded(kind, columns.kind), padded(name, columns.name)];
  if (columns.namespace > 0) cells.push(padded(namespace, columns.namespace));
  if (note !== "") return joined([...cells, paint("dim", note)], "  ");
  // Nothing stands behind the last cell, so nothing has to be in line with it.
  const last = namespace === "" ? shown`${name}` : shown`${namespace}`;
  return joined([...cells.slice(0, namespace === "" ? 1 : 2), last], "  ");
}
