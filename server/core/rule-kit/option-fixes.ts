/** How a single option is moved to another annotation, or removed. */
import type { AnnotationSpec, ItemSpec } from "../catalogue/annotation.ts";
import { holdsComment } from "../edit/entries.ts";
import { insertAnnotation } from "../edit/insert.ts";
import { replaceValue } from "../edit/values.ts";
import { csvItems } from "../sync/annotations.ts";
import { joinEdits } from "../text.ts";
import { hasKey, knownAnnotations } from "./annotations.ts";
import { renameKey } from "./entry-fixes.ts";
import { itemsOf, removeItems } from "./items.ts";
import type { WrittenOption } from "./option-reading.ts";
import type { Fix } from "./rule.ts";
import { shown } from "./words.ts";

/** Moves the option to the right annotation, which is created if it is not there. */
export function moveOption(
  { known, item }: Pick<WrittenOption, "known" | "item">,
  option: ItemSpec,
  owner: AnnotationSpec,
): Fix[] {
  const { subject, annotation } = known;
  const [removed] = removeOption({ known, item });
  const target = knownAnnotations(subject, owner)[0];
  const isWritten = hasKey(subject, owner.key);
  if (removed === undefined || annotation.conditional || (isWritten && target === undefined)) return [];
  const title = `Move to "${owner.key}"`;
  if (target === undefined && itemsOf(known).length === 1)
    return renamed(title, known, item.text === option.value ? undefined : option.value, owner);
  const added =
    target === undefined
      ? insertAnnotation(subject, { key: owner.key, value: option.value })
      : replaceValue(
          subject,
          target.annotation,
          [...new Set([...csvItems(target.value.text), option.value])].join(","),
        );
  if (added === undefined) return [];
  const fix = { title, edits: joinEdits([added, ...removed.edits]) };
  // A comment would be removed with its annotation: that is for the user to decide.
  const isClean = !removed.edits.some(({ span }) => holdsComment(subject.text, span));
  return [isClean ? { ...fix, preferred: true } : fix];
}

/** Renames the annotation of a single option, and corrects its spelling if needed. */
function renamed(
  title: string,
  known: WrittenOption["known"],
  value: string | undefined,
  owner: AnnotationSpec,
): Fix[] {
  const [rename] = renameKey(known.annotation, owner.key);
  if (rename === undefined) return [];
  const edits =
    value === undefined ? rename.edits : [...rename.edits, replaceValue(known.subject, known.annotation, value)];
  return [{ title, edits, preferred: true }];
}

/** Takes the option out of its annotation. */
export function removeOption({ known, item }: Pick<WrittenOption, "known" | "item">): Fix[] {
  return removeItems(`Remove ${shown(item.text)}`, known, (other) => other.text === item.text);
}
