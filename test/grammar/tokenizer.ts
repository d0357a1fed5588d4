import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { hostModules, installHost } from "../../scripts/vscode-host/install.ts";

/** A piece of one line: offsets in the line from 0, the end not included, and its scopes from the outermost to the innermost. */
export interface Token {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly scopes: readonly string[];
}

/** Splits lines into tokens as VS Code does. */
export type Tokenize = (lines: readonly string[]) => readonly (readonly Token[])[];

const rootScopes = {
  yaml: "source.yaml",
  "older yaml": "source.yaml",
  helm: "source.helm",
  json: "source.json",
  jsonc: "source.json.comments",
} as const;

/** A language of VS Code that manifests are written in. */
export type Language = keyof typeof rootScopes;

/** Whether our grammars are injected, or the language stands alone. */
export type Injection = "with annotations" | "without annotations";

/** What is used of vscode-textmate, which comes without an ESM build and with VS Code itself. */
interface Textmate {
  readonly Registry: new (options: RegistryOptions) => { loadGrammar: (scope: string) => Promise<Grammar | null> };
  readonly INITIAL: unknown;
}

interface RegistryOptions {
  readonly onigLib: Promise<Oniguruma>;
  readonly loadGrammar: (scope: string) => Promise<unknown>;
  readonly getInjections: (scope: string) => readonly string[] | undefined;
}

interface Grammar {
  readonly tokenizeLine: (line: string, state: unknown) => { tokens: readonly Token[]; ruleStack: unknown };
}

/** What is used of vscode-oniguruma. */
interface Oniguruma {
  readonly loadWASM: (data: { readonly data: Uint8Array }) => Promise<void>;
}

/** What VS Code ships, by scope. */
const shippedGrammars: ReadonlyMap<string, string> = new Map([
  ...["1.0", "1.1", "1.2", "1.3"].map(
    (it) => [`source.yaml.${it}`, `yaml/syntaxes/yaml-${it}.tmLanguage.json`] as const,
  ),
  ["source.yaml", "yaml/syntaxes/yaml.tmLanguage.json"],
  ["source.yaml.embedded", "yaml/syntaxes/yaml-embedded.tmLanguage.json"],
  ["source.json", "json/syntaxes/JSON.tmLanguage.json"],
  ["source.json.comments", "json/syntaxes/JSONC.tmLanguage.json"],
]);

const root = join(import.meta.dirname, "..", "..");

/**
 * Helm is no part of VS Code, and its YAML grammar was another one until 2024: a small grammar stands in for both that consumes
 * the first letter of a scalar without quotes as the grammar of the Kubernetes extension and the older one do.
 */
const standIn = join(root, "test", "fixtures", "grammar", "flat-yaml.tmLanguage.json");

const syntaxes = join(root, "syntaxes");

const injected: ReadonlyMap<string, unknown> = new Map(
  readdirSync(syntaxes)
    .map((name) => JSON.parse(readFileSync(join(syntaxes, name), "utf8")) as { readonly scopeName: string })
    .map((grammar) => [grammar.scopeName, grammar]),
);

/**
 * Gives the tokenizer of a language, made of the very modules and grammars that VS Code ships, which are installed where needed.
 * Throws an Error with a message for the user when that fails.
 */
export async function tokenizerOf(language: Language, injection: Injection): Promise<Tokenize> {
  await installHost();
  const rootScope = rootScopes[language];
  const { textmate, oniguruma } = await modules();
  const registry = new textmate.Registry({
    onigLib: Promise.resolve(oniguruma),
    loadGrammar: (scope) => Promise.resolve(readGrammar(scope, language)),
    getInjections: (scope) =>
      injection === "with annotations" && scope === rootScope ? [...injected.keys()] : undefined,
  });
  const grammar = await registry.loadGrammar(rootScope);
  if (grammar === null) throw new Error(`There is no grammar of "${language}".`);
  return (lines) => {
    let state = textmate.INITIAL;
    return lines.map((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return tokens.map((token) => ({ ...token, endIndex: Math.min(token.endIndex, line.length) }));
    });
  };
}

let loaded: Promise<{ textmate: Textmate; oniguruma: Oniguruma }> | undefined;

/** Oniguruma may be loaded only once in a process. */
function modules(): Promise<{ textmate: Textmate; oniguruma: Oniguruma }> {
  loaded ??= loadModules();
  return loaded;
}

async function loadModules(): Promise<{ textmate: Textmate; oniguruma: Oniguruma }> {
  const require = createRequire(import.meta.url);
  const oniguruma = require(join(hostModules, "vscode-oniguruma")) as Oniguruma;
  await oniguruma.loadWASM({ data: readFileSync(join(hostModules, "vscode-oniguruma", "release", "onig.wasm")) });
  return { textmate: require(join(hostModules, "vscode-textmate")) as Textmate, oniguruma };
}

function readGrammar(scope: string, language: Language): unknown {
  const own = injected.get(scope);
  if (own !== undefined) return own;
  if ((language === "helm" || language === "older yaml") && scope === rootScopes[language]) {
    return { ...(JSON.parse(readFileSync(standIn, "utf8")) as object), scopeName: scope };
  }
  const path = shippedGrammars.get(scope);
  const extensions = join(hostModules, "code-server", "lib", "vscode", "extensions");
  return path === undefined ? undefined : JSON.parse(readFileSync(join(extensions, path), "utf8"));
}
