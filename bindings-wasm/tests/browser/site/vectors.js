import { load } from "/jicai/js/index.js";

/** The responses to requests, both as text, with all areas loaded as a program loads them.
 *  @param {string[]} requests */
export async function answers(requests) {
  const jicai = await load();
  return requests.map((request) => jicai.evaluateText(request));
}

/** The same in a worker that is a module. @param {string[]} requests @returns {Promise<string[]>} */
export function answersOfWorker(requests) {
  const worker = new Worker("/worker.js", { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message || "the worker could not be loaded"));
    worker.postMessage(requests);
  }).finally(() => worker.terminate());
}
