import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".tsv": "text/tab-separated-values; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

export interface Serving {
  /** Where on the server the folder begins: `/` unless told otherwise. */
  base?: string;
  /** More folders, by where they begin; the longest beginning counts. */
  folders?: Record<string, string>;
  /** Other media types than the right ones, by the ending of the name. */
  types?: Record<string, string>;
  /** Asked for these, the server has none; it may change. */
  missing?: RegExp;
}

export interface Site {
  url: string;
  close(): Promise<void>;
}

/** Serves a folder as any server of static files does, on this machine alone. */
export async function serve(folder: string, serving: Serving = {}): Promise<Site> {
  const { base = "/", folders = {}, types: other = {} } = serving;
  const roots = Object.entries({ ...folders, [base]: folder }).sort(([a], [b]) => b.length - a.length);
  const find = async (path: string): Promise<string | undefined> => {
    const root = roots.find(([beginning]) => path.startsWith(beginning));
    if (!root || serving.missing?.test(path)) return undefined;
    const rest = normalize(`/${decodeURIComponent(path.slice(root[0].length))}`);
    const file = join(root[1], rest.endsWith("/") ? `${rest}index.html` : rest);
    const found = await stat(file).catch(() => undefined);
    return found?.isFile() ? file : undefined;
  };
  const server = createServer(async (request, response) => {
    const file = await find(new URL(request.url ?? "/", "http://localhost").pathname);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    const ending = extname(file);
    response.setHeader("Content-Type", other[ending] ?? types[ending] ?? "application/octet-stream");
    createReadStream(file).pipe(response);
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
