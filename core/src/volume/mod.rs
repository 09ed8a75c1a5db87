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
    check_report,
    /// # Example
    ///
    /// ```
    /// use jicai::{explain::{Language, Trace}, volume::{self, Rulebook}};
    ///
    /// // Zhejiang tests reports against last year and prints no limits: the caller states 30 % both ways.
    /// let question = serde_json::from_str(r#"{ "institution": "H1", "reporting_year": 2025, "deviation_up": "0.30", "deviation_down": "0.30", "lines": [
    ///          { "drug": "D1", "generic_quantity": "1400", "history": [ { "year": 2024, "quantity": "1000" } ] } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// volume::check_report_with(&*Rulebook::builtin("volume/zhejiang-2025")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[1].text(Language::En), "drug D1: 0.4 against last year, above the limit");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    check_report_with: ReportQuestion => ReportCheck, report::check_report;

    /// How much members bring together, whether it is enough, and what goes back to them.
    ///
    /// # Errors
    ///
    /// `invalid_input` with the field, `limit_exceeded` for a list of more than [`MAX_LIST`].
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, Rulebook, Sufficiency};
    ///
    /// let question = serde_json::from_str(r#"{ "thresholds": { "min_quantity": "1000" }, "members": [
    ///          { "member": "M1", "volumes": [ { "drug": "D1", "quantity": "300" } ] },
    ///          { "member": "M2", "volumes": [ { "drug": "D1", "quantity": "500" } ] },
    ///          { "member": "M3", "volumes": [ { "drug": "D1", "quantity": "200" } ] } ] }"#)?;
    /// let pool = volume::pool(&*Rulebook::builtin("volume/generic")?, &question)?;
    /// let drug = &pool.drugs[0];
    /// assert_eq!(drug.sufficiency, Sufficiency::Sufficient); // 1000 reaches the threshold exactly
    /// assert_eq!(drug.pool_gain.as_ref().unwrap().to_string(), "2"); // twice what the largest member brings
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 7 to 9.
    pool,
    /// # Example
    ///
    /// ```
    /// use jicai::{explain::{Language, Trace}, volume::{self, Rulebook}};
    ///
    /// // 100 packs for two members that reported 1 and 2, in whole packs.
    /// let question = serde_json::from_str(r#"{ "members": [ { "member": "A", "volumes": [ { "drug": "D1", "quantity": "1" } ] },
    ///                       { "member": "B", "volumes": [ { "drug": "D1", "quantity": "2" } ] } ],
    ///          "split": [ { "drug": "D1", "quantity": "100" } ], "rounding": { "mode": "largest_remainder", "step": "1" } }"#)?;
    /// let mut trace = Trace::explaining();
    /// volume::pool_with(&*Rulebook::builtin("volume/generic")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[2].text(Language::En), "drug D1: of 100 the member B gets 67");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pool_with: PoolQuestion => Pool, pool::pool;

    /// Who may run which tender, and what was broken.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the rulebook has no such table or row.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, Authority, Rulebook, TenderViolation};
    ///
    /// // A city starts its own tender a day before the province approves it.
    /// let question = serde_json::from_str(r#"{ "level": "prefecture_city", "kind": "own_tender", "started_on": "2020-08-01", "approved_on": "2020-08-02" }"#)?;
    /// let answer = volume::tender_authority(&*Rulebook::builtin("volume/hebei-2020")?, &question)?;
    /// assert_eq!(answer.authority, Authority::NeedsProvincialApproval);
    /// assert_eq!(answer.violations, [TenderViolation::StartedWithoutApproval]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 10 and 11; Hebei, July 2020.
    tender_authority,
    /// # Example
    ///
    /// ```
    /// use jicai::{explain::{Language, Trace}, volume::{self, Rulebook}};
    ///
    /// let question = serde_json::from_str(r#"{ "level": "county", "kind": "own_tender" }"#)?;
    /// let mut trace = Trace::explaining();
    /// volume::tender_authority_with(&*Rulebook::builtin("volume/hebei-2020")?, &question, &mut trace)?;
    /// let sentences: Vec<String> = trace.steps().iter().map(|step| step.text(Language::En)).collect();
    /// assert_eq!(sentences, ["own tender by a county: not allowed in principle", "national advice on own tender: not advised"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    tender_authority_with: AuthorityQuestion => TenderAuthority, tender::tender_authority;

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
    agreed,
    /// # Example
    ///
    /// ```
    /// use jicai::{explain::Trace, volume::{self, RangeCheck, Rulebook}};
    ///
    /// // Batch 11 published a share for four winners only. For two the caller states one, outside the published range of 60 to 80 %.
    /// let question = serde_json::from_str(r#"{ "winners": 2, "share": "0.55", "bases": [ { "unit": "P1", "quantity": "1000" } ] }"#)?;
    /// let mut trace = Trace::new();
    /// let agreed = volume::agreed_with(&*Rulebook::builtin("volume/cn-batch-11")?, &question, &mut trace)?;
    /// assert_eq!((agreed.agreed_total.to_string().as_str(), agreed.range_check), ("550", RangeCheck::Outside));
    /// let used: Vec<&str> = trace.rests_on().map(|source| source.parameter()).collect();
    /// assert_eq!(used, ["volume/cn-batch-11#share_range"]); // what the caller states is no parameter of a document
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    agreed_with: AgreedQuestion => AgreedVolume, agreed::agreed;

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
    allocate,
    /// # Example
    ///
    /// ```
    /// use jicai::{explain::{Language, Trace}, volume::{self, Rulebook}};
    ///
    /// // Ligation clips: a winner that cut its price by 66 % keeps 53 % of its reports: 50 at a cut of 65 %, three points for each point more.
    /// let question = serde_json::from_str(r#"{ "stage": "own", "winners": [ { "product": "A", "cut": "0.66" } ],
    ///          "institutions": [ { "institution": "H1", "brand_reports": [ { "product": "A", "quantity": "100" } ] } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// volume::allocate_with(&*Rulebook::builtin("volume/fujian-clips")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].text(Language::En), "product A at H1: keeps 53 (share 0.53 of 100), gets 0 besides, 53 agreed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    allocate_with: AllocationQuestion => Allocation, allocate::allocate;

    /// What a renewal bid does to the share.
    ///
    /// # Errors
    ///
    /// `rule_gap` where a share is not published; `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, Rulebook};
    ///
    /// // Batches 1 to 8: who asks 10 % more than before loses 20 points of the share.
    /// let question = serde_json::from_str(r#"{ "incumbent": true, "old_price": "1.00", "bid": "1.10", "base_share": "0.60", "base_quantity": "1000" }"#)?;
    /// let renewal = volume::renewal(&*Rulebook::builtin("volume/renewal-batches-1-8")?, &question)?;
    /// assert_eq!(renewal.factor.unwrap().to_string(), "0.8");
    /// assert_eq!(renewal.agreed.unwrap().to_string(), "480"); // 1000 × 0.6 × 0.8
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 22 to 24; 医保办发〔2021〕44号, CSJ-YD2022-1.
    renewal,
    /// # Example
    ///
    /// ```
    /// use jicai::{explain::{Language, Trace}, volume::{self, Rulebook}};
    ///
    /// // The line is the lower of the province's price and 1.5 times the lowest winning price of the country.
    /// let question = serde_json::from_str(r#"{ "last_round": { "provincial_price": "2", "national_lowest": "1.2", "national_highest": "2.5" } }"#)?;
    /// let mut trace = Trace::explaining();
    /// volume::renewal_with(&*Rulebook::builtin("volume/renewal-2021")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].text(Language::En), "the renewal runs by inquiry, line 1.8, ceiling 2.5");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    renewal_with: RenewalQuestion => Renewal, renewal::renewal;

    /// What may be bought beyond the agreed volume.
    ///
    /// # Errors
    ///
    /// `rule_gap` where a limit is not published and not given; `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, RemainingVerdict, Rulebook};
    ///
    /// // Shanghai lets non-winners have about 20 % of what is bought; 200 of 1000 is on the limit.
    /// let question = serde_json::from_str(r#"{ "agreed_quantity": "500", "winner_quantity": "800", "non_winners": [ { "product": "N", "quantity": "200" } ] }"#)?;
    /// let remaining = volume::remaining(&*Rulebook::builtin("volume/shanghai-2021")?, &question)?;
    /// assert_eq!(remaining.remaining_quantity.to_string(), "500");
    /// assert_eq!(remaining.verdict, RemainingVerdict::Pass);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 25 to 27; supplements of Shanghai.
    remaining,
    /// # Example
    ///
    /// ```
    /// use jicai::{explain::{Language, Trace}, volume::{self, Rulebook}};
    ///
    /// // An originator that went below the winner's price, after the agreed volume was bought.
    /// let question = serde_json::from_str(r#"{ "agreed_quantity": "500", "winner_quantity": "800", "winning_price": "1.00", "non_winners": [
    ///          { "product": "N", "kind": "originator", "quantity": "300", "price": "0.90" } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// volume::remaining_with(&*Rulebook::builtin("volume/shanghai-2021")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[1].text(Language::En), "N is cheaper than the winner and is not counted");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    remaining_with: RemainingQuestion => Remaining, remaining::remaining;

    /// What a quantity costs under a quantity-price schedule.
    ///
    /// # Errors
    ///
    /// `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, Rulebook};
    ///
    /// let question = serde_json::from_str(r#"{ "scheme": "all_units", "quantity": "460", "tiers": [
    ///          { "from": "0", "price": "10" }, { "from": "100", "price": "9" }, { "from": "500", "price": "8" } ] }"#)?;
    /// let cost = volume::tiered_cost(&*Rulebook::builtin("volume/generic")?, &question)?;
    /// assert_eq!(cost.total.to_string(), "4140"); // every unit at 9
    /// assert_eq!(cost.cheaper_from.unwrap().total.to_string(), "4000"); // 500 units at 8 would cost less
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rule 28.
    tiered_cost,
    /// # Example
    ///
    /// ```
    /// use jicai::{explain::Trace, volume::{self, Rulebook}};
    ///
    /// // 20 units above the cap: 40 % of their price is paid back.
    /// let question = serde_json::from_str(r#"{ "scheme": "price_volume_cap", "quantity": "120", "price": "10", "cap_quantity": "100", "payback_rate": "0.4" }"#)?;
    /// let mut trace = Trace::explaining();
    /// volume::tiered_cost_with(&*Rulebook::builtin("volume/generic")?, &question, &mut trace)?;
    /// let step = &trace.steps()[0];
    /// assert_eq!(step.clause(), "volume/generic#tiered_cost");
    /// assert_eq!(step.fact("payback").unwrap().to_string(), "80");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    tiered_cost_with: TieredQuestion => TieredCost, tiered::tiered_cost;

    /// What the same basket saves.
    ///
    /// # Errors
    ///
    /// `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, Rulebook, SavingVerdict};
    ///
    /// // Shenzhen's pilot promised 30 % below the year before.
    /// let question = serde_json::from_str(r#"{ "items": [ { "item": "A", "quantity": "100", "old_price": "10", "new_price": "6" },
    ///                     { "item": "B", "quantity": "10", "old_price": "20", "new_price": "18" } ] }"#)?;
    /// let basket = volume::same_basket_saving(&*Rulebook::builtin("volume/shenzhen-gpo-2016")?, &question)?;
    /// assert_eq!(basket.saving.unwrap().to_string(), "0.35"); // 780 instead of 1200
    /// assert_eq!(basket.verdict, SavingVerdict::Met);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rule 29; Shenzhen 2016.
    same_basket_saving,
    /// # Example
    ///
    /// ```
    /// use jicai::{explain::Trace, volume::{self, Rulebook}};
    ///
    /// // Jilin City asks for prices that are "clearly lower" and gives no number: 5 % less is neither met nor missed.
    /// let question = serde_json::from_str(r#"{ "items": [ { "item": "A", "quantity": "100", "old_price": "10", "new_price": "9.5" } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// volume::same_basket_saving_with(&*Rulebook::builtin("volume/jilin-city-2020")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].outcome(), "undetermined");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    same_basket_saving_with: BasketQuestion => BasketSaving, basket::same_basket_saving;

    /// Which platform is cheaper for the same drug.
    ///
    /// # Errors
    ///
    /// `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, Rulebook};
    ///
    /// // The same tablet: 14 for 14 yuan in the province, 7 for 7.07 at the purchasing group.
    /// let question = serde_json::from_str(r#"{ "offers": [
    ///       { "offer": "1", "platform": "province", "generic_name": "G", "dosage_form": "tablet", "specification": "10mg", "manufacturer": "M",
    ///         "unit": "tablet", "units": "14", "price": "14" },
    ///       { "offer": "2", "platform": "gpo", "generic_name": "G", "dosage_form": "tablet", "specification": "10mg", "manufacturer": "M",
    ///         "unit": "tablet", "units": "7", "price": "7.07" } ] }"#)?;
    /// let choice = volume::choose_platform(&*Rulebook::builtin("volume/jilin-city-2020")?, &question)?;
    /// assert_eq!(choice.groups[0].chosen.as_ref().unwrap().platform.as_str(), "province"); // 1.00 a tablet against 1.01
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rule 30.
    choose_platform,
    /// # Example
    ///
    /// ```
    /// use jicai::{explain::{Language, Trace}, volume::{self, Rulebook}};
    ///
    /// // One offer, and that not of equal quality: nothing is left to compare.
    /// let question = serde_json::from_str(r#"{ "offers": [ { "offer": "1", "platform": "province", "generic_name": "G", "dosage_form": "tablet", "specification": "10mg",
    ///          "manufacturer": "M", "unit": "tablet", "units": "1", "price": "8", "quality_equal": false } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// volume::choose_platform_with(&*Rulebook::builtin("volume/generic")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].text(Language::En), "G: no offer");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    choose_platform_with: PlatformQuestion => PlatformChoice, platform::choose_platform;

    /// Whether sales are without mark-up.
    ///
    /// # Errors
    ///
    /// `rule_gap` for herbal slices where nothing says whether they are exempt; `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, MarkupOutcome, Rulebook};
    ///
    /// let question = serde_json::from_str(r#"{ "lines": [ { "line": "1", "purchase_price": "22.26", "sale_price": "22.26" },
    ///                     { "line": "2", "purchase_price": "10", "sale_price": "11.5", "quantity": "3" } ] }"#)?;
    /// let check = volume::zero_markup(&*Rulebook::builtin("volume/jilin-city-2020")?, &question)?;
    /// assert_eq!(check.lines[1].outcome, MarkupOutcome::Above);
    /// assert_eq!(check.excess_total.to_string(), "4.5"); // 3 × 1.50 yuan
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rule 31.
    zero_markup,
    /// # Example
    ///
    /// ```
    /// use jicai::{explain::{Language, Trace}, volume::{self, Rulebook}};
    ///
    /// let question = serde_json::from_str(r#"{ "lines": [ { "line": "1", "purchase_price": "10", "sale_price": "12.5", "product_class": "tcm_slices" } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// volume::zero_markup_with(&*Rulebook::builtin("volume/jilin-city-2020")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].text(Language::En), "line 1: herbal slices are exempt");
    /// assert!(trace.require_verified().is_err()); // no text at hand says so for this city
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    zero_markup_with: MarkupQuestion => MarkupCheck, markup::zero_markup;

    /// What the hospital keeps of the surplus.
    ///
    /// # Errors
    ///
    /// `rule_gap` where a ratio, a scope or a switch is not published and not given; `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, Rulebook};
    ///
    /// let question = serde_json::from_str(r#"{ "institution": "H1", "ratio": "0.50", "drugs": [ { "drug": "D1", "base_quantity": "10000", "price_before": "5.00",
    ///          "winners": [ { "product": "W", "agreed_quantity": "8000", "price": "1.50" } ], "purchased_quantity": "8000",
    ///          "non_winner_amount": "4000", "pay_ratio_before": "0.60", "pay_ratio_contract": "0.60", "insured_share": "0.90" } ] }"#)?;
    /// let kept = volume::retention(&*Rulebook::builtin("volume/retention-cn-2020")?, &question)?;
    /// assert_eq!(kept.base_total.to_string(), "18360"); // a budget of 27000 less (12000 + 4000) × 0.6 × 0.9
    /// assert_eq!(kept.retention_total.to_string(), "9180");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 32 to 37; 医保发〔2020〕26号.
    retention,
    /// # Example
    ///
    /// ```
    /// use jicai::{explain::{Language, Trace}, volume::{self, Rulebook}};
    ///
    /// // Shiquan county counts the agreed quantity alone: 8000 × (5.00 − 1.50) × 0.9 × 0.6.
    /// let question = serde_json::from_str(r#"{ "institution": "H1", "ratio": "0.50", "drugs": [ { "drug": "D1", "price_before": "5.00", "purchased_quantity": "8000",
    ///          "winners": [ { "product": "W", "agreed_quantity": "8000", "price": "1.50" } ], "pay_ratio_contract": "0.60", "insured_share": "0.90" } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// volume::retention_with(&*Rulebook::builtin("volume/retention-shiquan")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].text(Language::En), "drug D1: the surplus is 15120");
    /// assert_eq!(trace.steps()[2].text(Language::En), "drug D1: at the ratio 0.5 the hospital keeps 7560");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    retention_with: RetentionQuestion => Retention, retention::retention;

    /// What may be distributed to staff, after settlement with the fund.
    ///
    /// # Errors
    ///
    /// `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, Rulebook};
    ///
    /// let question = serde_json::from_str(r#"{ "service_income": "1000000", "cost": "800000", "staff_share": "0.7", "funds": [
    ///          { "fund": "development", "rate": "0.40" }, { "fund": "welfare", "amount": "20000" } ] }"#)?;
    /// let allowances = volume::two_allows(&*Rulebook::builtin("volume/jilin-city-2020")?, &question)?;
    /// assert_eq!(allowances.distributable.to_string(), "100000"); // 200000 less 40 % less 20000
    /// assert_eq!(allowances.staff.to_string(), "70000");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 38 and 39.
    two_allows,
    /// # Example
    ///
    /// ```
    /// use jicai::{explain::{Language, Trace}, volume::{self, Rulebook}};
    ///
    /// // 20 000 yuan below the budget that the fund agreed to, 60 % of them for the institution.
    /// let question = serde_json::from_str(r#"{ "service_income": "1000000", "cost": "800000", "staff_share": "0.7", "settlement": { "budget": "100000", "actual": "80000",
    ///          "keep_share": "0.6", "overrun_fund_share": "0.5", "overrun_limit": "0.1" } }"#)?;
    /// let mut trace = Trace::explaining();
    /// volume::two_allows_with(&*Rulebook::builtin("volume/jilin-city-2020")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].text(Language::En), "of what was saved the institution keeps 12000");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    two_allows_with: AllowancesQuestion => Allowances, allowances::two_allows;
}
