import { readQuestion, type WhatIfQuestion } from "../../core/index.ts";

/** Reads `none`, for no question at all, or what fails. Throws an Error with a sentence for the user if that is not valid. */
export function readQuestions(texts: readonly string[]): readonly WhatIfQuestion[] {
  if (!texts.includes("none")) return texts.map(questionIn);
  if (texts.length > 1) throw new Error('"--what-if none" means that nothing fails, so it must be the only one');
  return [];
}

function questionIn(text: string): WhatIfQuestion {
  const question = readQuestion(text);
  if (question !== undefined) return question;
  throw new Error(
    `"--what-if" cannot be "${text}": write fail:KIND/NAME or none, or hang, refuse, missing-kind, immutable or stuck instead of fail`,
  );
}
