/** Asks for the application of a file or folder to be rendered by kustomize, kubectl or helm. Parameters: `RenderParams`; result: `RenderAnswer`, or null after a fault. */
export const renderRequest = "argocdAnnotations/render";

/** What is rendered. */
export interface RenderParams {
  /** A file or the folder of an application, as for `planRequest`. */
  readonly uri: string;
}

/** The result. Plans and diagnostics are then requested again, as after any change. */
export interface RenderAnswer {
  /** A sentence for the user that says why there is nothing new. */
  readonly message?: string;
}

/** Client to server: the user trusts the workspace from now on. No parameters. */
export const trustedNotification = "argocdAnnotations/trusted";
