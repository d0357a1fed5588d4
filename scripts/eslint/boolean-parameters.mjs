// The ESLint rule about boolean parameters.

/** Refuses boolean parameters of functions that have a name, of methods, and of functions in types. */
export const booleanParametersRule = {
  meta: {
    type: "suggestion",
    schema: [],
    messages: {
      boolean:
        'Nobody who reads a call knows what "true" means there. Take a word ("short" | "long"), an object with a named property, or write two functions.',
    },
  },
  create(context) {
    const check = ({ params }) => {
      for (const param of params.filter(isBoolean)) context.report({ node: param, messageId: "boolean" });
    };
    return {
      FunctionDeclaration: check,
      "Program VariableDeclarator > ArrowFunctionExpression": check,
      "MethodDefinition > FunctionExpression": check,
      TSFunctionType: check,
      TSMethodSignature: check,
    };
  },
};

function isBoolean(param) {
  if (param.type === "AssignmentPattern") {
    return typeof param.right.value === "boolean" || isBoolean(param.left);
  }
  const type = param.typeAnnotation?.typeAnnotation;
  const types = type?.type === "TSUnionType" ? type.types : [type];
  return types.some((it) => it?.type === "TSBooleanKeyword" || typeof it?.literal?.value === "boolean");
}
