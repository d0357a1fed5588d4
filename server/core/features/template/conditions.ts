/** What the parts of a rendered text depend on that nobody knows, in words. */
import type { Condition } from "../../helm/value/rendered-text.ts";

/** The longest action that is shown as it is written, in UTF-16 units. */
const longestAction = 100;

/** `Only if {{ if … }} holds, which is not known here: whether the cluster has x.` */
export function conditionSentence(condition: Condition): string {
  const chain = chainOf(condition);
  const parts = chain.map(
    (one) => `${actionOf(one)} ${one.branch === "taken" ? "holds" : "does not hold"}, which is not known here`,
  );
  const reasons = [...new Set(chain.map(({ unknown }) => unknown.reason))];
  return `Only if ${parts.join(", and ")}: ${reasons.join(", and ")}.`;
}

/** The outermost first. */
function chainOf(condition: Condition): readonly Condition[] {
  const chain: Condition[] = [];
  for (let one: Condition | undefined = condition; one !== undefined; one = one.outer) chain.unshift(one);
  return chain;
}

function actionOf({ source, at }: Condition): string {
  const end = source.text.indexOf("}}", at);
  const action = source.text.slice(at, end < 0 ? at + longestAction : end + 2).replaceAll(/\s+/g, " ");
  return action.length > longestAction ? `${action.slice(0, longestAction - 4)}… }}` : action;
}
