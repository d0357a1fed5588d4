/** Fields of Argo CD's own objects that have no effect because of what is written, or not written, beside them. */
import { type Entry, entryOf, type MapNode, type Node, nodeAt } from "../manifest/node.ts";
import { inSameBranch } from "../manifest/template.ts";
import { insertInto } from "../edit/insert.ts";
import { replaceScalar } from "../edit/items.ts";
import { sameLetters } from "../catalogue/near.ts";
import { isKnownIn } from "../versions.ts";
import type { WrittenField } from "./object-fields.ts";
import type { Fix, Subject } from "./rule.ts";

/** Why a field has no effect, and what to do, in full sentences. */
export interface IdleField {
  readonly message: string;
  readonly fixes: readonly Fix[];
}

/** What makes a field idle that the object has; `undefined` if it may have an effect. */
export function idleField(subject: Subject, written: WrittenField): IdleField | undefined {
  const { entry, map } = written.spot;
  const path = [...written.level.path, entry.key.text].join(".");
  if (entry.value.type === "scalar" && entry.value.scalarType === "unknown" && entry.key.text !== "project")
    return undefined;
  switch (true) {
    case /^(?:spec\.|.*\.template\.spec\.)sources?$/.test(path):
      return besideOtherSource(subject, entry, map);
    case path === "spec.project":
      return inTemplatePatch(subject);
    case path === "spec.strategy.rollingSync":
      return withoutType(subject, written);
    case path === "spec.strategy.type" || path === "spec.strategy.deletionOrder":
      return withoutSteps(written);
    case path === "spec.goTemplateOptions":
      return withoutGoTemplate(written);
    case path === "spec.syncPolicy.preserveResourcesOnDeletion":
      return besideFinalizer(subject, written);
    default:
      return undefined;
  }
}

/** What takes the place of others, with the first version that has it. */
const sourceKeys: readonly (readonly [key: string, since: string])[] = [
  ["sourceHydrator", "2.14"],
  ["sources", "2.6"],
];

/** Mirrors `GetSources` of `ApplicationSpec` in pkg/apis/application/v1alpha1/types.go. */
function besideOtherSource({ actions, version }: Subject, { key }: Entry, map: MapNode): IdleField | undefined {
  const other = sourceKeys.find(([name, since]) => {
    const entry = entryOf(map, name);
    if (entry === undefined || name === key.text || !isKnownIn(since, version)) return false;
    return isFilled(entry.value) && inSameBranch(actions, entry.key.span.start, key.span.start);
  })?.[0];
  if (other === undefined) return undefined;
  return {
    message: `Argo CD ignores "${key.text}" if "${other}" is set, so it has no effect. Move what is needed to "${other}", and remove the rest.`,
    fixes: [],
  };
}

function isFilled(node: Node): boolean {
  return node.type === "list" ? node.items.length > 0 : node.type === "map" && node.entries.length > 0;
}

/** Mirrors `applyTemplatePatch` in applicationset/controllers/template/patch.go. */
function inTemplatePatch({ manifest }: Subject): IdleField | undefined {
  if (manifest.place !== "template patch") return undefined;
  return {
    message:
      'A template patch cannot change the project, so "project" has no effect here. Set it in "spec.template.spec".',
    fixes: [],
  };
}

const rolling = "RollingSync";

/** Mirrors `IsRollingSyncStrategy` in applicationset/progressivesync/progressive_sync.go. */
function withoutType({ text }: Subject, { spot, level }: WrittenField): IdleField | undefined {
  const type = entryOf(spot.map, "type");
  const word = type?.value.type === "scalar" && type.value.scalarType === "string" ? type.value : undefined;
  if (word?.text === rolling || (type !== undefined && word === undefined)) return undefined;
  const isMisspelt = word !== undefined && sameLetters(word.text, rolling);
  const add = type === undefined && level.owner && insertInto(text, level.owner.entry, { key: "type", value: rolling });
  return {
    message: `Without "type: ${rolling}" beside it, "rollingSync" has no effect: all Applications are updated at once. ${isMisspelt ? `Change the type to "${rolling}".` : 'Add the type, or remove "rollingSync".'}`,
    fixes: [
      ...(add ? [{ title: `Add "type: ${rolling}"`, edits: [add] }] : []),
      ...(isMisspelt
        ? [{ title: `Change the type to "${rolling}"`, edits: [replaceScalar(word, rolling)], preferred: true }]
        : []),
    ],
  };
}

/** Mirrors `RollingSyncStrategyEnabled` and `IsDeletionOrderReversed` in applicationset/progressivesync/progressive_sync.go. */
function withoutSteps({ spot }: WrittenField): IdleField | undefined {
  const { key, value } = spot.entry;
  const text = value.type === "scalar" ? value.text : "";
  const isReverse = key.text === "deletionOrder" && text.toLowerCase() === "reverse";
  if (!isReverse && !(key.text === "type" && text === rolling)) return undefined;
  const type = nodeAt(spot.map, "type");
  const isType = type?.type === "scalar" && (type.text === rolling || type.scalarType === "unknown");
  const rollingSync = entryOf(spot.map, "rollingSync");
  const steps = nodeAt(rollingSync?.value, "steps");
  const mayHaveSteps = steps === undefined ? isUnknown(rollingSync?.value) : isUnknown(steps) || isFilled(steps);
  // Steps in the wrong place are reported there.
  if ((isType && mayHaveSteps) || nodeAt(spot.map, "steps") !== undefined) return undefined;
  return {
    message: isReverse
      ? `Only with "type: ${rolling}" and "rollingSync.steps" is there an order, so "${text}" has no effect: all Applications are deleted at once. Add them, or remove it.`
      : `Without "rollingSync.steps", "${rolling}" has no effect: all Applications are updated at once. Add them, or remove the type.`,
    fixes: [],
  };
}

/** Whether a template may print what is there. */
function isUnknown(node: Node | undefined): boolean {
  return node?.type === "scalar" && (node.scalarType === "unknown" || node.style === "empty");
}

/** Mirrors `Replace` in applicationset/utils/utils.go. */
function withoutGoTemplate({ spot }: WrittenField): IdleField | undefined {
  const goTemplate = entryOf(spot.map, "goTemplate");
  const isOff = goTemplate?.value.type === "scalar" && goTemplate.value.text === "false";
  if ((goTemplate !== undefined && !isOff) || !isFilled(spot.entry.value)) return undefined;
  return {
    message:
      'Argo CD reads "goTemplateOptions" only with "goTemplate: true", so it has no effect. Add "goTemplate: true" and write the placeholders as in {{.name}}, or remove the options.',
    fixes: [],
  };
}

const finalizer = "resources-finalizer.argocd.argoproj.io";

/** Mirrors `RenderTemplateParams` in applicationset/utils/utils.go, which adds a finalizer or not, but never removes one. */
function besideFinalizer({ manifest }: Subject, { spot }: WrittenField): IdleField | undefined {
  const { value } = spot.entry;
  const finalizers = nodeAt(manifest.node, "spec", "template", "metadata", "finalizers");
  const isOn = value.type === "scalar" && value.scalarType === "boolean" && value.text === "true";
  if (!isOn || finalizers?.type !== "list") return undefined;
  const found = finalizers.items.find((it) => it.type === "scalar" && it.text.startsWith(finalizer));
  if (found === undefined) return undefined;
  return {
    message: `The template gives each Application the finalizer "${finalizer}", so "preserveResourcesOnDeletion" has no effect: its resources are deleted with it. Remove the finalizer from the template.`,
    fixes: [],
  };
}
