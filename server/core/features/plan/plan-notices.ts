/** What a plan says besides its resources: what is not known, and what is good to know. */
import type { Application } from "../../application/application.ts";
import { positionAt } from "../../manifest/file.ts";

/** One of them. */
export interface NoticeOutline {
  /** Whole sentences. */
  readonly message: string;
  /** The name of the file, as an application has it. */
  readonly fileName: string;
  /** Line and character from 0, in UTF-16 units. */
  readonly position: { readonly line: number; readonly character: number };
  /** It is about a chart of another repository, which can be fetched. */
  readonly canFetch: boolean;
}

/** The charts that an application lacks, and then its notices. */
export function planNotices({ unread = [], notices = [], files }: Application): readonly NoticeOutline[] {
  const all = [
    ...unread.flatMap(({ chart, reason, location }) =>
      chart === undefined ? [] : [{ message: reason, location, canFetch: true }],
    ),
    ...notices.map((notice) => ({ ...notice, canFetch: false })),
  ];
  return all.map(({ message, location: { path, offset }, canFetch }) => {
    const file = files.find(({ name }) => name === path)?.file;
    const position = file === undefined ? { line: 0, character: 0 } : positionAt(file, offset);
    return { message, fileName: path, position, canFetch };
  });
}
