/** What a plan says besides its resources: what is not known, and what is good to know. */
import type { Application } from "../../application/application.ts";
import type { ManifestFile } from "../../manifest/file.ts";

/** One of them. */
export interface NoticeOutline {
  /** Whole sentences. */
  readonly message: string;
  /** The name of the file, as an application has it. */
  readonly fileName: string;
  /** Where it stands: a file of the application and an offset in it; absent where only the file is known. */
  readonly at?: { readonly file: ManifestFile; readonly offset: number };
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
    return { message, fileName: path, ...(file && { at: { file, offset } }), canFetch };
  });
}
