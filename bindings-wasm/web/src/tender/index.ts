import "./tender.css";
import type { Tab } from "../shell/tab.js";
import { TenderPage } from "./page.js";
import { t } from "./words.js";

export const tab: Tab = {
  id: "tender",
  title: t.title,
  mount: (root, context) => new TenderPage(root, context),
};
