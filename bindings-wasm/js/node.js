import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { loader } from "./load.js";

export { JicaiError } from "./error.js";

export const load = loader(async (address) => {
  const text = String(address);
  if (text.startsWith("file:")) return readFile(fileURLToPath(text));
  return /^[a-z]+:\/\//.test(text) ? fetch(text) : readFile(text);
});
