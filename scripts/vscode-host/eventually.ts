/** How long is waited for what does not come, in milliseconds; less than a test may take, so that the message is ours. */
const limit = 90_000;

/**
 * Looks, or does something and looks, until something is so; where nothing tells when it comes to be so.
 * Rejects with an Error that says what was expected when it is not so for a minute and a half.
 */
export async function eventually(expected: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = AbortSignal.timeout(limit);
  while (!(await isSo())) if (end.aborted) throw new Error(`This did not come: ${expected}.`);
}

/** Whether Playwright waited with success; false where its time was over. */
export async function isInTime(waiting: Promise<unknown>): Promise<boolean> {
  try {
    await waiting;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") return false;
    throw error;
  }
}
