// The ESLint rule that keeps modules without state.

const collections = new Set(["Map", "Set", "WeakMap", "WeakSet"]);
const wrappers = new Set([
  "ObjectExpression",
  "Property",
  "ArrayExpression",
  "TSAsExpression",
  "TSSatisfiesExpression",
]);

/** Refuses what a module could remember between two calls: collections and lists that somebody may fill later. */
export const moduleStateRule = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      collection:
        "A module keeps no state, and this {{name}} can be changed. Where it never changes, give it the type Readonly{{name}}; otherwise make it in the function that fills it, and pass it on.",
      weak: "A module keeps no state, and a {{name}} is a memory. Keep what was computed with the object that it was computed from.",
      list: "A module keeps no state, and an empty list is there to be filled. Make it in the function that fills it, and pass it on.",
    },
  },
  create(context) {
    return {
      NewExpression(node) {
        const { name } = node.callee;
        const declarator = collections.has(name) ? moduleDeclarator(node) : undefined;
        if (declarator === undefined) return;
        const type = context.sourceCode.getText(declarator.id.typeAnnotation ?? declarator.id);
        if (name.startsWith("Weak")) context.report({ node, messageId: "weak", data: { name } });
        else if (!type.includes(`Readonly${name}<`)) context.report({ node, messageId: "collection", data: { name } });
      },
      ArrayExpression(node) {
        // Inside an object that is typed readonly an empty list stays empty.
        if (node.elements.length > 0 || node.parent.type !== "VariableDeclarator") return;
        if (moduleDeclarator(node) === undefined) return;
        context.report({ node, messageId: "list" });
      },
    };
  },
};

/** The constant of the module that a value becomes, or becomes a part of. */
function moduleDeclarator(node) {
  let { parent } = node;
  while (wrappers.has(parent.type)) ({ parent } = parent);
  if (parent.type !== "VariableDeclarator") return undefined;
  const { parent: place } = parent.parent;
  return place.type === "Program" || place.type === "ExportNamedDeclaration" ? parent : undefined;
}
