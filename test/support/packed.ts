import { gzipSync } from "node:zlib";

/** A file or a link in an archive. */
export interface Packed {
  readonly name: string;
  readonly content?: string | Buffer;
  /** As tar writes it: `0` is a file, `1` and `2` are links, `L` gives the next entry its name. */
  readonly type?: string;
  /** What a link leads to. */
  readonly link?: string;
}

const block = 512;

/** An archive as Helm packs charts: tar in gzip. */
export function packed(entries: readonly Packed[]): Buffer {
  const blocks = entries.flatMap(({ name, content = "", type = "0", link = "" }) => {
    const bytes = Buffer.from(content);
    const header = Buffer.alloc(block);
    header.write(name, 0, 100, "latin1");
    header.write("0000644\0", 100);
    header.write(`${bytes.length.toString(8).padStart(11, "0")}\0`, 124);
    header.write("        ", 148);
    header.write(type, 156);
    header.write(link, 157, 100, "latin1");
    header.write("ustar\x0000", 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, bytes, Buffer.alloc((block - (bytes.length % block)) % block)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * block)]));
}
