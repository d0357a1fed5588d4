import { severities } from "../rule-kit/rule.ts";
import { rules } from "../rules/index.ts";
import { helmShape } from "./helm-shape.ts";
import { filePattern } from "./file-pattern.ts";
import type { KeyShape, MapShape, Shape } from "./shape.ts";
import { anyText, listOf } from "./texts.ts";

const argocdVersion: KeyShape = {
  key: "argocdVersion",
  summary: "The version of Argo CD that reads the manifests, such as `2.14`, or `latest` for the newest release.",
  absent: "The newest release.",
  of: {
    type: "text",
    pattern: /^(?:latest|v?\d{1,4}\.\d{1,4}(?:\.\d{1,4})?(?:[-+][\w.+-]*)?)$/,
    wanted: () => '"latest", or a version such as 2.14',
  },
};

const kubernetesVersion: KeyShape = {
  key: "kubernetesVersion",
  summary:
    "The version of Kubernetes that charts are rendered for, such as `1.33`, where an Application does not name one in `helm.kubeVersion`.",
  absent: "The one that Helm itself assumes.",
  of: {
    type: "text",
    pattern: /^v?\d+(?:\.\d+)*(?:[-+][\w.+-]*)?$/,
    wanted: () => "a version such as 1.33",
  },
};

const apiVersions: KeyShape = {
  key: "apiVersions",
  summary:
    "The API versions that the cluster has beside those of Kubernetes itself, such as `monitoring.coreos.com/v1`, for charts that ask `.Capabilities.APIVersions`, where an Application does not list any in `helm.apiVersions`.",
  absent: "It is not known what else the cluster has, so both cases are shown.",
  of: listOf({
    type: "text",
    pattern: /^[A-Za-z0-9][A-Za-z0-9.-]*(?:\/[A-Za-z0-9][A-Za-z0-9.-]*)?(?:\/\w+)?$/,
    wanted: () => "an API version such as monitoring.coreos.com/v1",
  }),
};

const embeddedInConfigMaps: KeyShape = {
  key: "embeddedInConfigMaps",
  summary: "Whether to check manifests embedded as text in ConfigMaps too.",
  absent: "They are not checked.",
  of: { type: "switch" },
};

const severitySummaries = {
  error: "It fails `lint`, unless `--fail-on` says otherwise.",
  warning: "It is reported as a warning.",
  information: "It is reported as information.",
  hint: "It is reported as a hint, which editors show least.",
  off: "It is not reported.",
} as const;

const severityWords: Shape = {
  type: "word",
  words: [...severities, "off" as const].map((word) => ({ word, summary: severitySummaries[word] })),
};

const rulesKey: KeyShape = {
  key: "rules",
  summary: "The severity of each rule: `error`, `warning`, `information`, `hint`, or `off` to turn it off.",
  absent: "Each rule has the severity on its page.",
  of: {
    type: "map",
    called: "rule",
    keys: rules.map(({ id, summary, severity }) => ({
      key: id,
      summary,
      absent: `\`${severity}\`.`,
      of: severityWords,
    })),
  },
};

/** What may also be different for some of the files. */
const perFile: readonly KeyShape[] = [argocdVersion, kubernetesVersion, apiVersions, embeddedInConfigMaps, rulesKey];

const applicationShape: MapShape = {
  type: "map",
  called: "key",
  keys: [
    { key: "name", summary: "The name of the Application.", isRequired: true, of: anyText },
    {
      key: "path",
      summary: "The folder that it deploys, from the folder of the configuration. It cannot lead out of there.",
      isRequired: true,
      of: {
        type: "text",
        pattern: /^(?!\/|[A-Za-z]:\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\\\r\n]+$/,
        wanted: () => "a folder below that of the configuration, such as apps/shop",
      },
    },
    {
      key: "namespace",
      summary: "The destination namespace.",
      absent: "`default`, which is a guess.",
      of: anyText,
    },
    {
      key: "syncOptions",
      summary: "The sync options of the Application, such as `CreateNamespace=true`.",
      of: listOf({
        type: "text",
        pattern: /^[A-Z][A-Za-z]*=./,
        wanted: () => "an option with its value, such as CreateNamespace=true",
      }),
    },
    { key: "helm", summary: "The options of the chart, as below `spec.source.helm` of an Application.", of: helmShape },
    {
      key: "kustomize",
      summary: "The options of the kustomization, as below `spec.source.kustomize` of an Application.",
      of: { type: "mapping" },
    },
    {
      key: "directory",
      summary: "How the folder is read, as below `spec.source.directory` of an Application.",
      of: { type: "mapping" },
    },
  ],
};

/** What may be written in a configuration. */
export const configurationShape: MapShape = {
  type: "map",
  called: "key",
  keys: [
    ...perFile,
    {
      key: "exclude",
      summary:
        "Files and folders to ignore: patterns as in a `.gitignore`, from the folder of the configuration, such as `charts/` or `*.gen.yaml`. They have no problems, lenses or hints.",
      absent: "Nothing but `node_modules` is ignored.",
      of: listOf(filePattern),
    },
    {
      key: "overrides",
      summary: "What is different for some files. Where several of them match a file, the later ones win, key by key.",
      of: {
        type: "list",
        of: {
          type: "map",
          called: "key",
          keys: [
            {
              key: "paths",
              summary: "The files and folders that it is for: patterns as in `exclude`.",
              isRequired: true,
              of: {
                type: "list",
                of: filePattern,
                contains: { pattern: /^[^!]/, wanted: 'a pattern that does not begin with "!", such as *' },
              },
            },
            ...perFile,
          ],
        },
      },
    },
    {
      key: "healthChecks",
      summary:
        "Kinds that your Argo CD has a health check for beside its own, as `GROUP/KIND`, such as `example.com/Database`, or a pattern such as `*.example.com/*`. Those in an `argocd-cm` of the repository are found without it.",
      absent: "Argo CD has its own health checks, and those that files of the repository add.",
      of: listOf({
        type: "text",
        pattern: /^[-._a-zA-Z0-9*?[\]{},!]+(?:\/[-._a-zA-Z0-9*?[\]{},!]+)?$/,
        wanted: () => "a kind such as example.com/Database",
      }),
    },
    {
      key: "applications",
      summary:
        "Applications that deploy folders of this repository, where no manifest in the repository says so. They are read like Application objects.",
      absent:
        "The Application objects in the repository say what is deployed, and each other folder is read by itself.",
      of: { type: "list", of: applicationShape },
    },
  ],
};
