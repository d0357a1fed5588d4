import { Uri } from "vscode";

/** One spelling of a URI: servers and editors escape different characters. */
export function normalUri(uri: string): string {
  return Uri.parse(uri).toString();
}
