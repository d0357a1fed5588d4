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

/** What the comments of a file do. */
export interface Suppressions {
  /** Whether naming a rule suppresses anything there. */
  readonly isUsed: (rule: string) => boolean;
  /** Whether anything was found there at all. */
  readonly isAnyUsed: boolean;
  /** The ids of all rules. */
  readonly known: readonly string[];
}

/** The findings on a comment. */
export function unusedComments(
  text: string,
  comment: IgnoreComment,
  { isUsed, isAnyUsed, known }: Suppressions,
): Finding[] {
  const where = comment.scope === "file" ? "in this file" : "on the next line";
  if (comment.rules.length === 0) {
    if (isAnyUsed) return [];
    const message = `This comment suppresses nothing: there is no finding ${where}. Remove it.`;
    return [{ span: comment.span, message, fixes: removeComment(text, comment) }];
  }
  const written = new Set(comment.rules.map(({ id }) => id));
  return comment.rules.flatMap((named, index) => {
    if (isUsed(named.id)) return [];
    if (known.includes(named.id)) return [unusedName(text, comment, index, where)];
    const meant = nearest(named.id, known);
    return [unknownName(text, comment, index, meant === undefined || written.has(meant) ? undefined : meant, meant)];
  });
}

function unusedName(text: string, comment: IgnoreComment, index: number, where: string): Finding {
  const isOnly = comment.rules.length === 1;
  const { id, span } = nameAt(comment, index);
  const [fault, advice] = isOnly
    ? ["This comment suppresses nothing", "Remove it."]
    : [`Naming "${id}" suppresses nothing`, "Remove its name."];
  return {
    span: isOnly ? comment.span : span,
    message: `${fault}: there is no finding of "${id}" ${where}. ${advice}`,
    fixes: removeName(text, comment, index),
  };
}

/** `meant` is the rule that was probably meant, `writable` the same if the comment does not name it already. */
function unknownName(
  text: string,
  comment: IgnoreComment,
  index: number,
  writable: string | undefined,
  meant: string | undefined,
): Finding {
  const { id, span } = nameAt(comment, index);
  const advice = meant === undefined ? "Remove its name." : `Did you mean "${meant}"?`;
  const change: Fix[] =
    writable === undefined
      ? []
      : [{ title: `Change to "${writable}"`, edits: [{ span, text: writable }], preferred: true }];
  return {
    span,
    message: `There is no rule ${shown(id)}, so naming it suppresses nothing. ${advice}`,
    fixes: [...change, ...removeName(text, comment, index)],
  };
}

function nameAt({ rules, span }: IgnoreComment, index: number): NamedRule {
  return rules[index] ?? { id: "", span };
}

/** Without its last name, the comment would suppress everything, so all of it is removed. */
function removeName(text: string, comment: IgnoreComment, index: number): Fix[] {
  const { rules } = comment;
  if (rules.length === 1) return removeComment(text, comment);
  const named = nameAt(comment, index);
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
