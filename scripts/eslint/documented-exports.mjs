// The ESLint rule that asks for the docstrings of exports.

/** Wants a docstring above whatever is exported, but for data of the given types, whose own fields say what it is. */
export const documentedExportsRule = {
  meta: {
    type: "suggestion",
    schema: [{ type: "object", properties: { selfExplaining: { type: "array", items: { type: "string" } } } }],
    messages: {
      missing:
        'Say above "{{name}}" in a docstring (/** ... */) what it is: its units, such as offsets or lines and from which number they count, when it is undefined, and its source where it mirrors Argo CD.',
    },
  },
  create(context) {
    const [{ selfExplaining = [] } = {}] = context.options;
    const explainsItself = ({ id, init }) => {
      if (init === null) return false;
      const names = context.sourceCode.getText(id.typeAnnotation ?? id).match(/\w+/g) ?? [];
      return names.some((name) => selfExplaining.includes(name));
    };
    return {
      ExportNamedDeclaration(node) {
        const { declaration } = node;
        if (declaration === null) return;
        const { declarations = [declaration] } = declaration;
        if (declaration.type === "VariableDeclaration" && declarations.every(explainsItself)) return;
        const above = context.sourceCode.getCommentsBefore(node).at(-1);
        if (above?.type === "Block" && above.value.startsWith("*")) return;
        // Of the overloads of a function the first one has the docstring.
        if (isFurtherOverload(node)) return;
        const [name] = /^[\w$]*/.exec(context.sourceCode.getText(declarations[0].id));
        context.report({ node: declaration, messageId: "missing", data: { name } });
      },
    };
  },
};

function isFurtherOverload(node) {
  const { body } = node.parent;
  const before = body[body.indexOf(node) - 1]?.declaration;
  return before?.type === "TSDeclareFunction" && before.id.name === node.declaration.id?.name;
}
