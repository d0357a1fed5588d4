import type { Location } from "./location.ts";

/** What was set on a resource outside of its own manifest. */
export interface Change {
  readonly what: "name" | "namespace" | "annotation";
  /** The key of the annotation; "" for a name or a namespace. */
  readonly key: string;
  /** The field that set it: `commonAnnotations`, `patches`, `generatorOptions`, ... */
  readonly by: string;
  readonly location: Location;
}
