/** How long, in milliseconds, the findings of a file wait for other files to be read. */
const patience = 40;

/** What comes of a promise before a user would have to wait for it, else `undefined`. */
export async function soon<Result>(promise: Promise<Result>): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, patience);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
