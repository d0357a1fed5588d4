import {
  type Application,
  type ApplicationIdentity,
  buildApplication,
} from "../../server/core/application/application.ts";
import { openFile } from "../../server/core/manifest/file.ts";

/** The application `shop`, deployed to the namespace `prod`, of documents that stand in one file. */
export function applicationOf(
  documents: readonly string[],
  more: Pick<ApplicationIdentity, "createNamespace" | "addedChecks"> = {},
): Application {
  const source = { type: "directory", path: "/shop" } as const;
  const file = openFile(documents.join("---\n"));
  return buildApplication([{ name: "/shop/all.yaml", file }], { name: "shop", source, namespace: "prod", ...more });
}
