/**
 * @typedef {string | URL | Response | BufferSource | WebAssembly.Module} Source
 * @typedef {(address: string | URL) => Promise<Response | BufferSource>} Read how a platform reads a file
 */

/**
 * Compiles what there is: a module, its bytes, a response, or what is at an address.
 * @param {Source} source @param {string} area @param {Read} read
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compile(source, area, read) {
  if (source instanceof WebAssembly.Module) return source;
  const address = typeof source === "string" || source instanceof URL ? source : undefined;
  try {
    const found = address === undefined ? /** @type {Response | BufferSource} */ (source) : await read(address);
    return await (isResponse(found) ? compileResponse(found) : WebAssembly.compile(found));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const what = address === undefined ? `the module of the area ${area}` : String(address);
    throw new Error(`jicai could not load ${what}: ${why}`, { cause: error });
  }
}

/** @param {Response | BufferSource} found @returns {found is Response} */
function isResponse(found) {
  return typeof Response !== "undefined" && found instanceof Response;
}

/** @param {Response} response */
async function compileResponse(response) {
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  const type = response.headers.get("content-type") ?? "";
  // Only with its media type is a module compiled while it arrives; servers that do not know the type are common.
  if (/^application\/wasm$/i.test(type)) return WebAssembly.compileStreaming(response);
  const bytes = await response.arrayBuffer();
  if (new TextDecoder().decode(bytes.slice(0, 4)) !== "\0asm") {
    throw new Error(`what is there is not a WebAssembly module but ${type || "of no media type"}`);
  }
  return WebAssembly.compile(bytes);
}
