/**
 * Every function by the name that requests have.
 *
 * Written by `make typescript-types` from the JSON Schemas of the core. Do not edit.
 */
import type * as award from "./award.js";
import type * as differential from "./differential.js";
import type * as payment from "./payment.js";
import type * as credit from "./credit.js";
import type * as volume from "./volume.js";
import type * as execution from "./execution.js";
import type * as rulebook from "./rulebook.js";

/** Area → its functions. */
export interface Areas {
  readonly award: award.Functions;
  readonly differential: differential.Functions;
  readonly payment: payment.Functions;
  readonly credit: credit.Functions;
  readonly volume: volume.Functions;
  readonly execution: execution.Functions;
  readonly rulebook: rulebook.Functions;
}

/** Name of a function → what it is asked, and what it answers. */
export interface Calls {
  "award.select": { input: award.Lot; value: award.Award };
  "award.select_round": { input: award.RoundQuestion; value: award.RoundAward };
  "award.region_counts": { input: award.RegionCountsQuestion; value: award.RegionCounts };
  "award.assign_regions": { input: award.RegionsQuestion; value: award.RegionAssignment };
  "award.group_bidders": { input: award.GroupQuestion; value: award.Grouping };
  "award.contract_terms": { input: award.TermsQuestion; value: award.ContractTerms };
  "award.compare": { input: award.CompareInput; value: award.CompareResult };
  "award.what_if": { input: award.WhatIfQuestion; value: award.WhatIf };
  "differential.price": { input: differential.PriceQuestion; value: differential.DifferentialPrice };
  "differential.comparable_price": { input: differential.ComparablePriceQuestion; value: differential.ComparablePrice };
  "differential.ratio": { input: differential.RatioQuestion; value: differential.DifferentialRatio };
  "differential.check_listing": { input: differential.ListingQuestion; value: differential.ListingCheck };
  "differential.needs_representative": { input: differential.RepresentativeQuestion; value: differential.RepresentativeNeed };
  "payment.standard": { input: payment.StandardQuestion; value: payment.Standard };
  "payment.path": { input: payment.PathQuestion; value: payment.StandardPath };
  "payment.split_line": { input: payment.LineQuestion; value: payment.LineSplit };
  "payment.settle": { input: payment.SettleQuestion; value: payment.Settlement };
  "payment.bid_entry": { input: payment.BidEntryQuestion; value: payment.BidEntry };
  "payment.retail_cap": { input: payment.RetailQuestion; value: payment.RetailCap };
  "payment.lint_rulebook": { input: payment.LintQuestion; value: payment.RulebookLint };
  "credit.grade": { input: credit.GradeQuestion; value: credit.Grading };
  "credit.compare": { input: credit.CompareQuestion; value: credit.GradeComparison };
  "credit.measures": { input: credit.MeasuresQuestion; value: credit.GradeMeasures };
  "credit.repair": { input: credit.RepairQuestion; value: credit.Correction };
  "credit.national": { input: credit.NationalQuestion; value: credit.NationalView };
  "credit.supplier_status": { input: credit.SupplierQuestion; value: credit.SupplierStatus };
  "credit.bar": { input: credit.BarQuestion; value: credit.BarStatus };
  "credit.default_rulebook": { input: credit.VersionQuestion; value: credit.Version };
  "volume.check_report": { input: volume.ReportQuestion; value: volume.ReportCheck };
  "volume.pool": { input: volume.PoolQuestion; value: volume.Pool };
  "volume.tender_authority": { input: volume.AuthorityQuestion; value: volume.TenderAuthority };
  "volume.agreed": { input: volume.AgreedQuestion; value: volume.AgreedVolume };
  "volume.allocate": { input: volume.AllocationQuestion; value: volume.Allocation };
  "volume.renewal": { input: volume.RenewalQuestion; value: volume.Renewal };
  "volume.remaining": { input: volume.RemainingQuestion; value: volume.Remaining };
  "volume.tiered_cost": { input: volume.TieredQuestion; value: volume.TieredCost };
  "volume.same_basket_saving": { input: volume.BasketQuestion; value: volume.BasketSaving };
  "volume.choose_platform": { input: volume.PlatformQuestion; value: volume.PlatformChoice };
  "volume.zero_markup": { input: volume.MarkupQuestion; value: volume.MarkupCheck };
  "volume.retention": { input: volume.RetentionQuestion; value: volume.Retention };
  "volume.two_allows": { input: volume.AllowancesQuestion; value: volume.Allowances };
  "execution.progress": { input: execution.ProgressQuestion; value: execution.Progress };
  "execution.alerts": { input: execution.AlertsQuestion; value: execution.Alerts };
  "execution.assess": { input: execution.AssessQuestion; value: execution.AssessmentResult };
  "execution.escalate": { input: execution.EscalateQuestion; value: execution.Escalation };
  "execution.settlement_due": { input: execution.SettlementQuestion; value: execution.SettlementDue };
  "execution.prepayment": { input: execution.PrepaymentQuestion; value: execution.VbpPrepayment | execution.FundPrepayment };
  "execution.price_mark": { input: execution.MarkQuestion; value: execution.PriceMarks };
  "execution.non_supply_cap": { input: execution.CapQuestion; value: execution.NonSupplyCaps };
  "execution.second_slot": { input: execution.SlotQuestion; value: execution.SlotChoice };
  "execution.replace_supplier": { input: execution.ReplaceQuestion; value: execution.Replacement };
  "execution.disclosure": { input: execution.DisclosureQuestion; value: execution.Disclosure };
  "execution.central_purchase": { input: execution.PurchaseQuestion; value: execution.PurchaseRoutes };
  "execution.drug_income_ratio": { input: execution.IncomeQuestion; value: execution.IncomeRatio };
  "execution.process_score": { input: execution.ScoreQuestion; value: execution.ProcessScore };
  "execution.shortage": { input: execution.ShortageQuestion; value: execution.Shortage };
  "rulebook.list": { input: rulebook.Filter; value: rulebook.ListOutput };
  "rulebook.show": { input: rulebook.ShowInput; value: rulebook.RulebookObject };
}
