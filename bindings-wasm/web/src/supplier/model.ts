/** What the user has typed about a firm: every text as it stands in its control. */

export const MATTERS = ["bribery", "tax", "monopoly", "price_offence", "abnormal_price", "obstruction", "bid_misconduct", "breach"] as const;
export type MatterWord = (typeof MATTERS)[number];
export const EVIDENCE = ["judgment", "penalty", "audit", "authority_record"] as const;
export const CASE_STATUS = ["in_force", "revoked"] as const;
export const TARGETS = ["public_institution", "designated_private_institution", "other_private_institution", "procurement_body", "security_department"] as const;
export const SIDES = ["received", "issued"] as const;
export const KINDS = {
  bid_misconduct: ["false_proof_others_affected", "false_proof", "collusion_national_vbp", "collusion_other", "other"],
  breach: ["selection_lost", "supply_failure", "agreement_not_signed", "other"],
} as const;
export const ROLES = ["manufacturer", "distributor"] as const;
export const STEPS = [
  "stop_conduct",
  "sanction_responsible",
  "public_apology",
  "compliance_report",
  "remove_inflated_price",
  "return_gains",
  "donate_gains",
  "name_controller",
] as const;
export type StepWord = (typeof STEPS)[number];
export const TENDERS = ["provincial", "alliance", "national_vbp"] as const;
export const COMMITMENTS = ["submitted", "missing"] as const;
export const VERSIONS = ["credit/cn-2020", "credit/cn-2025"] as const;

/** An amount as a decision states it: exact, or from and below. Ends left blank are not known. */
export interface Sum {
  how: "exact" | "between";
  exact: string;
  at_least: string;
  below: string;
}

export interface Fact {
  readonly key: number;
  matter: MatterWord;
  products: string;
  province: string;
  cited_clause: string;
  target: string;
  amount: Sum;
  /** What is known of the largest single bribe. */
  single: "unknown" | "whole" | "stated";
  largest_single: Sum;
  side: string;
  kind: string;
  high_price_until: string;
  explained: "" | "yes" | "no";
  conduct_from: string;
  conduct_until: string;
  sales_known: boolean;
  sales: Sum;
}

export interface Case {
  readonly key: number;
  case_id: string;
  evidence: string;
  effective_on: string;
  status: string;
  facts: Fact[];
}

export interface RepairForm {
  /** Blank: that of the decisive record. */
  matter: string;
  /** Blank: that of the grading. */
  grade: string;
  as_of: string;
  done: Record<StepWord, boolean>;
  products: { product: string; selected_price_applied_on: string }[];
}

/** An entry of the violation list: how long it lasts is stated, or follows from whether the firm cooperated. */
export interface BarForm {
  first_day: string;
  how: "cooperated" | "not_cooperated" | "last_day";
  last_day: string;
}

export interface StatusForm {
  product: string;
  province: string;
  on: string;
  tender: string;
  commitment: string;
  bars: BarForm[];
}

export interface Supplier {
  rulebook: string;
  firm: string;
  province: string;
  role: string;
  graded_on: string;
  cases: Case[];
  /** Of the grade itself. */
  start_on: string;
  cleared_on: string;
  last_day: string;
  revoked: boolean;
  repair: RepairForm;
  check: StatusForm;
  /** The next key of a case or a fact. */
  next: number;
}

export function emptySum(): Sum {
  return { how: "exact", exact: "", at_least: "", below: "" };
}

export function emptyFact(key: number): Fact {
  return {
    key,
    matter: "bribery",
    products: "",
    province: "",
    cited_clause: "",
    target: "public_institution",
    amount: emptySum(),
    single: "unknown",
    largest_single: emptySum(),
    side: "received",
    kind: "",
    high_price_until: "",
    explained: "",
    conduct_from: "",
    conduct_until: "",
    sales_known: false,
    sales: emptySum(),
  };
}

export function emptyCase(key: number): Case {
  return { key, case_id: "", evidence: "judgment", effective_on: "", status: "in_force", facts: [] };
}

export function emptyDone(): Record<StepWord, boolean> {
  return {
    stop_conduct: false,
    sanction_responsible: false,
    public_apology: false,
    compliance_report: false,
    remove_inflated_price: false,
    return_gains: false,
    donate_gains: false,
    name_controller: false,
  };
}

export function emptySupplier(): Supplier {
  return {
    rulebook: "credit/cn-2025",
    firm: "",
    province: "",
    role: "manufacturer",
    graded_on: "",
    cases: [],
    start_on: "",
    cleared_on: "",
    last_day: "",
    revoked: false,
    repair: { matter: "", grade: "", as_of: "", done: emptyDone(), products: [] },
    check: { product: "", province: "", on: "", tender: "provincial", commitment: "submitted", bars: [] },
    next: 1,
  };
}

export function addFact(supplier: Supplier, to: Case, given: Partial<Omit<Fact, "key">> = {}): Fact {
  const fact = { ...emptyFact(supplier.next), ...given };
  supplier.next += 1;
  to.facts.push(fact);
  return fact;
}

/** Appends a case without facts; its number is one that no other case has. */
export function addCase(supplier: Supplier, given: Partial<Omit<Case, "key" | "facts">> = {}): Case {
  const taken = new Set(supplier.cases.map(({ case_id }) => case_id));
  let number = supplier.cases.length + 1;
  while (taken.has(`C${number}`)) number += 1;
  const added: Case = { ...emptyCase(supplier.next), case_id: `C${number}`, ...given };
  supplier.next += 1;
  supplier.cases.push(added);
  return added;
}
