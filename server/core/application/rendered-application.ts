import { type ManifestFile, openFile } from "../manifest/file.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { planSync } from "../sync/plan.ts";
import { idOf } from "../sync/resource.ts";
import { firstError } from "./application.ts";
import type { DeployedApplication } from "./deployed-application.ts";
import { toSyncResource } from "./resource.ts";
import type { SourceMember } from "./source-member.ts";

/** A manifest that a tool printed. */
interface Printed {
  readonly manifest: Manifest;
  /** Where helm says that it comes from, from the folder of the chart; `undefined` where nothing is said. */
  readonly template: string | undefined;
}

/**
 * The application with the resources that kustomize or helm printed for it. Each one stands where the member of the same id is
 * written; what no member is known for stands at the beginning of its template, or of the kustomization. Never throws.
 */
export function withRender(application: DeployedApplication, text: string): DeployedApplication {
  const file = openFile(text);
  const find = memberFinder(application);
  const members = printedIn(file).map((printed) => {
    const member = find(printed) ?? strange(printed, application);
    return { ...member, conditional: false, nameKnown: true, resource: toSyncResource(printed.manifest, "literal") };
  });
  return {
    ...application,
    members,
    plan: planSync(
      members.map(({ resource }) => resource),
      application.planOptions,
    ),
    unread: [],
    error: firstError([{ name: application.source.path, file }]),
    rendered: "now",
  };
}

function printedIn(file: ManifestFile): readonly Printed[] {
  return file.documents.flatMap(({ text, manifests }) => {
    // Helm writes the name of the chart before the path of the template.
    const template = /^# Source: [^/\n]*\/(.+)$/m.exec(text)?.[1]?.trimEnd();
    return manifests.map((manifest) => ({ manifest, template }));
  });
}

/** Finds for each printed manifest the member that it was made from. A template that is repeated makes several of one. */
function memberFinder({ members, source }: DeployedApplication): (printed: Printed) => SourceMember | undefined {
  const byId = new Map(members.map((member) => [idOf(member.resource), member]));
  return ({ manifest, template }) => {
    const resource = toSyncResource(manifest, "literal");
    const hashed = { ...resource, name: resource.name.replace(/-[a-z0-9]{10}$/, "-<hash>") };
    const found = byId.get(idOf(resource)) ?? byId.get(idOf(hashed));
    if (found !== undefined || template === undefined) return found;
    const ofKind = members.filter((member) => {
      const isThere = member.fileName.split("\\").join("/").endsWith(`/${template}`) || member.fileName === template;
      return isThere && member.fileName.startsWith(source.path) && member.resource.kind === resource.kind;
    });
    return ofKind.find(({ resource: { name } }) => mayBecome(name, resource.name)) ?? ofKind[0];
  };
}

/** Whether a name with actions in it may be rendered to another. */
function mayBecome(template: string, name: string): boolean {
  const known = template.split(/\{\{.*?\}\}/s).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${known.join(".*")}$`, "s").test(name);
}

/** A member for something that no manifest here is known to make. */
function strange({ manifest, template }: Printed, application: DeployedApplication): SourceMember {
  const { files } = application;
  const named = files.find(({ name }) => template !== undefined && name.split("\\").join("/").endsWith(`/${template}`));
  const { name, file } = named ??
    files.find((it) => /kustomization(?:\.ya?ml)?$/i.test(it.name)) ??
    files[0] ?? { name: application.source.path, file: openFile("") };
  const node = { ...manifest.node, entries: [], span: { start: 0, end: 0 } };
  return {
    fileName: name,
    file,
    documentIndex: 0,
    manifest: { ...manifest, node, annotations: [], annotationBlocks: [] },
    resource: toSyncResource(manifest, "literal"),
    generated: true,
    conditional: false,
    nameKnown: true,
    changes: [],
  };
}
