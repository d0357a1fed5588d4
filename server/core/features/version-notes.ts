/** What older versions of Argo CD do differently with a resource, in words. */
import type { RosterMember } from "../roster/roster.ts";
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
    const [now, then = "none"] = [version, before].map((it) =>
      protectionOf(resource.annotations, option, { fallback, version: it }),
    );
    return written.role !== "resource" || now === then ? [] : [protectionNote(option, then)];
  });
  return [...optionNotes, ...hookNotes(written, behaviourOf(resource, before))];
}

/** Where only the newer version protects, the Application does: of the resource's own items, any counted. */
function protectionNote(option: "Prune" | "Delete", then: Protection): string {
  const since = `Before Argo CD ${behaviourChanges["first option"].since}`;
  return then === "none"
    ? `${since}, \`${option}=\` in the Application has no effect.`
    : `${since}, \`${option}=${then}\` counts wherever it is in the list.`;
}

function hookNotes(now: Behaviour, then: Behaviour): string[] {
  const since = `Before Argo CD ${behaviourChanges["listed deletion hooks"].since}`;
  const lost = (["preDelete", "postDelete"] as const).filter((type) => now[type] && !then[type]);
  const types = lost.map((type) => (type === "preDelete" ? "`PreDelete`" : "`PostDelete`")).join(" and ");
  return lost.length === 0 ? [] : [`${since}, ${types} in a list ${lost.length === 1 ? "has" : "have"} no effect.`];
}
