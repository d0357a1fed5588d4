/**
 * A message with names from a workspace, without links: VS Code makes links of Markdown in the messages that it shows, and one to
 * a command could run anything with a click.
 */
export function withoutLinks(message: string): string {
  return message.replaceAll("](", "] (");
}
