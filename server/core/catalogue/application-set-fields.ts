import type { FieldSpec } from "./field.ts";
import { choice, flag, mapping, pattern, text, words } from "./values.ts";

const documentation = "https://argo-cd.readthedocs.io/en/stable";
const resourceModification = `${documentation}/operator-manual/applicationset/Controlling-Resource-Modification`;
const progressiveSyncs = `${documentation}/operator-manual/applicationset/Progressive-Syncs`;

/** The fields of an ApplicationSet that say how its Applications come and go. */
export const applicationSetFields: readonly FieldSpec[] = [
  {
    path: "spec.syncPolicy",
    on: "ApplicationSet",
    summary: "Says what the ApplicationSet may do with its Applications; how they are synced stands in the template.",
    value: mapping("a mapping"),
    absent: "Applications are created, updated and deleted, with their resources.",
    since: "2.4",
    link: `${resourceModification}/`,
  },
  {
    path: "spec.syncPolicy.applicationsSync",
    on: "ApplicationSet",
    summary: "Says what the ApplicationSet may do with its Applications, where the controller allows it to say so.",
    value: choice(
      words("2.8", {
        sync: "Creates, updates and deletes them.",
        "create-only": "Only creates them.",
        "create-update": "Creates and updates them.",
        "create-delete": "Creates and deletes them.",
      }),
    ),
    absent: "`sync`: Applications are created, updated and deleted.",
    since: "2.8",
    link: `${resourceModification}/#managed-applications-modification-policies`,
  },
  {
    path: "spec.syncPolicy.preserveResourcesOnDeletion",
    on: "ApplicationSet",
    summary: "Keeps the resources of an Application when it is deleted, since the Application gets no finalizer.",
    value: flag("2.4", "The resources stay.", "The resources are deleted with their Application."),
    absent: "`false`: the resources are deleted with their Application.",
    since: "2.4",
    link: `${resourceModification}/#prevent-an-applications-child-resources-from-being-deleted-when-the-parent-application-is-deleted`,
  },
  {
    path: "spec.strategy",
    on: "ApplicationSet",
    summary: "Orders the syncs of the Applications, where progressive syncs are enabled in the controller.",
    value: mapping("a mapping"),
    absent: "All Applications are updated at once.",
    since: "2.6",
    link: `${progressiveSyncs}/`,
  },
  {
    path: "spec.strategy.type",
    on: "ApplicationSet",
    summary: "Says in which order the Applications are synced; sync waves do not order them.",
    value: choice(
      words("2.6", {
        AllAtOnce: "All of them at once.",
        RollingSync: "In the steps of `rollingSync`, each of which waits until the one before is healthy.",
      }),
    ),
    absent: "`AllAtOnce`: they are updated at once.",
    since: "2.6",
    link: `${progressiveSyncs}/#creation-strategies`,
  },
  {
    path: "spec.strategy.deletionOrder",
    on: "ApplicationSet",
    summary: "Says in which order the Applications are deleted with the ApplicationSet.",
    value: choice(
      words("3.2", {
        AllAtOnce: "All of them at once.",
        Reverse: "The steps of `rollingSync` from the last one to the first.",
      }),
    ),
    absent: "`AllAtOnce`: they are deleted at once.",
    since: "3.2",
    link: `${progressiveSyncs}/#deletion-strategies`,
  },
  {
    path: "spec.strategy.rollingSync",
    on: "ApplicationSet",
    summary: "Describes the rolling sync; it needs the type `RollingSync`.",
    value: mapping("a mapping"),
    absent: "There is no order.",
    since: "2.6",
    link: `${progressiveSyncs}/#rollingsync`,
  },
  {
    path: "spec.strategy.rollingSync.steps",
    on: "ApplicationSet",
    summary: "Lists the steps of a rolling sync, in their order.",
    value: mapping("a list of steps"),
    absent: "There is no order.",
    since: "2.6",
    link: `${progressiveSyncs}/#rollingsync`,
  },
  {
    path: "spec.strategy.rollingSync.steps[].matchExpressions",
    on: "ApplicationSet",
    summary: "Lists what the labels of an Application must fulfil for it to belong to the step.",
    value: mapping("a list of expressions"),
    absent: "Every Application belongs to the step.",
    since: "2.6",
    link: `${progressiveSyncs}/#rollingsync`,
  },
  {
    path: "spec.strategy.rollingSync.steps[].matchExpressions[].operator",
    on: "ApplicationSet",
    summary: "Says how the labels of an Application decide whether it belongs to the step.",
    value: choice(
      words("2.6", {
        In: "The label has one of the values.",
        NotIn: "The label has none of the values.",
      }),
    ),
    absent: "The step is invalid: each expression needs an operator.",
    since: "2.6",
    link: `${progressiveSyncs}/#rollingsync`,
  },
  {
    path: "spec.strategy.rollingSync.steps[].maxUpdate",
    on: "ApplicationSet",
    summary: "Says how many Applications of the step are synced at a time, as a number or in per cent.",
    value: pattern("a whole number or a percentage", /^[0-9]+%?$/, "is neither a whole number nor a percentage"),
    absent: "All Applications of the step at once.",
    since: "2.6",
    link: `${progressiveSyncs}/#rollingsync`,
  },
  {
    path: "spec.preservedFields",
    on: "ApplicationSet",
    summary: "Names metadata of the Applications that the ApplicationSet leaves alone.",
    value: mapping("a mapping"),
    absent: "Metadata that is not in the template is removed, but for annotations of refreshes and notifications.",
    since: "2.7",
    link: `${resourceModification}/#preserving-changes-made-to-an-applications-annotations-and-labels`,
  },
  {
    path: "spec.preservedFields.annotations[]",
    on: "ApplicationSet",
    summary: "Names an annotation of the Applications that the ApplicationSet leaves alone.",
    value: text("the key of an annotation"),
    absent: "Annotations that are not in the template are removed, but for those of refreshes and notifications.",
    since: "2.7",
    link: `${resourceModification}/#preserving-changes-made-to-an-applications-annotations-and-labels`,
  },
  {
    path: "spec.preservedFields.labels[]",
    on: "ApplicationSet",
    summary: "Names a label of the Applications that the ApplicationSet leaves alone.",
    value: text("the key of a label"),
    absent: "Labels that are not in the template are removed.",
    since: "2.9",
    link: `${resourceModification}/#preserving-changes-made-to-an-applications-annotations-and-labels`,
  },
];
