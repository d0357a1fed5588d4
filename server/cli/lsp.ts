/** Serves an editor over standard input and output until it says that it is done. */
export async function serveOverStdio(): Promise<void> {
  await import("../lsp/main.ts");
}
