//! How much of a drug is agreed: one line.

use jicai::explain::{Language, Trace};
use jicai::volume::{self, AgreedQuestion, Base, Place, Rulebook, VolumeClass};

use super::words::{percent, rests_on};
use crate::data::Result;
use crate::page::Fields;
use crate::words::text;

/// Invented.
const BASES: [(&str, &str); 2] = [("P1", "3200"), ("P2", "1800")];

/// Acarbose in batch 2, with two winners.
pub(crate) fn agreed(fields: &mut Fields, language: Language) -> Result<()> {
    let rulebook = Rulebook::builtin("volume/cn-batch-02")?;
    let mut bases = Vec::new();
    for (unit, quantity) in BASES {
        bases.push(Base { unit: unit.parse()?, quantity: quantity.parse()? });
    }
    let question = AgreedQuestion {
        winners: Place::new(2).ok_or("two is a number of winners")?,
        volume_class: VolumeClass::Ordinary,
        bases,
        share: None,
        price: None,
        rounding: None,
    };
    let mut trace = Trace::explaining();
    let agreed = volume::agreed_with(&rulebook, &question, &mut trace)?;
    let share = percent(language, &agreed.share)?;
    let units = agreed.units.iter().map(|unit| format!("{} → {}", unit.base, unit.agreed));
    let (units, total) = (units.collect::<Vec<_>>().join(" + "), &agreed.agreed_total);
    let rests_on = rests_on(language, &trace);
    fields.add(
        "④ 阿卡波糖",
        "④ acarbose",
        text!(
            language,
            "第二批，两家中选，带量 {share}：两省基数（虚构）{units}，共 {total}（{rests_on}，据行业媒体所载 GY-YD2019-2）",
            "batch 2, two winners, share {share}: bases of two provinces (invented) {units}, {total} in all \
             ({rests_on}; GY-YD2019-2 as read out in the trade press)"
        ),
    );
    Ok(())
}
