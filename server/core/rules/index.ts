import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { annotationNotReadHere } from "./annotation-not-read-here.ts";
import { annotationsNotAMapping } from "./annotations-not-a-mapping.ts";
import { applicationFails } from "./application-fails.ts";
import { argoAndHelmHook } from "./argo-and-helm-hook.ts";
import { configurationMistake } from "./configuration-mistake.ts";
import { deletePolicyWithoutHook } from "./delete-policy-without-hook.ts";
import { deletedWhileNeeded } from "./deleted-while-needed.ts";
import { deletionHookWithoutName } from "./deletion-hook-without-name.ts";
import { destroyedInEachSync } from "./destroyed-in-each-sync.ts";
import { documentNotRead } from "./document-not-read.ts";
import { duplicateAnnotation } from "./duplicate-annotation.ts";
import { duplicateAnnotationsBlock } from "./duplicate-annotations-block.ts";
import { duplicateResource } from "./duplicate-resource.ts";
import { fieldOfWrongType } from "./field-of-wrong-type.ts";
import { fieldWithoutEffect } from "./field-without-effect.ts";
import { generateNameIgnored } from "./generate-name-ignored.ts";
import { generateNameWithoutHook } from "./generate-name-without-hook.ts";
import { generatedHooksPileUp } from "./generated-hooks-pile-up.ts";
import { goneBeforeHook } from "./gone-before-hook.ts";
import { helmHookNotRun } from "./helm-hook-not-run.ts";
import { helmHookOnLongLivedKind } from "./helm-hook-on-long-lived-kind.ts";
import { hookNeverApplied } from "./hook-never-applied.ts";
import { hookNotRunAnew } from "./hook-not-run-anew.ts";
import { hookWeightAsWave } from "./hook-weight-as-wave.ts";
import { hookWithoutDeadline } from "./hook-without-deadline.ts";
import { imageUpdaterMismatch } from "./image-updater-mismatch.ts";
import { ingressBeforeService } from "./ingress-before-service.ts";
import { inventedAnnotation } from "./invented-annotation.ts";
import { jobMadeAgain } from "./job-made-again.ts";
import { kindInstalledLater } from "./kind-installed-later.ts";
import { kindNotKnownYet } from "./kind-not-known-yet.ts";
import { kustomizationMetadata } from "./kustomization-metadata.ts";
import { labelNotUnderstood } from "./label-not-understood.ts";
import { managedByUrlRejected } from "./managed-by-url-rejected.ts";
import { misplacedAnnotation } from "./misplaced-annotation.ts";
import { missingForHook } from "./missing-for-hook.ts";
import { misspeltAnnotation } from "./misspelt-annotation.ts";
import { namespaceMetadataWithoutEffect } from "./namespace-metadata-without-effect.ts";
import { neededBeforeApplied } from "./needed-before-applied.ts";
import { needsNewerArgoCd } from "./needs-newer-argo-cd.ts";
import { neverHealthy } from "./never-healthy.ts";
import { notUtf8 } from "./not-utf-8.ts";
import { notYetReleased } from "./not-yet-released.ts";
import { nothingButHooks } from "./nothing-but-hooks.ts";
import { notificationKeyMisread } from "./notification-key-misread.ts";
import { numberInValues } from "./number-in-values.ts";
import { optionOfApplicationObject } from "./option-of-application-object.ts";
import { optionOutOfScope } from "./option-out-of-scope.ts";
import { optionWithoutEffect } from "./option-without-effect.ts";
import { optionsTogether } from "./options-together.ts";
import { postDeleteHookStays } from "./post-delete-hook-stays.ts";
import { quotedTwice } from "./quoted-twice.ts";
import { randomOrder } from "./random-order.ts";
import { recreatedWhileNeeded } from "./recreated-while-needed.ts";
import { rejectedKey } from "./rejected-key.ts";
import { requestKeptInGit } from "./request-kept-in-git.ts";
import { resourceNotProtected } from "./resource-not-protected.ts";
import { rolloutWaitsForPerson } from "./rollout-waits-for-person.ts";
import { skipBesideHookTypes } from "./skip-beside-hook-types.ts";
import { unknownAnnotation } from "./unknown-annotation.ts";
import { unknownDeletePolicy } from "./unknown-delete-policy.ts";
import { unknownFinalizer } from "./unknown-finalizer.ts";
import { unknownHookType } from "./unknown-hook-type.ts";
import { unknownOption } from "./unknown-option.ts";
import { unquotedInValues } from "./unquoted-in-values.ts";
import { unusedSuppression } from "./unused-suppression.ts";
import { valueNotAString } from "./value-not-a-string.ts";
import { valueNotUnderstood } from "./value-not-understood.ts";
import { waveInApplicationSetTemplate } from "./wave-in-application-set-template.ts";
import { waveNotAnInteger } from "./wave-not-an-integer.ts";
import { waveOfChildApplication } from "./wave-of-child-application.ts";
import { waveOfSyncFailHook } from "./wave-of-sync-fail-hook.ts";
import { waveWithoutEffect } from "./wave-without-effect.ts";
import { writtenByArgoCd } from "./written-by-argo-cd.ts";

/** Every rule, in alphabetical order of the ids. */
export const rules: readonly (Rule | ApplicationRule)[] = [
  annotationNotReadHere,
  annotationsNotAMapping,
  applicationFails,
  argoAndHelmHook,
  configurationMistake,
  deletePolicyWithoutHook,
  deletedWhileNeeded,
  deletionHookWithoutName,
  destroyedInEachSync,
  documentNotRead,
  duplicateAnnotation,
  duplicateAnnotationsBlock,
  duplicateResource,
  fieldOfWrongType,
  fieldWithoutEffect,
  generateNameIgnored,
  generateNameWithoutHook,
  generatedHooksPileUp,
  goneBeforeHook,
  helmHookNotRun,
  helmHookOnLongLivedKind,
  hookNeverApplied,
  hookNotRunAnew,
  hookWeightAsWave,
  hookWithoutDeadline,
  imageUpdaterMismatch,
  ingressBeforeService,
  inventedAnnotation,
  jobMadeAgain,
  kindInstalledLater,
  kindNotKnownYet,
  kustomizationMetadata,
  labelNotUnderstood,
  managedByUrlRejected,
  misplacedAnnotation,
  missingForHook,
  misspeltAnnotation,
  namespaceMetadataWithoutEffect,
  neededBeforeApplied,
  needsNewerArgoCd,
  neverHealthy,
  notUtf8,
  notYetReleased,
  nothingButHooks,
  notificationKeyMisread,
  numberInValues,
  optionOfApplicationObject,
  optionOutOfScope,
  optionWithoutEffect,
  optionsTogether,
  postDeleteHookStays,
  quotedTwice,
  randomOrder,
  recreatedWhileNeeded,
  rejectedKey,
  requestKeptInGit,
  resourceNotProtected,
  rolloutWaitsForPerson,
  skipBesideHookTypes,
  unknownAnnotation,
  unknownDeletePolicy,
  unknownFinalizer,
  unknownHookType,
  unknownOption,
  unquotedInValues,
  unusedSuppression,
  valueNotAString,
  valueNotUnderstood,
  waveInApplicationSetTemplate,
  waveNotAnInteger,
  waveOfChildApplication,
  waveOfSyncFailHook,
  waveWithoutEffect,
  writtenByArgoCd,
];

/** Those that look at one resource at a time. */
export const resourceRules: readonly Rule[] = rules.filter((rule) => rule.scope !== "application");

/** Those that look at a whole application. */
export const applicationRules: readonly ApplicationRule[] = rules.filter((rule) => rule.scope === "application");
