import { parse } from "yaml";

/** The definition of a kind in one release. */
export interface Release {
  /** As in `2.10`. */
  readonly version: string;
  /** The CustomResourceDefinition, as YAML. */
  readonly text: string;
}

/** A field as it is written into the catalogue. */
interface WrittenField {
  readonly shape?: string;
  readonly list?: true;
  readonly open?: true;
  readonly texts?: true;
  readonly type?: string;
  readonly since?: string;
  readonly until?: string;
}

/** What a schema says of one field over all releases. */
interface Field {
  readonly fields: Map<string, Field>;
  list: boolean;
  open: boolean;
  /** Whether each of its keys, which are up to the user, holds a text. */
  texts: boolean;
  /** Of a single value; "" for a text. */
  type: string;
  /** The indexes of the first and the last release that have it. */
  first: number;
  last: number;
}

/** The parts of a JSON schema that are read here. */
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  readonly "x-kubernetes-int-or-string"?: boolean;
}

/** The parts of a CustomResourceDefinition that are read here; old ones have one schema for all versions. */
interface Definition {
  readonly spec: {
    readonly validation?: { readonly openAPIV3Schema: Schema };
    readonly versions?: readonly { readonly schema?: { readonly openAPIV3Schema: Schema } }[];
  };
}

/** Fields that only controllers write. */
const written = new Set(["status"]);

/** The shapes of several kinds, each of which has its releases in order; the last release is the same for all. */
export function fieldsOf(definitions: readonly { readonly kind: string; readonly schemas: readonly Release[] }[]): {
  readonly shapes: object;
  readonly kinds: object;
} {
  const namer = new Shapes();
  const kinds = definitions.map(({ kind, schemas }) => {
    const root = newField(0);
    for (const [index, { text }] of schemas.entries()) add(root, schemaOf(text), index);
    return [kind, namer.shapeOf(root, [kind], schemas)];
  });
  return { shapes: namer.written(), kinds: Object.fromEntries(kinds) as object };
}

function schemaOf(text: string): Schema {
  const { spec } = parse(text) as Definition;
  const schema = spec.versions?.[0]?.schema?.openAPIV3Schema ?? spec.validation?.openAPIV3Schema;
  if (schema === undefined) throw new Error("A definition has no schema.");
  return schema;
}

function newField(index: number): Field {
  return { fields: new Map(), list: false, open: false, texts: false, type: "", first: index, last: index };
}

function add(field: Field, schema: Schema, index: number): void {
  field.last = index;
  const content = schema.type === "array" ? (schema.items ?? {}) : schema;
  // What the newest release says counts: old schemas are less exact.
  field.list = schema.type === "array";
  const entries = Object.entries(content.properties ?? {});
  // A mapping without fields is one whose schema says nothing, such as `metadata`.
  field.open =
    content["x-kubernetes-preserve-unknown-fields"] === true ||
    content.additionalProperties !== undefined ||
    (entries.length === 0 && content["x-kubernetes-int-or-string"] !== true && (content.type ?? "object") === "object");
  const { additionalProperties: keyed } = content;
  field.texts = typeof keyed === "object" && keyed.type === "string";
  field.type =
    content["x-kubernetes-int-or-string"] === true
      ? "any"
      : (/^(?:boolean|integer)$/.exec(content.type ?? "")?.[0] ?? "");
  for (const [name, child] of entries) {
    const at = field.fields.get(name) ?? newField(index);
    field.fields.set(name, at);
    if (written.has(name)) at.open = true;
    else add(at, child, index);
    at.last = index;
  }
}

/** A field in a shape, with the releases that its first and last one are counted in. */
interface Part {
  readonly field: Field;
  readonly releases: readonly Release[];
  /** The index of the first release that has the mapping with this field. */
  readonly born: number;
  readonly shape?: string;
}

/** The fields of a mapping at one place. */
type Place = readonly (readonly [name: string, part: Part])[];

/** Mappings of one shape, wherever they are, and each field as old as the oldest of them. */
interface Shape {
  readonly name: string;
  readonly places: Place[];
  readonly fields: Map<string, Part>;
}

/** Equal mappings are one shape, unless a field has come or gone in one of them at another time. */
class Shapes {
  private readonly byContent = new Map<string, Shape[]>();
  private readonly all = new Map<string, Shape>();

  shapeOf(field: Field, path: readonly string[], releases: readonly Release[]): string {
    const parts = [...field.fields]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, child]): readonly [string, Part] => {
        const isOpen = child.open || child.fields.size === 0;
        const shape = isOpen ? {} : { shape: this.shapeOf(child, [...path, name], releases) };
        return [name, { field: child, releases, born: field.first, ...shape }];
      });
    const key = JSON.stringify(
      parts.map(([own, part]) => [
        own,
        part.shape,
        part.field.list,
        part.field.open,
        part.field.texts,
        part.field.type,
      ]),
    );
    const equal = this.byContent.get(key) ?? [];
    this.byContent.set(key, equal);
    const known = equal.find(({ places }) => places.every((place) => areOfOneAge(place, parts)));
    const shape: Shape = known ?? { name: this.newName(path), places: [], fields: new Map() };
    if (known === undefined) equal.push(shape);
    this.all.set(shape.name, shape);
    shape.places.push(parts);
    for (const [own, part] of parts) {
      const before = shape.fields.get(own);
      shape.fields.set(own, before === undefined ? part : oldest(before, part));
    }
    return shape.name;
  }

  written(): object {
    const shapes = [...this.all].map(([name, { fields }]) => [
      name,
      Object.fromEntries([...fields].map(([own, part]) => [own, toWritten(part)])),
    ]);
    return Object.fromEntries(shapes) as object;
  }

  private newName(path: readonly string[]): string {
    const own = path.at(-1) ?? "";
    const candidates = path.map((_, index) => path.slice(-1 - index).join(" "));
    return candidates.find((it) => !this.all.has(it)) ?? `${own} ${this.all.size.toString()}`;
  }
}

/** Whether fields of equal mappings have come and gone at the same time, as far as both places tell. */
function areOfOneAge(one: Place, other: Place): boolean {
  return one.every(([, part], index) => {
    const [, equal] = other[index] ?? [];
    if (equal === undefined || versionAt(part, part.field.last) !== versionAt(equal, equal.field.last)) return false;
    const [added, otherAdded] = [addedIn(part), addedIn(equal)];
    if (added !== undefined && otherAdded !== undefined) return added === otherAdded;
    // What a mapping has had from its beginning may be older elsewhere.
    return (added ?? 0) <= versionAt(equal, equal.born) && (otherAdded ?? 0) <= versionAt(part, part.born);
  });
}

/** The version that has added a field to its mapping; `undefined` where it has had it from its beginning. */
function addedIn(part: Part): number | undefined {
  return part.field.first > part.born ? versionAt(part, part.field.first) : undefined;
}

function oldest(one: Part, other: Part): Part {
  const isOlder = versionAt(other, other.field.first) < versionAt(one, one.field.first);
  const isLonger = versionAt(other, other.field.last) > versionAt(one, one.field.last);
  if (!isOlder && !isLonger) return one;
  const releases = isOlder ? other.releases : one.releases;
  const first = isOlder ? other.field.first : one.field.first;
  const lastOf = isLonger ? other : one;
  const last = releases.findIndex(({ version }) => version === lastOf.releases[lastOf.field.last]?.version);
  return { ...one, releases, field: { ...one.field, first, last } };
}

/** A number that grows with the version. */
function versionAt({ releases }: Part, index: number): number {
  const [major = 0, minor = 0] = (releases[index]?.version ?? "").split(".").map(Number);
  return major * 1000 + minor;
}

function toWritten({ field, releases, shape }: Part): WrittenField {
  const since = field.first === 0 ? undefined : releases[field.first]?.version;
  const until = field.last === releases.length - 1 ? undefined : releases[field.last]?.version;
  return {
    ...(shape !== undefined && { shape }),
    ...(field.list && { list: true }),
    ...(field.open && { open: true }),
    ...(field.texts && { texts: true }),
    ...(field.type !== "" && { type: field.type }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}
