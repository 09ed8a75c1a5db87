//! Which sums hold, which published figures come out, and what the answers rest on.

use jicai::execution::Figure;
use jicai::explain::{Language, Trace};
use jicai::number::Rational;
use jicai::rulebook::Provenance;

use super::words::rounded;
use crate::data::Result;
use crate::page::Fields;
use crate::words::{list, mark, pick, provenance, text, trimmed};

/// What it says that a published figure comes out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Worth {
    Evidence,
    /// Something that was asked for was taken from the figure itself.
    ReadOff,
}

#[derive(Default)]
pub(crate) struct Checks {
    identities: Vec<bool>,
    published: Vec<(bool, Worth)>,
    /// Rulebook, parameter and how well it is established, each once.
    basis: Vec<(String, String, Provenance)>,
}

impl Checks {
    /// Whether a sum holds.
    pub(crate) fn identity(&mut self, holds: bool) -> &'static str {
        self.identities.push(holds);
        mark(holds)
    }

    /// Whether a figure is the published one, to the decimals that are published.
    pub(crate) fn figure(&mut self, figure: &Rational, published: &str, worth: Worth) -> Result<&'static str> {
        let decimals = published.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let agrees = rounded(figure, u8::try_from(decimals)?)? == trimmed(published);
        Ok(self.published(agrees, worth))
    }

    /// Whether a published figure comes out.
    pub(crate) fn published(&mut self, agrees: bool, worth: Worth) -> &'static str {
        self.published.push((agrees, worth));
        match (agrees, worth) {
            (true, Worth::ReadOff) => "✓*",
            _ => mark(agrees),
        }
    }

    /// Notes the parameters that an answer rests on.
    pub(crate) fn rests_on(&mut self, trace: &Trace) {
        for source in trace.rests_on().filter(|source| source.provenance() != Provenance::Official) {
            let (rulebook, name) = source.parameter().split_once('#').unwrap_or_default();
            let rulebook = rulebook.trim_start_matches("execution/");
            let row = (rulebook.to_owned(), name.to_owned(), source.provenance());
            if !self.basis.contains(&row) {
                self.basis.push(row);
            }
        }
    }

    pub(crate) fn sum(&self, fields: &mut Fields, language: Language) {
        for (position, kind) in
            [Provenance::Secondary, Provenance::Derived, Provenance::Unverified].into_iter().enumerate()
        {
            let line = self.of_kind(language, kind);
            match position {
                0 => fields.add("非官方依据", "rests on", line),
                _ => fields.add_below(line),
            }
        }
        let (all, hold) = (self.identities.len(), self.identities.iter().filter(|holds| **holds).count());
        let agree =
            |of: &[Worth]| self.published.iter().filter(|(agrees, worth)| *agrees && of.contains(worth)).count();
        let (published, both) = (self.published.len(), agree(&[Worth::Evidence, Worth::ReadOff]));
        let (evidence, read_off) = (agree(&[Worth::Evidence]), agree(&[Worth::ReadOff]));
        fields.add(
            "核对",
            "checked",
            text!(
                language,
                "本月的等式 {all} 项，{hold} 项成立；公布的执行数字 {published} 项，{both} 项一致：✓ {evidence} 项，✓* {read_off} 项",
                "{hold} of {all} sums of the month hold; {both} of {published} published execution figures agree: {evidence} ✓, {read_off} ✓*"
            ),
        );
        fields.add_below(pick(
            language,
            "✓*：淮北的约定金额由预付款倒推，限制期的月数由起止日读出。不计入：江西的完成率（给定）、浙江的家数（未公布比率）。",
            "✓*: Huaibei's agreed amount was computed back from the payment, the months of bars were read off the days. Not counted: \
             Jiangxi's completions (given), Zhejiang's institutions (no rate is published).",
        ));
    }

    /// The parameters of one kind, by rulebook.
    fn of_kind(&self, language: Language, kind: Provenance) -> String {
        let mut rulebooks: Vec<(&str, Vec<&str>)> = Vec::new();
        let mut severities = None;
        for (rulebook, name, _) in self.basis.iter().filter(|(_, _, provenance)| *provenance == kind) {
            if name == "alert_severity" {
                severities = Some(pick(language, "预警的轻重", "severities of alerts").to_owned());
            } else if let Some((_, names)) = rulebooks.iter_mut().find(|(id, _)| id == rulebook) {
                names.push(name);
            } else {
                rulebooks.push((rulebook, vec![name]));
            }
        }
        let lines = rulebooks.iter().map(|(id, names)| format!("{id} ({})", names.join(", ")));
        let lines = list(language, lines.chain(severities));
        if lines.is_empty() {
            return lines;
        }
        let kind = provenance(language, kind);
        text!(language, "{kind}：{lines}", "{kind}: {lines}")
    }

    /// # Errors
    ///
    /// A sum that does not hold.
    pub(crate) fn verdict(&self) -> Result<()> {
        if self.identities.iter().all(|holds| *holds) { Ok(()) } else { Err("a sum of the month does not hold".into()) }
    }
}

/// The sum of figures.
pub(crate) fn total<'f>(figures: impl IntoIterator<Item = &'f Figure>) -> Rational {
    figures.into_iter().map(Figure::value).sum()
}
