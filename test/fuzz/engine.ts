import { attempt, kindOf } from "./attempt.ts";
import { hashOf, Random } from "./random.ts";
import type { FuzzFind } from "./finds.ts";
import { mutate } from "./mutate.ts";
import { partOf, type Seed, type Seeds } from "./seeds.ts";
import { shrink } from "./shrink.ts";
import type { InputKind, Target } from "./target.ts";

/** What a run is asked for. */
export interface FuzzOptions {
  readonly seed: number;
  readonly targets: readonly Target[];
  /** Whether to stop, given the number of executions so far. */
  readonly isOver: (executions: number) => boolean;
  /** Called before each input is tried, so that someone else can tell what was tried when nothing comes back. */
  readonly trying?: (target: string, input: string) => void;
  /** Which inputs led to code that no other input reached; asked after each batch of inputs. */
  readonly isNews?: () => Promise<boolean>;
  readonly found?: (find: FuzzFind) => void;
  /** Milliseconds that were spent so far; without it, nothing is too slow. */
  readonly clock?: () => number;
}

/** What came of a run. */
export interface FuzzReport {
  readonly executions: ReadonlyMap<string, number>;
  /** How many inputs were tried, by where they come from and by what was done to them. */
  readonly origins: ReadonlyMap<string, number>;
  readonly ways: ReadonlyMap<string, number>;
  readonly finds: readonly FuzzFind[];
  /** How many inputs were kept because they led to something new. */
  readonly kept: number;
}

/** How many inputs are tried between two looks at what they reached. */
const batchSize = 200;
/** How many inputs that led somewhere new are kept of each kind. */
const mostKept = 2000;

/** Tries inputs until it is over. */
export class Fuzzer {
  readonly #options: FuzzOptions;
  readonly #random: Random;
  readonly #pools: Record<InputKind, Seed[]>;
  readonly #kinds: ReadonlyMap<InputKind, readonly Target[]>;
  readonly #executions = new Map<string, number>();
  readonly #origins = new Map<string, number>();
  readonly #ways = new Map<string, number>();
  readonly #finds = new Map<string, FuzzFind>();
  /** Earlier inputs with their answers: asked again later, they must get the same. */
  readonly #asked: { readonly target: Target; readonly input: string; readonly answer: number }[] = [];
  #batch: { readonly kind: InputKind; readonly seed: Seed }[] = [];
  #kept = 0;
  #total = 0;

  constructor(seeds: Seeds, options: FuzzOptions) {
    this.#options = options;
    this.#random = new Random(options.seed);
    this.#pools = { manifest: [...seeds.manifest], files: [...seeds.files], words: [...seeds.words] };
    const kinds = [...new Set(options.targets.map(({ takes }) => takes))];
    const often = options.targets.flatMap((it) => (it.costly === true ? [it] : [it, it, it]));
    this.#kinds = new Map(kinds.map((kind) => [kind, often.filter(({ takes }) => takes === kind)]));
  }

  async run(): Promise<FuzzReport> {
    const kinds = [...this.#kinds.keys()];
    // Manifests have by far the most targets, and words the fewest characters.
    const among = kinds.flatMap((kind) =>
      Array.from({ length: kind === "manifest" ? 6 : kind === "words" ? 3 : 1 }, () => kind),
    );
    while (!this.#options.isOver(this.#total)) await this.#input(this.#random.pick(among));
    const counted = { executions: this.#executions, origins: this.#origins, ways: this.#ways };
    return { ...counted, finds: [...this.#finds.values()], kept: this.#kept };
  }

  async #input(kind: InputKind): Promise<void> {
    const pool = this.#pools[kind];
    const from = this.#random.pick(pool);
    const other = (): string => partOf(this.#random.pick(pool).text, this.#random);
    const isPlain = this.#random.oneIn(40);
    const text = kind === "files" || this.#random.oneIn(5) ? from.text : partOf(from.text, this.#random);
    const made = isPlain
      ? { text, ways: ["as it is"] }
      : mutate(text, this.#random, { other, kind: kind === "words" ? "words" : "manifest" });
    count(this.#origins, from.origin, 1);
    for (const way of made.ways) count(this.#ways, way, 1);
    const targets = this.#kinds.get(kind) ?? [];
    for (let tries = 0; tries < Math.min(3, targets.length); tries++)
      await this.#execute(this.#random.pick(targets), made.text);
    if (this.#random.oneIn(20)) await this.#askAgain();
    if (made.text.length < 400 && this.#random.oneIn(400))
      await this.#cutEverywhere(made.text, this.#random.pick(targets));
    await this.#keepNews(kind, { text: made.text, origin: from.origin });
  }

  /** Somebody who types a text leaves each of its beginnings behind for a moment. */
  async #cutEverywhere(text: string, target: Target | undefined): Promise<void> {
    if (target === undefined) return;
    for (let end = 0; end < text.length; end++) await this.#execute(target, text.slice(0, end));
    count(this.#ways, "cut off at every offset", text.length);
  }

  /** Inputs of a batch that reached something new are worth to be changed further. */
  async #keepNews(kind: InputKind, seed: Seed): Promise<void> {
    if (this.#options.isNews === undefined) return;
    this.#batch.push({ kind, seed });
    if (this.#batch.length < batchSize) return;
    if (await this.#options.isNews()) {
      for (const it of this.#batch) {
        if (!this.#random.oneIn(8) || it.seed.text.length > 3000) continue;
        const pool = this.#pools[it.kind];
        if (this.#kept < mostKept) pool.push(it.seed);
        else pool[pool.length - 1 - this.#random.below(Math.min(pool.length, 500))] = it.seed;
        this.#kept++;
      }
    }
    this.#batch = [];
  }

  async #execute(target: Target, input: string): Promise<void> {
    const tried = await this.#attempt(target, input);
    if ("reason" in tried) return this.#note(target, input, tried.reason);
    this.#total += tried.calls;
    count(this.#executions, target.name, tried.calls);
    if (!this.#random.oneIn(24)) return;
    const answer = hashOf(shown(tried.answer));
    this.#asked.push({ target, input, answer });
    if (this.#asked.length > 200) this.#asked.splice(this.#random.below(100), 1);
  }

  async #askAgain(): Promise<void> {
    if (this.#asked.length === 0) return;
    const { target, input, answer } = this.#random.pick(this.#asked);
    const again = await this.#attempt(target, input);
    if ("reason" in again) return this.#note(target, input, again.reason);
    if (hashOf(shown(again.answer)) === answer) return;
    await this.#note(target, input, "the same input gets another answer later");
  }

  #attempt(target: Target, input: string): ReturnType<typeof attempt> {
    this.#options.trying?.(target.name, input);
    return attempt(target, input, this.#options.clock);
  }

  async #note(target: Target, input: string, reason: string): Promise<void> {
    const kind = `${target.name} ${kindOf(reason)}`;
    if (this.#finds.has(kind)) return;
    const fails = async (text: string): Promise<boolean> => {
      const tried = await this.#attempt(target, text);
      return "reason" in tried && kindOf(tried.reason) === kindOf(reason);
    };
    const small = await shrink(input, fails);
    const again = await this.#attempt(target, small);
    const find = { target: target.name, reason: "reason" in again ? again.reason : reason, input: small };
    this.#finds.set(kind, find);
    this.#options.found?.(find);
  }
}

/** An answer as a text. */
function shown(answer: unknown): string {
  return JSON.stringify([answer], (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
}

function count(counts: Map<string, number>, name: string, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}
