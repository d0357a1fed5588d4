// The ESLint rule about the handlers of the language server.

/** Handlers whose faults concern the whole connection, or that belong to one request alone. */
const unguarded = new Set(["onInitialize", "onShutdown", "onExit", "onCancellationRequested"]);
const guards = new Set(["guard", "guardPlace", "guardResolve"]);

/** Refuses a handler of a message that is not guarded: `connection.onHover(handler)`, `connection.languages.inlayHint.on(handler)`. */
export const guardedHandlersRule = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      unguarded:
        'A fault in this handler would end its request with an error, or the server. Write "{{name}}(guard(connection, FALLBACK, HANDLER))", see server/lsp/guard.ts.',
    },
  },
  create(context) {
    return {
      "CallExpression[callee.type='MemberExpression']"(node) {
        const { name = "" } = node.callee.property;
        if (!/^on(?:[A-Z]|$)/.test(name) || unguarded.has(name)) return;
        const handler = node.arguments.at(-1);
        if (handler?.type === "CallExpression" && guards.has(handler.callee.name)) return;
        context.report({ node: handler ?? node, messageId: "unguarded", data: { name } });
      },
    };
  },
};
