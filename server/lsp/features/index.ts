import { codeActionFeature } from "./code-action.ts";
import { codeLensFeature } from "./code-lens.ts";
import { commandFeature } from "./command.ts";
import { completionFeature } from "./completion.ts";
import { definitionFeature } from "./definition.ts";
import { diagnosticFeature } from "./diagnostic.ts";
import { documentSyncFeature } from "./document-sync.ts";
import { chartsFeature } from "./charts.ts";
import { explainFeature } from "./explain.ts";
import type { Feature } from "./feature.ts";
import { hoverFeature } from "./hover.ts";
import { inlayHintFeature } from "./inlay-hint.ts";
import { planChangeFeature } from "./plan-change.ts";
import { planFeature } from "./plan.ts";
import { renderFeature } from "./render.ts";
import { renderedManifestFeature } from "./rendered-manifest.ts";
import { staleDiagnosticFeature } from "./stale-diagnostic.ts";
import { waveFeature } from "./wave.ts";
import { workspaceDiagnosticFeature } from "./workspace-diagnostic.ts";
import { workspaceSyncFeature } from "./workspace-sync.ts";

/** Everything that the server does. Features that follow changes are notified in this order. */
export const features: readonly Feature[] = [
  documentSyncFeature,
  workspaceSyncFeature,
  planChangeFeature,
  staleDiagnosticFeature,
  workspaceDiagnosticFeature,
  diagnosticFeature,
  hoverFeature,
  definitionFeature,
  completionFeature,
  codeLensFeature,
  codeActionFeature,
  inlayHintFeature,
  planFeature,
  explainFeature,
  renderedManifestFeature,
  renderFeature,
  chartsFeature,
  waveFeature,
  commandFeature,
];
