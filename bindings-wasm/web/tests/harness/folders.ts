import { fileURLToPath } from "node:url";

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The sources of the page. */
export const web = folder("../../");
/** The npm package that the page is made with. */
export const npm = folder("../../../");
/** What is made, and not kept. */
export const target = folder("../../../../target/");
