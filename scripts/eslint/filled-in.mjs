// The ESLint rule about what `npm run new` leaves to people.

/** Refuses what is still to be filled in, in comments and texts. */
export const filledInRule = {
  meta: {
    type: "problem",
    schema: [],
    messages: { blank: "Fill this in: {{what}}" },
  },
  create(context) {
    const check = (text, loc) => {
      const [, what] = /\bFILL IN:\s*(.*)/.exec(text) ?? [];
      if (what !== undefined) context.report({ loc, messageId: "blank", data: { what: what.trim() } });
    };
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) check(comment.value, comment.loc);
      },
      Literal: ({ value, loc }) => check(String(value), loc),
      TemplateElement: ({ value, loc }) => check(value.cooked, loc),
    };
  },
};
