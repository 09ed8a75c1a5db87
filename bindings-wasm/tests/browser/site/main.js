import { compare } from "/lines.js";
import { answers, answersOfWorker } from "/vectors.js";

// For those who ask from outside of the page.
Object.assign(globalThis, { answers, answersOfWorker, compare });
