import { isAbsolute, resolve } from "node:path";
import { DiagnosticTag, type InitializeParams, InsertTextMode, MarkupKind } from "vscode-languageserver";
import type { ClientOptions } from "../protocol/index.ts";
import { pathOfUri } from "../workspace/uris.ts";
import { foldersAt } from "./workspace-folders.ts";
import { type Counting, positionEncodingFor } from "./positions.ts";

/** What the editor supports, and what it told about itself. */
export interface Client extends Counting {
  /**
   * It asks for diagnostics, and asks again when it is told to. All others are sent them, also those that only ask: after a change in
   * another file, they would go on showing what was true before.
   */
  readonly pullsDiagnostics: boolean;
  /** It takes the other places that a diagnostic is about. */
  readonly takesRelatedPlaces: boolean;
  /** It shows what is unnecessary in a way of its own. */
  readonly fadesUnnecessary: boolean;
  readonly refreshesCodeLenses: boolean;
  /** It answers `workspace/configuration`. */
  readonly asksConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  /** It can watch files outside of the folders that are open. */
  readonly watchesAnywhere: boolean;
  readonly snippets: boolean;
  /** It shows Markdown in a hover, beside a completion, and anywhere at all; others show text as it is. */
  readonly markdownIn: { readonly hover: boolean; readonly completion: boolean; readonly answers: boolean };
  /** It takes whole code actions; older editors take commands alone. */
  readonly codeActions: boolean;
  /** It makes the edits that the server asks it to make. */
  readonly appliesEdits: boolean;
  /** It can be told not to indent the lines of what it inserts. */
  readonly insertsAsIs: boolean;
  /** The command that asks which hook a resource should be, if the editor has one. */
  readonly chooseHookCommand: string | undefined;
  /** The command that lists what may be written at the cursor, if the editor has one. */
  readonly suggestCommand: string | undefined;
  readonly refreshesInlayHints: boolean;
  /** It shows which words lead to a definition. */
  readonly linksDefinitions: boolean;
  /** It supports edits that name the version of the document that they are for. */
  readonly versionedEdits: boolean;
  /** It asks for the edit of a code action once that is chosen. */
  readonly resolvesEdits: boolean;
  /** It has our extension, and so commands of its own for what the server answers. */
  readonly hasOurCommands: boolean;
  /** The command behind a code lens, if the editor has one. */
  readonly showSyncOrderCommand: string | undefined;
  /** It wants lenses and plans to stay as they are while a key is half typed. */
  readonly staysCalm: boolean;
  /** It wants to be told that plans may have changed. */
  readonly followsPlans: boolean;
  /** The user trusts the workspace, so that programs may run on its files. */
  readonly trusted: boolean;
  /** Where charts that are fetched are kept, an absolute path; without it, none are. */
  readonly chartFolder: string | undefined;
  /** The command that fetches the charts that an application lacks, if the editor has one. */
  readonly fetchChartsCommand: string | undefined;
  /** The folders of the workspace that are on this machine's disk. */
  readonly folders: readonly string[];
  /** The options that came with the first request, which may have settings among them. */
  readonly options: unknown;
}

/** What the editor says about itself in its first request, with the defaults of the protocol where it says nothing. */
export function readClient(params: InitializeParams): Client {
  const { capabilities } = params;
  const { workspace, textDocument } = capabilities;
  const item = textDocument?.completion?.completionItem;
  const ofDiagnostics = [textDocument?.publishDiagnostics, textDocument?.diagnostic];
  const options = (params.initializationOptions ?? {}) as ClientOptions;
  return {
    positionEncoding: positionEncodingFor(capabilities),
    pullsDiagnostics: isGiven(textDocument?.diagnostic) && workspace?.diagnostics?.refreshSupport === true,
    // The newest editors say this of diagnostics that they ask for as well.
    takesRelatedPlaces: ofDiagnostics.some((it) => it?.relatedInformation === true),
    fadesUnnecessary: ofDiagnostics.some((it) => includes(it?.tagSupport?.valueSet, DiagnosticTag.Unnecessary)),
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    asksConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchesAnywhere: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    snippets: item?.snippetSupport === true,
    markdownIn: markdownPlaces(capabilities),
    codeActions: isGiven(textDocument?.codeAction?.codeActionLiteralSupport),
    appliesEdits: workspace?.applyEdit === true,
    insertsAsIs: includes(item?.insertTextModeSupport?.valueSet, InsertTextMode.asIs),
    chooseHookCommand: textOf(options.chooseHookCommand),
    suggestCommand: textOf(options.suggestCommand),
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    linksDefinitions: textDocument?.definition?.linkSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    resolvesEdits:
      textDocument?.codeAction?.dataSupport === true &&
      includes(textDocument.codeAction.resolveSupport?.properties, "edit"),
    hasOurCommands: textOf(options.showSyncOrderCommand) !== undefined,
    showSyncOrderCommand: textOf(options.showSyncOrderCommand),
    staysCalm: options.staysCalm === true,
    followsPlans: options.followsPlans === true,
    trusted: options.trusted === true,
    chartFolder: absolutePath(options.chartFolder),
    fetchChartsCommand: textOf(options.fetchChartsCommand),
    folders: foldersOf(params),
    options: params.initializationOptions,
  };
}

/** Where an editor shows Markdown. The protocol has no word for the answers of commands: who shows it in some place can show it there. */
function markdownPlaces({ general, textDocument }: InitializeParams["capabilities"]): Client["markdownIn"] {
  const { hover: inHover, completion: inCompletion } = textDocument ?? {};
  const hover = includes(inHover?.contentFormat, MarkupKind.Markdown);
  const completion = includes(inCompletion?.completionItem?.documentationFormat, MarkupKind.Markdown);
  return { hover, completion, answers: hover || completion || isGiven(general?.markdown) };
}

function absolutePath(option: unknown): string | undefined {
  return typeof option === "string" && isAbsolute(option) ? option : undefined;
}

/** The folders of the workspace; older editors name one folder, by a URI or by a path. */
function foldersOf({ workspaceFolders, ...older }: InitializeParams): readonly string[] {
  if (workspaceFolders) return foldersAt(workspaceFolders);
  // Both are in the protocol for such editors.
  const { rootUri, rootPath } = older as { readonly rootUri?: string | null; readonly rootPath?: string | null };
  const folder = rootUri ? pathOfUri(rootUri) : (rootPath ?? undefined);
  return folder !== undefined && isAbsolute(folder) ? [resolve(folder)] : [];
}

/** Editors send null for what they do not set. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function includes(list: unknown, value: unknown): boolean {
  return Array.isArray(list) && list.includes(value);
}

/** Whoever starts the server may have sent anything. */
function textOf(option: unknown): string | undefined {
  return typeof option === "string" ? option : undefined;
}
