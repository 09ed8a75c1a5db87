import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };

export default defineConfig({
  define: { __VERSION__: JSON.stringify(version) },
  // The folder works below any path, also from a plain file server.
  base: "./",
  resolve: {
    // The page uses the package beside it, as a visitor of the registry would get it.
    alias: { jicai: fileURLToPath(new URL("../js/index.js", import.meta.url)) },
  },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // The content security policy allows no data: scripts, styles, fonts or modules.
    assetsInlineLimit: 0,
    // All target browsers know modulepreload; the polyfill would be one more thing to load.
    modulePreload: { polyfill: false },
    sourcemap: false,
    // The licences of the packages that are in the scripts ask to be handed on with them.
    license: { fileName: "third-party-scripts.md" },
    reportCompressedSize: false,
  },
  // The policy of the page refuses the inline script of a development client: preview serves the built folder.
  preview: { port: 4173, strictPort: false },
});
