import { type CancellationToken, type Disposable, EventEmitter, type Event, Uri } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  planChangedNotification,
  type PlanChangedParams,
  planRequest,
  type PlanParams,
  plansRequest,
  type PlanView,
  visible,
  type WorkspacePlans,
  counted,
} from "../../../server/protocol/index.ts";
import { allResources } from "./plan-resources.ts";

/** The plans that the server computes, each asked for once and kept until it may have changed. */
export class Plans implements Disposable {
  readonly #client: LanguageClient;
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: readonly { dispose(): unknown }[];
  /** By the URI that was asked with: a file, or the folder of an application. */
  readonly #asked = new Map<string, Asked>();
  /** The last answer for each application, by its URI; kept so that what stayed the same stays the same object. */
  readonly #known = new Map<string, Known>();
  /** What the log said about them last. */
  #found = "";
  #inWorkspace: Promise<WorkspacePlans> | undefined;

  constructor(client: LanguageClient) {
    this.#client = client;
    this.#subscriptions = [
      client.onNotification(planChangedNotification, ({ uris }: PlanChangedParams) => {
        this.#forget(uris);
      }),
      // A restarted server does not know what it was asked before.
      client.onDidChangeState(() => {
        if (client.isRunning()) this.#forget([]);
      }),
    ];
  }

  /** Plans may have changed; whoever shows one asks for it again. */
  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  /** The plan of the application that a file or folder belongs to; `undefined` where it belongs to none, or the server is not there. */
  async at(uri: string): Promise<PlanView | undefined> {
    const known = this.#asked.get(uri);
    if (known !== undefined) return known.answer;
    const asked: Asked = { answer: this.#ask(uri), view: "awaited" };
    this.#asked.set(uri, asked);
    asked.view = await asked.answer;
    // Where there is no plan yet, one may come with the next key, before anybody says so.
    if (asked.view === undefined && this.#asked.get(uri) === asked) this.#asked.delete(uri);
    return asked.view;
  }

  /** The applications of the workspace; none while the server is not there. */
  async inWorkspace(): Promise<WorkspacePlans> {
    this.#inWorkspace ??= this.#find();
    return this.#inWorkspace;
  }

  /** Asks a request of our own; `undefined` where the answer is nothing, the server is not there, or nobody wants it any more. */
  async request<Result>(method: string, params: unknown, token?: CancellationToken): Promise<Result | undefined> {
    const answer = await this.answer<Result>(method, params, token);
    return answer === "not answered" ? undefined : (answer ?? undefined);
  }

  /** The same where it matters whether the answer is nothing, or there is none: the server is not there, or refused the request. */
  async answer<Result>(
    method: string,
    params: unknown,
    token?: CancellationToken,
  ): Promise<Result | null | "not answered"> {
    if (!this.#client.isRunning()) return "not answered";
    try {
      // The library takes whatever comes after the method for parameters, even nothing.
      const given: [unknown, CancellationToken?] = token === undefined ? [params] : [params, token];
      return await this.#client.sendRequest<Result | null>(method, ...given);
    } catch (error) {
      if (token?.isCancellationRequested === true) return "not answered";
      // The server stopped during the request. It is started again, and everything is asked again.
      this.#client.warn(visible(`"${method}" was not answered: ${String(error)}`), undefined, false);
      return "not answered";
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  async #find(): Promise<WorkspacePlans> {
    const start = performance.now();
    const found = await this.request<WorkspacePlans>(plansRequest, undefined);
    if (found === undefined) return nothing;
    const { plans, others, files } = found;
    this.#dropGone(plans);
    const words = `${counted(files, "file")}: ${counted(plans.length, "application")} of Argo CD, ${others} without its annotations`;
    // Not after each change.
    if (words !== this.#found)
      this.#client.info(`${words} (${Math.round(performance.now() - start)} ms)`, undefined, false);
    this.#found = words;
    return found;
  }

  /** Only of applications that are still there, or were just asked for, an answer may be needed again. */
  #dropGone(plans: WorkspacePlans["plans"]): void {
    const kept = new Set(plans.map(({ uri }) => uri));
    for (const { view } of this.#asked.values()) if (view !== undefined && view !== "awaited") kept.add(view.uri);
    for (const uri of this.#known.keys()) if (!kept.has(uri)) this.#known.delete(uri);
  }

  async #ask(uri: string): Promise<PlanView | undefined> {
    const params: PlanParams = { uri };
    const view = await this.request<PlanView>(planRequest, params);
    if (view === undefined) return undefined;
    const text = JSON.stringify(view);
    const known = this.#known.get(view.uri);
    if (known?.text === text) return known.view;
    this.#known.set(view.uri, { view, text });
    return view;
  }

  /** Only the plans of the applications that the files belong to, so that typing in one does not ask for all. */
  #forget(uris: readonly string[]): void {
    this.#inWorkspace = undefined;
    const changed = new Set(uris.map(normalUri));
    for (const [asked, { view }] of this.#asked) {
      // What is not answered yet may be answered from before the change.
      if (uris.length === 0 || view === "awaited" || concerns(view, asked, changed)) this.#asked.delete(asked);
    }
    this.#changed.fire();
  }
}

const nothing: WorkspacePlans = { plans: [], others: 0, files: 0 };

interface Asked {
  readonly answer: Promise<PlanView | undefined>;
  view: PlanView | undefined | "awaited";
}

interface Known {
  readonly view: PlanView;
  readonly text: string;
}

/** Whether a change of files may change what was answered: they are in the folder of the application, or hold one of its resources. */
function concerns(view: PlanView | undefined, asked: string, changed: ReadonlySet<string>): boolean {
  if (view === undefined || changed.has(normalUri(asked))) return true;
  const folder = normalUri(view.uri);
  if ([...changed].some((uri) => uri === folder || uri.startsWith(`${folder}/`))) return true;
  return allResources(view).some(({ location }) => location !== undefined && changed.has(location.uri));
}

/** One spelling of a URI: servers and editors escape different characters. */
export function normalUri(uri: string): string {
  return Uri.parse(uri).toString();
}
