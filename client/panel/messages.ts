/** What the extension and the web page of the plan panel say to each other: shapes, nothing else. */
import type { FailureMode, PlanPhase, PlanView, PlayMoment, PlayState } from "../../server/protocol/index.ts";

/** What becomes of a resource: in a sync in which something fails, in one that stands somewhere, or by a change. */
export type MarkKind = PlayState | "ran" | "running" | "stays" | "appeared" | "moved" | "changed";

/** A mark on one card: its kind chooses the colour, its words stand on the card. */
export interface Mark {
  readonly kind: MarkKind;
  readonly words: string;
}

/** What is told above the lanes about the marks on them. */
export interface Answer {
  /** The task that was asked about; absent where the question was about all of them. */
  readonly task?: string;
  /** `What if Job migrate fails?` */
  readonly title: string;
  /** How it ends: `The sync fails.` */
  readonly outcome: string;
  /** Sentences, in their order. */
  readonly story: readonly string[];
  /** Lists of single things below the story, none of them empty. */
  readonly lists: readonly { readonly title: string; readonly items: readonly AnswerItem[] }[];
  /** The questions that can be asked instead of this one; empty where there is no choice. */
  readonly choices: readonly { readonly mode: FailureMode; readonly title: string; readonly chosen: boolean }[];
}

/** One item of a list in an answer. */
export interface AnswerItem {
  /** What it is about, such as names of resources; absent where the words say it. */
  readonly about?: string;
  readonly words: string;
  /** What to type into a shell. */
  readonly command?: string;
}

/** All that the panel shows. */
export interface PanelContent {
  readonly plan: PlanView;
  /** By the id of a task. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** Absent while nothing was asked. */
  readonly answer?: Answer;
  /** What was asked; absent where it cannot be asked again after a restart. */
  readonly question?: KeptQuestion;
  /** The sync of the answer moment by moment; absent where the answer is not about the course of one sync. */
  readonly moments?: readonly PlayMoment[];
}

/** What happens when a task fails in a certain way: without a mode in the most telling one, without a task nothing fails. */
export interface KeptQuestion {
  readonly task?: string;
  readonly mode?: FailureMode;
}

/** Where a resource is applied: null for a wave that is known only after rendering. */
export interface MovePlace {
  readonly phase: PlanPhase;
  readonly wave: string | null;
}

/** The formats in which a picture of the plan can be had. */
export type PictureFormat = "svg" | "png";

/** From the extension to the page. */
export type ToPanel =
  | { readonly type: "show"; readonly content: PanelContent }
  | { readonly type: "nothing"; readonly message: string }
  /** Brings a card into view; `focus` is where the user meant to go to the panel, and not only moved the cursor in an editor. */
  | { readonly type: "select"; readonly task: string; readonly focus: "take" | "leave" }
  /** Plays the sync from its beginning. */
  | { readonly type: "play" }
  /** Whether a card may go to a place: `refusal` says why not. */
  | { readonly type: "mayMove"; readonly task: string; readonly place: MovePlace; readonly refusal?: string }
  /** A resource has moved; its card has this id now. */
  | { readonly type: "moved"; readonly task: string; readonly place: MovePlace; readonly words: string }
  | { readonly type: "draw"; readonly format: PictureFormat; readonly request: number };

/** From the page to the extension. */
export type FromPanel =
  /** The page listens. */
  | { readonly type: "ready" }
  /**
   * The page shows what it was sent last: how many resources there are, how many of them have an element of their own, and the id of
   * the moment where a sync is played.
   */
  | { readonly type: "shown"; readonly cards: number; readonly elements: number; readonly moment?: string }
  /** Another card, wave or lane is selected. */
  | { readonly type: "selected"; readonly id: string }
  /** The user moves a card to a place, or asks whether it may go there. */
  | { readonly type: "move" | "mayMove"; readonly task: string; readonly place: MovePlace }
  /** The user means a card: `go` by Enter or a double click, `peek` by the space bar, `click` by a single click, which VS Code has a setting for. */
  | { readonly type: "goTo"; readonly resource: string; readonly how: "go" | "peek" | "click" }
  | { readonly type: "goToError" }
  /** The user wants the charts that the application lacks. */
  | { readonly type: "fetchCharts" }
  | { readonly type: "whatIf"; readonly task: string; readonly mode?: FailureMode }
  /** The user wants to see the sync played: the one of the answer or, where there is none, one in which nothing fails. */
  | { readonly type: "play" }
  | { readonly type: "endAnswer" }
  | { readonly type: "copyAnswer" }
  | { readonly type: "openAnswer" }
  /** The text of an SVG file, or the base64 of a PNG file; `error` is a sentence for the user. */
  | { readonly type: "drawn"; readonly request: number; readonly data?: string; readonly error?: string };

/** What VS Code keeps of the page while it is hidden, and over a restart. */
export interface PanelState {
  /** The application, as `PlanView` names it. */
  readonly uri: string;
  /** The ids of lanes and steps that the user folded or unfolded. */
  readonly folded: readonly string[];
  readonly unfolded: readonly string[];
  readonly needs: "shown" | "hidden";
  /** What is searched for; absent where nothing is. */
  readonly filter?: string;
  /** The size of the lanes in percent. */
  readonly zoom?: number;
  /** The id of the card, wave or lane that is selected. */
  readonly current?: string | undefined;
  readonly question?: KeptQuestion | undefined;
  /** The moment that is shown of the sync that is played, and which sync that is; absent while nothing is played. */
  readonly moment?: { readonly sync: string; readonly id: string; readonly position: number } | undefined;
  readonly speed?: PlaySpeed;
}

/** How fast a sync is played. */
export type PlaySpeed = "slow" | "normal" | "fast";
