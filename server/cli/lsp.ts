/** Serves an editor over standard input and output until it says that it is done. */
export async function serveOverStdio(): Promise<void> {
  // The server looks among the arguments for what it is to speak over; here it is the only choice, so it may be left out.
  if (!process.argv.includes("--stdio")) process.argv.push("--stdio");
  await import("../lsp/main.ts");
}
