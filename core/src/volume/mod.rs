//! Linking price and quantity (量价挂钩): from the hospital's report to the money that the hospital keeps.
//!
//! A tender promises a quantity before it asks for a price. These functions follow it: what hospitals report, what is agreed, which
//! supplier gets what at each institution, what may be bought beyond, and what is kept of the surplus.
//!
//! | rule | clause | what happens | where |
//! | --- | --- | --- | --- |
//! | conventions 1–3 | – | numbers: exact inside, printed once | `number` |
//! | convention 5 | – | parameters that a caller may stand in for | `rulebook` |
//! | convention 8 | – | rounding of parts | `rounding` |
//! | 1–6 | `#total`, `#report_floor`, `#deviation`, `#explanation`, `#verdict`, `#coverage` | reports | `report` |
//! | 7–9 | `#pool`, `#clash`, `#split` | pools | `pool` |
//! | 10, 11 | `#authority`, `#advice` | who may run a tender | `tender` |
//! | 12 | `#share` | the agreed volume | `agreed` |
//! | 13–21 | `#main_supplier`, `#brand`, `#ladder`, `#supply_cap`, `#pool`, `#rank_split` | allocation | `allocate` |
//! | 22–24 | `#inquiry`, `#price_penalty`, `#share_by_bidder` | renewal | `renewal` |
//! | 25–27 | `#remaining`, `#price_cut_exemption` and the checks | beyond the agreed volume | `remaining` |
//! | 28 | `#tiered_cost` | quantity-price schedules | `tiered` |
//! | 29 | `#same_basket` | the same basket before and after | `basket` |
//! | 30 | `#four_same` | the cheaper platform | `platform` |
//! | 31 | `#zero_markup` | sale at the purchase price | `markup` |
//! | 32–37 | `#general`, `#simple`, `#status`, `#ratio` | surplus retention | `retention`, `assessment` |
//! | 38, 39 | `#settlement`, `#two_allows` | settlement, the two allowances | `allowances` |
//!
//! Every clause stands behind the id of the rulebook. Nothing is rounded before output but where a rounding is asked for: then per group,
//! and the difference is reported.

mod agreed;
mod allocate;
mod allowances;
mod assessment;
mod basket;
mod markup;
mod notes;
mod number;
mod parameters;
mod platform;
mod pool;
mod remaining;
mod renewal;
mod report;
mod retention;
mod rounding;
mod rulebook;
mod sentences;
mod tender;
mod tiered;
mod validate;
mod vocabulary;

pub use agreed::{AgreedQuestion, AgreedUnit, AgreedVolume, Base};
pub use allocate::{
    Allocation, AllocationInstitution, AllocationQuestion, AllocationWinner, Choice, InstitutionAllocation,
    InstitutionPool, MAX_CELLS, ProductAllocation, ProductTotal,
};
pub use allowances::{Allowances, AllowancesQuestion, FundAmount, FundSettlement, SetAside, SettlementShare, Wages};
pub use assessment::{Assessment, Indicator};
pub use basket::{BasketItem, BasketQuestion, BasketSaving};
pub use markup::{MarkupCheck, MarkupLine, MarkupQuestion, SaleLine};
pub use number::{
    Figure, NonNegative, ParseFigureError, PartNumber, Place, Positive, ScoreOf100, SignedShare, UnitShare, Whole, Year,
};
pub use parameters::{PartRoundingRule, StatedRounding};
pub use platform::{ChosenOffer, ComparedOffer, Offer, OfferGroup, PlatformChoice, PlatformQuestion};
pub use pool::{
    Clash, DrugMarket, DrugPrice, DrugQuantity, Member, MemberShare, Period, Pool, PoolQuestion, PoolThresholds,
    PooledDrug, RunningTender, SplitDrug, SplitPart,
};
pub use remaining::{NonWinner, Remaining, RemainingCheck, RemainingQuestion};
pub use renewal::{LastRound, Renewal, RenewalQuestion};
pub use report::{
    BrandReport, ConvertedReport, LineCheck, ReportCheck, ReportLine, ReportQuestion, VerdictCounts, YearQuantity,
};
pub use retention::{AgreedWinner, DrugRetention, Retention, RetentionDrug, RetentionQuestion};
pub use rulebook::Rulebook;
pub use tender::{AuthorityQuestion, TenderAuthority};
pub use tiered::{CheaperFrom, PriceTier, TierBand, TieredCost, TieredQuestion};
pub use validate::MAX_LIST;
pub use vocabulary::{
    AllocationMethod, Authority, AwardClass, CheckOutcome, CompetitionReason, CutRounding, DeviationOutcome,
    DrugStatus, Duty, ExplanationState, FloorOutcome, InstitutionKind, InvoiceBasis, MarkupOutcome, NationalAdvice,
    NeedsExplanation, NegativeBase, NoVolumeReports, NonWinnerKind, OfferOutcome, PartRounding, PartyKind,
    ProductClass, RangeCheck, RatioSource, RedistributionRule, RemainingCheckKind, RemainingVerdict, RenewalMode,
    RenewalRule, ReportReason, ReportVerdict, RetentionFormula, Route, RungKey, SavingVerdict, Scheme, ScoreLevel,
    ShareSource, Stage, Sufficiency, SupplyCap, TenderKind, TenderLevel, TenderViolation, Threshold, UnfinishedScope,
    VolumeClass,
};

use crate::error::Error;
use crate::explain::Sink;
use crate::functions::functions;

functions! {
    /// Whether a report is complete and plausible, line by line.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the document has a floor or limits that are not published and not given; `invalid_input` with the field;
    /// `limit_exceeded` for a list of more than [`MAX_LIST`].
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, ReportVerdict, Rulebook};
    ///
    /// let rulebook = Rulebook::builtin("volume/cn-batch-11")?;
    /// let question = serde_json::from_str(
    ///     r#"{ "institution": "H1", "lines": [ { "drug": "D1", "generic_quantity": "879.999999",
    ///          "history": [ { "year": 2023, "quantity": "1000" }, { "year": 2024, "quantity": "1200" } ] } ] }"#,
    /// )?;
    /// let report = volume::check_report(&rulebook, &question)?;
    /// assert_eq!(report.lines[0].floor_quantity.as_ref().unwrap().to_string(), "880"); // 80 % of the mean
    /// assert_eq!(report.verdict, Some(ReportVerdict::Explain));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 1 to 6 of the [module page](self); reporting notice of batch 11, August 2025.
    check_report, check_report_with: ReportQuestion => ReportCheck, report::check_report;

    /// How much members bring together, whether it is enough, and what goes back to them.
    ///
    /// # Errors
    ///
    /// `invalid_input` with the field, `limit_exceeded` for a list of more than [`MAX_LIST`].
    ///
    /// *Source*: rules 7 to 9.
    pool, pool_with: PoolQuestion => Pool, pool::pool;

    /// Who may run which tender, and what was broken.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the rulebook has no such table or row.
    ///
    /// *Source*: rules 10 and 11; Hebei, July 2020.
    tender_authority, tender_authority_with: AuthorityQuestion => TenderAuthority, tender::tender_authority;

    /// How much of the base is agreed.
    ///
    /// # Errors
    ///
    /// `rule_gap` without a share; `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, Rulebook};
    ///
    /// let rulebook = Rulebook::builtin("volume/cn-batch-02")?;
    /// let question = serde_json::from_str(
    ///     r#"{ "winners": 2, "bases": [ { "unit": "A", "quantity": "3200" }, { "unit": "B", "quantity": "1800" } ] }"#,
    /// )?;
    /// assert_eq!(volume::agreed(&rulebook, &question)?.agreed_total.to_string(), "3000"); // acarbose, 60 %
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rule 12.
    agreed, agreed_with: AgreedQuestion => AgreedVolume, agreed::agreed;

    /// Which supplier gets what at each institution.
    ///
    /// Reported = own + redistributed + undistributed + outside the agreement, exactly, before rounding.
    ///
    /// # Errors
    ///
    /// `rule_gap` where a share or the redistribution is not published; `invalid_input` with the field; `limit_exceeded` for more than
    /// [`MAX_CELLS`] winners times institutions.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, Rulebook};
    ///
    /// let rulebook = Rulebook::builtin("volume/cn-batch-11")?;
    /// let question = serde_json::from_str(
    ///     r#"{ "share": "0.80", "winners": [ { "product": "A" }, { "product": "B" }, { "product": "C", "route": "revived_unshortlisted" } ],
    ///          "institutions": [ { "institution": "H1", "generic_quantity": "100", "main_supplier": "B", "brand_reports": [
    ///            { "product": "A", "quantity": "200" }, { "product": "C", "quantity": "50" }, { "product": "X", "quantity": "150" } ] } ] }"#,
    /// )?;
    /// let allocation = volume::allocate(&rulebook, &question)?;
    /// let agreed: Vec<String> = allocation.products.iter().map(|product| product.agreed.to_string()).collect();
    /// assert_eq!(agreed, ["160", "200", "40"]); // B gets 80 % of the generic reports and of those for X, which lost
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 13 to 21.
    allocate, allocate_with: AllocationQuestion => Allocation, allocate::allocate;

    /// What a renewal bid does to the share.
    ///
    /// # Errors
    ///
    /// `rule_gap` where a share is not published; `invalid_input` with the field.
    ///
    /// *Source*: rules 22 to 24; 医保办发〔2021〕44号, CSJ-YD2022-1.
    renewal, renewal_with: RenewalQuestion => Renewal, renewal::renewal;

    /// What may be bought beyond the agreed volume.
    ///
    /// # Errors
    ///
    /// `rule_gap` where a limit is not published and not given; `invalid_input` with the field.
    ///
    /// *Source*: rules 25 to 27; supplements of Shanghai.
    remaining, remaining_with: RemainingQuestion => Remaining, remaining::remaining;

    /// What a quantity costs under a quantity-price schedule.
    ///
    /// # Errors
    ///
    /// `invalid_input` with the field.
    ///
    /// *Source*: rule 28.
    tiered_cost, tiered_cost_with: TieredQuestion => TieredCost, tiered::tiered_cost;

    /// What the same basket saves.
    ///
    /// # Errors
    ///
    /// `invalid_input` with the field.
    ///
    /// *Source*: rule 29; Shenzhen 2016.
    same_basket_saving, same_basket_saving_with: BasketQuestion => BasketSaving, basket::same_basket_saving;

    /// Which platform is cheaper for the same drug.
    ///
    /// # Errors
    ///
    /// `invalid_input` with the field.
    ///
    /// *Source*: rule 30.
    choose_platform, choose_platform_with: PlatformQuestion => PlatformChoice, platform::choose_platform;

    /// Whether sales are without mark-up.
    ///
    /// # Errors
    ///
    /// `rule_gap` for herbal slices where nothing says whether they are exempt; `invalid_input` with the field.
    ///
    /// *Source*: rule 31.
    zero_markup, zero_markup_with: MarkupQuestion => MarkupCheck, markup::zero_markup;

    /// What the hospital keeps of the surplus.
    ///
    /// # Errors
    ///
    /// `rule_gap` where a ratio, a scope or a switch is not published and not given; `invalid_input` with the field.
    ///
    /// *Source*: rules 32 to 37; 医保发〔2020〕26号.
    retention, retention_with: RetentionQuestion => Retention, retention::retention;

    /// What may be distributed to staff, after settlement with the fund.
    ///
    /// # Errors
    ///
    /// `invalid_input` with the field.
    ///
    /// *Source*: rules 38 and 39.
    two_allows, two_allows_with: AllowancesQuestion => Allowances, allowances::two_allows;
}
