import { inMarkdown, joinMarkdown, type Markdown } from "./markdown.ts";
import type { WhatIfOutline } from "./what-if.ts";
import type { CourseWave } from "./what-if-course.ts";
import { hooksTogether } from "./what-if-hooks.ts";

/** Of one wave, no more than this many resources are listed. */
export const maxListed = 12;

/** What happens in a sync, as Markdown: in sentences, then wave by wave, then what becomes of the hooks. */
export function whatIfMarkdown({ title, story, course, hooks }: Omit<WhatIfOutline, "markdown">): string {
  const ends = hooksTogether(hooks).map(({ titles, sentences }) => {
    const names = titles.map((name) => inMarkdown`**${name}**`);
    return inMarkdown`- ${joinMarkdown(names, ", ")}: ${sentences.join(" ")}`;
  });
  const lines = [
    inMarkdown`## ${title}`,
    inMarkdown``,
    ...story.map((sentence) => inMarkdown`- ${sentence}`),
    ...(course.length === 0 ? [] : [inMarkdown``, inMarkdown`### The sync, wave by wave`]),
    ...course.flatMap(waveMarkdown),
    ...(ends.length === 0 ? [] : [inMarkdown``, inMarkdown`### What happens to the hooks`, inMarkdown``, ...ends]),
    inMarkdown``,
  ];
  return joinMarkdown(lines, "\n").markdown;
}

function waveMarkdown({ title, events, waitsFor }: CourseWave): readonly Markdown[] {
  const listed = events.slice(0, maxListed).map((event) => inMarkdown`- ${event.title}: ${event.words}`);
  const more = events.length - listed.length;
  return [
    inMarkdown``,
    inMarkdown`**${title}**`,
    inMarkdown``,
    ...listed,
    ...(more > 0 ? [inMarkdown`- and ${more} more`] : []),
    ...(waitsFor === undefined ? [] : [inMarkdown``, inMarkdown`${waitsFor}`]),
  ];
}
