/**
 * What a tool complained of on its standard error, for the user. kubectl writes the errors of kustomize as log lines,
 * `E1126 01:31:05.123456 72 run.go:72] "command failed" err="…"`; of these only the error is of use.
 */
export function toolComplaint(stderr: string): string {
  return stderr
    .trim()
    .replaceAll(
      /^[EF]\d{4} [^\]\r\n\u2028\u2029]*\] "[^"\r\n\u2028\u2029]*" err="((?:[^"\\\r\n\u2028\u2029]|\\.)*)"$/gm,
      (_, error: string) => error.replaceAll(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter),
    );
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };
