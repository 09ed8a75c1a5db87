/** Single parts of a ZIP file, unpacked by the browser: enough to look into a workbook. */

/** No workbook of a tender unpacks to more; a few bytes could otherwise unfold into gigabytes. */
const MAX_UNPACKED = 256 * 1024 * 1024;
const MAX_PARTS = 2_000;

interface Entry {
  readonly method: number;
  readonly start: number;
  readonly packed: number;
}

export interface Archive {
  has(path: string): boolean;
  /** A part as text; empty where there is none. */
  text(path: string): Promise<string>;
}

/** Reads the directory of the archive. Throws an `Error` for what is no ZIP file, or is encrypted, or too large. */
export async function openArchive(bytes: Uint8Array<ArrayBuffer>): Promise<Archive> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error("no ZIP directory");
  const count = view.getUint16(end + 10, true);
  if (count > MAX_PARTS) throw new Error("too many parts");
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  let unpacked = 0;
  for (let part = 0; part < count; part += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error("damaged ZIP directory");
    if ((view.getUint16(at + 8, true) & 1) === 1) throw new Error("encrypted");
    unpacked += view.getUint32(at + 24, true);
    if (unpacked > MAX_UNPACKED) throw new Error("too large");
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    entries.set(name, { method: view.getUint16(at + 10, true), start, packed: view.getUint32(at + 20, true) });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return {
    has: (path) => entries.has(path),
    text: async (path) => {
      const entry = entries.get(path);
      if (!entry) return "";
      const part = bytes.slice(entry.start, entry.start + entry.packed);
      if (entry.method === 0) return new TextDecoder().decode(part);
      return unpackedText(part);
    },
  };
}

async function unpackedText(part: Uint8Array<ArrayBuffer>): Promise<string> {
  const reader = new Blob([part]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    // The size in the directory is a claim of the file, not a fact.
    if (length > MAX_UNPACKED) {
      await reader.cancel();
      throw new Error("too large");
    }
    pieces.push(decoder.decode(value, { stream: true }));
  }
  return pieces.join("") + decoder.decode();
}
