import type { ScalarType } from "./node.ts";

/** How what is no string begins. */
const special = /^[-+.0-9~nNyYtToOfF]/;
const booleans = /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON|n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const nulls = /^(?:~|null|Null|NULL)?$/;
const specialFloats = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const floats = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const integers = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[0-9]+)$/;

/**
 * The type that Argo CD gives to a plain scalar.
 * Mirrors `resolve` in the YAML 1.1 reader behind sigs.k8s.io/yaml (goyaml.v2, resolve.go); dates and `1:30` stay strings there.
 */
export function typeOfPlain(text: string): ScalarType {
  if (text === "") return "null";
  if (!special.test(text)) return "string";
  if (nulls.test(text)) return "null";
  if (booleans.test(text)) return "boolean";
  if (specialFloats.test(text)) return "number";
  // Only a text that starts like a number can be one; underscores are removed first.
  if (!/^[-+.0-9]/.test(text)) return "string";
  const digits = text.startsWith(".") ? text : text.replaceAll("_", "");
  return integers.test(digits) || floats.test(digits) ? "number" : "string";
}
