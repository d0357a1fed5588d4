/** The part of gifenc, which brings no types, that is used here. */
declare module "gifenc" {
  type Palette = readonly (readonly [red: number, green: number, blue: number])[];

  interface FrameOptions {
    readonly palette?: Palette;
    /** How long the frame is shown, in milliseconds. */
    readonly delay: number;
    readonly transparent: boolean;
    readonly transparentIndex: number;
    /** 1: the next frame is drawn over this one. */
    readonly dispose: number;
  }

  interface Encoder {
    writeFrame(indexes: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  }

  const gifenc: {
    GIFEncoder(): Encoder;
  };
  export default gifenc;
}
