import { locationOf } from "../location.ts";
import type { SourceMember } from "../source-member.ts";
import { chartEntries } from "./chart-entries.ts";
import { renderEntry } from "./chart-rendering.ts";
import { describeId, idKey } from "./id.ts";
import type { Kustomization } from "./kustomization.ts";
import { type KustomizeObject, toObject } from "./object.ts";
import { type Build, complain, complainIfAllIsKnown, maxObjects, noteObjectLimit } from "./run.ts";

/**
 * The objects with what the charts of a kustomization print, as Helm renders them for kustomize.
 * Mirrors `Generate` in api/internal/builtins/HelmChartInflationGenerator.go of kustomize, and `AbsorbAll` in api/resmap/reswrangler.go.
 */
export function addCharts(
  objects: readonly KustomizeObject[],
  kustomization: Kustomization,
  build: Build,
): readonly KustomizeObject[] {
  const entries = chartEntries(kustomization);
  if (entries.length === 0) return objects;
  const all = [...objects];
  const known = new Set(objects.flatMap(({ id, formerIds }) => [id, ...formerIds].map(idKey)));
  for (const entry of entries) {
    const location = locationOf(kustomization.document, entry.node);
    for (const member of renderEntry(entry, kustomization, build)) {
      const made = chartObject(member);
      // What may not be there at all, or has an unknown name, is not held against the others.
      const isCertain = made.nameKnown && !member.conditional;
      const key = idKey(made.id);
      if (isCertain && made.id.name === "") {
        complain(build, location, `The chart prints a ${made.id.kind} without a name, and kustomize requires one.`);
      } else if (isCertain && known.has(key)) {
        complainIfAllIsKnown(build, location, `The chart prints ${describeId(made.id)}, which exists already.`);
      } else if (all.length >= maxObjects) {
        noteObjectLimit(kustomization, build);
        return all;
      } else {
        all.push(made);
        if (isCertain) known.add(key);
      }
    }
  }
  return all;
}

/** What a chart prints, on its way through the layers of a kustomization. */
function chartObject(member: SourceMember): KustomizeObject {
  const { fileName, file, documentIndex, resource, deployed, manifest } = member;
  const { name, namespace, annotations, annotationsKnown } = resource;
  const object = toObject(deployed ?? manifest, { fileName, file, documentIndex });
  return {
    ...object,
    ...{ annotations, annotationsKnown, nameKnown: member.nameKnown },
    id: { ...object.id, name, namespace },
    ...(deployed !== undefined && { printedBy: member }),
  };
}
