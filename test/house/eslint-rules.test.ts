// The ESLint rules of the house refuse what they are for, and nothing else.
import assert from "node:assert/strict";
import { Linter, type Rule } from "eslint";
import { parser } from "typescript-eslint";

interface Case {
  readonly file: string;
  readonly name: string;
  readonly options?: readonly unknown[];
  readonly refused: readonly string[];
  readonly accepted: readonly string[];
}

const cases: readonly Case[] = [
  {
    file: "module-state",
    name: "moduleStateRule",
    refused: [
      "const seen = new Map<string, number>();",
      "export const names: Set<string> = new Set();",
      "const memory = new WeakMap<object, string>();",
      "const caches = { all: new Map<string, number>() };",
      "const found: string[] = [];",
    ],
    accepted: [
      "const byKey: ReadonlyMap<string, number> = new Map([['a', 1]]);",
      "export const names: ReadonlySet<string> = new Set(['a']);",
      "const unique = [...new Set(['a'])];",
      "const none = { items: [] };",
      "function count() { const seen = new Map(); return seen; }",
    ],
  },
  {
    file: "literal-patterns",
    name: "literalPatternsRule",
    refused: [
      "const form = new RegExp(`^${name}$`);",
      "const form = RegExp('a+');",
      "text.match('a+');",
      "text.matchAll(`a${b}`);",
      "text.search(String.raw`\\d+`);",
      "text.search('a' + b);",
    ],
    accepted: [
      "const form = /a+/;",
      "text.match(/a+/g);",
      "text.search(form);",
      "declarations.search(folder);",
      "const isForm = value instanceof RegExp;",
      "interface Options { readonly form: RegExp }",
    ],
  },
  {
    file: "no-todo",
    name: "noTodoRule",
    refused: ["// TODO later", "/* fixme: wrong */", "const a = 1; // XXX"],
    accepted: ["// A todos list.", "const todo = 'TODO';"],
  },
  {
    file: "boolean-parameters",
    name: "booleanParametersRule",
    refused: [
      "export function run(loud: boolean) {}",
      "function run(name: string, loud = false) {}",
      "const run = (loud?: boolean) => 1;",
      "interface Runner { run(loud: boolean | undefined): void }",
      "interface Runner { readonly run: (loud: boolean) => void }",
    ],
    accepted: [
      "export function run({ loud }: { readonly loud: boolean }) {}",
      "function run(how: 'loud' | 'quiet') {}",
      "[true].filter((it: boolean) => it);",
      "interface Runner { readonly isLoud: boolean }",
    ],
  },
  {
    file: "guarded-handlers",
    name: "guardedHandlersRule",
    refused: [
      "connection.onHover(async () => null);",
      "connection.onHover(answerHover);",
      "connection.languages.inlayHint.on(() => []);",
      "connection.languages.diagnostics.onWorkspace(() => []);",
      "session.connection.onRequest(planRequest, () => null);",
      "connection.onNotification(trusted, () => {});",
      "connection.onHover(wrap(() => null));",
    ],
    accepted: [
      "connection.onHover(guard(connection, null, () => null));",
      "connection.onRequest(planRequest, guard(connection, null, () => null));",
      "connection.languages.inlayHint.on(guard(connection, [], () => []));",
      "connection.onCodeActionResolve(guardResolve(connection, (it) => it));",
      "connection.onInitialize(() => ({}));",
      "connection.onShutdown(() => {});",
      "connection.onExit(() => {});",
      "once(answer);",
    ],
  },
  {
    file: "one-writer",
    name: "oneWriterRule",
    options: [
      { sinks: ["MemberExpression[property.name='stdout']", "Identifier[name='console']"], writer: "output.ts" },
    ],
    refused: ["process.stdout.write(name);", "console.log(name);"],
    accepted: ["print(shown`${name}`);"],
  },
  {
    file: "filled-in",
    name: "filledInRule",
    refused: ["// FILL IN: why.", "const a = 'FILL IN: why.';", "const a = `\nFILL IN: why.\n`;"],
    accepted: ["// Fill in what is missing.", "const a = 'FILL INTO';"],
  },
  {
    file: "documented-exports",
    name: "documentedExportsRule",
    options: [{ selfExplaining: ["Rule"] }],
    refused: [
      "export function run() {}",
      "// A remark.\nexport const limit = 3;",
      "/* A remark. */\nexport interface Options {}",
      "export type Name = string;",
    ],
    accepted: [
      "/** Runs. */\nexport function run() {}",
      "/** Runs. */\nexport function run(a: string): void;\nexport function run(a: number): void;\nexport function run() {}",
      "export const one: Rule = { summary: 'One.' };",
      "export const more: readonly Rule[] = [];",
      "export { run } from './run.ts';",
      "function own() {}",
    ],
  },
];

for (const { file, name, options = [], refused, accepted } of cases) {
  describe(`the ESLint rule ${file}`, () => {
    const messagesIn = async (code: string): Promise<readonly string[]> => {
      const path = new URL(`../../scripts/eslint/${file}.mjs`, import.meta.url).href;
      const { [name]: rule } = (await import(path)) as Readonly<Record<string, Rule.RuleModule>>;
      assert.ok(rule !== undefined);
      const config: Linter.Config = {
        files: ["**/*.ts"],
        languageOptions: { parser },
        plugins: { house: { rules: { [file]: rule } } },
        rules: { [`house/${file}`]: ["error", ...options] },
      };
      return new Linter().verify(code, config, "code.ts").map(({ message }) => message);
    };

    for (const code of refused) {
      it(`refuses: ${code.replaceAll("\n", " ")}`, async () => {
        const [message = "", ...more] = await messagesIn(code);
        assert.match(message, /^["A-Z].*\.$/);
        assert.deepEqual(more, []);
      });
    }

    for (const code of accepted) {
      it(`accepts: ${code.replaceAll("\n", " ")}`, async () => {
        assert.deepEqual(await messagesIn(code), []);
      });
    }
  });
}
