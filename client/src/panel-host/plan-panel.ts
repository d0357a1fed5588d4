import {
  type Disposable,
  type Event,
  EventEmitter,
  type Uri,
  type WebviewPanel,
  type WebviewPanelSerializer,
  window,
} from "vscode";
import { type FailureMode, label, type PlanView } from "../../../server/protocol/index.ts";
import type { PanelContent, PanelState, PictureFormat, ToPanel } from "../../panel/messages.ts";
import type { Plans } from "../plan/plans.ts";
import { taskAt } from "../plan/task-at.ts";
import { AnswerContext } from "./answer-context.ts";
import { createPanel, type PanelFocus, panelType } from "./create-panel.ts";
import { answerPage } from "./page-requests.ts";
import { PanelChannel, type PanelMessage } from "./panel-channel.ts";
import { type Answered, type Question, whatIfQuestion } from "./questions.ts";

/** The one plan panel: it shows the plan of one application, and follows its changes. */
export class PlanPanel implements Disposable, WebviewPanelSerializer<PanelState | undefined> {
  readonly #extensionUri: Uri;
  readonly plans: Plans;
  readonly #disposables: Disposable[];
  readonly #marked = new EventEmitter<void>();
  readonly #drawn = new EventEmitter<void>();
  readonly #context = new AnswerContext();
  #channel: PanelChannel | undefined;
  #uri: string | undefined;
  #asked: Promise<void> | undefined;
  #question: Question | undefined;
  #answered: Answered | undefined;
  #content: PanelContent | undefined;
  #shown: Shown | undefined;
  #selected: string | undefined;
  /** Whether something may have changed while nobody saw the panel. */
  #freshness: "fresh" | "stale" = "fresh";

  constructor(extensionUri: Uri, plans: Plans) {
    this.#extensionUri = extensionUri;
    this.plans = plans;
    this.#disposables = [
      window.registerWebviewPanelSerializer(panelType, this),
      plans.onDidChange(() => void this.#renew("stale")),
      window.onDidChangeTextEditorSelection(({ textEditor: { document, selection } }) => {
        if (document === window.activeTextEditor?.document) this.#follow(document.uri, selection.active.line);
      }),
    ];
  }

  /** What the panel shows; `undefined` while it is closed or empty. */
  get content(): PanelContent | undefined {
    return this.#content;
  }

  /** Whether it is in view, and no other editor is in front of it. */
  get isVisible(): boolean {
    return this.#channel?.panel.visible === true;
  }

  /** Other marks stand on the plan than before, or none any more. */
  get onDidChangeMarks(): Event<void> {
    return this.#marked.event;
  }

  /** The id of what is selected, by the user or because the cursor of an editor is there. */
  get selected(): string | undefined {
    return this.#selected;
  }

  /** The page has drawn what it was sent. */
  get onDidShow(): Event<void> {
    return this.#drawn.event;
  }

  /** What its page said last about what it shows. */
  get shown(): Shown | undefined {
    return this.#shown;
  }

  /** The answer that is shown. */
  get answered(): Answered | undefined {
    return this.#answered;
  }

  /** Shows the plan of an application; `task` is brought into view and, with the panel, gets the focus. */
  async show(view: PlanView, task?: string, focus: PanelFocus = "take"): Promise<void> {
    const channel = this.#channel ?? this.#adopt(createPanel(this.#extensionUri, focus));
    if (this.#uri !== view.uri) this.#question = undefined;
    this.#uri = view.uri;
    channel.panel.reveal(undefined, focus === "leave");
    await this.refresh();
    if (task !== undefined) this.#select(task, focus);
  }

  /** Shows a plan with the answer to a question, or again without one; `task` is what the question is about. */
  async ask(view: PlanView, question: Question | undefined, task?: string, focus?: PanelFocus): Promise<void> {
    this.#uri = view.uri;
    this.#question = question;
    this.#asked = this.show(view, task, focus);
    await this.#asked;
    const first = this.#question === question ? this.#answered?.first : undefined;
    if (task === undefined && first !== undefined) this.#select(first, focus ?? "take");
  }

  /** Shows what happens when a task of a plan fails, in a certain way or in the one that tells most. */
  async askWhatIf(view: PlanView, task: string, mode: FailureMode | undefined, focus?: PanelFocus): Promise<void> {
    await this.ask(view, whatIfQuestion(this.plans, task, mode), task, focus);
  }

  /** Plays the sync of the answer that is shown or, where there is none, one in which nothing fails. */
  async play(view: PlanView): Promise<void> {
    // What is asked takes the focus when its answer comes; playing comes after that.
    await Promise.allSettled([this.#asked]);
    if (this.#uri !== view.uri || this.#answered?.moments === undefined)
      await this.ask(view, whatIfQuestion(this.plans, undefined, undefined));
    else this.#channel?.panel.reveal(undefined, false);
    this.#channel?.send({ type: "play" });
  }

  /** Shows the plan again without an answer; the focus stays where it is. */
  async closeAnswer(): Promise<void> {
    this.#question = undefined;
    await this.refresh();
  }

  /** Asks for the plan again, and for the answer to the question that is open. */
  async refresh(): Promise<void> {
    const [channel, uri, question] = [this.#channel, this.#uri, this.#question];
    if (channel === undefined || uri === undefined) return;
    const plan = await this.plans.at(uri);
    const answered = plan && (await question?.answer(plan));
    // Meanwhile another application or question may have come, or another change.
    if (this.#channel !== channel || this.#uri !== uri || this.#question !== question) return;
    const isSame = plan !== undefined && this.#content?.plan === plan && answered === undefined && !this.#answered;
    this.#answered = answered;
    this.#freshness = "fresh";
    await this.#tellContext();
    if (isSame) return;
    channel.panel.title = plan === undefined ? "Sync Plan" : label(`Sync Plan: ${plan.application.name}`);
    this.#content = plan && {
      ...{ plan, marks: answered?.marks ?? {} },
      ...(answered && { answer: answered.answer }),
      ...(answered && question?.kept && { question: question.kept }),
      ...(answered?.moments && { moments: answered.moments }),
    };
    this.#sendContent();
    this.#marked.fire();
  }

  /** Says something to the page. */
  send(message: ToPanel): void {
    this.#channel?.send(message);
  }

  /** The plan as a picture: the text of an SVG file, or the bytes of a PNG file. Rejects with a message for the user. */
  async draw(format: PictureFormat): Promise<Uint8Array> {
    if (this.#channel === undefined) throw new Error("Open the sync plan first: its panel draws the image.");
    // A page that is hidden does not draw.
    this.#channel.panel.reveal(undefined, true);
    return Buffer.from(await this.#channel.draw(format), format === "png" ? "base64" : "utf8");
  }

  /** Called by VS Code for a panel that was open when the window was closed. */
  async deserializeWebviewPanel(panel: WebviewPanel, state: PanelState | undefined): Promise<void> {
    this.#channel?.panel.dispose();
    this.#adopt(panel);
    this.#uri = state?.uri;
    this.#question = state?.question && whatIfQuestion(this.plans, state.question.task, state.question.mode);
    await this.refresh();
  }

  dispose(): void {
    this.#channel?.panel.dispose();
    this.#marked.dispose();
    this.#drawn.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #adopt(panel: WebviewPanel): PanelChannel {
    const channel = new PanelChannel(panel, this.#extensionUri);
    this.#channel = channel;
    this.#content = undefined;
    channel.onDidReceive((message) => void this.#receive(message));
    panel.onDidChangeViewState(() => void this.#renew(this.#freshness));
    panel.onDidDispose(() => {
      channel.dispose();
      if (this.#channel !== channel) return;
      [this.#channel, this.#uri, this.#question] = [undefined, undefined, undefined];
      [this.#content, this.#answered, this.#shown] = [undefined, undefined, undefined];
      void this.#tellContext();
      this.#marked.fire();
    });
    return channel;
  }

  /** What nobody sees is computed again when somebody does. */
  async #renew(freshness: "fresh" | "stale"): Promise<void> {
    this.#freshness = freshness;
    if (freshness === "stale" && this.isVisible) await this.refresh();
    else await this.#tellContext();
  }

  async #tellContext(): Promise<void> {
    const isSeen = this.#answered !== undefined && this.isVisible;
    await this.#context.tell(isSeen ? "seen" : "unseen");
  }

  async #receive(message: PanelMessage): Promise<void> {
    if (message.type === "selected") {
      this.#selected = message.id;
    } else if (message.type === "shown") {
      this.#shown = message;
      this.#drawn.fire();
    } else {
      await answerPage(message, this);
    }
  }

  #sendContent(): void {
    if (this.#uri === undefined) return;
    if (this.#content !== undefined) this.#channel?.send({ type: "show", content: this.#content });
    else this.#channel?.send({ type: "nothing", message: "This application no longer has any manifests." });
  }

  #select(task: string, focus: "take" | "leave"): void {
    this.#selected = task;
    this.#channel?.send({ type: "select", task, focus });
  }

  /** Brings the resource under the cursor into view, and leaves the focus where it is. */
  #follow(file: Uri, line: number): void {
    if (this.#content === undefined || !this.isVisible) return;
    const placed = taskAt(this.#content.plan, file.toString(), line);
    if (placed !== undefined) this.#select(placed.task.id, "leave");
  }
}

/** What the page says about what it shows. */
type Shown = PanelMessage & { readonly type: "shown" };
