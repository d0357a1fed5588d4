import { applicationFields } from "./application-fields.ts";
import { applicationSetFields } from "./application-set-fields.ts";
import type { FieldSpec } from "./field.ts";

/** Every field that is known, in the order of the documentation. */
export const fields: readonly FieldSpec[] = [...applicationFields, ...applicationSetFields];

/**
 * The field at a path of keys in an Application or an ApplicationSet, with `[]` after the key of a list:
 * `["spec", "syncPolicy", "syncOptions[]"]`. In an ApplicationSet it can also be a field of the template of its Applications.
 */
export function findField(kind: string, path: readonly string[]): FieldSpec | undefined {
  const written = path.join(".");
  const own = fields.find((field) => field.on === kind && field.path === written);
  if (own !== undefined || kind !== "ApplicationSet" || !written.startsWith("spec.template.")) return own;
  const inTemplate = written.slice("spec.template.".length);
  return applicationFields.find((field) => field.path === inTemplate);
}

/** The fields of the mapping at a path, each with its key: what completion offers there. */
export function fieldsBelow(kind: string, path: readonly string[]): readonly (readonly [key: string, FieldSpec])[] {
  const isTemplate = kind === "ApplicationSet" && path[0] === "spec" && path[1] === "template";
  const own = isTemplate ? applicationFields : fields.filter(({ on }) => on === kind);
  const start = `${(isTemplate ? path.slice(2) : path).join(".")}.`;
  return own.flatMap((field) => {
    const key = field.path.slice(start.length).replace(/\[\]$/, "");
    return field.path.startsWith(start) && !/[.[]/.test(key) ? [[key, field] as const] : [];
  });
}
