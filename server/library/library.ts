/**
 * The library: `lint` and `plan` as functions of texts. They read no files, start nothing and remember nothing, and answer what
 * the command line prints as JSON.
 */
import { formatPlansAsJson } from "../cli/plan/plan-json.ts";
import { planTexts } from "../cli/plan/planned.ts";
import type { LintResult, PlanResult, Severity } from "../results/index.ts";
import { configured } from "./configured.ts";
import { checkOptions, namespaceIn, severitiesIn, syncOptionsIn, textsIn, versionIn } from "./given.ts";
import { lintTexts } from "./lint-texts.ts";

export type * from "../results/index.ts";

/** A file that somebody has read: YAML or JSON with any number of Kubernetes manifests. */
export interface TextFile {
  /** How it is named in the answer. */
  readonly path: string;
  readonly text: string;
}

/** One text, which is named `-` in the answer, or the files of one application. */
export type Texts = string | readonly TextFile[];

/** What `lint` depends on beside the texts. Options win over the configuration. */
export interface LintOptions {
  /**
   * The text of a `.argocd-annotations.yaml`, read as editors and the command line read it. The paths of the texts lead from its
   * folder. What is wrong in it is among the findings.
   */
  readonly configuration?: string | undefined;
  /** The version of Argo CD that reads the manifests, such as `2.14`; if absent, that of the configuration, or else `latest`. */
  readonly argocdVersion?: string | undefined;
  /** The severities of rules by their ids; `off` leaves a rule out. Others keep those of the configuration, or else their own. */
  readonly severity?: Readonly<Record<string, Severity | "off">> | undefined;
}

/** What `planSync` depends on beside the texts. Options win over the configuration. */
export interface PlanOptions {
  /** The text of a `.argocd-annotations.yaml`, which may name the version and health checks. The paths of the texts lead from its folder. */
  readonly configuration?: string | undefined;
  /** The version of Argo CD that syncs, such as `2.14`; if absent, that of the configuration, or else `latest`. */
  readonly argocdVersion?: string | undefined;
  /** The destination namespace of the application; `default` if absent. */
  readonly namespace?: string | undefined;
  /** The sync options of the application, such as `CreateNamespace=true`. */
  readonly syncOptions?: readonly string[] | undefined;
}

/**
 * What is wrong with the annotations in the texts, which are one application together.
 * Whatever the texts are, there is an answer. Throws a TypeError where an argument is not what it should be.
 */
export function lint(texts: Texts, options: LintOptions = {}): LintResult {
  checkOptions(options, ["configuration", "argocdVersion", "severity"]);
  const severity = severitiesIn(options.severity);
  const given = { severity, version: versionIn(options.argocdVersion), embeddedInConfigMaps: undefined };
  return { version: 1, findings: lintTexts(textsIn(texts), configured(options.configuration, given)) };
}

/**
 * The order in which Argo CD syncs the resources in the texts, which are one application together, and applied as they are
 * written: nothing is rendered.
 * Whatever the texts are, there is an answer. Throws a TypeError where an argument is not what it should be.
 */
export function planSync(texts: Texts, options: PlanOptions = {}): PlanResult {
  checkOptions(options, ["configuration", "argocdVersion", "namespace", "syncOptions"]);
  const files = textsIn(texts);
  const given = { severity: new Map(), version: versionIn(options.argocdVersion), embeddedInConfigMaps: undefined };
  const { settingsOfAll, healthChecks } = configured(options.configuration, given);
  const { version } = settingsOfAll(files);
  const namespace = namespaceIn(options.namespace);
  const planned = planTexts(files, {
    version,
    namespace,
    syncOptions: syncOptionsIn(options.syncOptions),
    healthChecks,
  });
  // What the command line prints, read again, is the same by construction.
  return JSON.parse(formatPlansAsJson([planned]).safe) as PlanResult;
}
