import { markerOf } from "../value/print.ts";
import { isObject, isUnknown, mapOf, plain, type Value } from "../value/value.ts";

/** What encoding/json sees of a value: the fields of an object, and a mark for what is not known. */
export function asData(value: Value): Value {
  const found = plain(value);
  if (isUnknown(found)) return markerOf(found);
  return isObject(found) ? (found.text ?? mapOf(found.fields)) : found;
}
