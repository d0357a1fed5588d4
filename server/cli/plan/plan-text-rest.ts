/** The parts of a plan's text that come after its phases. */
import { type Application, deletionParts, type Member, neededVersion, waitRemarks } from "../../core/index.ts";
import { type Row, rowOf, type Section, shortName } from "./plan-text-section.ts";
import { lineOf, type PlannedApplication } from "./planned.ts";

/** What no sync ever applies, and why. */
export function leftOutSection({ application, files }: PlannedApplication): Section {
  const { members, plan } = application;
  const place = (member: Member): string => `${member.fileName}:${lineOf(member, files)}`;
  const replacedBy = new Map(plan.overridden.map(({ resource, by }) => [resource, members[by]]));
  const lines = members.flatMap((member, index): Row[] => {
    const winner = replacedBy.get(index);
    if (winner !== undefined) return [rowOf(member, `${place(member)}, replaced by the one in ${place(winner)}`)];
    const role = plan.behaviours[index]?.role;
    if (role === "dropped")
      return [rowOf(member, `${place(member)}, ${neededVersion(member) ?? "a hook without a valid hook type"}`)];
    return role === "skipped" ? [rowOf(member, `${place(member)}, skipped by the hook type Skip`)] : [];
  });
  return { heading: "Never applied", remark: "", lines };
}

/** The resources whose phase is known only after rendering. */
export function unknownSection({ application, files }: PlannedApplication): Section {
  const lines = application.plan.unknown.flatMap((index) => {
    const member = application.members[index];
    return member === undefined ? [] : [rowOf(member, `${member.fileName}:${lineOf(member, files)}`)];
  });
  return { heading: "Phase unknown before rendering", remark: "", lines };
}

/** What is deployed too, but cannot be read. */
export function unreadSection({ unread }: PlannedApplication): Section {
  const lines = unread.map(({ location, reason }) => `${location.path}: ${reason}`);
  return { heading: "Also deployed, but not readable here", remark: "", lines: [...new Set(lines)] };
}

/** What is good to know of it. */
export function noticeSection({ notices = [] }: Application): Section {
  return { heading: "Good to know", remark: "", lines: [...new Set(notices.map(({ message }) => message))] };
}

/** For whom Argo CD does not wait, and for whom it waits in another way than people expect. */
export function waitSection(application: Application): Section {
  return { heading: "Health checks", remark: "", lines: waitRemarks(application) };
}

/** How many resources of one batch are named. */
const maxNamed = 8;

/** What happens when the application is deleted, in short; empty if everything is deleted at once. */
export function deletionSection(application: Application): Section {
  const parts = deletionParts(application);
  const lines = parts.flatMap(({ what, title, members, notes }, index): string[] => {
    const names = enumerate(members.flatMap((member) => application.members[member] ?? []));
    const place = what === "kept" ? "" : `${index + 1}. `;
    return [`${place}${what === "batch" ? "" : `${title}: `}${names}`, ...notes.map((note) => `   ${note}`)];
  });
  const isPlain = parts.length < 2 && parts.every(({ what, notes }) => what === "batch" && notes.length === 0);
  return { heading: "When the application is deleted", remark: "", lines: isPlain ? [] : lines };
}

function enumerate(members: readonly Member[]): string {
  const names = members.slice(0, maxNamed).map(shortName);
  const rest = members.length - names.length;
  return rest > 0 ? `${names.join(", ")} and ${rest} more` : names.join(", ");
}
