import { type Explained, type ExplainParams, explainRequest } from "../../protocol/index.ts";
import { explained } from "../explained.ts";
import { guard } from "../guard.ts";
import type { Session } from "../session.ts";
import { shownAnswer } from "../shown-answer.ts";
import type { Feature } from "./feature.ts";

/** Answers where the sync of an Application of a cluster stands. Nothing asks the cluster: the client sends what it has. */
export const explainFeature: Feature = { capabilities: () => ({}), answer };

function answer(session: Session): void {
  const { connection } = session;
  connection.onRequest(
    explainRequest,
    guard(connection, null, async ({ text }: ExplainParams): Promise<Explained> =>
      shownAnswer(await explained(session, text)),
    ),
  );
}
