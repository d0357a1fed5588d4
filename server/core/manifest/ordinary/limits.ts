/** How deep collections may be nested in a text that counts as ordinary. */
export const maxDepth = 100;
