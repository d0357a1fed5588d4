import { visible } from "../core/index.ts";

/** Where progress is shown: standard error, or a part of it for a test. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  /** The width of the terminal in characters; 0 if it does not say. */
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

/** One line on a terminal that says how far a long run is. */
export interface Progress {
  /** Replaces the line; often nothing happens, so this may be called for every file. */
  readonly show: (text: string) => void;
  /** Removes the line for good, so that what is printed next has the terminal to itself. */
  readonly clear: () => void;
}

/** How long a run stays silent, and how often the line changes after that, in milliseconds. */
const patience = 1000;
const interval = 100;

/** Shows progress only to someone who watches a terminal, and only in a run that takes longer than a second. `now` is in milliseconds. */
export function openProgress(
  stream: ProgressStream = process.stderr,
  env: NodeJS.ProcessEnv = process.env,
  now: () => number = () => performance.now(),
): Progress {
  if (stream.isTTY !== true || env["TERM"] === "dumb" || isCi(env)) return { show: ignore, clear: ignore };
  let latest = "";
  let isShown = false;
  let due = now() + patience;
  const draw = (): void => {
    // A longer line would wrap, and its beginning could not be erased.
    stream.write(eraseLine + visible(latest).slice(0, widthOf(stream) - 1));
    isShown = true;
    due = now() + interval;
  };
  // The first step may be a long one.
  const first = setTimeout(() => {
    if (latest !== "") draw();
  }, patience).unref();
  return {
    show: (text) => {
      latest = text;
      if (now() >= due) draw();
    },
    clear: () => {
      clearTimeout(first);
      due = Infinity;
      if (isShown) stream.write(eraseLine);
      isShown = false;
    },
  };
}

/** A number for the line: `1,200`. */
export function amount(number: number): string {
  return number.toLocaleString("en");
}

function widthOf({ columns = 0 }: ProgressStream): number {
  return columns > 0 ? columns : 80;
}

const eraseLine = "\r\u001b[2K";

/** Services for continuous integration set `CI`; some of them have a terminal that nobody watches. */
function isCi(env: NodeJS.ProcessEnv): boolean {
  return !["", "0", "false"].includes(env["CI"] ?? "");
}

function ignore(): void {
  // There is nobody to show anything to.
}
