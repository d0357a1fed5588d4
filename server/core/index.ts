/** The only door into the core. */
export {
  type Application,
  type ApplicationIdentity,
  buildApplication,
  type Member,
  startOf,
} from "./application/application.ts";
export { readAddedChecks } from "./application/added-health-checks.ts";
export { type ApplicationSetAnswer, readApplicationSets } from "./application/applicationset.ts";
export {
  type DeclaredApplication,
  declaresApplications,
  readDeclaredApplications,
} from "./application/argocd-application.ts";
export {
  type ApplicationAnswer,
  type DeployedApplication,
  readDeclared,
  readFolderApplication,
  type ReadOptions,
} from "./application/deployed-application.ts";
export { childApplications, childApplicationSets } from "./application/child-applications.ts";
export {
  type ChartStore,
  folderOfRepository,
  isAddress,
  isChartName,
  type WantedChart,
} from "./application/chart/stored-charts.ts";
export { planNotices } from "./features/plan/plan-notices.ts";
export { type RenderCommand, renderCommand, type RenderFile, type RenderWord } from "./application/render-command.ts";
export { roomOfWorkspace } from "./application/chart/chart-room.ts";
export type { ChartCluster } from "./application/chart/chart-options.ts";
export type { PrintedDocument } from "./application/chart/printed-places.ts";
export type { Location } from "./application/location.ts";
export { refusedDocuments } from "./application/source-member.ts";
export { type Failure, withFailures } from "./application/failure.ts";
export { failedApplication, renderedBefore, withRender } from "./application/rendered-application.ts";
export { folderTypeOf, type FolderType, isManifestName, kustomizationNames } from "./application/folder.ts";
export { isRemote, type KustomizeHolds, type KustomizeInput, kustomizeInputs } from "./application/kustomize/inputs.ts";
export { kustomizationReferences } from "./application/kustomize/references.ts";
export { hasTooManyAlternatives, matchesPath } from "./glob.ts";
export type { MissingPaths, SourceTree } from "./application/source-tree.ts";
export { isFamily, type KeyPart, keyParts } from "./catalogue/families.ts";
export { nearest } from "./catalogue/near.ts";
export { fields } from "./catalogue/fields.ts";
export { finalizers } from "./catalogue/finalizers.ts";
export { catalogue } from "./catalogue/index.ts";
export { labels } from "./catalogue/labels.ts";
export { escapeSnippet, snippets } from "./catalogue/snippets.ts";
export { type ArgoCdVersion, latestVersion, parseVersion, sinceWords } from "./versions.ts";
export { quickFixes, type QuickFix } from "./findings/code-actions.ts";
export { type CodeLensMode, codeLenses, type CodeLensTitle } from "./features/code-lens.ts";
export { failureOutline, type FailureOutline, shortPath } from "./features/failure-words.ts";
export { complete, type Completion } from "./features/complete/complete.ts";
export { differences } from "./features/differences.ts";
export { fixAll } from "./findings/fix-all.ts";
export { suppressAll } from "./findings/suppress-all.ts";
export { type ExplainOutline, explainSync } from "./features/explain/explain-outline.ts";
export { hover } from "./features/hover.ts";
export { type InlayHint, inlayHints } from "./features/inlay-hints.ts";
export { moveTask } from "./features/refactor/move-task.ts";
export { definitionAt, type FilePlace } from "./features/template/definition.ts";
export { entrySpan } from "./features/template/read-places.ts";
export { type RenderedManifest, renderedManifest } from "./features/template/rendered-manifest.ts";
export { type ShownPlace, templateHover, templateHoverText } from "./features/template/template-hover.ts";
export { planChange, type ResourceChange } from "./features/plan/plan-change.ts";
export { plainText } from "./features/plain-text.ts";
export { type GoneBecause, planGone } from "./features/plan/plan-gone.ts";
export { plansTogether } from "./features/plan/plans-together.ts";
export { declarationChange } from "./features/plan/plan-change-application.ts";
export { type CommentedPlan, planComment } from "./features/plan/plan-comment.ts";
export { alikeChanges, groupChanges, planChangeMarkdown } from "./features/plan/plan-change-text.ts";
export { destinationWords } from "./features/plan/plan-facts.ts";
export { planMarkdown } from "./features/plan/plan-markdown.ts";
export { planMermaid } from "./features/plan/plan-mermaid.ts";
export {
  type OutlinePlanTask,
  type OutlineResource,
  planOutline,
  type PlanOutline,
} from "./features/plan/plan-view.ts";
export { type ChangedWaves, renumberedWaves, shiftedWaves } from "./features/refactor/change-waves.ts";
export type { FileEdits } from "./features/refactor/file-edits.ts";
export { isWhereRefactoringsAre, type Refactoring, refactorings } from "./features/refactor/refactorings.ts";
export { deletionParts } from "./features/plan/deletion.ts";
export { whatIf, type WhatIfOutline } from "./features/plan/what-if.ts";
export { findTask, readTaskName } from "./features/plan/task-name.ts";
export { answerQuestions, readQuestion, type WhatIfQuestion } from "./features/plan/what-if-question.ts";
export { leftHeading } from "./features/plan/what-if-markdown.ts";
export { waitOutline, waitRemarks } from "./features/plan/wait-outline.ts";
export { waitCondition } from "./features/waits.ts";
export { behaviourChanges } from "./sync/behaviour-versions.ts";
export { neededVersion } from "./features/words.ts";
export {
  type Configuration,
  configurationName,
  isConfiguration,
  readConfiguration,
} from "./configuration/configuration.ts";
export { configuredApplications } from "./configuration/configured-applications.ts";
export { meantWord } from "./configuration/meant-word.ts";
export { configurationShape } from "./configuration/configuration-shape.ts";
export type { KeyShape, Shape } from "./configuration/shape.ts";
export { carryOver } from "./findings/carry-over.ts";
export { concernsArgoCd } from "./findings/concerns.ts";
export {
  type ApplicationFindings,
  findInApplication,
  findInDeclaration,
  type FoundInApplication,
  searchApplication,
} from "./findings/find-in-application.ts";
export type { RuleFault } from "./findings/fault.ts";
export { findInDocument, type Found } from "./findings/find-in-document.ts";
export type { Problem, ProblemFix, RuleSeverities } from "./findings/problem.ts";
export { holding } from "./findings/holding.ts";
export { newProblems } from "./findings/new-problems.ts";
export { problemsInFiles } from "./findings/problems-in-files.ts";
export { problemsOf } from "./findings/problems.ts";
export { countRepeated, type Repeated, type RepeatedFindings } from "./findings/repeated.ts";
export type { ApplicationRule } from "./rule-kit/application-rule.ts";
export type { LiveApplication } from "./live/live-application.ts";
export { readLive } from "./live/read-live.ts";
export { type Roster, rosterOf } from "./roster/roster.ts";
export { characterAt, columnAt, type ColumnUnit } from "./manifest/columns.ts";
export {
  documentIndexAt,
  editFile,
  type ManifestDocument,
  type ManifestFile,
  offsetAt,
  openFile,
  positionAt,
  type TextEdit,
  textOf,
} from "./manifest/file.ts";
export { stringAt } from "./manifest/node.ts";
export { type Origin, originAt } from "./manifest/origin.ts";
export { type Kustomized, kustomizedFiles } from "./manifest/kustomized.ts";
export type { Span } from "./manifest/node.ts";
export { applicationRules, resourceRules, rules } from "./rules/index.ts";
export { rulePage } from "./rule-kit/rule-page.ts";
export { type Fix, type Rule, type RuleText, type Severity, severities } from "./rule-kit/rule.ts";
export { counted } from "./counted.ts";
export { onOneLine, visible, visibleJson, visibleLines, wellFormed } from "./visible.ts";
export { type AddedHealthCheck, limitedChecks } from "./sync/added-checks.ts";
export { parseInteger } from "./sync/integer.ts";
export { idOf, unknownPart } from "./sync/resource.ts";
export { difference, findInvalidByte, invalidByte } from "./text.ts";
