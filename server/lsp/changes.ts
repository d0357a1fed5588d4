/** Called after a change: in the file with that URI, or anywhere if there is none. */
export type FollowChange = (uri?: string) => void;

/** Tells its followers that applications, their plans and their findings may have changed. */
export class Changes {
  readonly #followers: FollowChange[] = [];

  /** Calls a follower after every change from now on. */
  follow(follower: FollowChange): void {
    this.#followers.push(follower);
  }

  /** Tells all followers, in the order in which they were added. */
  tell(uri?: string): void {
    for (const follower of this.#followers) follower(uri);
  }
}
