// The ESLint rule that limits what the folders of the project may import from each other.
import { posix, relative, sep } from "node:path";

/**
 * Reports every import that the table of layers does not allow.
 * A row covers its folder with all subfolders, which may import each other; a target that ends in "/" is a folder of the table,
 * one that ends in ":" a scheme, and any other one a package or a single file, from the root.
 */
export function fenceRule(layers) {
  const rows = Object.keys(layers).sort((a, b) => b.length - a.length);
  const rowOf = (file) => rows.find((row) => file.startsWith(`${row}/`));
  checkOrder(layers);
  return {
    meta: {
      type: "problem",
      schema: [],
      messages: {
        forbidden:
          "{{row}} may not import {{target}}, only {{allowed}}. Move the code to where it belongs, or change the row of {{row}} in `layers` of eslint.config.mjs.",
        unknown:
          "{{folder}} is not in the table of the house. To add a folder, add a row to `layers` in eslint.config.mjs that says what it may import.",
      },
    },
    create(context) {
      const file = relative(context.cwd, context.filename).split(sep).join("/");
      const row = rowOf(file);
      const check = ({ source }) => {
        if (source?.value === undefined) return;
        const target = resolve(file, source.value);
        if (row === undefined) {
          context.report({ node: source, messageId: "unknown", data: { folder: posix.dirname(file) } });
        } else if (!isAllowed(target, row)) {
          const allowed = ["its own files", ...layers[row]].join(", ");
          context.report({ node: source, messageId: "forbidden", data: { row, target, allowed } });
        }
      };
      const isAllowed = (target, from) =>
        rowOf(target) === from ||
        layers[from].some((allowed) => {
          if (allowed.endsWith("/")) return rowOf(target) === allowed.slice(0, -1);
          return allowed.endsWith(":") ? target.startsWith(allowed) : target === allowed;
        });
      return {
        ImportDeclaration: check,
        ExportNamedDeclaration: check,
        ExportAllDeclaration: check,
        ImportExpression: check,
      };
    },
  };
}

/** The path of an import from the root; the name of a package is returned unchanged. */
function resolve(file, specifier) {
  return specifier.startsWith(".") ? posix.join(posix.dirname(file), specifier) : specifier;
}

/** A row may name only folders of rows above it, so that no two folders can depend on each other. */
function checkOrder(layers) {
  const above = new Set();
  for (const [folder, allowed] of Object.entries(layers)) {
    for (const target of allowed.filter((it) => it.endsWith("/"))) {
      if (above.has(target.slice(0, -1))) continue;
      throw new Error(
        `${folder} may not import ${target}: it does not stand above it in \`layers\` of eslint.config.mjs.`,
      );
    }
    above.add(folder);
  }
}
