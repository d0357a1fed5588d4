// The ESLint rule about what reaches people: what is named in it may contain anything, so one file makes it safe.

/** Refuses what goes past the one file that writes to a kind of receiver. `sinks` are selectors of ESLint, `writer` is the file. */
export const oneWriterRule = {
  meta: {
    type: "problem",
    schema: [
      {
        type: "object",
        required: ["sinks", "writer"],
        properties: { sinks: { type: "array", items: { type: "string" } }, writer: { type: "string" } },
      },
    ],
    messages: { raw: "A name in this text could do harm. Show it through {{writer}}, which makes every text safe." },
  },
  create(context) {
    const [{ sinks, writer }] = context.options;
    return { [sinks.join(", ")]: (node) => context.report({ node, messageId: "raw", data: { writer } }) };
  },
};
