//! The parameters of a credit rulebook as its file writes them.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};

use super::Fen;
use super::vocabulary::{
    Action, Area, CorrectionStep, DistributorMode, Evidence, Kind, LadderName, Length, LookbackBasis, Matter, Measure,
    Role, Scope, Target,
};
use crate::Id;
use crate::rulebook::Provenance;

/// A grade of the version.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Grade {
    pub(super) code: Id,
    pub(super) rank: u32,
    pub(super) level: u32,
    pub(super) zh: String,
}

/// `provenance` and `citation` of an entry, and the entry itself.
macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $(pub(super) $field: $type,)*
            pub(super) provenance: Option<Provenance>,
            pub(super) citation: Option<String>,
        }
    )*};
}

entries! {
    /// The clauses of the benchmark.
    #[expect(dead_code, reason = "no result rests on the list of clauses")]
    ClausesForm {
        complete: bool,
        items: Vec<ClauseItem>,
    }
    EvidenceForm {
        matter: Matter,
        admitted: Vec<Evidence>,
    }
    LookbackForm {
        years: Option<u32>,
        not_below_years: Option<u32>,
        basis: LookbackBasis,
    }
    #[expect(dead_code, reason = "results rest on the edges, which name the same documents")]
    TargetsForm {
        rank: u32,
        targets: Vec<Target>,
    }
    /// An edge of a ladder of money.
    MoneyEdgeForm {
        rank: u32,
        value: Option<Fen>,
        not_below: Option<Fen>,
        not_above: Option<Fen>,
        clause: Option<String>,
    }
    /// An edge of a ladder of months.
    MonthsEdgeForm {
        rank: u32,
        value: Option<u32>,
        not_below: Option<u32>,
        not_above: Option<u32>,
        clause: Option<String>,
    }
    KindForm {
        matter: Matter,
        kind: Kind,
        rank: Option<u32>,
        not_below: Option<u32>,
        not_above: Option<u32>,
        clause: Option<String>,
    }
    MeasureForm {
        rank: u32,
        role: Role,
        measure: Measure,
        scope: Scope,
        area: Area,
        length: Length,
        years: Option<u32>,
    }
    RepairItemForm {
        matter: Matter,
        rank: u32,
        steps: Vec<CorrectionStep>,
    }
    DistributorForm {
        mode: DistributorMode,
        steps: Vec<CorrectionStep>,
    }
    CommitmentForm {
        limits: Vec<Action>,
    }
    BarMonthsForm {
        cooperated: bool,
        months: Option<u32>,
    }
}

/// A yes or no; bare, it stands for itself without a source.
#[derive(Debug)]
pub(super) struct SwitchForm {
    pub(super) value: bool,
    pub(super) provenance: Option<Provenance>,
    pub(super) citation: Option<String>,
}

impl<'de> Deserialize<'de> for SwitchForm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl<'de> Visitor<'de> for Form {
            type Value = SwitchForm;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with `value`, `provenance` and `citation`, or true or false")
            }

            fn visit_bool<E: de::Error>(self, value: bool) -> Result<SwitchForm, E> {
                Ok(SwitchForm { value, provenance: None, citation: None })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<SwitchForm, A::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Entry {
                    value: bool,
                    provenance: Option<Provenance>,
                    citation: Option<String>,
                }
                let Entry { value, provenance, citation } =
                    Entry::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(SwitchForm { value, provenance, citation })
            }
        }
        deserializer.deserialize_any(Form)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClauseItem {
    pub(super) clause: String,
    pub(super) matter: Matter,
}

/// A cell of the table of measures that is not published.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnsetCell {
    pub(super) rank: u32,
    pub(super) role: Role,
    #[serde(default)]
    pub(super) citation: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RepairForm {
    pub(super) items: Vec<RepairItemForm>,
    pub(super) distributor: DistributorForm,
    pub(super) selected_price_counts: SwitchForm,
}

/// The ladders, each of which a rulebook may lack.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct LaddersForm {
    pub(super) bribery_total: Option<Vec<MoneyEdgeForm>>,
    pub(super) bribery_single: Option<Vec<MoneyEdgeForm>>,
    pub(super) bribery_security: Option<Vec<MoneyEdgeForm>>,
    pub(super) tax_total: Option<Vec<MoneyEdgeForm>>,
    pub(super) monopoly_months: Option<Vec<MonthsEdgeForm>>,
    pub(super) price_offence_months: Option<Vec<MonthsEdgeForm>>,
    pub(super) abnormal_price_months: Option<Vec<MonthsEdgeForm>>,
    pub(super) abnormal_price_sales: Option<Vec<MoneyEdgeForm>>,
}

/// An edge of either kind: thresholds in fen, or in months.
pub(super) struct EdgeForm {
    pub(super) rank: u32,
    pub(super) value: Option<i128>,
    pub(super) not_below: Option<i128>,
    pub(super) not_above: Option<i128>,
    pub(super) clause: Option<String>,
    pub(super) provenance: Option<Provenance>,
    pub(super) citation: Option<String>,
}

impl From<MoneyEdgeForm> for EdgeForm {
    fn from(form: MoneyEdgeForm) -> EdgeForm {
        let fen = |fen: Fen| i128::from(fen.get());
        EdgeForm {
            rank: form.rank,
            value: form.value.map(fen),
            not_below: form.not_below.map(fen),
            not_above: form.not_above.map(fen),
            clause: form.clause,
            provenance: form.provenance,
            citation: form.citation,
        }
    }
}

impl From<MonthsEdgeForm> for EdgeForm {
    fn from(form: MonthsEdgeForm) -> EdgeForm {
        EdgeForm {
            rank: form.rank,
            value: form.value.map(i128::from),
            not_below: form.not_below.map(i128::from),
            not_above: form.not_above.map(i128::from),
            clause: form.clause,
            provenance: form.provenance,
            citation: form.citation,
        }
    }
}

impl LaddersForm {
    /// The ladders in the order of the rules.
    pub(super) fn into_ladders(self) -> Vec<(LadderName, Vec<EdgeForm>)> {
        fn edges<F: Into<EdgeForm>>(forms: Option<Vec<F>>) -> Vec<EdgeForm> {
            forms.unwrap_or_default().into_iter().map(Into::into).collect()
        }
        vec![
            (LadderName::BriberyTotal, edges(self.bribery_total)),
            (LadderName::BriberySingle, edges(self.bribery_single)),
            (LadderName::BriberySecurity, edges(self.bribery_security)),
            (LadderName::TaxTotal, edges(self.tax_total)),
            (LadderName::MonopolyMonths, edges(self.monopoly_months)),
            (LadderName::PriceOffenceMonths, edges(self.price_offence_months)),
            (LadderName::AbnormalPriceMonths, edges(self.abnormal_price_months)),
            (LadderName::AbnormalPriceSales, edges(self.abnormal_price_sales)),
        ]
    }
}
