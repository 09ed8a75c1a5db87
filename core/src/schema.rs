//! JSON Schemas of every function's input and output, derived from the types that are the contract.
//!
//! Feature `schema`. The schemas are checked in below `spec-tests/schema/`; other languages generate their types from them.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};

use crate::award;
use crate::credit;
use crate::differential;
use crate::execution;
use crate::payment;
use crate::rulebook::{Filter, Listing};
use crate::volume;

/// The schema of one side of a function.
///
/// # Example
///
/// ```
/// let all = jicai::schema::all();
/// let [input, output, ..] = all.as_slice() else { panic!("there are many") };
/// assert_eq!((input.name.as_str(), output.name.as_str()), ("award.select.input", "award.select.output"));
/// assert_eq!(input.schema.get("additionalProperties"), Some(&false.into())); // unknown fields are refused
/// ```
pub struct Named {
    /// `<function>.input` or `<function>.output`.
    pub name: String,
    /// JSON Schema, draft 2020-12.
    pub schema: Schema,
}

/// Every schema, function by function, input before output.
///
/// Rulebook objects are described in the documentation of each area; `rulebook.show` gives one.
///
/// # Example
///
/// ```
/// let all = jicai::schema::all();
/// assert!(all.iter().any(|named| named.name == "award.select.input"));
/// ```
pub fn all() -> Vec<Named> {
    let mut all = Vec::new();
    function::<award::Lot, award::Award>(&mut all, "award.select");
    function::<award::RoundQuestion, award::RoundAward>(&mut all, "award.select_round");
    function::<award::RegionCountsQuestion, award::RegionCounts>(&mut all, "award.region_counts");
    function::<award::RegionsQuestion, award::RegionAssignment>(&mut all, "award.assign_regions");
    function::<award::GroupQuestion, award::Grouping>(&mut all, "award.group_bidders");
    function::<award::TermsQuestion, award::ContractTerms>(&mut all, "award.contract_terms");
    function::<CompareInput, award::CompareResult>(&mut all, "award.compare");
    function::<award::WhatIfQuestion, award::WhatIf>(&mut all, "award.what_if");
    function::<differential::PriceQuestion, differential::DifferentialPrice>(&mut all, "differential.price");
    function::<differential::ComparablePriceQuestion, differential::ComparablePrice>(
        &mut all,
        "differential.comparable_price",
    );
    function::<differential::RatioQuestion, differential::DifferentialRatio>(&mut all, "differential.ratio");
    function::<differential::ListingQuestion, differential::ListingCheck>(&mut all, "differential.check_listing");
    function::<differential::RepresentativeQuestion, differential::RepresentativeNeed>(
        &mut all,
        "differential.needs_representative",
    );
    function::<payment::StandardQuestion, payment::Standard>(&mut all, "payment.standard");
    function::<payment::PathQuestion, payment::StandardPath>(&mut all, "payment.path");
    function::<payment::LineQuestion, payment::LineSplit>(&mut all, "payment.split_line");
    function::<payment::SettleQuestion, payment::Settlement>(&mut all, "payment.settle");
    function::<payment::BidEntryQuestion, payment::BidEntry>(&mut all, "payment.bid_entry");
    function::<payment::RetailQuestion, payment::RetailCap>(&mut all, "payment.retail_cap");
    function::<payment::LintQuestion, payment::RulebookLint>(&mut all, "payment.lint_rulebook");
    function::<credit::GradeQuestion, credit::Grading>(&mut all, "credit.grade");
    function::<credit::CompareQuestion, credit::GradeComparison>(&mut all, "credit.compare");
    function::<credit::MeasuresQuestion, credit::GradeMeasures>(&mut all, "credit.measures");
    function::<credit::RepairQuestion, credit::Correction>(&mut all, "credit.repair");
    function::<credit::NationalQuestion, credit::NationalView>(&mut all, "credit.national");
    function::<credit::SupplierQuestion, credit::SupplierStatus>(&mut all, "credit.supplier_status");
    function::<credit::BarQuestion, credit::BarStatus>(&mut all, "credit.bar");
    function::<credit::VersionQuestion, credit::Version>(&mut all, "credit.default_rulebook");
    function::<volume::ReportQuestion, volume::ReportCheck>(&mut all, "volume.check_report");
    function::<volume::PoolQuestion, volume::Pool>(&mut all, "volume.pool");
    function::<volume::AuthorityQuestion, volume::TenderAuthority>(&mut all, "volume.tender_authority");
    function::<volume::AgreedQuestion, volume::AgreedVolume>(&mut all, "volume.agreed");
    function::<volume::AllocationQuestion, volume::Allocation>(&mut all, "volume.allocate");
    function::<volume::RenewalQuestion, volume::Renewal>(&mut all, "volume.renewal");
    function::<volume::RemainingQuestion, volume::Remaining>(&mut all, "volume.remaining");
    function::<volume::TieredQuestion, volume::TieredCost>(&mut all, "volume.tiered_cost");
    function::<volume::BasketQuestion, volume::BasketSaving>(&mut all, "volume.same_basket_saving");
    function::<volume::PlatformQuestion, volume::PlatformChoice>(&mut all, "volume.choose_platform");
    function::<volume::MarkupQuestion, volume::MarkupCheck>(&mut all, "volume.zero_markup");
    function::<volume::RetentionQuestion, volume::Retention>(&mut all, "volume.retention");
    function::<volume::AllowancesQuestion, volume::Allowances>(&mut all, "volume.two_allows");
    function::<execution::ProgressQuestion, execution::Progress>(&mut all, "execution.progress");
    function::<execution::AlertsQuestion, execution::Alerts>(&mut all, "execution.alerts");
    function::<execution::AssessQuestion, execution::AssessmentResult>(&mut all, "execution.assess");
    function::<execution::EscalateQuestion, execution::Escalation>(&mut all, "execution.escalate");
    function::<execution::SettlementQuestion, execution::SettlementDue>(&mut all, "execution.settlement_due");
    function::<execution::PrepaymentQuestion, execution::Prepayment>(&mut all, "execution.prepayment");
    function::<execution::MarkQuestion, execution::PriceMarks>(&mut all, "execution.price_mark");
    function::<execution::CapQuestion, execution::NonSupplyCaps>(&mut all, "execution.non_supply_cap");
    function::<execution::SlotQuestion, execution::SlotChoice>(&mut all, "execution.second_slot");
    function::<execution::ReplaceQuestion, execution::Replacement>(&mut all, "execution.replace_supplier");
    function::<execution::DisclosureQuestion, execution::Disclosure>(&mut all, "execution.disclosure");
    function::<execution::PurchaseQuestion, execution::PurchaseRoutes>(&mut all, "execution.central_purchase");
    function::<execution::IncomeQuestion, execution::IncomeRatio>(&mut all, "execution.drug_income_ratio");
    function::<execution::ScoreQuestion, execution::ProcessScore>(&mut all, "execution.process_score");
    function::<execution::ShortageQuestion, execution::Shortage>(&mut all, "execution.shortage");
    function::<Filter, ListOutput>(&mut all, "rulebook.list");
    function::<ShowInput, RulebookObject>(&mut all, "rulebook.show");
    all
}

fn function<I: JsonSchema, O: JsonSchema>(all: &mut Vec<Named>, name: &str) {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(without_example));
    let named = |side: &str, schema: Schema| Named { name: format!("{name}.{side}"), schema };
    all.push(named("input", settings.clone().for_deserialize().into_generator().into_root_schema_for::<I>()));
    all.push(named("output", settings.for_serialize().into_generator().into_root_schema_for::<O>()));
}

/// A schema is for every language: the sections of a Rust comment, its example first of all, say nothing to most of them.
fn without_example(schema: &mut Schema) {
    if let Some(serde_json::Value::String(description)) = schema.get_mut("description")
        && let Some(end) = description.find("\n\n# ")
    {
        description.truncate(end);
    }
}

/// What `award.compare` is asked.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used: the door reads the rulebooks itself")]
struct CompareInput {
    /// The lot.
    lot: award::Lot,
    /// The other rulebooks, 1 to 1,000: ids of built-in ones, or objects.
    against: Vec<RulebookReference>,
}

/// A rulebook of a request.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) enum RulebookReference {
    /// The id of a built-in rulebook.
    Id(crate::Id),
    /// A whole rulebook.
    Object(Box<RulebookObject>),
}

/// A rulebook as its file states it.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) struct RulebookObject {
    /// The id: area, slash, round or place and year.
    id: crate::Id,
    #[schemars(flatten)]
    head: crate::rulebook::Head,
    /// A built-in rulebook whose parameters and gaps are taken over.
    #[schemars(default, skip_serializing_if = "Option::is_none")]
    extends: Option<crate::Id>,
    /// Inherited parameters or gaps to drop.
    #[schemars(default, skip_serializing_if = "Option::is_none")]
    remove: Option<Vec<String>>,
    /// Name → `{ value, provenance, citation }`; a bare value is unverified. In the credit areas the value alone, whose entries have both.
    parameters: Option<std::collections::BTreeMap<String, serde_json::Value>>,
    /// Name → which document does not say it; not in every area.
    #[schemars(default, skip_serializing_if = "Option::is_none")]
    gaps: Option<std::collections::BTreeMap<String, String>>,
}

/// What `rulebook.list` gives.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
struct ListOutput {
    /// The rulebooks that match, in the order of the registry.
    rulebooks: Vec<Listing>,
}

/// What `rulebook.show` is asked.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct ShowInput {
    /// The id of a built-in rulebook.
    id: crate::Id,
}
