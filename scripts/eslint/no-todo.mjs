// The ESLint rule that keeps intentions out of comments.

/** Refuses comments that put something off. */
export const noTodoRule = {
  meta: {
    type: "suggestion",
    schema: [],
    messages: { todo: '"{{word}}" puts something off. Do it now, or open an issue for it and remove the comment.' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const [word] = /\b(?:TODO|FIXME|XXX|HACK)\b/i.exec(comment.value) ?? [];
          if (word !== undefined) context.report({ loc: comment.loc, messageId: "todo", data: { word } });
        }
      },
    };
  },
};
