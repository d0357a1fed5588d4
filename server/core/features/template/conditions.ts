/** What the parts of a rendered text depend on that nobody knows, in words. */
import type { Condition } from "../../helm/value/rendered-text.ts";

/** The longest condition that is shown as it is written, in UTF-16 units. */
const longestAction = 100;

/** `Only if .Values.a holds, which is not known here: whether the cluster has x.` */
export function conditionSentence(condition: Condition): string {
  const chain = chainOf(condition);
  const parts = chain.map((one) => `${wordsOf(one)}, which is not known here`);
  const reasons = [...new Set(chain.map(({ unknown }) => unknown.reason))];
  return `Only if ${parts.join(", and ")}: ${reasons.join(", and ")}.`;
}

/** The outermost first. */
function chainOf(condition: Condition): readonly Condition[] {
  const chain: Condition[] = [];
  for (let one: Condition | undefined = condition; one !== undefined; one = one.outer) chain.unshift(one);
  return chain;
}

function wordsOf({ source, at, branch }: Condition): string {
  const end = source.text.indexOf("}}", at);
  const action = source.text.slice(at, end < 0 ? at + longestAction : end + 2).replaceAll(/\s+/g, " ");
  const [, keyword = "", words = action] = /^\{\{-? ?(?:else )?(if|with|range) (.*)$/.exec(action) ?? [];
  const bare = words.replace(/(?: -)?\}\}$/, "").trim();
  const shown = bare.length > longestAction ? `${bare.slice(0, longestAction - 1)}…` : bare;
  if (keyword === "range") return branch === "taken" ? `${shown} has items` : `${shown} has no items`;
  return branch === "taken" ? `${shown} holds` : `${shown} does not hold`;
}
