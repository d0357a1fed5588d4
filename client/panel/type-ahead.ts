import type { Box } from "./layout.ts";

/** How long after a letter the next one still belongs to the same word, in milliseconds; as in the lists of VS Code. */
const patience = 800;

/** Goes to what begins with the letters that are typed, as lists do. */
export class TypeAhead {
  #typed = "";
  #last = -Infinity;

  /**
   * What a key that is typed at a time, in milliseconds, leads to: the next box that begins with all letters so far. The same letter
   * again and again goes through all that begin with it. `undefined` where nothing begins so, or the key is no letter, which ends the word.
   */
  find(key: string, time: number, boxes: readonly Box[], current: Box): Box | undefined {
    if (!/^[\p{L}\p{N}.-]$/u.test(key)) {
      this.#last = -Infinity;
      return undefined;
    }
    this.#typed = (time - this.#last < patience ? this.#typed : "") + key.toLowerCase();
    this.#last = time;
    const isOneLetter = this.#typed === key.toLowerCase().repeat(this.#typed.length / key.length);
    const words = isOneLetter ? key.toLowerCase() : this.#typed;
    const at = boxes.findIndex(({ id }) => id === current.id);
    // A word that grows may still mean where it has led to; a letter alone means the next place.
    const from = at + (isOneLetter ? 1 : 0);
    const inTurn = [...boxes.slice(from), ...boxes.slice(0, from)];
    return inTurn.find((box) => namesOf(box).some((name) => name.toLowerCase().startsWith(words)));
  }
}

/** As they stand on the board. */
function namesOf(box: Box): readonly string[] {
  if (box.type === "lane") return [box.lane.title];
  if (box.type === "step") return [box.step.title];
  const { kind, name } = box.card.resource;
  return [name, `${kind} ${name}`];
}
