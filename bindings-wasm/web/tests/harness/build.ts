import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";

import { npm, target, web } from "./folders";

declare module "vitest" {
  export interface ProvidedContext {
    /** Answers with the folder of the built page, and builds it if need be. */
    builder: string;
  }
}

/** What the built page depends on. */
const sources = [
  ...["index.html", "package.json", "vite.config.ts", "tsconfig.json", "src", "public"].map((name) => join(web, name)),
  ...["package.json", "package-lock.json", "js", "wasm"].map((name) => join(npm, name)),
];
/** Of several states of the sources, for who tests one while he writes the next. */
const kept = 6;

/** One build for all test files, and none for a run in which no test opens the page. */
export default async function setup(project: TestProject): Promise<() => void> {
  let built: Promise<string> | undefined;
  const server = createServer((_request, response) => {
    built ??= process.env.JICAI_SITE ? Promise.resolve(process.env.JICAI_SITE) : build();
    built.then(
      (folder) => response.end(folder),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  project.provide("builder", `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return () => server.close();
}

/** Builds the page as it is published, into a folder named by the state of its sources. */
async function build(): Promise<string> {
  const folder = join(target, "web", await state(sources));
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  const vite = [join(npm, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn", "--outDir", unfinished, "--emptyOutDir"];
  try {
    await promisify(execFile)(process.execPath, vite, { cwd: web, env: { ...process.env, NODE_ENV: "production", NO_COLOR: "1" } });
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another run was faster with the same state.
    if (!existsSync(folder)) throw error;
  }
  await forget(dirname(folder));
  return folder;
}

async function state(paths: string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) await add(path);
  return hash.digest("hex").slice(0, 16);

  async function add(path: string): Promise<void> {
    if (!existsSync(path)) return;
    if ((await stat(path)).isDirectory()) {
      for (const name of (await readdir(path)).sort()) await add(join(path, name));
    } else {
      const content = await readFile(path);
      hash.update(`${path}\n${content.length}\n`).update(content);
    }
  }
}

async function forget(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const found = await Promise.all(
    (await readdir(folder)).map(async (name) => ({ path: join(folder, name), made: (await stat(join(folder, name))).mtimeMs })),
  );
  const old = found.sort((a, b) => b.made - a.made).slice(kept);
  await Promise.all(old.map(({ path }) => rm(path, { recursive: true, force: true })));
}
