/** Why something cannot be read that is not there. */
export const notThere = "the file or folder does not exist";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: notThere,
  ENOTDIR: "the folder does not exist",
  EISDIR: "a folder, not a file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ELOOP: "symbolic links that form a loop",
  ENAMETOOLONG: "name too long",
  EAGAIN: "it has nothing to read yet",
  EIO: "an input or output error",
  EMFILE: "too many open files",
  ENFILE: "too many open files",
  ENOSPC: "no space left on the disk",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would become too large",
  EROFS: "the file system is read-only",
  EBUSY: "another program uses the file",
  ETXTBSY: "another program uses the file",
};

/** Why reading or writing failed, for the user, in words that fit behind a colon or in parentheses. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isUnnamed(error)) return notNamed;
  return reasons[(error as NodeJS.ErrnoException).code ?? ""] ?? error.message;
}

/** Whether an error says that there is nothing at a path: any other one says nothing about what is there. */
export function isAbsent(error: unknown): boolean {
  return isAbsence(error) && !isUnnamed(error);
}

function isAbsence(error: unknown): error is Error {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

/**
 * Whether something may well be there: of a name that is not UTF-8, Node gives us U+FFFD for some of its bytes, and finds nothing
 * by what it gave.
 */
function isUnnamed(error: Error): boolean {
  return isAbsence(error) && "path" in error && typeof error.path === "string" && error.path.includes("\uFFFD");
}

/** Whether an error says that a link leads to nothing, or in a circle. */
export function leadsNowhere(error: unknown): boolean {
  return isAbsent(error) || (error instanceof Error && "code" in error && error.code === "ELOOP");
}

/** The error of a path with nothing there, for files that are not on a disk. */
export function absence(): Error {
  return Object.assign(new Error(notThere), { code: "ENOENT" });
}

/** The largest file that is read, in bytes. */
export const maxSize: number = 128 * 1024 * 1024;

/** Why something cannot be read whose name on the disk is not text. */
const notNamed = "its name is not UTF-8";
/** Why a file is left out that is not text, in such words. */
export const notText = "not text";
/** Why a file is left out that Argo CD could read. */
export const utf16 = "UTF-16, which this tool does not read";
/** Why a file is left out that is larger than `maxSize`. */
export const tooLarge = "larger than 128 MB";
/** Why a pipe, a socket or a device is left out. */
export const notRegular = "not a regular file";

/** Why nothing behind a link is read, in such words. */
export const leadsOut = "a link leads out of the repository, which Argo CD refuses";
/** Why a link to a folder is left out. */
export const linkToFolder = "a link to a folder, which is not followed";
/** Why a broken link is left out. */
export const linkToNothing = "a link that leads nowhere";
