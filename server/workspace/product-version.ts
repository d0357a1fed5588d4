/** The version of the product; the build writes it in, so that the bundle needs no other file. */
export const version: string = process.env["ARGOCD_ANNOTATIONS_VERSION"] ?? "not built";
