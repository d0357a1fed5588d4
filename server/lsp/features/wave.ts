import { answerMoves } from "../move-request.ts";
import type { Feature } from "./feature.ts";

/** Gives resources other waves when the user asks for it. */
export const waveFeature: Feature = {
  capabilities: () => ({}),
  answer: answerMoves,
};
