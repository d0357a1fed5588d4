import { join } from "node:path";
import type { DeclaredApplication } from "../core/index.ts";
import type { Applications } from "./applications.ts";
import { isWithin } from "./paths.ts";
import type { DeployedRoster } from "./readings.ts";

/**
 * The application in a workspace that an Application of a cluster deploys: the one that an Application of the same name, namespace and
 * folders in the workspace makes, or else that of its folder in one of these folders or the repositories around them. `undefined` if
 * there is none, or if it is deployed from another repository.
 */
export async function liveRoster(
  live: DeclaredApplication,
  folders: readonly string[],
  applications: Applications,
): Promise<DeployedRoster | undefined> {
  const same = (await applications.declared.all()).filter((it) => isSame(it, live));
  for (const spec of await applications.declared.specsOf(same)) {
    if (!(await applications.declared.isFromElsewhere(live, spec.root))) return applications.of(spec);
  }
  for (const folder of folders) {
    // As if the Application were written there.
    const here = { ...live, location: { ...live.location, path: join(folder, "application.yaml") } };
    const [spec] = await applications.declared.specsOf([here]);
    if (spec === undefined || (await applications.declared.isFromElsewhere(live, spec.root))) continue;
    // The paths are those of a pasted text: they may lead anywhere.
    const limit = (await applications.repositoryOf(folder)) ?? folder;
    for (const path of live.paths) {
      const source = join(spec.root, path);
      if (!isWithin(source, limit) || !(await applications.isFolder(source))) continue;
      const roster = await applications.ofFolder(source, live.name);
      if (roster.application.members.length > 0) return roster;
    }
  }
  return undefined;
}

function isSame(one: DeclaredApplication, other: DeclaredApplication): boolean {
  const isSameName = one.name === other.name && one.namespace === other.namespace;
  return isSameName && one.paths.length > 0 && JSON.stringify(one.paths) === JSON.stringify(other.paths);
}
