import { CancellationTokenSource, type Disposable, EventEmitter, type Event } from "vscode";
import { type PlanProblems, planProblemsRequest } from "../../../server/protocol/index.ts";
import type { Plans } from "./plans.ts";

/** How long nothing may have changed, in milliseconds, before the problems are counted: nobody who types waits for that. */
const pause = 400;

/** How many problems the applications of the workspace have. They are counted when somebody asks for it, after what was asked before. */
export class ProblemsOfPlans implements Disposable {
  readonly #plans: Plans;
  readonly #changed = new EventEmitter<void>();
  #counts: ReadonlyMap<string, PlanProblems> = new Map();
  #text = "";
  #timer: NodeJS.Timeout | undefined;
  #running: CancellationTokenSource | undefined;

  constructor(plans: Plans) {
    this.#plans = plans;
  }

  /** The counts are others than before. */
  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  /** What was counted last in an application, by the URI of its plan; `undefined` where it has no problems, or they are not counted yet. */
  of(uri: string): PlanProblems | undefined {
    return this.#counts.get(uri);
  }

  /** Counts again once nothing has changed for a moment; what is still being counted is not wanted any more. */
  countSoon(): void {
    clearTimeout(this.#timer);
    this.#running?.cancel();
    this.#timer = setTimeout(() => void this.#count(), pause);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#running?.cancel();
    this.#changed.dispose();
  }

  async #count(): Promise<void> {
    const source = new CancellationTokenSource();
    this.#running = source;
    const counted = await this.#plans.request<readonly PlanProblems[]>(planProblemsRequest, undefined, source.token);
    source.dispose();
    if (this.#running === source) this.#running = undefined;
    const text = JSON.stringify(counted);
    if (counted === undefined || source.token.isCancellationRequested || text === this.#text) return;
    this.#text = text;
    this.#counts = new Map(counted.map((problems) => [problems.uri, problems]));
    this.#changed.fire();
  }
}
