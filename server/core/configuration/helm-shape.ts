import type { MapShape } from "./shape.ts";
import { anyText, listOf } from "./texts.ts";

/** The options of a chart. Mirrors `ApplicationSourceHelm` in pkg/apis/application/v1alpha1/types.go. */
export const helmShape: MapShape = {
  type: "map",
  called: "key",
  keys: [
    {
      key: "releaseName",
      summary: "The name of the Helm release.",
      absent: "The name of the Application.",
      of: anyText,
    },
    {
      key: "valueFiles",
      summary: "Files with values, from the folder of the chart; later ones win.",
      of: listOf(anyText),
    },
    {
      key: "ignoreMissingValueFiles",
      summary: "Whether value files that do not exist are skipped. Otherwise they make the sync fail.",
      of: { type: "switch" },
    },
    { key: "valuesObject", summary: "Values, which win over those in files.", of: { type: "mapping" } },
    { key: "values", summary: "Values as a text of YAML, which `valuesObject` replaces.", of: anyText },
    {
      key: "parameters",
      summary: "Values by the path of their keys, as `--set` of Helm takes them; they win over all others.",
      of: {
        type: "list",
        of: {
          type: "map",
          called: "key",
          keys: [
            { key: "name", summary: "The path of the value, such as `image.tag`.", isRequired: true, of: anyText },
            { key: "value", summary: "The value.", of: { type: "anything" } },
            {
              key: "forceString",
              summary: "Whether the value is a text even if it looks like a number.",
              of: { type: "switch" },
            },
          ],
        },
      },
    },
    { key: "fileParameters", summary: "Values that are the contents of files.", of: { type: "anything" } },
    { key: "namespace", summary: "The namespace of the release.", absent: "The destination namespace.", of: anyText },
    { key: "kubeVersion", summary: "The version of Kubernetes that the chart is rendered for.", of: anyText },
    { key: "apiVersions", summary: "The API versions that the chart is told of.", of: listOf(anyText) },
    { key: "skipCrds", summary: "Whether the folder `crds` of the chart is left out.", of: { type: "switch" } },
    { key: "skipTests", summary: "Whether the tests of the chart are left out.", of: { type: "switch" } },
    { key: "skipSchemaValidation", summary: "Whether `values.schema.json` is not checked.", of: { type: "switch" } },
  ],
};
