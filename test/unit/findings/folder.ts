import { readFolderApplication } from "../../../server/core/application/deployed-application.ts";
import { treeOf } from "../../support/source-tree.ts";
import type { PlanOptions } from "../../../server/core/sync/plan.ts";
import { type Application, type ApplicationIdentity, buildApplication, openFile } from "../../../server/core/index.ts";

/** The application that files make, by name, as those of one plain folder, or of a chart where there is one. */
export function folderOf(
  files: Readonly<Record<string, string>>,
  identity: Partial<ApplicationIdentity> = {},
): Application {
  const chart = Object.keys(files).find((name) => /^(?:\w+\/)?Chart\.yaml$/.test(name));
  if (chart !== undefined) {
    const folder = chart.split("/").slice(0, -1).join("/");
    return readFolderApplication(folder, { name: "app", namespace: "default" }, treeOf(files)).application;
  }
  const named = Object.entries(files).map(([name, text]) => ({ name, file: openFile(text) }));
  const source = { type: "directory", path: "app" } as const;
  return buildApplication(named, { name: "app", source, namespace: "default", ...identity });
}

/** The same application where an Application object deploys the folder, and syncs by itself. */
export function automatedOf(files: Readonly<Record<string, string>>, more: Partial<PlanOptions> = {}): Application {
  const application = folderOf(files, { declared: true });
  const automated = { prune: true, retries: 5 };
  return { ...application, planOptions: { ...application.planOptions, automated, ...more } };
}
