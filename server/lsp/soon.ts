/** How long, in milliseconds, the findings of a file wait for other files to be read. */
const patience = 40;

/** The result of a promise if it comes before a user would have to wait, else `undefined`. */
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
