/** Told of a change: in the file of that URI, or in anything at all. */
export type FollowChange = (uri?: string) => void;

/** Tells whoever follows that applications, their plans and what is wrong with them may be others now. */
export class Changes {
  readonly #followers: FollowChange[] = [];

  /** Has a follower told of every change from now on. */
  follow(follower: FollowChange): void {
    this.#followers.push(follower);
  }

  /** Tells all followers, in the order in which they came. */
  tell(uri?: string): void {
    for (const follower of this.#followers) follower(uri);
  }
}
