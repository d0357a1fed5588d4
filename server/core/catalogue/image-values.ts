/** What is wrong with values of Argo CD Image Updater that have a form of their own. */
import type { ValueProblem } from "./annotation.ts";
import { csvItems } from "../sync/annotations.ts";

/** Mirrors `ParseMatch` in registry-scanner/pkg/image/options.go of argocd-image-updater. */
export function problemOfAllowedTags(written: string): ValueProblem | undefined {
  const text = written.trim();
  if (text.toLowerCase() === "any") return undefined;
  if (!/^regexp:./is.test(text))
    return {
      reason: 'is not "any" and does not start with "regexp:"',
      meant: text.startsWith("^") ? `regexp:${text}` : undefined,
    };
  const pattern = text.slice("regexp:".length);
  if (/^\s/.test(pattern))
    return { reason: "contains a blank at its beginning, which no tag has", meant: `regexp:${pattern.trimStart()}` };
  const unknown = /\(\?(?:<?[=!]|>)|\\[1-9]/.exec(pattern);
  if (unknown !== null)
    return { reason: `contains "${unknown[0]}", which regular expressions of Go do not have`, meant: undefined };
  return isBalanced(pattern) ? undefined : { reason: "contains a bracket without its partner", meant: undefined };
}

/** Mirrors `IsTagIgnored` in registry-scanner/pkg/image/version.go of argocd-image-updater, which matches patterns of file names. */
export function problemOfIgnoredTags(written: string): ValueProblem | undefined {
  const wrong = csvItems(written).find((item) => /^regexp:/i.test(item));
  return wrong === undefined
    ? undefined
    : { reason: 'contains "regexp:", but the patterns work like those for file names', meant: undefined };
}

/** Mirrors `ParsePlatform` in registry-scanner/pkg/image/options.go of argocd-image-updater. */
export function problemOfPlatforms(written: string): ValueProblem | undefined {
  const wrong = csvItems(written).find((item) => !item.includes("/"));
  return wrong === undefined
    ? undefined
    : { reason: `contains "${wrong}", which is not a platform such as "linux/amd64"`, meant: undefined };
}

/** Whether every bracket that a regular expression opens is closed, and the other way around. */
function isBalanced(pattern: string): boolean {
  let depth = 0;
  let inClass = false;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    if (character === "\\") index++;
    else if (inClass) inClass = character !== "]" || /\[\^?$/.test(pattern.slice(Math.max(index - 2, 0), index));
    else if (character === "[") inClass = true;
    else if (character === "(") depth++;
    else if (character === ")" && --depth < 0) return false;
  }
  return depth === 0 && !inClass;
}
