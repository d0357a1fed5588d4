import type { FieldSpec } from "./field.ts";
import { choice, flag, mapping, pattern, text, words } from "./values.ts";

const documentation = "https://argo-cd.readthedocs.io/en/stable";
const resourceModification = `${documentation}/operator-manual/applicationset/Controlling-Resource-Modification`;
const progressiveSyncs = `${documentation}/operator-manual/applicationset/Progressive-Syncs`;

/**
 * The fields of an ApplicationSet that control how its Applications are created, synced and deleted. Mirrors `Reconcile` in
 * applicationset/controllers/applicationset_controller.go and `buildAppDependencyList` in applicationset/progressivesync/progressive_sync.go.
 */
export const applicationSetFields: readonly FieldSpec[] = [
  {
    path: "spec.syncPolicy",
    on: "ApplicationSet",
    summary: "Controls what the ApplicationSet may do with its Applications; the template says how they are synced.",
    value: mapping("a mapping"),
    absent: "Applications are created, updated and deleted, with their resources.",
    since: "2.4",
    link: `${resourceModification}/`,
  },
  {
    path: "spec.syncPolicy.applicationsSync",
    on: "ApplicationSet",
    summary: "Controls what the ApplicationSet may do with its Applications, if the controller allows such a policy.",
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
    summary: "Keeps the resources of an Application when it is deleted: the Application gets no finalizer.",
    value: flag("2.4", "The resources stay.", "The resources are deleted with their Application."),
    absent: "`false`: the resources are deleted with their Application.",
    since: "2.4",
    link: `${resourceModification}/#prevent-an-applications-child-resources-from-being-deleted-when-the-parent-application-is-deleted`,
  },
  {
    path: "spec.strategy",
    on: "ApplicationSet",
    summary: "Orders the syncs of the Applications, if progressive syncs are enabled in the controller.",
    value: mapping("a mapping"),
    absent: "All Applications are updated at once.",
    since: "2.6",
    link: `${progressiveSyncs}/`,
  },
  {
    path: "spec.strategy.type",
    on: "ApplicationSet",
    summary: "Controls the order in which the Applications are synced; sync waves do not order them.",
    value: choice(
      words("2.6", {
        AllAtOnce: "All at once.",
        RollingSync:
          "In the steps of `rollingSync`: each one waits until the previous one is healthy. Automated syncs of the Applications are turned off.",
      }),
    ),
    absent: "`AllAtOnce`: they are updated all at once.",
    since: "2.6",
    link: `${progressiveSyncs}/#creation-strategies`,
  },
  {
    path: "spec.strategy.deletionOrder",
    on: "ApplicationSet",
    summary: "Controls the order in which the Applications are deleted with the ApplicationSet.",
    value: choice(
      words("3.2", {
        AllAtOnce: "All at once.",
        Reverse: "The steps of `rollingSync`, from the last to the first.",
      }),
    ),
    absent: "`AllAtOnce`: they are deleted all at once.",
    since: "3.2",
    link: `${progressiveSyncs}/#deletion-strategies`,
  },
  {
    path: "spec.strategy.rollingSync",
    on: "ApplicationSet",
    summary: "Describes the rolling sync; needs the type `RollingSync`.",
    value: mapping("a mapping"),
    absent: "The Applications have no order.",
    since: "2.6",
    link: `${progressiveSyncs}/#rollingsync`,
  },
  {
    path: "spec.strategy.rollingSync.steps",
    on: "ApplicationSet",
    summary: "Lists the steps of a rolling sync in order.",
    value: mapping("a list of the steps of a rolling sync"),
    absent: "The Applications have no order.",
    since: "2.6",
    link: `${progressiveSyncs}/#rollingsync`,
  },
  {
    path: "spec.strategy.rollingSync.steps[].matchExpressions",
    on: "ApplicationSet",
    summary: "Selects the Applications of a step of the rolling sync by their labels.",
    value: mapping("a list of expressions"),
    absent: "Every Application belongs to this step of the rolling sync.",
    since: "2.6",
    link: `${progressiveSyncs}/#rollingsync`,
  },
  {
    path: "spec.strategy.rollingSync.steps[].matchExpressions[].operator",
    on: "ApplicationSet",
    summary: "Says how the label of an Application is compared with the values.",
    value: choice(
      words("2.6", {
        In: "The label has one of the values.",
        NotIn: "The label has none of the values.",
      }),
    ),
    absent: "This step of the rolling sync is invalid: each expression needs an operator.",
    since: "2.6",
    link: `${progressiveSyncs}/#rollingsync`,
  },
  {
    path: "spec.strategy.rollingSync.steps[].maxUpdate",
    on: "ApplicationSet",
    summary:
      "Limits how many Applications of a step of the rolling sync are synced at a time, as a number or a percentage.",
    value: pattern("a whole number or a percentage", /^[0-9]+%?$/, "is neither a whole number nor a percentage"),
    absent: "All Applications of this step of the rolling sync are synced at once.",
    since: "2.6",
    link: `${progressiveSyncs}/#rollingsync`,
  },
  {
    path: "spec.preservedFields",
    on: "ApplicationSet",
    summary: "Lists metadata of the Applications that the ApplicationSet leaves unchanged.",
    value: mapping("a mapping"),
    absent: "Metadata that is not in the template is removed, except annotations for refreshes and notifications.",
    since: "2.7",
    link: `${resourceModification}/#preserving-changes-made-to-an-applications-annotations-and-labels`,
  },
  {
    path: "spec.preservedFields.annotations[]",
    on: "ApplicationSet",
    summary: "Names an annotation of the Applications that the ApplicationSet leaves unchanged.",
    value: text("the key of an annotation"),
    absent: "Annotations that are not in the template are removed, except those for refreshes and notifications.",
    since: "2.7",
    link: `${resourceModification}/#preserving-changes-made-to-an-applications-annotations-and-labels`,
  },
  {
    path: "spec.preservedFields.labels[]",
    on: "ApplicationSet",
    summary: "Names a label of the Applications that the ApplicationSet leaves unchanged.",
    value: text("the key of a label"),
    absent: "Labels that are not in the template are removed.",
    since: "2.9",
    link: `${resourceModification}/#preserving-changes-made-to-an-applications-annotations-and-labels`,
  },
];
