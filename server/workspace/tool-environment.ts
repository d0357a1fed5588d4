import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { variable } from "./find-program.ts";

/** Whether a tool may fetch what its input names; `only charts`: with nothing of what the user keeps for Helm but logins to registries. */
export type Network = "blocked" | "allowed" | "only charts";

/** What to do where a tool would have to fetch something, to follow a colon. */
export const nothingIsFetched = 'nothing is fetched without "plan --render --allow-network"';

/** Where a tool runs: what it finds in its environment, and nothing of the user's cluster, plugins or secrets. */
export interface ToolEnvironment {
  readonly variables: NodeJS.ProcessEnv;
  /** Removes the folder that it was given for its own. */
  readonly remove: () => Promise<void>;
}

/** Makes the environment of a tool. `folders` are those in which it may find other programs. */
export async function toolEnvironment(folders: readonly string[], network: Network): Promise<ToolEnvironment> {
  const own = await realpath(await mkdtemp(join(tmpdir(), "argocd-annotations-")));
  const empty = join(own, "empty");
  await mkdir(empty);
  await writeFile(join(own, "kubeconfig"), "");
  const passed: NodeJS.ProcessEnv = {};
  for (const name of [...passedOn, ...(network === "blocked" ? [] : forNetwork)]) {
    const value = variable(name);
    if (value === undefined) continue;
    passed[name] = value;
    // Some tools read the names of proxies in small letters only.
    if (name.endsWith("_PROXY")) passed[name.toLowerCase()] = value;
  }
  return {
    variables: {
      ...passed,
      PATH: folders.join(delimiter),
      KUBECONFIG: join(own, "kubeconfig"),
      KUBERC: "off",
      HELM_PLUGINS: empty,
      KUSTOMIZE_PLUGIN_HOME: empty,
      GIT_TERMINAL_PROMPT: "0",
      ...(network === "allowed" && { GIT_ALLOW_PROTOCOL: "https:http:ssh:git" }),
      ...(network === "blocked" && blocked(own)),
      ...(network === "only charts" && { GIT_ALLOW_PROTOCOL: "", ...ownHelm(own) }),
    },
    remove: () => rm(own, { recursive: true, force: true }),
  };
}

/** The variables that the tools need to find themselves and their caches; none that a tool might print or that gives access to a cluster. */
const passedOn: readonly string[] = [
  ...["HOME", "TMPDIR", "LANG", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"],
  ...["SYSTEMROOT", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP", "PATHEXT"],
];

const proxies: readonly string[] = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

const forNetwork: readonly string[] = [
  ...[...proxies, "NO_PROXY"],
  ...["SSL_CERT_FILE", "SSL_CERT_DIR", "SSH_AUTH_SOCK"],
];

/** Whatever a tool would fetch has been refused before: this is the second fence, for what was not thought of. */
function blocked(own: string): NodeJS.ProcessEnv {
  // No program listens there.
  const nowhere = "http://127.0.0.1:9";
  return {
    ...Object.fromEntries(proxies.flatMap((name) => [name, name.toLowerCase()]).map((name) => [name, nowhere])),
    NO_PROXY: "",
    no_proxy: "",
    GIT_ALLOW_PROTOCOL: "",
    GIT_NO_LAZY_FETCH: "1",
    ...ownHelm(own),
    HELM_CONFIG_HOME: join(own, "helm", "config"),
    HELM_REGISTRY_CONFIG: join(own, "helm", "registry.json"),
  };
}

/** Helm knows no repository, and keeps nothing of what it reads. Logins to registries are left where they are. */
function ownHelm(own: string): NodeJS.ProcessEnv {
  return {
    HELM_CACHE_HOME: join(own, "helm", "cache"),
    HELM_CONTENT_CACHE: join(own, "helm", "content"),
    HELM_DATA_HOME: join(own, "helm", "data"),
    HELM_REPOSITORY_CONFIG: join(own, "helm", "repositories.yaml"),
    HELM_REPOSITORY_CACHE: join(own, "helm", "repositories"),
  };
}
