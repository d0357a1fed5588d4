/** The only door into the core. */
export {
  type Application,
  type ApplicationIdentity,
  buildApplication,
  type Member,
  startOf,
} from "./application/application.ts";
export { readApplicationSets } from "./application/applicationset.ts";
export { type DeclaredApplication, readDeclaredApplications } from "./application/argocd-application.ts";
export {
  type ApplicationAnswer,
  childApplications,
  type DeployedApplication,
  readDeclared,
  readFolderApplication,
} from "./application/deployed-application.ts";
export { type RenderCommand, renderCommand } from "./application/render-command.ts";
export { withRender } from "./application/rendered-application.ts";
export { folderTypeOf, isManifestName } from "./application/folder.ts";
export { matchesPath } from "./application/glob.ts";
export type { MissingPaths, SourceTree } from "./application/source-tree.ts";
export { isFamily, keyForm } from "./catalogue/families.ts";
export { fields } from "./catalogue/fields.ts";
export { finalizers } from "./catalogue/finalizers.ts";
export { catalogue } from "./catalogue/index.ts";
export { labels } from "./catalogue/labels.ts";
export { editorSnippet, escapeSnippet, snippets } from "./catalogue/snippets.ts";
export { type ArgoCdVersion, latestVersion, parseVersion, sinceWords } from "./catalogue/versions.ts";
export { quickFixes, type QuickFix } from "./findings/code-actions.ts";
export { type CodeLensMode, codeLenses, type CodeLensTitle } from "./features/code-lens.ts";
export { complete, type Completion } from "./features/complete/complete.ts";
export {
  type ApplicationFix,
  type ApplicationProblem,
  diagnoseApplication,
  usefulComments,
} from "./findings/diagnose-application.ts";
export { differences } from "./features/differences.ts";
export {
  concernsRules,
  diagnoseDocument,
  diagnoseFile,
  type Problem,
  type RuleSeverities,
} from "./findings/diagnose.ts";
export { fixAll } from "./findings/fix-all.ts";
export { hover } from "./features/hover.ts";
export { type InlayHint, inlayHints } from "./features/inlay-hints.ts";
export { memberOfTask, moveToWave } from "./features/refactor/move-to-wave.ts";
export { planChange, type ResourceChange } from "./features/plan/plan-change.ts";
export { groupChanges, planChangeMarkdown } from "./features/plan/plan-change-text.ts";
export { planMarkdown } from "./features/plan/plan-markdown.ts";
export { planMermaid } from "./features/plan/plan-mermaid.ts";
export {
  type OutlinePlanTask,
  type OutlineResource,
  planOutline,
  type PlanOutline,
} from "./features/plan/plan-view.ts";
export type { FileEdits } from "./features/refactor/refactor-annotations.ts";
export { type Refactoring, refactorings, renumberedWaves, shiftedWaves } from "./features/refactor/refactorings.ts";
export { isAboutComment, withoutUseful } from "./findings/suppress.ts";
export { type OutlineTask, syncOrder, type SyncOrderOutline } from "./features/plan/sync-order.ts";
export { whatIf, type WhatIfMode, type WhatIfOutline } from "./features/plan/what-if.ts";
export type { Hazard } from "./rule-kit/application-rule.ts";
export { hazards } from "./rules/application-rules.ts";
export { readSummary, type SummaryOf } from "./rule-kit/application-subject.ts";
export {
  editFile,
  type ManifestDocument,
  type ManifestFile,
  offsetAt,
  openFile,
  positionAt,
  type TextEdit,
  textOf,
} from "./manifest/file.ts";
export { type Kustomized, kustomizedFiles } from "./manifest/kustomized.ts";
export type { Manifest } from "./manifest/manifest.ts";
export type { Span } from "./manifest/node.ts";
export { rules } from "./rules/index.ts";
export { rulePage } from "./rule-kit/rule-page.ts";
export { type Fix, type Rule, type Severity, severities } from "./rule-kit/rule.ts";
export { idOf } from "./sync/resource.ts";
