import { inMarkdown, joinMarkdown, type Markdown } from "./markdown.ts";
import type { WhatIfOutline } from "./what-if.ts";
import type { TranscriptPart } from "./what-if-transcript.ts";

/** What happens in a sync, as Markdown: in sentences, then wave by wave, then what is left. */
export function whatIfMarkdown(answer: Omit<WhatIfOutline, "markdown">): string {
  const { title, story, transcript, left } = answer;
  const ends = left.map(({ names, sentences }) => inMarkdown`- **${names}**: ${sentences.join(" ")}`);
  const lines = [
    inMarkdown`## ${title}`,
    inMarkdown``,
    ...story.map((sentence) => inMarkdown`- ${sentence}`),
    ...(transcript.length === 0 ? [] : [inMarkdown``, inMarkdown`### The sync, wave by wave`]),
    ...transcript.flatMap(partMarkdown),
    ...(ends.length === 0 ? [] : [inMarkdown``, inMarkdown`### ${leftHeading(answer)}`, inMarkdown``, ...ends]),
    inMarkdown``,
  ];
  return joinMarkdown(lines, "\n").markdown;
}

/** Above what is left. */
export function leftHeading({ outcome }: Pick<WhatIfOutline, "outcome">): string {
  return outcome === "succeeded" ? "Hooks that stay in the cluster" : "What stays in the cluster";
}

function partMarkdown({ title, lines }: TranscriptPart): readonly Markdown[] {
  const items = lines.map(({ what, text }) => (what === "stop" ? inMarkdown`- **${text}**` : inMarkdown`- ${text}`));
  return [inMarkdown``, inMarkdown`**${title}**`, inMarkdown``, ...items];
}
