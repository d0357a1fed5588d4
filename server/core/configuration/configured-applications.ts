import { type DeclaredApplication, toApplication } from "../application/argocd-application.ts";
import { documentLocation } from "../application/location.ts";
import { type Entry, entryOf, type MapNode, type Node, nodeAt, type ScalarNode } from "../manifest/node.ts";
import type { ManifestFile } from "../manifest/file.ts";
import { configurationIndex, readConfiguration } from "./configuration.ts";
import { shapeAt } from "./shape.ts";
import { configurationShape } from "./configuration-shape.ts";
import { mistakesIn } from "./mistakes.ts";

/**
 * The Applications that a configuration lists, each as if an Application object said so. `folder` is that of the configuration, from
 * the root of its repository. What has no name or no path in that folder is left out.
 */
export function configuredApplications(file: ManifestFile, path: string, folder: string): DeclaredApplication[] {
  const location = documentLocation(path, file, configurationIndex(file));
  return readConfiguration(file).applications.flatMap((node) => {
    const name = asText(nodeAt(node, "name"))?.text ?? "";
    const source = sourceOf(node, folder);
    if (name === "" || source === undefined) return [];
    const application = toApplication(name, objectOf(node, source), location);
    const sources = application.sources.map((it) => ({ ...it, isHere: true as const }));
    // Nobody says here which finalizers the object has.
    return [{ ...application, sources, cascade: undefined }];
  });
}

function sourceOf(node: MapNode, folder: string): MapNode | undefined {
  const entry = entryOf(node, "path");
  const shape = shapeAt(configurationShape, ["applications", "[]", "path"]);
  if (entry?.value.type !== "scalar" || shape === undefined) return undefined;
  const { value } = entry;
  if (mistakesIn({ node: value, key: "path", span: value.span }, shape).length > 0) return undefined;
  const whole = [folder, value.text.replace(/^(?:\.\/)+/, "")].filter((part) => part !== "" && part !== ".").join("/");
  const path: Entry = { ...entry, value: { ...value, scalarType: "string", text: whole === "" ? "." : whole } };
  return mapOf(node, [path, ...["helm", "kustomize", "directory"].flatMap((key) => entryOf(node, key) ?? [])]);
}

/** An Application object, as far as it is read, with the places of what is written in the configuration. */
function objectOf(node: MapNode, source: MapNode): MapNode {
  const at = (key: string, as: string): readonly Entry[] => {
    const entry = entryOf(node, key);
    if (entry === undefined) return [];
    return [{ ...entry, key: { ...entry.key, text: as }, value: asText(entry.value) ?? entry.value }];
  };
  const made = (key: string, value: Node): Entry => ({
    key: keyOf(node, key),
    value,
    merged: false,
    oneLine: false,
  });
  return mapOf(node, [
    made(
      "spec",
      mapOf(node, [
        made("source", source),
        made("destination", mapOf(node, at("namespace", "namespace"))),
        made("syncPolicy", mapOf(node, at("syncOptions", "syncOptions"))),
      ]),
    ),
  ]);
}

/** A text as it is written, which may look like a number. */
function asText(node: Node | undefined): ScalarNode | undefined {
  const isText = node?.type === "scalar" && (node.scalarType === "string" || node.scalarType === "number");
  return isText ? { ...node, scalarType: "string" } : undefined;
}

function mapOf({ span, flow }: MapNode, entries: readonly Entry[]): MapNode {
  return { type: "map", flow, entries, span };
}

function keyOf({ span }: MapNode, text: string): ScalarNode {
  return { type: "scalar", scalarType: "string", style: "plain", text, span };
}
