import type { Token } from "./tokenizer.ts";

/** The stretches of a line in which a scope, or one below it, holds: offsets in the line, the end not included. */
export function stretchesWith(
  scope: string,
  tokens: readonly Token[],
): readonly (readonly [start: number, end: number])[] {
  const stretches: [number, number][] = [];
  for (const token of tokens.filter(({ scopes }) => scopes.some((it) => `${it}.`.startsWith(`${scope}.`)))) {
    const last = stretches.at(-1);
    if (last?.[1] === token.startIndex) last[1] = token.endIndex;
    else stretches.push([token.startIndex, token.endIndex]);
  }
  return stretches;
}

/** Every scope of this project on a line, each with its text. */
export function ownScopes(line: string, tokens: readonly Token[]): readonly (readonly [text: string, scope: string])[] {
  return tokens.flatMap(({ startIndex, endIndex, scopes }) =>
    scopes.filter(isOwn).map((scope) => [line.slice(startIndex, endIndex), scope] as const),
  );
}

/** Whether a scope is one of this project. */
export function isOwn(scope: string): boolean {
  return scope.endsWith(".argocd");
}
