import type { Manifest } from "../manifest/manifest.ts";
import type { Member } from "./application.ts";

/** Whether a template still decides what is in a member. */
export function isTemplated({ deployed, file, documentIndex }: Member): boolean {
  return (deployed?.actions ?? file.documents[documentIndex]?.parsed.actions ?? []).length > 0;
}

/** A member's manifest with what kustomize and tools make of its fields; `undefined` where something changes them that is not known. */
export function contentOf({
  manifest,
  deployed,
  patched,
}: Pick<Member, "manifest" | "deployed" | "patched">): Manifest | undefined {
  return deployed ?? (patched === true ? undefined : manifest);
}
