import type { Location } from "./location.ts";

/** Something that is good to know of an application: nothing is wrong with it. */
export interface Notice {
  /** Whole sentences for the user. */
  readonly message: string;
  readonly location: Location;
}
