import { type Node, stringAt } from "../manifest/node.ts";

/**
 * An image that is written as in a kustomization as the text that an Application has for it, `name=newName:tag`; `undefined` for
 * anything else. Mirrors the argument of `kustomize edit set image`, which `Build` in util/kustomize/kustomize.go gives it to.
 */
export function imageText(node: Node): string | undefined {
  const name = stringAt(node, "name");
  if (node.type !== "map" || name === undefined) return undefined;
  const known = ["name", "newName", "newTag", "digest"];
  const texts = node.entries.map(({ key }) => (known.includes(key.text) ? stringAt(node, key.text) : undefined));
  if (texts.some((text) => text === undefined || !/^[\w.:/-]+$/.test(text))) return undefined;
  const [other, tag, digest] = known.slice(1).map((key) => stringAt(node, key));
  const behind = digest === undefined ? (tag === undefined ? "" : `:${tag}`) : `@${digest}`;
  if (other === undefined && behind === "") return undefined;
  return `${other === undefined ? name : `${name}=${other}`}${behind}`;
}
