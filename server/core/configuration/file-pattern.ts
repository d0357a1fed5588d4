import type { TextShape } from "./shape.ts";

/**
 * A pattern of files, as in a `.gitignore`. One that Git takes for something else than people mean by it is a mistake, because it
 * would never match: braces, backslashes between folders, `./`, `../` and comments. No path is longer than 256 characters.
 */
export const filePattern: TextShape = {
  type: "text",
  pattern: /^(?!#|!?(?:\/?$|\.\.?(?:\/|$)))(?!.*(?:\\\w|[{}]|\/\.\.?(?:\/|$)))(?=.*\S)[^\r\n]{1,256}$/,
  wanted,
  meant: (text) => text.replaceAll(/\\(?=\w)/g, "/").replace(/^(!?)\.\//, "$1/"),
};

function wanted(text: string): string {
  if (/[{}]/.test(text)) return "one pattern for each alternative, as braces mean nothing in a .gitignore";
  if (/\\\w/.test(text)) return 'a pattern with "/" between folders, such as charts/tests';
  if (text.startsWith("#")) return 'a pattern that does not begin with "#", as that makes it a comment';
  if (/(?:^!?|\/)\.\.?(?:\/|$)/.test(text))
    return 'a pattern from the folder of the configuration, without "." or ".." for a folder';
  return "a pattern such as charts/** with at most 256 characters";
}
