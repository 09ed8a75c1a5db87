//! Rule 12: the bands of a bulletin.

use serde::Serialize;

use super::{Alert, MonitoredSubject, Raised};
use crate::Id;
use crate::execution::indicator::Indicator;
use crate::execution::number::Figure;
use crate::execution::parameters::{Band, BandedIndicator};
use crate::execution::progress::ratio;
use crate::execution::vocabulary::Basis;
use crate::sorting::Sorting;

/// The band of a value.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Yunfu prints 1 to 50 % and 0 %: half a percent lies in between, in no band.
/// let alerts = execution::alerts(&*Rulebook::builtin("execution/yunfu-2023")?, &serde_json::from_str(
///     r#"{ "subjects": [ { "subject": "d", "values": { "completion": "0.005" } } ] }"#,
/// )?)?;
/// assert_eq!(alerts.bands.unwrap()[0].band.as_str(), "uncovered");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SubjectBand {
    /// The subject.
    pub subject: Id,
    /// The indicator.
    pub indicator: Indicator,
    /// The band, or `uncovered`.
    pub band: Id,
}

/// How many values lie in a band.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Jiangxi sorts answered orders into three bands; 95 % belong to the first, and every band is counted, also empty ones.
/// let alerts = execution::alerts(&*Rulebook::builtin("execution/jiangxi-2025")?, &serde_json::from_str(
///     r#"{ "subjects": [ { "subject": "a", "values": { "order_response_rate": "0.95" } },
///                        { "subject": "d", "values": { "order_response_rate": "0.7999" } } ] }"#,
/// )?)?;
/// let counts: Vec<u32> = alerts.band_counts.unwrap().iter().map(|band| band.count).collect();
/// assert_eq!(counts, [1, 0, 1, 0]); // the last: in no band
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BandCount {
    /// The indicator.
    pub indicator: Indicator,
    /// The band, or `uncovered`.
    pub band: Id,
    /// How many subjects.
    pub count: u32,
    /// Of those with a value; null without any.
    pub share: Option<Figure>,
}

/// Rule 12: a value falls in the first band whose edges it meets; a band with a severity raises an alert.
pub(super) fn alert_bands(
    banded: &[BandedIndicator],
    subjects: &[MonitoredSubject],
    raised: &mut Vec<Raised>,
) -> (Vec<SubjectBand>, Vec<BandCount>) {
    let (mut of_subjects, mut counts) = (Vec::new(), Vec::new());
    let uncovered: Option<Id> = "uncovered".parse().ok();
    for BandedIndicator { indicator, bands } in banded {
        let mut counted = vec![0_usize; bands.len()];
        let (mut outside, mut known) = (0_usize, 0_usize);
        for subject in subjects {
            let Some(value) = subject.value(*indicator) else { continue };
            known = known.saturating_add(1);
            let found = bands.iter().zip(&mut counted).find(|(band, _)| band.holds(value));
            let band = match found {
                Some((band, count)) => {
                    *count = count.saturating_add(1);
                    raised.extend(alert(band, *indicator, subject));
                    Some(&band.band)
                }
                None => {
                    outside = outside.saturating_add(1);
                    uncovered.as_ref()
                }
            };
            of_subjects.extend(band.map(|band| SubjectBand {
                subject: subject.subject.clone(),
                indicator: *indicator,
                band: band.clone(),
            }));
        }
        let rows = bands.iter().map(|band| &band.band).zip(counted).chain(uncovered.as_ref().map(|id| (id, outside)));
        counts.extend(rows.map(|(band, count)| BandCount {
            indicator: *indicator,
            band: band.clone(),
            count: u32::try_from(count).unwrap_or(u32::MAX),
            share: ratio(count, known),
        }));
    }
    of_subjects.order_by(|one, other| (&one.subject, one.indicator).cmp(&(&other.subject, other.indicator)));
    (of_subjects, counts)
}

fn alert(band: &Band, indicator: Indicator, subject: &MonitoredSubject) -> Option<Raised> {
    let alert = Alert {
        subject: subject.subject.clone(),
        indicator,
        rule: format!("band:{indicator}:{}", band.band).parse().ok()?,
        basis: Basis::Rulebook,
        severity: band.severity?,
        action: None,
        value: subject.value(indicator)?,
        limit: None,
        months: None,
        from: None,
        to: None,
    };
    Some(Raised { clause: "alert_bands", alert })
}
