/** The only door into the core. */
export {
  type Application,
  type ApplicationIdentity,
  buildApplication,
  type Member,
  type NamedFile,
} from "./application/application.ts";
export { catalogue } from "./catalogue/index.ts";
export { diagnoseDocument, diagnoseFile, type Problem, type RuleSeverities } from "./features/diagnose.ts";
export { fixAll } from "./features/fix-all.ts";
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
export type { Manifest } from "./manifest/manifest.ts";
export type { Span } from "./manifest/node.ts";
export { rules } from "./rules/index.ts";
export { type Fix, type Rule, type Severity, severities } from "./rules/rule.ts";
export { idOf } from "./sync/resource.ts";
