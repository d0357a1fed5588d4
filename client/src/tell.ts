/** The only place that shows the user a message, a list or a question: what is named in them may contain anything. */
import {
  type CancellationToken,
  type InputBoxOptions,
  ProgressLocation,
  type QuickPickItem,
  type QuickPickOptions,
  window,
} from "vscode";
import { label } from "../../server/protocol/index.ts";

/** Says something. */
export function inform(message: string): void {
  void window.showInformationMessage(label(message));
}

/** Says that something did not happen as it should. */
export function warn(message: string): void {
  void window.showWarningMessage(label(message));
}

/** Says that something failed. */
export function complain(message: string): void {
  void window.showErrorMessage(label(message));
}

/** Says that something failed, and offers what can be done. Resolves with the choice; `undefined` if there is none. */
export async function offer(message: string, ...choices: readonly string[]): Promise<string | undefined> {
  return window.showErrorMessage(label(message), ...choices);
}

/** Says what keeps something from being done, and offers what helps. Resolves with the choice; `undefined` if there is none. */
export async function suggest(message: string, ...choices: readonly string[]): Promise<string | undefined> {
  return window.showInformationMessage(label(message), ...choices);
}

/** Says something in the status bar, for four seconds. */
export function mention(message: string): void {
  void window.setStatusBarMessage(label(message), 4000);
}

/** Says something in the status bar until what it is about is over, which may fail. Gives that back. */
export async function mentionWhile<Result>(message: string, running: Promise<Result>): Promise<Result> {
  void window.setStatusBarMessage(`$(sync~spin) ${label(message)}`, running);
  return running;
}

/** Says what is waited for until that is over; the user may give up. */
export async function tellWhile<Result>(
  message: string,
  wait: (token: CancellationToken) => Promise<Result>,
): Promise<Result> {
  const options = { location: ProgressLocation.Notification, title: label(message), cancellable: true };
  return window.withProgress(options, (_, token) => wait(token));
}

/** Lets the user choose one of a list; `undefined` if there is no choice. */
export async function choose<Item extends QuickPickItem>(
  items: readonly Item[],
  options: QuickPickOptions,
): Promise<Item | undefined> {
  const chosen = await window.showQuickPick(items.map(shownItem), { ...options, title: label(options.title ?? "") });
  return chosen?.item;
}

/** Lets the user choose some of a list, all of which are chosen at first; `undefined` if there is no choice. */
export async function chooseSome<Item extends QuickPickItem>(
  items: readonly Item[],
  { title = "", placeHolder = "" }: Pick<QuickPickOptions, "title" | "placeHolder">,
): Promise<readonly Item[] | undefined> {
  const shown = items.map((item) => ({ ...shownItem(item), picked: true }));
  const options = { title: label(title), placeHolder: label(placeHolder), canPickMany: true } as const;
  const chosen = await window.showQuickPick(shown, options);
  return chosen?.map(({ item }) => item);
}

/** A row of a list, safe to show. */
function shownItem<Item extends QuickPickItem>(item: Item): Item & { readonly item: Item } {
  return {
    ...item,
    label: label(item.label),
    ...(item.description !== undefined && { description: label(item.description) }),
    ...(item.detail !== undefined && { detail: label(item.detail) }),
    item,
  };
}

/** Asks for a text; `undefined` if there is no answer. `complaintAbout` says while the user types why a text is not accepted. */
export async function ask(
  { title = "", ...options }: Omit<InputBoxOptions, "validateInput">,
  complaintAbout: (text: string) => Promise<string | undefined> = () => Promise.resolve(undefined),
): Promise<string | undefined> {
  return window.showInputBox({
    ...options,
    title: label(title),
    validateInput: async (text) => {
      const complaint = await complaintAbout(text);
      return complaint === undefined ? undefined : label(complaint);
    },
  });
}
