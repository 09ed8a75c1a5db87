/** Words, colours and shapes of what became of a bid. Colours are told apart by colour-blind readers too, and never stand alone. */
import type { Text } from "../shell/words.js";

type Shape = "circle" | "triangle" | "triangle-down" | "diamond" | "cross" | "square" | "pentagon" | "star" | "x";

export interface Look {
  readonly shape: Shape;
  readonly colour: string;
  readonly filled: boolean;
  /** Selected, in the shortlist but not selected, out: the three groups by which rows are tinted. */
  readonly group: "won" | "fused" | "out";
  readonly short: Text;
  readonly long: Text;
}

const GREEN = "#007a5a";
const BLUE = "#0072b2";
const SKY = "#2b7fae";
const VERMILION = "#c04a00";
const ORANGE = "#9a6400";
const PURPLE = "#8f4470";
const GREY = "#66717c";
const INK = "#222222";

const look = (shape: Shape, colour: string, filled: boolean, group: Look["group"], short: [string, string], long: [string, string]): Look => ({
  shape,
  colour,
  filled,
  group,
  short: { zh: short[0], en: short[1] },
  long: { zh: long[0], en: long[1] },
});

/** By reason, in the order of the legend. */
const LOOKS: Readonly<Record<string, Look>> = {
  conditions_met: look("circle", GREEN, true, "won", ["拟中选", "selected"], ["拟中选：满足中选条件", "selected: meets the conditions"]),
  no_conditions: look("circle", GREEN, true, "won", ["拟中选", "selected"], ["拟中选：入围即中选", "selected: shortlisted, no further conditions"]),
  revived_shortlisted: look("triangle", BLUE, true, "won", ["复活", "revived"], ["拟中选：熔断后复活", "selected: revived after failing the conditions"]),
  revived_unshortlisted: look("triangle-down", BLUE, true, "won", ["复活", "revived"], ["拟中选：未入围复活", "selected: revived from outside the shortlist"]),
  zero_volume: look("diamond", SKY, false, "won", ["不带量", "no volume"], ["中选不带量：价格过低", "selected without volume: too far below"]),
  reference_no_volume: look("diamond", SKY, false, "won", ["不带量", "no volume"], ["中选不带量：参比制剂", "selected without volume: reference product"]),
  conditions_failed: look("cross", VERMILION, true, "fused", ["熔断", "fused"], ["入围未中选（熔断）", "shortlisted, not selected (fused)"]),
  not_shortlisted: look("square", GREY, false, "out", ["未入围", "no place"], ["未入围", "not shortlisted"]),
  company_cap: look("pentagon", ORANGE, false, "out", ["企业满额", "company cap"], ["未入围：同企业名额已满", "not shortlisted: company has its places"]),
  related_firm: look("star", PURPLE, false, "out", ["关联企业", "related firm"], ["关联企业，由他人代表", "related firm, represented by another bid"]),
  batch_filter: look("cross", ORANGE, true, "out", ["全批剔除", "filtered"], ["全批剔除", "removed by the batch-wide filter"]),
  above_ceiling: look("x", INK, true, "out", ["无效", "void"], ["无效：高于最高有效申报价", "void: above the ceiling"]),
  rule_gap: look("star", ORANGE, false, "out", ["未定", "undetermined"], ["规则空白，未定", "undetermined: rule gap"]),
};

const UNKNOWN = look("star", GREY, false, "out", ["未知", "unknown"], ["未知", "unknown"]);

export const lookOf = (reason: string): Look => LOOKS[reason] ?? UNKNOWN;

/** A shape as an SVG path in a square from −1 to 1. */
export const PATHS: Readonly<Record<Shape, string>> = {
  circle: "M0,-0.95A0.95,0.95 0 1 1 -0.001,-0.95Z",
  triangle: "M0,-1L1,0.85L-1,0.85Z",
  "triangle-down": "M0,1L1,-0.85L-1,-0.85Z",
  diamond: "M0,-1.1L1,0L0,1.1L-1,0Z",
  cross: "M-1,-0.5L-0.5,-1L0,-0.5L0.5,-1L1,-0.5L0.5,0L1,0.5L0.5,1L0,0.5L-0.5,1L-1,0.5L-0.5,0Z",
  square: "M-0.85,-0.85H0.85V0.85H-0.85Z",
  pentagon: "M0,-1L0.95,-0.31L0.59,0.81H-0.59L-0.95,-0.31Z",
  star: "M0,-1L0.29,-0.4L0.95,-0.31L0.47,0.15L0.59,0.81L0,0.5L-0.59,0.81L-0.47,0.15L-0.95,-0.31L-0.29,-0.4Z",
  x: "M-1,-0.75L-0.75,-1L0,-0.25L0.75,-1L1,-0.75L0.25,0L1,0.75L0.75,1L0,0.25L-0.75,1L-1,0.75L-0.25,0Z",
};
