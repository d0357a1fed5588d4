import { dirname, resolve } from "node:path";
import { type Application, explainSync, type LiveApplication, readLive } from "../../core/index.ts";
import { Applications } from "../../workspace/applications.ts";
import { nodeFiles } from "../../workspace/files.ts";
import { liveRoster } from "../../workspace/live-roster.ts";
import type { ExplainCommand } from "./explain-command.ts";
import type { ConfigurationOptions } from "../configuration-options.ts";
import { complaintsAround, unreadableChoice, workspaceOptions } from "../configured.ts";
import { pathTypeOf, readInput } from "../inputs.ts";
import { complain, print } from "../output.ts";
import { paintFor } from "../paint.ts";
import { planFolder } from "../plan/folder.ts";
import { complaintAbout, planFile } from "../plan/planned.ts";
import { shownDocument } from "../shown.ts";
import { explainRule, listRules, meantRule, ruleNamed } from "./explain-rule.ts";
import { explainJson, explainText } from "./explain-formats.ts";

/** Says where the sync of an Application of a cluster stands, or what a rule is about. Resolves with the exit code. */
export async function explain(command: ExplainCommand): Promise<number> {
  const { path, format, manifests } = command;
  if (path === undefined) {
    await listRules(format);
    return 0;
  }
  const unreadable = await unreadableChoice(command.configuration);
  if (unreadable !== undefined) return refuse(unreadable);
  const input = await readInput(path);
  if ("problem" in input) {
    const rule = ruleNamed(path);
    if (rule === undefined) return refuse(complaintAbout(input) + meantRule(path));
    await explainRule(rule, format);
    return 0;
  }
  const reading = readLive(input.text);
  if ("problem" in reading) return refuse(`Cannot explain "${path}". ${reading.problem}`);
  const { live } = reading;
  const found = manifests === undefined ? await aroundHere(live, command) : await at(manifests, live, command);
  if ("complaint" in found) return refuse(found.complaint);
  const outline = explainSync(live, found.application, found.head);
  const complaints = await complaintsAround([manifests ?? "."], command);
  complaints.forEach(complain);
  switch (format) {
    case "json":
      await print(explainJson(outline));
      break;
    case "markdown":
      await print(shownDocument(outline.markdown));
      break;
    case "text":
      await print(explainText(outline, paintFor("stdout")));
  }
  return complaints.length > 0 ? 2 : 0;
}

/** The manifests of an application, and the commit that they are of; without any, the order is read from the status. */
type Found =
  | { readonly application: Application | undefined; readonly head?: string | undefined }
  | { readonly complaint: string };

/** In the Git repository around the current folder, if that is the one that the application is deployed from. */
async function aroundHere({ declared }: LiveApplication, options: ConfigurationOptions): Promise<Found> {
  // What cannot be read is no reason to say nothing about the sync.
  const applications = new Applications(nodeFiles, () => undefined, undefined, workspaceOptions(options));
  const repository = await applications.repositoryOf(process.cwd());
  if (repository === undefined || declared.paths.length === 0) return { application: undefined };
  await applications.search(repository);
  const roster = await liveRoster(declared, [repository], applications);
  return { application: roster?.application, head: await applications.headAround(repository) };
}

/** In a file or a folder that the user names: the application of that name, or the only one. */
async function at(
  path: string,
  { name, declared }: LiveApplication,
  { argocdVersion: version, configuration }: ConfigurationOptions,
): Promise<Found> {
  const isFolder = (await pathTypeOf(path)) === "folder";
  const { planned, complaints } = isFolder
    ? await planFolder(path, { namespace: undefined, version, configuration })
    : await planFile(path, {
        namespace: declared.namespace || undefined,
        version,
        configuration,
        syncOptions: declared.syncOptions,
      });
  const [complaint] = complaints;
  if (complaint !== undefined) return { complaint };
  const all = planned.map(({ application }) => application);
  const found = all.find((it) => it.name === name) ?? (all.length === 1 ? all[0] : undefined);
  if (found !== undefined) return { application: found, head: await headAround(isFolder ? path : dirname(path)) };
  const names = all.map((it) => `"${it.name}"`).join(", ");
  return { complaint: `"${path}" has no application "${name}", but several others (${names}).` };
}

function headAround(folder: string): Promise<string | undefined> {
  return new Applications(nodeFiles, () => undefined).headAround(resolve(folder));
}

function refuse(complaint: string): number {
  complain(complaint);
  return 2;
}
