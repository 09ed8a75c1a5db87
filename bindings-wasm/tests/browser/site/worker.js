import { answers } from "/vectors.js";

onmessage = async ({ data }) => postMessage(await answers(data));
