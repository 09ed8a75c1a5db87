// Each address stands here in full, so that bundlers see it and put the file beside what they write. None is made before it is
// needed: not every platform knows where a script is from.

/** Where the module of each area is. @type {Record<string, () => URL>} */
export const FILES = {
  award: () => new URL("../wasm/award.wasm", import.meta.url),
  differential: () => new URL("../wasm/differential.wasm", import.meta.url),
  payment: () => new URL("../wasm/payment.wasm", import.meta.url),
  credit: () => new URL("../wasm/credit.wasm", import.meta.url),
  volume: () => new URL("../wasm/volume.wasm", import.meta.url),
  execution: () => new URL("../wasm/execution.wasm", import.meta.url),
  rulebook: () => new URL("../wasm/rulebook.wasm", import.meta.url),
};
