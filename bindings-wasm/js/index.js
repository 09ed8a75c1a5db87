import { loader } from "./load.js";

export { JicaiError } from "./error.js";

export const load = loader((address) => fetch(address));
