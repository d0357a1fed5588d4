import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** How large the tree is. */
const folders = 3000;
const manifests = 10_000;
const relevant = 3000;
const others = 50_000;

/** Writes a workspace of 60,000 files into a folder: 10,000 manifests of about 6 kB, of which 3,000 hold an Application, and others. */
export function writeSearchTree(root: string): void {
  const paths = Array.from({ length: folders }, (_, at) =>
    join(root, `team-${at % 60}`, `service-${at % 600}`, `part-${at}`),
  );
  for (const path of paths) mkdirSync(path, { recursive: true });
  const folderOf = (at: number): string => paths[at % folders] ?? root;
  for (let at = 0; at < manifests; at++) {
    writeFileSync(
      join(folderOf(at), `manifest-${at}.yaml`),
      manifest(at, at % manifests < relevant ? application : workload),
    );
  }
  for (let at = 0; at < others; at++) {
    writeFileSync(join(folderOf(at), `code-${at}.${["ts", "go", "md", "png"][at % 4] ?? ""}`), "export {};\n");
  }
  writeFileSync(join(root, ".gitignore"), "node_modules/\n*.log\n/dist/\nbuild/**\n!keep.log\n");
}

const application = "apiVersion: argoproj.io/v1alpha1\nkind: Application";
const workload = "apiVersion: apps/v1\nkind: Deployment";

function manifest(at: number, head: string): string {
  const data = Array.from({ length: 150 }, (_, line) => `  key-${line}: some value of line ${line}`).join("\n");
  return `${head}\nmetadata:\n  name: resource-${at}\nspec:\n${data}\n`;
}
