import type { ArgoCdVersion } from "../versions.ts";
import { type Annotations, annotationKeys, hasOption, optionValue } from "./annotations.ts";
import { does } from "./behaviour-versions.ts";

/** What keeps an object from being pruned, or from being deleted with its application: nothing, an option, or an option until somebody confirms. */
export type Protection = "none" | "false" | "confirm";

/** What an object's own option and that of its application say. */
export interface ProtectionOptions {
  /** The value of the application's own option; it counts if the object has none. */
  readonly fallback: string | undefined;
  readonly version: ArgoCdVersion | undefined;
  /** Somebody has confirmed what `confirm` asks about. */
  readonly isConfirmed?: boolean;
}

/**
 * What protects an object from a prune (`Prune=false`, `Prune=confirm`) or from the deletion of its application (`Delete=…`).
 * Mirrors `isPruningDisabled` and `objRequiresPruneConfirmation` in gitops-engine/pkg/sync/sync_context.go and `shouldBeDeleted` in
 * controller/appcontroller.go; before 3.4, `HasAnnotationOption` in `runTasks` and `pruneObject`, where one may ask and another keep.
 */
export function protectionOf(
  annotations: Annotations,
  option: "Prune" | "Delete",
  { fallback, version, isConfirmed = false }: ProtectionOptions,
): Protection {
  if (!does("first option", version)) return protectionBefore(annotations, option, { version, isConfirmed });
  const value = optionValue(annotations, annotationKeys.syncOptions, option) ?? fallback;
  if (value === "confirm" && !isConfirmed) return "confirm";
  return value === "false" ? "false" : "none";
}

/** Any item counts. */
function protectionBefore(
  annotations: Annotations,
  option: "Prune" | "Delete",
  { version, isConfirmed }: Pick<ProtectionOptions, "version" | "isConfirmed">,
): Protection {
  const has = (value: string): boolean => hasOption(annotations, annotationKeys.syncOptions, `${option}=${value}`);
  const keeps = has("false") && (option === "Prune" || does("kept resources", version));
  const asks = has("confirm") && does("confirmation", version) && isConfirmed !== true;
  // A sync asks before it looks at what to keep, while a deletion asks about nothing that it keeps.
  if (asks && (option === "Prune" || !keeps)) return "confirm";
  return keeps ? "false" : "none";
}
