import ts from "typescript";

/** One small change of a source text that a test should notice. */
export interface Mutant {
  /** Where it begins and ends in the text: offsets, from 0. */
  readonly start: number;
  readonly end: number;
  /** What stands there instead. */
  readonly replacement: string;
}

/** Every mutant of a source text, in the order of their places. What only docs pages show is left as it is. */
export function mutantsOf(text: string): readonly Mutant[] {
  const source = ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || isDocs(node)) return;
    for (const [changed, replacement] of changesOf(node, source)) {
      const [start, end] = [changed.getStart(source), changed.getEnd()];
      if (text.slice(start, end) !== replacement) mutants.push({ start, end, replacement });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** A text with one mutant in it. */
export function withMutant(text: string, { start, end, replacement }: Mutant): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** The docs and examples of rules and annotations are tested by what is generated from them. */
function isDocs(node: ts.Node): boolean {
  return ts.isPropertyAssignment(node) && /^(?:docs|examples|reference|hover)$/.test(node.name.getText());
}

type Change = readonly [ts.Node, string];

function changesOf(node: ts.Node, source: ts.SourceFile): readonly Change[] {
  if (ts.isBinaryExpression(node)) return binaryChanges(node, source);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return [[node, node.operand.getText(source)]];
  }
  if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
    const condition = ts.isIfStatement(node) ? node.expression : node.condition;
    return [
      [condition, "true"],
      [condition, "false"],
    ];
  }
  if (ts.isReturnStatement(node) && node.expression !== undefined) return [[node.expression, "undefined"]];
  if (ts.isExpressionStatement(node)) return [[node, ";"]];
  if (ts.isCallExpression(node)) return callChanges(node, source);
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && !isTarget(node)) return [[node, "[]"]];
  return literalChanges(node);
}

const swapped: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, "!=="],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, "==="],
  [ts.SyntaxKind.LessThanToken, "<="],
  [ts.SyntaxKind.LessThanEqualsToken, "<"],
  [ts.SyntaxKind.GreaterThanToken, ">="],
  [ts.SyntaxKind.GreaterThanEqualsToken, ">"],
  [ts.SyntaxKind.PlusToken, "-"],
  [ts.SyntaxKind.MinusToken, "+"],
  [ts.SyntaxKind.AmpersandAmpersandToken, "||"],
  [ts.SyntaxKind.BarBarToken, "&&"],
]);

function binaryChanges({ left, operatorToken, right }: ts.BinaryExpression, source: ts.SourceFile): readonly Change[] {
  if (operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
    return [[operatorToken.parent, left.getText(source)]];
  }
  const other = swapped.get(operatorToken.kind);
  const isText = operatorToken.kind === ts.SyntaxKind.PlusToken && [left, right].some(ts.isStringLiteralLike);
  return other === undefined || isText ? [] : [[operatorToken, other]];
}

const otherMethods: ReadonlyMap<string, string> = new Map([
  ["some", "every"],
  ["every", "some"],
  ["startsWith", "endsWith"],
  ["endsWith", "startsWith"],
  ["min", "max"],
  ["max", "min"],
]);

/** Methods whose call can be left out: what they are called on has the same type. */
const removable: ReadonlySet<string> = new Set([
  ...["filter", "slice", "sort", "toSorted", "reverse", "toReversed"],
  ...["trim", "trimEnd", "trimStart", "replace", "replaceAll", "toLowerCase"],
]);

function callChanges({ expression, parent }: ts.CallExpression, source: ts.SourceFile): readonly Change[] {
  if (!ts.isPropertyAccessExpression(expression)) return [];
  const { name, expression: receiver } = expression;
  const other = otherMethods.get(name.text);
  if (other !== undefined) return [[name, other]];
  const isStatement = ts.isExpressionStatement(parent);
  return removable.has(name.text) && !isStatement ? [[expression.parent, receiver.getText(source)]] : [];
}

function literalChanges(node: ts.Node): readonly Change[] {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [[node, "false"]];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [[node, "true"]];
  if (ts.isNumericLiteral(node)) return [[node, String(Number(node.text) + 1)]];
  if (ts.isBigIntLiteral(node)) return [[node, `(${node.text} + 1n)`]];
  if (ts.isStringLiteral(node) && !isName(node)) return [[node, node.text === "" ? '"mutant"' : '""']];
  if (ts.isNoSubstitutionTemplateLiteral(node) && !ts.isTaggedTemplateExpression(node.parent)) return [[node, '""']];
  return [];
}

/** What is assigned to. */
function isTarget(node: ts.ArrayLiteralExpression): boolean {
  return ts.isBinaryExpression(node.parent) && node.parent.left === node;
}

/** A string that names a property or a type, not a value. */
function isName({ parent }: ts.StringLiteral): boolean {
  return ts.isPropertyAssignment(parent) ? false : ts.isLiteralTypeNode(parent) || ts.isImportAttribute(parent);
}
