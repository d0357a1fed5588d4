import { commands } from "vscode";

/** Set while the user sees the answer to a question in the panel: then there are commands that open it elsewhere and close it. */
const answeredContext = "argocdAnnotations.answered";

/** Tells VS Code whether an answer is seen, each time that changes. */
export class AnswerContext {
  #told: "seen" | "unseen" = "unseen";

  async tell(now: "seen" | "unseen"): Promise<void> {
    if (now === this.#told) return;
    this.#told = now;
    await commands.executeCommand("setContext", answeredContext, now === "seen");
  }
}
