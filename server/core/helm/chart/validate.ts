import { parseVersion, satisfies } from "../version.ts";
import type { MapValue } from "../value/value.ts";
import { mapsAt, textAt } from "./metadata.ts";

/** What Helm does not accept in a Chart.yaml; `undefined` if it accepts it. Mirrors `Validate` in pkg/chart/v2/metadata.go of Helm. */
export function metadataProblem(metadata: MapValue): string | undefined {
  const [name, version, type] = [textAt(metadata, "name"), textAt(metadata, "version"), textAt(metadata, "type")];
  if (name === "") return "validation: chart.metadata.name is required";
  if (name.includes("/") || name === "." || name === "..") {
    return `validation: chart.metadata.name ${JSON.stringify(name)} is invalid`;
  }
  if (version === "") return "validation: chart.metadata.version is required";
  if (parseVersion(version) === undefined) {
    return `validation: chart.metadata.version ${JSON.stringify(version)} is invalid`;
  }
  if (!["", "application", "library"].includes(type)) {
    return "validation: chart.metadata.type must be application or library";
  }
  const names = mapsAt(metadata, "dependencies").map((one) => textAt(one, "alias") || textAt(one, "name"));
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  return twice === undefined ? undefined : `validation: more than one dependency with name or alias "${twice}"`;
}

/** Why Helm does not render the outermost chart for a version of Kubernetes. Mirrors `checkIfInstallable` and `RunWithContext` in pkg/action/install.go. */
export function chartProblem(metadata: MapValue, kubeVersion: string | undefined): string | undefined {
  if (textAt(metadata, "type") === "library") return "library charts are not installable";
  const range = textAt(metadata, "kubeVersion");
  const version = kubeVersion === undefined ? undefined : parseVersion(kubeVersion);
  if (range === "" || version === undefined || satisfies(range, version) === true) return undefined;
  return `chart requires kubeVersion: ${range} which is incompatible with Kubernetes ${kubeVersion ?? ""}`;
}
