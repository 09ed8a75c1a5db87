//! How far the requests of the area targets come: nearly all are read, most get an answer, and every function gives answers.

use std::collections::BTreeMap;

use jicai::evaluate::read;
use jicai::{award, credit, differential, execution, payment, volume};
use jicai_fuzz::areas::{AREAS, answers, functions, mutate};
use serde_json::{Value, json};

/// Whether an input is one that the function's types take.
fn is_read(function: &str, input: &Value) -> bool {
    macro_rules! of {
        ($($name:literal $type:ty),+ $(,)?) => {
            match function { $($name => read::<$type>(input).is_ok(),)+ _ => function == "award.compare" }
        };
    }
    of! {
        "award.select" award::Lot, "award.select_round" award::RoundQuestion,
        "award.region_counts" award::RegionCountsQuestion, "award.assign_regions" award::RegionsQuestion,
        "award.group_bidders" award::GroupQuestion, "award.contract_terms" award::TermsQuestion,
        "award.what_if" award::WhatIfQuestion, "differential.price" differential::PriceQuestion,
        "differential.comparable_price" differential::ComparablePriceQuestion,
        "differential.ratio" differential::RatioQuestion, "differential.check_listing" differential::ListingQuestion,
        "differential.needs_representative" differential::RepresentativeQuestion,
        "payment.standard" payment::StandardQuestion, "payment.path" payment::PathQuestion,
        "payment.split_line" payment::LineQuestion, "payment.settle" payment::SettleQuestion,
        "payment.bid_entry" payment::BidEntryQuestion, "payment.retail_cap" payment::RetailQuestion,
        "payment.lint_rulebook" payment::LintQuestion, "credit.grade" credit::GradeQuestion,
        "credit.compare" credit::CompareQuestion, "credit.measures" credit::MeasuresQuestion,
        "credit.repair" credit::RepairQuestion, "credit.national" credit::NationalQuestion,
        "credit.supplier_status" credit::SupplierQuestion, "credit.bar" credit::BarQuestion,
        "credit.default_rulebook" credit::VersionQuestion, "volume.check_report" volume::ReportQuestion,
        "volume.pool" volume::PoolQuestion, "volume.tender_authority" volume::AuthorityQuestion,
        "volume.agreed" volume::AgreedQuestion, "volume.allocate" volume::AllocationQuestion,
        "volume.renewal" volume::RenewalQuestion, "volume.remaining" volume::RemainingQuestion,
        "volume.tiered_cost" volume::TieredQuestion, "volume.same_basket_saving" volume::BasketQuestion,
        "volume.choose_platform" volume::PlatformQuestion, "volume.zero_markup" volume::MarkupQuestion,
        "volume.retention" volume::RetentionQuestion, "volume.two_allows" volume::AllowancesQuestion,
        "execution.progress" execution::ProgressQuestion, "execution.assess" execution::AssessQuestion,
        "execution.escalate" execution::EscalateQuestion, "execution.shortage" execution::ShortageQuestion,
        "execution.alerts" execution::AlertsQuestion, "execution.settlement_due" execution::SettlementQuestion,
        "execution.prepayment" execution::PrepaymentQuestion, "execution.price_mark" execution::MarkQuestion,
        "execution.non_supply_cap" execution::CapQuestion, "execution.second_slot" execution::SlotQuestion,
        "execution.replace_supplier" execution::ReplaceQuestion, "execution.disclosure" execution::DisclosureQuestion,
        "execution.central_purchase" execution::PurchaseQuestion,
        "execution.drug_income_ratio" execution::IncomeQuestion, "execution.process_score" execution::ScoreQuestion,
    }
}

#[derive(Default)]
struct Count {
    answers: u32,
    /// Refused by a rule, or by what a rulebook leaves open.
    rules: u32,
    rulebooks: u32,
    unread: u32,
}

impl Count {
    fn add(&mut self, request: &Value) {
        let answer = answers::ask(request);
        let code = answer["error"]["code"].as_str();
        match code {
            None => self.answers += 1,
            Some("invalid_rulebook" | "unknown_rulebook") => self.rulebooks += 1,
            _ if is_read(request["function"].as_str().unwrap_or_default(), &request["input"]) => self.rules += 1,
            _ => self.unread += 1,
        }
    }

    fn all(&self) -> u32 {
        self.answers + self.rules + self.rulebooks + self.unread
    }
}

/// The vectors of an area as requests.
fn vectors(area: &str) -> Vec<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec-tests/vectors");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().map(|path| std::fs::read_to_string(path).unwrap());
    let all = texts.flat_map(|text| serde_json::from_str::<Vec<Value>>(&text).unwrap());
    all.filter(|vector| functions(area).any(|function| vector["function"] == function))
        .map(|vector| {
            let mut request = json!({ "function": vector["function"], "input": vector["input"] });
            if let Some(rulebook) = vector.get("rulebook") {
                request["rulebook"] = rulebook.clone();
            }
            request
        })
        .collect()
}

#[test]
fn most_requests_get_an_answer() {
    for area in AREAS {
        let (mut changed, mut fresh) = (Count::default(), Count::default());
        let mut answered: BTreeMap<String, u32> = functions(area).map(|function| (function.to_owned(), 0)).collect();
        let vectors = vectors(area);
        for seed in 0..1000 {
            let vector = &vectors[seed * vectors.len() / 1000];
            let seed = u32::try_from(seed).unwrap();
            let request = mutate::request(area, vector.to_string().as_bytes(), seed);
            let before = changed.answers;
            changed.add(&request);
            *answered.get_mut(request["function"].as_str().unwrap()).unwrap() += changed.answers - before;
            fresh.add(&mutate::request(area, b"", seed));
        }
        for (kind, count) in [("changed", &changed), ("fresh", &fresh)] {
            let share = |part: u32| part * 100 / count.all();
            println!(
                "{area} {kind}: {} answers, {} errors of rules, {} rulebooks refused, {} not read, in percent",
                share(count.answers),
                share(count.rules),
                share(count.rulebooks),
                share(count.unread)
            );
        }
        assert!(changed.unread * 4 < changed.all(), "{area}");
        let never: Vec<&String> = answered.iter().filter(|(_, count)| **count == 0).map(|(name, _)| name).collect();
        assert!(never.is_empty(), "{never:?}");
    }
}
