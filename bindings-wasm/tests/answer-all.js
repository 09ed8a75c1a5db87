// Answers every request that it reads, a line each, `id TAB request`, with `id TAB response`. Plain JavaScript: it runs on the oldest Node,
// too, and as a worker.
import { createInterface } from "node:readline";
import { parentPort, workerData } from "node:worker_threads";
import { load } from "jicai";

const jicai = await load();

/** @param {string} line */
function answer(line) {
  const tab = line.indexOf("\t");
  return `${line.slice(0, tab)}\t${jicai.evaluateText(line.slice(tab + 1))}`;
}

if (parentPort) {
  parentPort.postMessage(workerData.map(answer));
} else {
  for await (const line of createInterface({ input: process.stdin })) console.log(answer(line));
}
