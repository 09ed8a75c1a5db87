import { JicaiError } from "./error.js";

/** Linear memory never shrinks: after a call that left more than this, a fresh instance takes over. */
export const KEPT_MEMORY = 64 * 1024 * 1024;
/** Shorter texts are written straight into the memory, with room for the longest UTF-8; longer ones are measured first. */
const SHORT = 64 * 1024;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * What a module exports; pointers are numbers.
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {(length: number) => number} allocate
 * @property {(pointer: number, length: number) => void} release
 * @property {(request: number, length: number, answer: number) => void} evaluate
 * @property {(rows: number, ...pointers: number[]) => number} split_lines of the module of payment
 */

/** A module and its instance, which is replaced where its memory can no longer be relied on. Calls leave nothing behind. */
export class Instance {
  /** @type {WebAssembly.Module} */
  #module;
  /** @type {Exports | undefined} */
  #exports;
  /** Where the module leaves pointer and length of an answer. */
  #answer = 0;
  /** Whether a fresh instance is on its way. */
  #renewing = false;

  /** @param {WebAssembly.Module} module @param {WebAssembly.Instance} instance */
  constructor(module, instance) {
    this.#module = module;
    this.#start(instance);
  }

  /** @param {WebAssembly.Module} module */
  static async of(module) {
    return new Instance(module, await WebAssembly.instantiate(module));
  }

  /** @param {WebAssembly.Instance} instance @returns {Exports} */
  #start(instance) {
    const exports = /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
    this.#answer = reserve(exports, 8);
    this.#exports = exports;
    return exports;
  }

  /**
   * Request in, response out.
   * @param {string} request
   * @param {string} name of the function, for a report where it fails
   */
  evaluate(request, name) {
    return this.run(name, (exports, answer) => {
      const { pointer, length, room } = write(exports, request);
      exports.evaluate(pointer, length, answer);
      exports.release(pointer, room);
      return take(exports, answer);
    });
  }

  /**
   * Calls into the module. Whatever is thrown on the way leaves its memory in an unknown state: it is not used again.
   * @template T
   * @param {string} name
   * @param {(exports: Exports, answer: number) => T} call
   * @returns {T}
   */
  run(name, call) {
    try {
      const exports = this.#exports ?? this.#start(new WebAssembly.Instance(this.#module));
      const result = call(exports, this.#answer);
      if (exports.memory.buffer.byteLength > KEPT_MEMORY) this.#renew();
      return result;
    } catch (error) {
      this.#exports = undefined;
      this.#renew();
      throw error instanceof JicaiError ? error : stopped(name, error);
    }
  }

  /** A fresh instance, as soon as there is one: in a page, older browsers let none of this size be made while somebody waits. */
  #renew() {
    if (this.#renewing) return;
    this.#renewing = true;
    const old = this.#exports;
    WebAssembly.instantiate(this.#module)
      .then((instance) => {
        if (this.#exports === old) this.#start(instance);
      })
      // Then the old one goes on, or the next call makes one and says why it cannot.
      .catch(() => undefined)
      .finally(() => {
        this.#renewing = false;
      });
  }
}

/** @param {string} name @param {unknown} cause */
function stopped(name, cause) {
  const why = cause instanceof Error ? cause.message : String(cause);
  const trapped = cause instanceof WebAssembly.RuntimeError;
  const help = trapped
    ? "this is a bug in jicai: please report it with the request; the next call starts afresh"
    : "there may be too little memory or stack; the next call starts afresh";
  return new JicaiError({ code: "internal", message: `\`${name}\` stopped: ${why}`, help }, { cause });
}

/**
 * Memory of the module. It may grow: views of it that were made before are of no use afterwards.
 * @param {Exports} exports @param {number} length
 */
export function reserve(exports, length) {
  // Addresses come as signed numbers.
  const pointer = exports.allocate(length) >>> 0;
  if (pointer === 0) throw noMemory(length);
  return pointer;
}

/** @param {number} length */
function noMemory(length) {
  const message = `there is no memory for ${length} more bytes`;
  return new JicaiError({ code: "limit_exceeded", message, help: "ask for less at a time" });
}

/** @param {Exports} exports @param {string} text */
function write(exports, text) {
  if (text.length > SHORT) {
    const bytes = encoder.encode(text);
    const pointer = reserve(exports, bytes.length);
    new Uint8Array(exports.memory.buffer, pointer, bytes.length).set(bytes);
    return { pointer, length: bytes.length, room: bytes.length };
  }
  const room = text.length * 3;
  const pointer = reserve(exports, room);
  const { written } = encoder.encodeInto(text, new Uint8Array(exports.memory.buffer, pointer, room));
  return { pointer, length: written, room };
}

/** The text that the module has left, whose memory is given back. @param {Exports} exports @param {number} answer */
export function take(exports, answer) {
  const place = new DataView(exports.memory.buffer, answer, 8);
  const pointer = place.getUint32(0, true);
  const length = place.getUint32(4, true);
  if (pointer === 0) throw noMemory(length);
  const text = decoder.decode(new Uint8Array(exports.memory.buffer, pointer, length));
  exports.release(pointer, length);
  return text;
}
