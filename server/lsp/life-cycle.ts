import { ErrorCodes, type Message, ResponseError, type ResponseMessage } from "vscode-languageserver";
import { wrongParameters } from "./parameters.ts";

/** What happens with a message from the editor. One that has neither of these is dropped. */
export interface Verdict {
  /** It is handled. */
  readonly admitted?: Message;
  /** It is answered with an error. */
  readonly answer?: ResponseMessage;
  /** It is passed over, and the log says why. */
  readonly note?: string;
}

type Phase = "new" | "serving" | "shut down";

/** What any JSON that came as a message may have. */
type Given = Readonly<Partial<Record<"id" | "method" | "params" | "result" | "error", unknown>>>;

/** Decides which messages of an editor may be handled when, and answers the others as the protocol says. */
export class LifeCycle {
  #phase: Phase = "new";

  /** Judges the next message. */
  judge(message: unknown): Verdict {
    if (typeof message !== "object" || message === null || Array.isArray(message)) {
      return refuse(null, ErrorCodes.InvalidRequest, "A message must be an object.");
    }
    const given: Given = message;
    const { id, method } = given;
    if (method === undefined && isId(id)) return this.#phase === "new" ? dropped : { admitted: message as Message };
    if (id !== undefined && !isId(id)) {
      return refuse(null, ErrorCodes.InvalidRequest, "The id of a request must be a string or a whole number.");
    }
    if (typeof method !== "string") {
      return refuse(id ?? null, ErrorCodes.InvalidRequest, 'A message must have a "method".');
    }
    // For many, null is the same as nothing.
    const params = given.params ?? undefined;
    const admitted = {
      jsonrpc: "2.0",
      method,
      ...(id !== undefined && { id }),
      ...(params !== undefined && { params }),
    };
    return id === undefined ? this.#notified(admitted, params) : this.#requested({ ...admitted, id }, params);
  }

  #requested(admitted: Message & { readonly id: Id; readonly method: string }, params: unknown): Verdict {
    const { id, method } = admitted;
    if (this.#phase === "shut down") return refuse(id, ErrorCodes.InvalidRequest, "The server is shut down.");
    if (this.#phase === "new" && method !== "initialize") {
      return refuse(id, ErrorCodes.ServerNotInitialized, "The server is not initialized.");
    }
    if (this.#phase === "serving" && method === "initialize") {
      return refuse(id, ErrorCodes.InvalidRequest, "The server is initialized already.");
    }
    const wrong = wrongParameters(method, params);
    if (wrong !== undefined) return refuse(id, ErrorCodes.InvalidParams, `${method}: ${wrong}.`);
    if (method === "initialize") this.#phase = "serving";
    if (method === "shutdown") this.#phase = "shut down";
    return { admitted };
  }

  #notified(admitted: Message & { readonly method: string }, params: unknown): Verdict {
    const { method } = admitted;
    if (method === "exit") return { admitted };
    if (this.#phase !== "serving") return dropped;
    const wrong = wrongParameters(method, params);
    return wrong === undefined ? { admitted } : { note: `${method} is ignored: ${wrong}.` };
  }
}

type Id = string | number;

function isId(id: unknown): id is Id {
  return typeof id === "string" || Number.isInteger(id);
}

const dropped: Verdict = {};

function refuse(id: Id | null, code: number, message: string): Verdict {
  return { answer: refusal(id, code, message) };
}

/** The answer to a request that is not handled; the id is null where none can be read. */
export function refusal(id: Id | null, code: number, message: string): ResponseMessage {
  return { jsonrpc: "2.0", id, error: new ResponseError(code, message).toJson() };
}
