//! A published row of the ladder of the Fujian-led alliance.

use jicai::explain::{Language, Trace};
use jicai::rulebook::Provenance;
use jicai::volume::{self, AllocationInstitution, AllocationWinner, Rulebook, Stage};

use super::checks::Checks;
use super::data;
use super::words::rests_on;
use crate::data::Result;
use crate::page::Fields;
use crate::words::{provenance, text};

/// The cut, and own, released and outside in percent of the report.
const CUT: &str = "0.66";
const OWN: &str = "53";
const RELEASED: &str = "27";
const OUTSIDE: &str = "20";

pub(crate) fn clips(fields: &mut Fields, language: Language, checks: &mut Checks) -> Result<()> {
    let rulebook = Rulebook::builtin("volume/fujian-clips")?;
    let mut trace = Trace::explaining();
    let winner = AllocationWinner { cut: Some(CUT.parse()?), ..AllocationWinner::new("A".parse()?) };
    let hospital = AllocationInstitution {
        brand_reports: Some(data::reports(&[("A", "100")])?),
        ..AllocationInstitution::new("H1".parse()?)
    };
    // How the released part is shared is not published.
    let question =
        volume::AllocationQuestion { stage: Some(Stage::Own), ..data::allocation(vec![winner], vec![hospital]) };
    let allocation = volume::allocate_with(&rulebook, &question, &mut trace)?;
    let hospital = allocation.institutions.first().ok_or("no hospital")?;
    let product = hospital.allocations.first().ok_or("no product")?;
    let released = product.released.as_ref().ok_or("a released share that is not known")?;
    let outside = hospital.outside_agreement.as_ref().ok_or("a released share that is not known")?;
    let own = &product.own;
    let marks = [checks.published(own, OWN), checks.published(released, RELEASED), checks.published(outside, OUTSIDE)];
    let marks = marks.join(" ");
    let others = rests_on(language, &trace);
    let basis = if others.is_empty() { provenance(language, Provenance::Official) } else { &others };
    fields.add(
        "另一种阶梯",
        "another ladder",
        text!(
            language,
            "福建结扎夹，降幅 66%：报量 100 中自留 {own}，释放 {released}，协议外 {outside}；公布的行 {OWN}%、{RELEASED}%、{OUTSIDE}% {marks}（{basis}）",
            "Fujian clips, cut 66 %: own {own}, released {released}, outside {outside} of 100; published row {OWN}, {RELEASED}, {OUTSIDE} % {marks} ({basis})"
        ),
    );
    Ok(())
}
