/** What older versions of Argo CD do differently with a resource, in words. */
import type { RosterMember } from "../roster/roster.ts";
import { annotationKeys } from "../sync/annotations.ts";
import { type Behaviour, behaviourOf } from "../sync/behaviour.ts";
import { behaviourChanges } from "../sync/behaviour-versions.ts";
import { type Protection, protectionOf } from "../sync/protection.ts";
import { type ArgoCdVersion, compareVersions, latestVersion } from "../versions.ts";

/** The last version before the one that changed how lists of options and of hook types are read. */
const before: ArgoCdVersion = { major: 3, minor: 3 };

/**
 * What the version before does with a resource where that is something else, as Markdown. Nothing for those who have said that they run
 * an older version: what they read is about that one.
 */
export function versionNotes({ application, written, member, provisional }: RosterMember): string[] {
  const { version = latestVersion, syncOptions = [] } = application.planOptions;
  if (compareVersions(version, latestVersion) < 0 || provisional) return [];
  const { resource } = member;
  const optionNotes = (["Prune", "Delete"] as const).flatMap((option) => {
    const fallback = syncOptions.find((it) => it.startsWith(`${option}=`))?.slice(option.length + 1);
    const [now, then] = [version, before].map((it) =>
      protectionOf(resource.annotations, option, { fallback, version: it }),
    );
    return written.role !== "resource" || now === then
      ? []
      : [protectionNote(option, then, resource.annotations.get(annotationKeys.syncOptions))];
  });
  return [...optionNotes, ...hookNotes(written, behaviourOf(resource, before))];
}

function protectionNote(option: "Prune" | "Delete", then: Protection | undefined, own: string | undefined): string {
  const since = `Before Argo CD ${behaviourChanges["first option"].since}`;
  if (own?.includes(`${option}=`) !== true) return `${since}, \`${option}=\` in the Application has no effect.`;
  const what = option === "Prune" ? "it is pruned" : "it is deleted with the application";
  switch (then) {
    case "false":
      return `${since}, \`${option}=false\` counts wherever it is in the list.`;
    case "confirm":
      return `${since}, \`${option}=confirm\` counts wherever it is in the list.`;
    case "none":
    case undefined:
      return `${since}, ${what} without anybody's confirmation.`;
  }
}

function hookNotes(now: Behaviour, then: Behaviour): string[] {
  const since = `Before Argo CD ${behaviourChanges["listed deletion hooks"].since}`;
  const lost = (["preDelete", "postDelete"] as const).filter((type) => now[type] && !then[type]);
  const types = lost.map((type) => (type === "preDelete" ? "`PreDelete`" : "`PostDelete`")).join(" and ");
  return lost.length === 0 ? [] : [`${since}, ${types} in a list ${lost.length === 1 ? "has" : "have"} no effect.`];
}
