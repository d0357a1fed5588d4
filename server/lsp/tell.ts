/** The only place that tells the user something without being asked, and that writes to the log. */
import {
  type CancellationToken,
  type Connection,
  MessageType,
  ShowMessageNotification,
  type WorkDoneProgressServerReporter,
} from "vscode-languageserver";
import { visible, visibleLines } from "../core/index.ts";
import { label } from "../protocol/index.ts";

/** Writes a line to the log of the editor. */
export function log(connection: Connection, level: "error" | "warn" | "info", line: string): void {
  connection.console[level](visible(line, longestEntry));
}

/** Writes to the log what has lines of its own: what a tool complained of, a stack trace. */
export function logLines(connection: Connection, level: "error" | "warn", text: string): void {
  connection.console[level](visibleLines(text, longestEntry));
}

/** The longest entry of the log, in UTF-16 units. */
const longestEntry = 10_000;

/** Shows a message. Unlike `window.showWarningMessage`, this does not wait until the user has read it. */
export async function showWarning(connection: Connection, message: string): Promise<void> {
  await connection.sendNotification(ShowMessageNotification.type, {
    type: MessageType.Warning,
    message: label(message),
  });
}

/** Shows that something runs that the user can cancel. */
export async function showProgress(
  connection: Connection,
  title: string,
  message: string,
): Promise<Pick<WorkDoneProgressServerReporter & { readonly token: CancellationToken }, "done" | "token">> {
  const progress = await connection.window.createWorkDoneProgress();
  progress.begin(label(title), undefined, label(message), true);
  return progress;
}
