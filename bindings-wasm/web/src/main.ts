import "./styles/index.css";
import { App } from "./shell/app.js";

const root = document.getElementById("app");
if (root) void new App(root).start();
