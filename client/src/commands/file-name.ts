/** The name of an application as one of a file, without its ending: it leads to no other folder, and does not hide the file. */
export function fileNameOf(application: string): string {
  const plain = application.replace(/[^\w.-]+/g, "-").replace(/^[.-]+/, "");
  return plain.slice(0, longest) || "sync-plan";
}

/** In UTF-16 units; most file systems take 255 bytes. */
const longest = 100;
