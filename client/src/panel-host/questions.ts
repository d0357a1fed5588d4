import {
  type Explained,
  type ExplainParams,
  explainRequest,
  planChangeRequest,
  type PlanChange,
  type PlanView,
  type WhatIf,
  whatIfRequest,
} from "../../../server/protocol/index.ts";
import type { FailureMode, PlanChangeParams, WhatIfParams } from "../../../server/protocol/index.ts";
import { answerOfChange, answerOfExplanation, answerOfWhatIf, firstMarked, type MarkedAnswer } from "./answers.ts";
import type { Earlier } from "../files-at-commit.ts";
import type { KeptQuestion } from "../../panel/messages.ts";
import type { Plans } from "../plan/plans.ts";

/** A question about a plan. It is asked again whenever the plan changes. */
export interface Question {
  /** `undefined` if the plan no longer has what the question is about. */
  readonly answer: (plan: PlanView) => Promise<Answered | undefined>;
  /** With what it is asked again after a restart; absent where that is not possible. */
  readonly kept?: KeptQuestion;
}

/** An answer, also as Markdown. */
export type Answered = MarkedAnswer & {
  readonly markdown: string;
  /** The task that is to be seen with it, where the question was about none. */
  readonly first?: string | undefined;
};

/** What happens when a task fails? Without a mode, in the most telling way; without a task, nothing fails. */
export function whatIfQuestion(plans: Plans, task: string | undefined, mode: FailureMode | undefined): Question {
  return {
    kept: { ...(task !== undefined && { task }), ...(mode !== undefined && { mode }) },
    answer: async (plan) => {
      const params: WhatIfParams = {
        uri: plan.uri,
        ...(task !== undefined && { task }),
        ...(mode !== undefined && { mode }),
      };
      const whatIf = await plans.request<WhatIf>(whatIfRequest, params);
      return whatIf && { ...answerOfWhatIf(plan, whatIf), markdown: whatIf.markdown };
    },
  };
}

/** How does the plan differ from that of the files as they were? */
export function changeQuestion(plans: Plans, earlier: Earlier): Question {
  return {
    answer: async (plan) => {
      const params: PlanChangeParams = { uri: plan.uri, before: await earlier.files() };
      const change = await plans.request<PlanChange>(planChangeRequest, params);
      if (change === undefined) return undefined;
      const answer = answerOfChange(change, earlier.name);
      const first = firstMarked(plan, answer, ["appeared", "moved", "changed"]);
      return { ...answer, markdown: change.markdown, first };
    },
  };
}

/** Where does the sync of an Application of a cluster stand? */
export function explainQuestion(plans: Plans, text: string): Question {
  return {
    answer: async (plan) => {
      const params: ExplainParams = { text };
      const explained = await plans.request<Explained>(explainRequest, params);
      // The files may have become those of another application since.
      if (explained === undefined || "problem" in explained || explained.uri !== plan.uri) return undefined;
      const answer = answerOfExplanation(explained);
      return { ...answer, markdown: explained.markdown, first: firstMarked(plan, answer, ["failed"], ["running"]) };
    },
  };
}
