import { applicationFields } from "./application-fields.ts";
import { applicationSetFields } from "./application-set-fields.ts";
import type { FieldSpec } from "./field.ts";

/** Every field that is known, in the order of the documentation. */
export const fields: readonly FieldSpec[] = [...applicationFields, ...applicationSetFields];

/**
 * The field at a path of keys in an object of Argo CD's own, items of lists written as `[]` behind their key:
 * `["spec", "syncPolicy", "syncOptions[]"]`. In an ApplicationSet it is also one of the template of its Applications.
 */
export function findField(kind: string, path: readonly string[]): FieldSpec | undefined {
  const written = path.join(".");
  const own = fields.find((field) => field.on === kind && field.path === written);
  if (own !== undefined || kind !== "ApplicationSet" || !written.startsWith("spec.template.")) return own;
  const inTemplate = written.slice("spec.template.".length);
  return applicationFields.find((field) => field.path === inTemplate);
}

/** The fields of a mapping at a path: what completion offers there, as the key and what is known about it. */
export function fieldsBelow(kind: string, path: readonly string[]): readonly (readonly [key: string, FieldSpec])[] {
  const isTemplate = kind === "ApplicationSet" && path[0] === "spec" && path[1] === "template";
  const own = isTemplate ? applicationFields : fields.filter(({ on }) => on === kind);
  const start = `${(isTemplate ? path.slice(2) : path).join(".")}.`;
  return own.flatMap((field) => {
    const key = field.path.slice(start.length).replace(/\[\]$/, "");
    return field.path.startsWith(start) && !/[.[]/.test(key) ? [[key, field] as const] : [];
  });
}
