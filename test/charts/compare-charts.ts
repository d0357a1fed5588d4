import { identityOf, printed, type Rendering } from "./rendered.ts";

/** How our rendering of a chart is beside that of Helm. */
export interface Outcome {
  /**
   * - `exact`: the same resources, as far as Argo CD looks at them.
   * - `unknown`: that too, where we say what we do not know, or we know that we cannot render it.
   * - `wrong`: anything else, and charts that we cannot render and do not know why.
   * - `refused`: Helm refuses the chart, and so do we.
   * - `accepted`: Helm refuses the chart, and we do not.
   */
  readonly verdict: "exact" | "unknown" | "wrong" | "refused" | "accepted";
  /** Whether all other fields are the same too. */
  readonly isDeep: boolean;
  /** The first difference, or the failure of the one that has one. */
  readonly detail: string;
}

/** Compares what we make of a chart with what Helm makes of it. */
export function compareRenderings(helm: Rendering, ours: Rendering): Outcome {
  if ("failure" in helm) {
    return { verdict: "failure" in ours ? "refused" : "accepted", isDeep: false, detail: helm.failure };
  }
  if ("failure" in ours) {
    return { verdict: ours.reason === "template" ? "wrong" : "unknown", isDeep: false, detail: ours.failure };
  }
  const identities = differenceOf(helm.resources.map(identityOf), ours.resources.map(identityOf));
  if (identities.verdict === "wrong") return { ...identities, isDeep: false };
  const whole = differenceOf(helm.resources.map(printed), ours.resources.map(printed));
  return { verdict: identities.verdict, isDeep: whole.verdict !== "wrong", detail: whole.detail };
}

function differenceOf(
  helm: readonly string[],
  ours: readonly string[],
): { readonly verdict: "exact" | "unknown" | "wrong"; readonly detail: string } {
  const left = [...helm];
  const others = ours.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  for (const text of others) {
    const at = hasUnknown(text) ? left.findIndex((other) => fits(text, other)) : -1;
    if (at < 0) return { verdict: "wrong", detail: detailOf(left, text) };
    left.splice(at, 1);
  }
  if (left.length > 0) return { verdict: "wrong", detail: detailOf(left, "") };
  return { verdict: others.length > 0 ? "unknown" : "exact", detail: "" };
}

/** The mark of a value that is not known. */
const mark = /\ue000\d+\ue001/;

function hasUnknown(text: string): boolean {
  return mark.test(text);
}

/** Whether a text is another one, with something in the place of what is not known. */
function fits(text: string, other: string): boolean {
  const [first = "", ...parts] = text.split(mark);
  let at = other.startsWith(first) ? first.length : -1;
  for (const part of parts) {
    const found = at < 0 ? -1 : other.indexOf(part, at);
    at = found < 0 ? -1 : found + part.length;
  }
  return at >= 0 && other.endsWith(parts.at(-1) ?? first);
}

/** Where the text of ours begins to differ from the one of Helm that is most like it. */
function detailOf(helm: readonly string[], ours: string): string {
  const nearest = helm.toSorted((one, other) => commonLength(other, ours) - commonLength(one, ours))[0] ?? "";
  const at = Math.max(0, commonLength(nearest, ours) - 60);
  return `helm: ${nearest.slice(at, at + 160)}\n  ours: ${ours.slice(at, at + 160)}`;
}

function commonLength(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}
