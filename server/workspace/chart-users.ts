import { type Application, type DeployedApplication, type RenderedManifest, renderedManifest } from "../core/index.ts";
import type { Applications } from "./applications.ts";
import { pathBelow, pathFrom } from "./file-tree.ts";
import type { ApplicationSpec } from "./read-application.ts";

/** An application that deploys a chart. */
export interface ChartUser {
  /** Unique among those that deploy the chart, and stable while its name, namespace and file stay as they are. */
  readonly id: string;
  readonly name: string;
  /** The file that declares it, from the root of its repository; "" where nobody declares it. */
  readonly place: string;
}

/** What a template prints for one of the applications that deploy its chart. */
export interface PrintedFor extends RenderedManifest {
  readonly applications: readonly ChartUser[];
  readonly application: ChartUser;
}

/**
 * What a template prints for the application with that id, or for the first one that deploys its chart; `undefined` where the file is
 * in no chart.
 */
export async function printedFor(
  path: string,
  id: string | undefined,
  applications: Applications,
): Promise<PrintedFor | undefined> {
  const specs = await applications.declaredAround(path);
  const wanted = specs.find((spec) => userOf(spec)?.id === id);
  const first = (await applications.ofFile(path))?.application;
  const chosen = wanted && (await applications.of(wanted)).application;
  for (const application of [chosen, first]) {
    const printed = application && renderedManifest(application, path);
    if (application === undefined || printed === undefined) continue;
    const users = specs.filter((spec) => deploysChart(spec, application)).flatMap((spec) => userOf(spec) ?? []);
    const own = ownUser(application, applications);
    return { ...printed, applications: users.length === 0 ? [own] : users, application: own };
  }
  return undefined;
}

/** How many applications of one chart are asked about one place. */
const maxAsked = 4;

/** The applications that deploy the chart of a file, the one of the file first, and how many more there are than are asked. */
export async function usersOfChart(
  path: string,
  first: Application,
  applications: Applications,
): Promise<{ readonly asked: readonly Application[]; readonly others: number }> {
  const specs = (await applications.declaredAround(path)).filter((spec) => deploysChart(spec, first));
  const asked = [first];
  for (const spec of specs.slice(0, maxAsked)) {
    const { application } = await applications.of(spec);
    if (application !== first && asked.length < maxAsked) asked.push(application);
  }
  return { asked, others: Math.max(0, specs.length - asked.length) };
}

function userOf({ root, of }: ApplicationSpec): ChartUser | undefined {
  if (!("sources" in of)) return undefined;
  const { name, namespace, location } = of;
  return { id: JSON.stringify([location.path, name, namespace]), name, place: pathFrom(root, location.path) };
}

/** Whether the source of an Application is the chart that another one deploys. */
function deploysChart({ root, of }: ApplicationSpec, { charts = [] }: Application): boolean {
  if (!("sources" in of)) return false;
  const folders = new Set(of.paths.map((path) => pathBelow(root, path)));
  return charts.some(({ folder }) => folders.has(folder));
}

function ownUser(application: DeployedApplication, applications: Applications): ChartUser {
  const spec = applications.reading(application)?.spec;
  return (spec && userOf(spec)) ?? { id: "", name: application.name, place: "" };
}
