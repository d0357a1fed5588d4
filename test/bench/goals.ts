/** One measure beside what it is compared with, and what it should be. */
export interface Row {
  readonly measure: string;
  /** With its unit. */
  readonly value: string;
  /** How many times the other figure it is; the figure itself where nothing is compared. NaN where it could not be measured. */
  readonly ratio: number;
  /** What it is compared with; "" where nothing is. */
  readonly beside: string;
  /** The highest ratio that is still good; `undefined` where a measure only informs. */
  readonly goal: number | undefined;
}

/** Milliseconds beside those of something else that was measured in the same run. */
export function times(measure: string, value: number, [base, beside]: readonly [number, string], goal?: number): Row {
  return { measure, value: `${round(value)} ms`, ratio: value / base, beside: `${beside} (${round(base)} ms)`, goal };
}

/** Whether a row is as it should be, in a word. */
export function verdict({ ratio, goal }: Row): string {
  if (goal === undefined) return "";
  if (Number.isNaN(ratio)) return "not measured";
  return ratio <= goal ? "yes" : "NO";
}

/** The rows as a table for a terminal. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [
    ["Measure", "Value", "Ratio", "Beside", "Goal", "Met"],
    ...rows.map((row) => [
      row.measure,
      row.value,
      row.beside === "" ? "" : `${round(row.ratio)}x`,
      row.beside,
      row.goal === undefined ? "" : `<= ${row.goal}${row.beside === "" ? "" : "x"}`,
      verdict(row),
    ]),
  ];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Three digits that count: 0.52, 5.2, 52, 520. */
export function round(value: number): string {
  if (!Number.isFinite(value)) return "-";
  return value.toFixed(value >= 20 ? 0 : value >= 2 ? 1 : 2);
}
