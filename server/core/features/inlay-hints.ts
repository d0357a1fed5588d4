import type { Application, Member } from "../application/application.ts";
import { documentStart } from "../manifest/file.ts";
import type { Span } from "../manifest/node.ts";
import { entryOf, nodeAt } from "../manifest/node.ts";
import { annotationKeys, csvItems } from "../sync/annotations.ts";
import type { Behaviour } from "../sync/behaviour.ts";
import { helmDeletePolicyMeaning } from "../sync/delete-policy.ts";
import { helmHookMeaning } from "../sync/helm-hook.ts";
import { concernsArgoCd } from "../findings/concerns.ts";

/** A default or a derived value, shown after the written text. */
export interface InlayHint {
  /** In the file. */
  readonly offset: number;
  readonly label: string;
  /** One sentence: where it comes from. */
  readonly tooltip: string;
}

const { hook, hookDeletePolicy, syncWave, helmHook, helmHookDeletePolicy, helmHookWeight } = annotationKeys;

/** The hints in a range of a file, in the order of the text; none in an application that does not concern Argo CD. */
export function inlayHints(application: Application, fileName: string, range: Span): InlayHint[] {
  if (!concernsArgoCd(application)) return [];
  return application.members
    .flatMap((member, index) => {
      const behaviour = application.plan.behaviours[index];
      const isResource = member.manifest.apiVersion !== "" && member.manifest.place === "resource";
      return behaviour !== undefined && isResource && member.fileName === fileName ? hintsOf(member, behaviour) : [];
    })
    .filter(({ offset }) => range.start <= offset && offset <= range.end)
    .sort((a, b) => a.offset - b.offset);
}

function hintsOf(member: Member, behaviour: Behaviour): InlayHint[] {
  return [
    ...impliedWave(member, behaviour),
    ...impliedPolicy(member, behaviour),
    ...helmType(member, behaviour),
    ...helmWave(member, behaviour),
    ...helmPolicies(member, behaviour),
  ];
}

function impliedWave(member: Member, { waveSource, phases }: Behaviour): InlayHint[] {
  const { annotations } = member.resource;
  const isWritten = annotations.has(syncWave) || annotations.has(helmHookWeight);
  if (waveSource !== "default" || phases.length === 0 || isWritten) return [];
  return hintAt(member, nameSpan(member), "wave 0", "No sync wave is set, so this resource is in wave 0.");
}

function impliedPolicy(member: Member, { role, deletePolicies }: Behaviour): InlayHint[] {
  const { annotations } = member.resource;
  const isHook = (role === "hook" || role === "deletion-hook") && deletePolicies.length > 0;
  if (!isHook || annotations.has(hookDeletePolicy) || annotations.has(helmHookDeletePolicy)) return [];
  const tooltip = "No delete policy is set, so the default applies: the hook stays until the next sync recreates it.";
  return hintAt(member, valueSpan(member, hook) ?? valueSpan(member, helmHook), "BeforeHookCreation", tooltip);
}

function helmType(member: Member, { role, phases, preDelete, postDelete }: Behaviour): InlayHint[] {
  const items = csvItems(member.resource.annotations.get(helmHook));
  const types = new Set(items.map(helmHookMeaning).filter((type) => type !== undefined));
  const holding = [...phases, ...(preDelete ? ["PreDelete"] : []), ...(postDelete ? ["PostDelete"] : [])];
  const shown = [...types].filter((type) => holding.includes(type));
  if ((role !== "hook" && role !== "deletion-hook") || shown.length === 0) return [];
  return hintAt(
    member,
    valueSpan(member, helmHook),
    shown.join(", "),
    "Argo CD runs this Helm hook as these hook types.",
  );
}

function helmWave(member: Member, { waveSource, wave }: Behaviour): InlayHint[] {
  if (waveSource !== "hook-weight" || wave === undefined) return [];
  return hintAt(
    member,
    valueSpan(member, helmHookWeight),
    `wave ${wave}`,
    "Argo CD uses the hook weight as the sync wave.",
  );
}

function helmPolicies(member: Member, { role }: Behaviour): InlayHint[] {
  const items = csvItems(member.resource.annotations.get(helmHookDeletePolicy));
  const policies = items.map(helmDeletePolicyMeaning).filter((policy) => policy !== undefined);
  if ((role !== "hook" && role !== "deletion-hook") || policies.length === 0) return [];
  const tooltip = "Argo CD reads the Helm policies as these delete policies.";
  return hintAt(member, valueSpan(member, helmHookDeletePolicy), [...new Set(policies)].join(", "), tooltip);
}

function hintAt({ file, documentIndex }: Member, span: Span | undefined, label: string, tooltip: string): InlayHint[] {
  const base = documentStart(file, documentIndex);
  return span === undefined ? [] : [{ offset: base + span.end, label, tooltip }];
}

/** Behind the name, which every resource has. */
function nameSpan({ manifest }: Member): Span | undefined {
  const metadata = nodeAt(manifest.node, "metadata");
  const entry = entryOf(metadata, "name") ?? entryOf(metadata, "generateName") ?? entryOf(manifest.node, "kind");
  return entry?.oneLine === true ? entry.value.span : undefined;
}

/** The value of an annotation that is written on one line of the manifest itself. */
function valueSpan({ manifest }: Member, key: string): Span | undefined {
  const annotation = manifest.annotations.findLast((it) => it.effective && it.key.text === key);
  return annotation?.oneLine === true && !annotation.merged ? annotation.value.span : undefined;
}
