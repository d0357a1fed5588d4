/** The resources that a template prints, each where it is written. */
import type { RenderedFile } from "../../helm/chart/render-files.ts";
import {
  documentIndexAt,
  documentStart,
  type ManifestDocument,
  type ManifestFile,
  textOf,
} from "../../manifest/file.ts";
import { type Manifest, readManifest } from "../../manifest/manifest.ts";
import { stretchAt } from "../../helm/value/rendered-text.ts";
import { nodeAt } from "../../manifest/node.ts";
import { hasUnknown, withoutUnknown } from "../../manifest/template.ts";
import { idOf, type SyncResource, unknownPart } from "../../sync/resource.ts";
import type { Deployed, NamedFile } from "../application.ts";
import { documentFaults } from "../document-faults.ts";
import type { Failure } from "../failure.ts";
import { type Location, locationOf } from "../location.ts";
import { generationFaults, toSyncResource } from "../resource.ts";
import type { SourceMember, UnreadMember } from "../source-member.ts";
import { documentKeeper, type RenderedDocument, renderedCases } from "./rendered-documents.ts";
import { type PrintedDocument, printedDocument, type PrintedSource } from "./printed-places.ts";
import { type ReadingRoom, takenSince } from "./reading-room.ts";
import { placedIn, type PlaceInFile, placesIn } from "./rendered-place.ts";

/** What one template prints. */
export interface RenderedTemplate {
  readonly members: readonly SourceMember[];
  readonly failures: readonly Failure[];
  readonly unread: readonly UnreadMember[];
  /** The file of the template. */
  readonly file: ManifestFile;
  /** What it prints, by its text. */
  readonly documents: ReadonlyMap<string, ManifestDocument>;
  /** What reading it took. */
  readonly taken: ReadingRoom;
}

/** How what is printed is read. */
export interface Reading extends Pick<PrintedDocument, "valuesAre"> {
  /** Documents that were read earlier, by their texts. */
  readonly before: ReadonlyMap<string, ManifestDocument>;
  readonly room: ReadingRoom;
}

/**
 * The resources that a template prints. What is there only in some cases is conditional, and what differs is not known. `elsewhere` is
 * given where the template cannot be opened, and is a place in the file that is named instead.
 */
export function readRendered(
  rendered: RenderedFile,
  template: NamedFile,
  { before, valuesAre, room }: Reading,
  elsewhere?: PlaceInFile,
): RenderedTemplate {
  const { keep, kept } = documentKeeper(before, room);
  const roomBefore = { ...room };
  const cases = renderedCases(rendered, keep);
  const unread = unreadIn([...kept.values()], template, elsewhere);
  const read = { file: template.file, unread, documents: kept, taken: takenSince(roomBefore, room) };
  const [usual, ...others] = cases.map((one) => printedIn(one, template, { valuesAre, elsewhere }));
  if (usual === undefined) return { ...read, members: [], failures: [] };
  const members = others.length === 0 ? usual : joined([usual, ...others]);
  return { ...read, members, failures: cases.slice(0, 1).flatMap((one) => failuresOf(one, template, elsewhere)) };
}

/** What may be in documents that are not read; told once for each template. */
function unreadIn(
  documents: readonly ManifestDocument[],
  { name }: NamedFile,
  elsewhere: PlaceInFile | undefined,
): readonly UnreadMember[] {
  const { refusal } = documents.find(({ parsed }) => parsed.refusal !== undefined)?.parsed ?? {};
  if (refusal === undefined) return [];
  const { start: offset, end } = elsewhere?.(nowhere) ?? nowhere;
  const reason = `Something that this template prints is not read because ${refusal}.`;
  return [{ text: name, location: { path: name, offset, end }, reason }];
}

function printedIn(
  documents: readonly RenderedDocument[],
  template: NamedFile,
  { valuesAre, elsewhere }: Pick<Reading, "valuesAre"> & { readonly elsewhere: PlaceInFile | undefined },
): readonly SourceMember[] {
  return documents.flatMap((rendered) => {
    const place = elsewhere ?? placesIn(rendered, template.file);
    const own = elsewhere === undefined ? { path: template.name, place } : undefined;
    const printed = printedDocument(rendered, valuesAre, own);
    return rendered.document.manifests.map((manifest) => ({
      ...memberOf(manifest, place, template, valuesAre),
      ...{ printed, dependsOn: conditionOf(manifest, rendered) },
    }));
  });
}

/** What decides whether a resource is printed; `undefined` where all of that is known. */
function conditionOf({ node }: Manifest, { text, start }: RenderedDocument): string | undefined {
  const at = start + (node.entries[0]?.key.span.start ?? node.span.start);
  return stretchAt(text, at)?.origin.condition?.unknown.reason;
}

function memberOf(
  printed: Manifest,
  place: PlaceInFile,
  { name, file }: NamedFile,
  valuesAre: Reading["valuesAre"],
): SourceMember {
  const at = place(printed.node.entries[0]?.key.span ?? printed.node.span)?.start ?? 0;
  const documentIndex = documentIndexAt(file, at);
  const bounds = { start: documentStart(file, documentIndex), end: documentStart(file, documentIndex + 1) };
  const node = placedIn(printed.node, { place, bounds });
  const placed = readManifest(node, { root: node, actions: [] }, printed.place) ?? printed;
  const deployed = { ...placed, actions: [], derived: new Map() };
  const written = writtenAt(file, documentIndex, at - bounds.start, deployed);
  const read = toSyncResource(deployed, "literal");
  // Where nobody here says with which values it is deployed, a name that is empty is one that somebody has to give.
  const isOpen = valuesAre !== "known";
  const lacksName = isOpen && read.name === "" && read.generateName === "";
  const lacksNamespace = isOpen && read.namespace === "" && nodeAt(node, "metadata", "namespace") !== undefined;
  const resource = {
    ...read,
    ...(lacksName && { name: unknownPart }),
    ...(lacksNamespace && { namespace: unknownPart }),
  };
  return {
    fileName: name,
    file,
    documentIndex,
    manifest: written ?? { ...deployed, node: { ...node, entries: [] }, annotations: [], annotationBlocks: [] },
    deployed,
    resource: { ...resource, name: shownName(resource.name), namespace: shownName(resource.namespace) },
    // What a definition elsewhere prints is written nowhere in this file.
    generated: written === undefined,
    conditional: false,
    nameKnown: !lacksName && !lacksNamespace && !hasUnknown(resource.name) && !hasUnknown(resource.namespace),
    changes: [],
  };
}

/** The manifest that is written around an offset of a document; `undefined` where an action alone prints all of it. */
function writtenAt(file: ManifestFile, index: number, offset: number, deployed: Deployed): Manifest | undefined {
  const manifests = file.documents[index]?.manifests ?? [];
  const found = manifests.findLast(({ node: { span } }) => span.start <= offset && offset < span.end) ?? manifests[0];
  if (found?.node.entries.some(({ key }) => key.span.start === offset) !== true)
    return found?.kind === deployed.kind ? found : undefined;
  // Others find a member by the manifest that is written, so it is only another one where nobody could find it by its kind.
  const { kind, group, apiVersion } = deployed;
  return found.kind === kind ? found : { ...found, kind, group, apiVersion };
}

/** A name with a sign in the place of what nobody knows. */
function shownName(name: string): string {
  return withoutUnknown(name, () => unknownPart);
}

/** The resources of several cases: those that are not in all of them are conditional, and what differs between them is not known. */
function joined(cases: readonly (readonly SourceMember[])[]): readonly SourceMember[] {
  const byId = new Map<string, SourceMember[]>();
  for (const members of cases) {
    for (const [id, member] of withIds(members)) byId.set(id, [...(byId.get(id) ?? []), member]);
  }
  return [...byId.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const resource = withUncertain(
      first.resource,
      others.map((it) => it.resource),
    );
    const conditional = others.length + 1 < cases.length;
    return [{ ...first, resource, conditional, dependsOn: conditional ? first.dependsOn : undefined }];
  });
}

/** Each resource with its id, and a number where there are several with that. */
function withIds(members: readonly SourceMember[]): readonly (readonly [string, SourceMember])[] {
  const counts = new Map<string, number>();
  return members.map((member) => {
    const id = idOf(member.resource);
    const count = counts.get(id) ?? 0;
    counts.set(id, count + 1);
    return [`${id}\0${count}`, member];
  });
}

function withUncertain(resource: SyncResource, others: readonly SyncResource[]): SyncResource {
  if (others.length === 0) return resource;
  const keys = new Set([resource, ...others].flatMap(({ annotations }) => [...annotations.keys()]));
  const annotations = new Map(
    [...keys].map((key) => {
      const text = resource.annotations.get(key);
      return [key, others.every((other) => other.annotations.get(key) === text) ? text : undefined];
    }),
  );
  const annotationsKnown = resource.annotationsKnown && others.every((it) => it.annotationsKnown);
  return { ...resource, annotations, annotationsKnown };
}

/** Why Argo CD cannot use what a template prints, each reason where it is written. */
function failuresOf(
  documents: readonly RenderedDocument[],
  { name, file }: NamedFile,
  elsewhere: PlaceInFile | undefined,
): readonly Failure[] {
  return documents.flatMap((rendered): readonly Failure[] => {
    if (hasUnknown(rendered.document.text)) return [];
    const place = elsewhere ?? placesIn(rendered, file);
    const { manifests } = rendered.document;
    // Where go-yaml may read what this reader complains of, it is read as far as it can be.
    const faults = documentFaults(rendered.document).filter(
      ({ about }) => about !== "syntax" || manifests.length === 0,
    );
    const { sourceOf } = printedDocument(rendered, "known", undefined);
    return [...faults, ...manifests.flatMap(generationFaults)].map(({ message, span, about }) => ({
      message,
      ...(about && { about }),
      location:
        valueAt(sourceOf(span)) ??
        locationOf({ path: name, start: 0, text: textOf(file) }, { span: place(span) ?? nowhere }),
    }));
  });
}

/** A value that is printed with its type is wrong where it is written. */
function valueAt({ keepsTypes, values }: PrintedSource): Location | undefined {
  return keepsTypes ? values[0] : undefined;
}

const nowhere = { start: 0, end: 0 } as const;
