/** To whom the page and the frame in it speak. Pages that were opened from a disk have no origin that could be named. */
export function ourOrigin(): string {
  return location.protocol === "file:" ? "*" : location.origin;
}

/** Whether a message comes from a page of this playground, and not from one that put it into a frame of its own. */
export function isOurs({ origin }: MessageEvent): boolean {
  return location.protocol === "file:" || origin === location.origin;
}
