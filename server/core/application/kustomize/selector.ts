import { matchesGoPattern } from "../../go-pattern/match.ts";
import { readGoPattern } from "../../go-pattern/read.ts";
import { type Node, nodeAt } from "../../manifest/node.ts";
import { effectiveNamespace } from "./id.ts";
import { groupOf, type KustomizeObject, originalId, type Texts } from "./object.ts";

/** Which objects a patch or a replacement is meant for: patterns for each part, "" for any. */
export interface Selector {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labelSelector: string;
  readonly annotationSelector: string;
}

/** Whether an object is meant; `unknown` where the pattern, or what it looks at, cannot be told. */
export type Selected = "yes" | "no" | "unknown";

/** Reads a selector. */
export function readSelector(node: Node): Selector {
  const text = (key: string): string => {
    const value = nodeAt(node, key);
    return value?.type === "scalar" && value.scalarType !== "null" ? value.text : "";
  };
  return {
    group: text("group"),
    version: text("version"),
    kind: text("kind"),
    name: text("name"),
    namespace: text("namespace"),
    labelSelector: text("labelSelector"),
    annotationSelector: text("annotationSelector"),
  };
}

/**
 * Whether a selector means an object. Names and namespaces may be those that are written or those of now.
 * Mirrors `Select` in api/resmap/reswrangler.go and api/types/selector.go of kustomize.
 */
export function selects(selector: Selector, object: KustomizeObject): Selected {
  const { id } = object;
  const original = originalId(object);
  return all([
    matches(selector.namespace, [effectiveNamespace(original), effectiveNamespace(id)]),
    matches(selector.name, [original.name, id.name]),
    matches(selector.group, [groupOf(id.apiVersion)]),
    matches(selector.version, [id.apiVersion.slice(id.apiVersion.indexOf("/") + 1)]),
    matches(selector.kind, [id.kind]),
    matchesTexts(selector.labelSelector, object.labels),
    matchesTexts(selector.annotationSelector, object.annotations),
  ]);
}

function all(parts: readonly Selected[]): Selected {
  if (parts.includes("no")) return "no";
  return parts.every((part) => part === "yes") ? "yes" : "unknown";
}

function matches(pattern: string, texts: readonly string[]): Selected {
  if (pattern === "") return "yes";
  // Nearly all patterns are names.
  if (/^[\w-]+$/.test(pattern)) return texts.includes(pattern) ? "yes" : "no";
  if (texts.some((text) => text.length > longestText)) return "unknown";
  // What is no pattern at all is an error of kustomize, but perhaps it is only not known here.
  const expression = readGoPattern(`^(?:${pattern})$`);
  if (expression === undefined || expression.steps.length > longestPattern) return "unknown";
  return texts.some((text) => matchesGoPattern(expression, text)) ? "yes" : "no";
}

/** How long a pattern may be, in steps: many objects may be compared with it. */
const longestPattern = 500;

/** How long a text may be that is compared with a pattern; names of a cluster have at most 253 characters. */
const longestText = 1000;

/** Mirrors `labels.Parse` of k8s.io/apimachinery, which reads selectors for labels and annotations alike. */
function matchesTexts(selector: string, texts: Texts): Selected {
  return all(splitRequirements(selector).map((requirement) => matchesRequirement(requirement.trim(), texts)));
}

/** Splits at commas outside of parentheses. */
function splitRequirements(selector: string): readonly string[] {
  const parts: string[] = [];
  let end = selector.length;
  let isInside = false;
  for (let at = end - 1; at >= 0; at--) {
    const character = selector.charAt(at);
    if (character === "(" || character === ")") isInside = character === ")";
    if (character !== "," || isInside) continue;
    parts.push(selector.slice(at + 1, end));
    end = at;
  }
  parts.push(selector.slice(0, end));
  return parts.reverse().filter((part) => part.trim() !== "");
}

function matchesRequirement(requirement: string, texts: Texts): Selected {
  const parts = /^(!)?\s*([^\s=!(),<>]+)\s*(?:(==|=|!=)\s*([^\s(),]*)|\s(in|notin)\s*\(([^()]*)\))?$/.exec(requirement);
  if (parts === null) return "unknown";
  const [, absent, key = "", operator, value = "", set, list = ""] = parts;
  const text = texts.get(key);
  const has = texts.has(key);
  if (operator === undefined && set === undefined) return has === (absent === undefined) ? "yes" : "no";
  if (has && text === undefined) return "unknown";
  const wanted = set === undefined ? [value] : list.split(",").map((item) => item.trim());
  const isIn = has && text !== undefined && wanted.includes(text);
  const isNegative = operator === "!=" || set === "notin";
  return isIn !== isNegative ? "yes" : "no";
}
