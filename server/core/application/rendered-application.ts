import { type ManifestFile, openFile } from "../manifest/file.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { onOneLine } from "../visible.ts";
import { idOf } from "../sync/resource.ts";
import { partsOutside } from "../text.ts";
import type { Deployed, NamedFile } from "./application.ts";
import type { DeployedApplication } from "./deployed-application.ts";
import { withFailures } from "./failure.ts";
import { beginningOf } from "./location.ts";
import { placedOn } from "./placed-tree.ts";
import { planOf } from "./plan-of.ts";
import { printedFailures } from "./printed-failures.ts";
import { toSyncResource } from "./resource.ts";
import { differenceNotice } from "./render-differences.ts";
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
  const { source, files, planOptions, charts = [] } = application;
  const printed = openFile(text);
  const find = memberFinder(application);
  const members = printedIn(printed).map((it) => {
    const member = find(it) ?? strange(it, application);
    const resource = toSyncResource(it.manifest, "literal");
    return {
      ...member,
      conditional: false,
      nameKnown: true,
      deployed: printedAs(it.manifest, member),
      patched: false,
      resource,
    };
  });
  const plan = planOf(members, planOptions, undefined);
  const rendered = "now" as const;
  const notices =
    source.type === "helm" && charts.length > 0 ? differenceNotice(application, application.members, members) : [];
  const rest = { ...partsOf(application), members, plan, unread: [], rendered, notices };
  return withFailures(rest, files, () =>
    printedFailures(printed, members, (document) => fileOf(templateIn(document.text), application).name),
  );
}

/** The application as it is written, with a mark that it was rendered before something changed. */
export function renderedBefore(application: DeployedApplication): DeployedApplication {
  const rest = { ...partsOf(application), rendered: "before" as const };
  return withFailures(rest, application.files, () => application.failures);
}

/** The application that a tool refused to render, with what the tool said about it. */
export function failedApplication(application: DeployedApplication, problem: string): DeployedApplication {
  const { path } = application.source;
  return withFailures(partsOf(application), [], () => [{ message: onOneLine(problem), location: beginningOf(path) }]);
}

/** An application without its failures, which are computed only when somebody asks for them. */
function partsOf(application: DeployedApplication): Omit<DeployedApplication, "failures" | "error" | "rendered"> {
  const { name, source, namespace, declared, files, members, plan, planOptions, unread, cluster } = application;
  const { charts = [], notices = [] } = application;
  return { name, source, namespace, declared, files, members, plan, planOptions, unread, charts, notices, cluster };
}

/** What was printed, with places in what is written. */
function printedAs(printed: Manifest, { manifest }: Pick<SourceMember, "manifest">): Deployed {
  return { ...printed, node: placedOn(printed.node, manifest.node), actions: [], derived: new Map() };
}

function printedIn({ documents }: ManifestFile): readonly Printed[] {
  return documents.flatMap(({ text, manifests }) => {
    const template = templateIn(text);
    return manifests.map((manifest) => ({ manifest, template }));
  });
}

/** Helm writes the name of the chart before the path of the template. */
function templateIn(text: string): string | undefined {
  return /^# Source: [^/\r\n\u2028\u2029]*\/(.+)$/m.exec(text)?.[1]?.trimEnd();
}

/** Finds for each printed manifest the member that it was made from. A template that is repeated makes several of one. */
function memberFinder({ members, source }: DeployedApplication): (printed: Printed) => SourceMember | undefined {
  const hashed = members.filter(({ generated }) => generated);
  const withoutHashes = hashed.map((member) => [idOf(withoutHash(member.resource)), member] as const);
  const byId = new Map([...withoutHashes, ...members.map((member) => [idOf(member.resource), member] as const)]);
  return ({ manifest, template }) => {
    const resource = toSyncResource(manifest, "literal");
    const found = byId.get(idOf(resource)) ?? byId.get(idOf(withoutHash(resource)));
    if (found !== undefined || template === undefined) return found;
    const ofKind = members.filter((member) => {
      const isThere = member.fileName.split("\\").join("/").endsWith(`/${template}`) || member.fileName === template;
      return isThere && member.fileName.startsWith(source.path) && member.resource.kind === resource.kind;
    });
    return ofKind.find(({ manifest: { name } }) => mayBecome(name, resource.name)) ?? ofKind[0];
  };
}

/** A resource with a mark in the place of the hash that its name may end with. */
function withoutHash<T extends { readonly name: string }>(resource: T): T {
  return { ...resource, name: resource.name.replace(/-[a-z0-9]{10}$/, "-<hash>") };
}

/** Whether a name with actions in it may be rendered to another. */
function mayBecome(template: string, name: string): boolean {
  if (template.lastIndexOf("{{") > template.lastIndexOf("}}")) return false;
  const [start = "", ...others] = partsOutside(template, "{{", "}}");
  const end = others.pop();
  if (end === undefined) return name === start;
  if (name.length < start.length + end.length || !name.startsWith(start) || !name.endsWith(end)) return false;
  let at = start.length;
  for (const part of others) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= name.length - end.length;
}

/** A member for something that no manifest here is known to make. */
function strange({ manifest, template }: Printed, application: DeployedApplication): SourceMember {
  const { name, file } = fileOf(template, application);
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

/** The file of a template; where that is not known, the kustomization or the first file of the application. */
function fileOf(template: string | undefined, { files, source }: DeployedApplication): NamedFile {
  const exact = files.find(({ name }) => template !== undefined && name === `${source.path}/${template}`);
  const named =
    exact ?? files.find(({ name }) => template !== undefined && name.split("\\").join("/").endsWith(`/${template}`));
  const kustomization = (): NamedFile | undefined => files.find(({ name }) => /kustomization(?:\.ya?ml)?$/i.test(name));
  return named ?? kustomization() ?? files[0] ?? { name: source.path, file: openFile("") };
}
