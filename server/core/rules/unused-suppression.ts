import { nearest } from "../catalogue/near.ts";
import type { IgnoreComment, NamedRule } from "../manifest/ignore-comment.ts";
import type { Finding, Fix, Rule } from "../rule-kit/rule.ts";
import { shown } from "../rule-kit/words.ts";
import { lineStart, nextLineStart, type Span } from "../text.ts";

export const unusedSuppression: Rule = {
  id: "unused-suppression",
  severity: "hint",
  summary: "A comment that silences findings is of no use where there are none.",
  docs: `
\`# argocd-annotations-ignore-next-line RULE\` silences what a rule says about the next line, and \`# argocd-annotations-ignore-file RULE\` what it says about the whole file.
Several rules stand with commas between them, and without any name the comment silences all rules.
A reason may follow two dashes: \`# argocd-annotations-ignore-next-line unknown-annotation -- read by our own controller\`.
A comment that silences nothing is left over from a mistake that is repaired, stands on the wrong line or misspells the rule; it would hide the next mistake.
`,
  unnecessary: true,
  // Whether a comment is of use is only known once all other rules have spoken: see `unusedComments`.
  check: () => [],
  examples: [
    {
      title: "The wave is right by now",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    # argocd-annotations-ignore-next-line wave-not-an-integer
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ There is no finding of "wave-not-an-integer" on the next line, so this comment silences nothing. Remove it.
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
    #                                     ^^^^^^^^^^^^^^^^^^ There is no rule "wave-not-an-intger", so naming it silences nothing. Did you mean "wave-not-an-integer"?
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

/** What is wrong with a comment, given the ids of the rules that it silences and of all rules that there are. */
export function unusedComments(
  text: string,
  comment: IgnoreComment,
  silenced: ReadonlySet<string>,
  known: readonly string[],
): Finding[] {
  const where = comment.scope === "file" ? "in this file" : "on the next line";
  if (comment.rules.length === 0) {
    if (silenced.size > 0) return [];
    const message = `There is no finding ${where}, so this comment silences nothing. Remove it.`;
    return [{ span: comment.span, message, fixes: removeComment(text, comment) }];
  }
  return comment.rules
    .filter(({ id }) => !silenced.has(id))
    .map((named) =>
      known.includes(named.id)
        ? unusedName(text, comment, named, where)
        : unknownName(text, comment, named, nearest(named.id, known)),
    );
}

function unusedName(text: string, comment: IgnoreComment, named: NamedRule, where: string): Finding {
  const isOnly = comment.rules.length === 1;
  const cost = isOnly ? "this comment silences nothing. Remove it." : "naming it silences nothing. Remove its name.";
  return {
    span: isOnly ? comment.span : named.span,
    message: `There is no finding of "${named.id}" ${where}, so ${cost}`,
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
    message: `There is no rule ${shown(named.id)}, so naming it silences nothing. ${advice}`,
    fixes: [...change, ...removeName(text, comment, named)],
  };
}

/** Without its last name the comment would silence everything, so it goes as a whole. */
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
