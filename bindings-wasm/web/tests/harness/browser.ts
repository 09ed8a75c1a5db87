import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import { type Browser, type BrowserContext, chromium, type Request } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Nothing but this machine can be reached, so a request to elsewhere fails and is seen.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** A Chromium with fresh user data, which is gone with it. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: executable(), args });
}

function executable(): string {
  const { CHROMIUM, PATH = "" } = process.env;
  if (CHROMIUM) return CHROMIUM;
  const found = ["/usr/bin", ...PATH.split(delimiter)].flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);
  if (!found) throw new Error(`no Chromium here: set CHROMIUM, or install one of ${names.join(", ")}`);
  return found;
}

export interface Watched {
  /** What a page did that it must not. */
  problems: string[];
  /** Whether the page waits for something it has asked for. */
  waits(): boolean;
}

/** Looks at the pages of a context; `origin` is where all that they may ask for comes from. */
export async function watch(context: BrowserContext, origin: string): Promise<Watched> {
  const problems: string[] = [];
  const pending = new Set<Request>();
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      const { violatedDirective, blockedURI, sourceFile, lineNumber, sample } = event;
      console.error(`content security policy: ${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber} ${sample}`);
    });
  });
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      problems.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  context.on("weberror", (error) => problems.push(`uncaught: ${error.error().stack ?? error.error().message}`));
  context.on("request", (request) => {
    const { protocol } = new URL(request.url());
    const own = request.url().startsWith(`${origin}/`) || protocol === "data:" || protocol === "blob:";
    if (!own) problems.push(`external request: ${request.url()}`);
  });
  context.on("request", (request) => pending.add(request));
  context.on("requestfinished", (request) => pending.delete(request));
  context.on("requestfailed", (request) => {
    pending.delete(request);
    // Who leaves a page does not wait for it.
    const isLeft = request.failure()?.errorText === "net::ERR_ABORTED";
    if (!isLeft) problems.push(`failed request: ${request.url()} ${request.failure()?.errorText ?? ""}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  return { problems, waits: () => pending.size > 0 };
}
