import { isSame } from "../value/same.ts";
import { kindOf, typeOf } from "../value/value.ts";
import { functionsThat, type NamedFunctions } from "./define.ts";
import { text } from "./given.ts";

/** What asks for types. Mirrors reflect.go of sprig. */
export const types: NamedFunctions = functionsThat("strict", {
  kindOf: ([value = null]) => kindOf(value),
  kindIs: ([kind, value = null]) => kindOf(value) === text(kind),
  typeOf: ([value = null]) => typeOf(value),
  typeIs: ([type, value = null]) => typeOf(value) === text(type),
  typeIsLike: ([type, value = null]) => [text(type), `*${text(type)}`].includes(typeOf(value)),
  deepEqual: ([one = null, other = null]) => isSame(one, other),
});
