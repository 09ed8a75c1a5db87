import type { TabId } from "./tab.js";

/** What a link restores. */
export interface Linked {
  readonly tab: TabId | undefined;
  /** What the tab's `state` gave; undefined: the tab as it stands at first. */
  readonly state: unknown;
  /** Why the state could not be read. */
  readonly problem?: "version" | "damaged";
}

/** Longer fragments are cut by some mail and chat programs: such a link is not offered. */
export const LONGEST = 8000;
const VERSION = "1";
/** Larger states cannot come from this page: a few bytes could otherwise unfold into gigabytes. */
const LARGEST_STATE = 4_000_000;
const TABS: readonly string[] = ["tender", "price", "bill", "supplier", "marks"] satisfies readonly TabId[];

/** Fragment (with `#`) for a tab and its state, or undefined where the link would be too long. */
export async function toFragment(tab: TabId, state: unknown): Promise<string | undefined> {
  if (state === undefined) return `#tab=${tab}`;
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  const packed = await collected(new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw")));
  const fragment = `#tab=${tab}&v=${VERSION}&s=${base64url(packed)}`;
  return fragment.length > LONGEST ? undefined : fragment;
}

/** What a fragment says; anything may stand there, so that nothing of it is trusted. */
export async function fromFragment(fragment: string): Promise<Linked> {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const tab = tabOf(parts.get("tab"));
  const packed = parts.get("s");
  if (packed === null) return { tab, state: undefined };
  if (parts.get("v") !== VERSION) return { tab, state: undefined, problem: "version" };
  try {
    const bytes = fromBase64url(packed);
    const unpacked = await collected(
      new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")),
      LARGEST_STATE,
    );
    const state: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(unpacked));
    return { tab, state };
  } catch {
    return { tab, state: undefined, problem: "damaged" };
  }
}

function tabOf(word: string | null): TabId | undefined {
  return word !== null && TABS.includes(word) ? (word as TabId) : undefined;
}

async function collected(stream: ReadableStream<Uint8Array>, most = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new RangeError("state too large");
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function base64url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64url(word: string): Uint8Array<ArrayBuffer> {
  const binary = atob(word.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
