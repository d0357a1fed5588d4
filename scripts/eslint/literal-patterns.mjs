// The ESLint rule that keeps every pattern where it can be proven.

/** What looks like a regular expression but is a text: the methods of texts make an expression of it. */
const texts = new Set(["Literal", "TemplateLiteral", "TaggedTemplateExpression", "BinaryExpression"]);
const methods = new Set(["match", "matchAll", "search"]);

/** Refuses a regular expression that is put together at run time: `RegExp(text)`, `text.match("...")`. */
export const literalPatternsRule = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      made: "Nobody can prove how long a pattern takes that is made at run time. Write a literal, or scan the text in a function of its own.",
    },
  },
  create(context) {
    const check = (node) => {
      const { callee } = node;
      if (callee.type === "Identifier" && callee.name === "RegExp") context.report({ node, messageId: "made" });
      const [argument] = node.arguments;
      if (callee.type !== "MemberExpression" || !methods.has(callee.property.name) || argument === undefined) return;
      if (texts.has(argument.type) && argument.regex === undefined) context.report({ node, messageId: "made" });
    };
    return { NewExpression: check, CallExpression: check };
  },
};
