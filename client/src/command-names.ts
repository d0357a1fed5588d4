/** The commands of this extension that more than one part of it names. */

/** Shows the sync plan; a code lens runs it. */
export const showSyncPlanCommand = "argocdAnnotations.showSyncPlan";

/** Asks which hook a resource should be; the action that makes a resource a hook runs it. */
export const chooseHookCommand = "argocdAnnotations.chooseHook";

/** Has Helm fetch the charts that an application lacks; the plan, its page and an action in Chart.yaml run it. */
export const fetchChartsCommand = "argocdAnnotations.fetchChartDependencies";

/** Starts the language server again. */
export const restartServerCommand = "argocdAnnotations.restartServer";

/** Shows the log. */
export const showOutputCommand = "argocdAnnotations.showOutput";
