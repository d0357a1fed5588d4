import { nearest } from "../catalogue/near.ts";
import type { IgnoreComment, NamedRule } from "../manifest/ignore-comment.ts";
import type { Finding, Fix, Rule } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";
import { lineStart, nextLineStart, type Span } from "../text.ts";

export const unusedSuppression: Rule = {
  id: "unused-suppression",
  severity: "hint",
  summary: "A comment that suppresses nothing can be removed.",
  docs: `
\`# argocd-annotations-ignore-next-line RULE\` suppresses the findings of a rule on the next line, and \`# argocd-annotations-ignore-file RULE\` those in the whole file.
Separate several rules with commas; without any name, the comment suppresses all rules.
You can add a reason after two dashes: \`# argocd-annotations-ignore-next-line unknown-annotation -- read by our own controller\`.
A comment that suppresses nothing is left over from a fixed mistake, is on the wrong line or misspells the rule.
Remove it, because it would hide the next mistake.
`,
  unnecessary: true,
  // Whether a comment suppresses anything is known only after all other rules have run: see `unusedComments`.
  check: () => [],
  examples: [
    {
      title: "The wave is no longer wrong",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    # argocd-annotations-ignore-next-line wave-not-an-integer
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This comment suppresses nothing: there is no finding of "wave-not-an-integer" on the next line. Remove it.
    argocd.argoproj.io/sync-wave: "1"
`,
    },
    {
      title: "A rule that does not exist",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    # argocd-annotations-ignore-next-line wave-not-an-intger
    #                                     ^^^^^^^^^^^^^^^^^^ There is no rule "wave-not-an-intger", so naming it suppresses nothing. Did you mean "wave-not-an-integer"?
    argocd.argoproj.io/sync-wave: first
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    # argocd-annotations-ignore-next-line wave-not-an-integer
    argocd.argoproj.io/sync-wave: first
`,
    },
    {
      title: "A comment with a reason",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    # argocd-annotations-ignore-next-line wave-not-an-integer -- our pipeline writes the number
    argocd.argoproj.io/sync-wave: first
`,
    },
  ],
};

/** The findings on a comment, given the ids of the rules that it suppresses and the ids of all rules. */
export function unusedComments(
  text: string,
  comment: IgnoreComment,
  suppressed: ReadonlySet<string>,
  known: readonly string[],
): Finding[] {
  const where = comment.scope === "file" ? "in this file" : "on the next line";
  if (comment.rules.length === 0) {
    if (suppressed.size > 0) return [];
    const message = `This comment suppresses nothing: there is no finding ${where}. Remove it.`;
    return [{ span: comment.span, message, fixes: removeComment(text, comment) }];
  }
  return comment.rules
    .filter(({ id }) => !suppressed.has(id))
    .map((named) =>
      known.includes(named.id)
        ? unusedName(text, comment, named, where)
        : unknownName(text, comment, named, nearest(named.id, known)),
    );
}

function unusedName(text: string, comment: IgnoreComment, named: NamedRule, where: string): Finding {
  const isOnly = comment.rules.length === 1;
  const [fault, advice] = isOnly
    ? ["This comment suppresses nothing", "Remove it."]
    : [`Naming "${named.id}" suppresses nothing`, "Remove its name."];
  return {
    span: isOnly ? comment.span : named.span,
    message: `${fault}: there is no finding of "${named.id}" ${where}. ${advice}`,
    fixes: removeName(text, comment, named),
  };
}

function unknownName(text: string, comment: IgnoreComment, named: NamedRule, meant: string | undefined): Finding {
  const advice = meant === undefined ? "Remove its name." : `Did you mean "${meant}"?`;
  const isThere = comment.rules.some(({ id }) => id === meant);
  const change: Fix[] =
    meant === undefined || isThere
      ? []
      : [{ title: `Change to "${meant}"`, edits: [{ span: named.span, text: meant }], preferred: true }];
  return {
    span: named.span,
    message: `There is no rule ${shown(named.id)}, so naming it suppresses nothing. ${advice}`,
    fixes: [...change, ...removeName(text, comment, named)],
  };
}

/** Without its last name, the comment would suppress everything, so all of it is removed. */
function removeName(text: string, comment: IgnoreComment, named: NamedRule): Fix[] {
  const { rules } = comment;
  if (rules.length === 1) return removeComment(text, comment);
  const index = rules.indexOf(named);
  const next = rules[index + 1];
  const span =
    next === undefined
      ? { start: rules[index - 1]?.span.end ?? named.span.start, end: named.span.end }
      : { start: named.span.start, end: next.span.start };
  return [{ title: "Remove the name of the rule", edits: [{ span, text: "" }] }];
}

function removeComment(text: string, { span }: IgnoreComment): Fix[] {
  return [{ title: "Remove the comment", edits: [{ span: lineOrEnd(text, span), text: "" }] }];
}

/** The whole line where nothing else is on it, or else the comment with the blanks before it. */
function lineOrEnd(text: string, { start, end }: Span): Span {
  const first = lineStart(text, start);
  const before = text.slice(first, start);
  const next = nextLineStart(text, end);
  if (before.trim() === "" && text.slice(end, next).trim() === "") return { start: first, end: next };
  return { start: first + before.trimEnd().length, end };
}
