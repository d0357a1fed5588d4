const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "it is not a folder",
  EISDIR: "it is a folder",
  EACCES: "you may not read it",
  EPERM: "you may not read it",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "its name is too long",
};

/** Why something could not be read, for the user, as a part of a sentence. */
export function whyUnreadable(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return reasons[(error as NodeJS.ErrnoException).code ?? ""] ?? error.message;
}

/** Why a file that is not text is left out. */
export const notText = "it is not valid UTF-8";

/** Why a link to a folder is left out. */
export const linkToFolder = "it is a link to a folder, and these are not followed";
/** Why a broken link is left out. */
export const linkToNothing = "it is a link that leads nowhere";
