//! Which fields a method takes, and what they must satisfy together.

use std::collections::HashMap;

use super::question::{AllocationInstitution, AllocationQuestion, AllocationWinner};
use super::winner::Setting;
use crate::Id;
use crate::error::Error;
use crate::sorting::Sorting;
use crate::volume::parameters::{RedistributionPart, Rungs};
use crate::volume::rulebook::{Rulebook, refuse_given};
use crate::volume::validate::{self, missing, refused};
use crate::volume::vocabulary::{AllocationMethod, RedistributionRule, Route, RungKey, Stage};

/// The most rows of an answer: every winner appears at every institution.
pub const MAX_CELLS: usize = 5_000_000;

/// Lists and keys: what is a matter of shape whatever the method.
pub(super) fn shape(question: &AllocationQuestion) -> Result<(), Error> {
    validate::keys("/input/winners", "product", question.winners.iter().map(|winner| &winner.product))?;
    validate::not_empty("/input/winners", &question.winners)?;
    let ids = question.institutions.iter().map(|institution| &institution.institution);
    validate::keys("/input/institutions", "institution", ids)?;
    validate::not_empty("/input/institutions", &question.institutions)?;
    let cells = question.winners.len().saturating_mul(question.institutions.len());
    if cells > MAX_CELLS {
        let message = format!("winners times institutions is at most {MAX_CELLS}, got `{cells}`");
        return Err(Error::limit_exceeded("/input/institutions", message));
    }
    for (i, institution) in question.institutions.iter().enumerate() {
        if let Some(reports) = &institution.brand_reports {
            let products = reports.iter().map(|report| &report.product);
            validate::keys(&format!("/input/institutions/{i}/brand_reports"), "product", products)?;
        }
        let choices = institution.choices.as_deref().unwrap_or_default();
        validate::size(&format!("/input/institutions/{i}/choices"), choices.len())?;
        let mut seen = std::collections::HashSet::new();
        for (j, choice) in choices.iter().enumerate() {
            if !seen.insert((choice.part, &choice.product)) {
                let path = format!("/input/institutions/{i}/choices/{j}/product");
                let message = format!("product `{}` stands here twice for part {}", choice.product, choice.part.get());
                return Err(Error::invalid_input(path, message));
            }
        }
    }
    Ok(())
}

/// Most winners where supply is capped: each has a fraction of its own, and the sum over all of them is exact.
const MAX_CAPPED: usize = 1_000;

/// Winners whose supply is capped are not too many.
pub(super) fn capped(rulebook: &Rulebook, question: &AllocationQuestion) -> Result<(), Error> {
    let capped = question.winners.iter().filter(|winner| winner.promised.is_some()).count();
    if !rulebook.supply_cap.is_set() || capped <= MAX_CAPPED {
        return Ok(());
    }
    let message = format!("at most {MAX_CAPPED} winners with `promised` where supply is capped, got `{capped}`");
    Err(Error::limit_exceeded("/input/winners", message))
}

/// The fields of the question, of each winner and of each institution.
pub(super) fn fields(rulebook: &Rulebook, setting: &Setting<'_>, question: &AllocationQuestion) -> Result<(), Error> {
    top(rulebook, setting, question)?;
    for (i, known) in question.winners.iter().enumerate() {
        winner(rulebook, setting, known, |field| format!("/input/winners/{i}/{field}"))?;
    }
    if setting.method == AllocationMethod::RankSplit {
        ranks(&question.winners)?;
    }
    Ok(())
}

fn top(rulebook: &Rulebook, setting: &Setting<'_>, question: &AllocationQuestion) -> Result<(), Error> {
    use AllocationMethod::{Brand, Ladder, MainSupplier};

    let method = setting.method;
    let is_ladder = method == Ladder;
    let takes_share = matches!(method, MainSupplier | Brand);
    let fields = [
        ("share", question.share.is_some(), takes_share),
        ("volume_class", question.volume_class.is_some(), setting.key() == Some(RungKey::PriceRank)),
        ("stage", question.stage.is_some(), is_ladder),
        ("reference_price", question.reference_price.is_some(), setting.key() == Some(RungKey::PriceRatio)),
        ("cut_rounding", question.cut_rounding.is_some(), setting.key() == Some(RungKey::Cut)),
        ("unselected_released", question.unselected_released.is_some(), is_ladder),
        (
            "no_volume_reports",
            question.no_volume_reports.is_some(),
            method == Brand && rulebook.no_volume_reports.is_stated(),
        ),
    ];
    let because = setting.because();
    for (field, given, taken) in fields {
        if given && !taken {
            return Err(refused(format!("/input/{field}"), &because));
        }
    }
    if takes_share && question.share.is_none() {
        return Err(missing("/input/share"));
    }
    refuse_given(&rulebook.cut_rounding, question.cut_rounding.is_some(), "/input/cut_rounding")?;
    let given = question.unselected_released.is_some();
    refuse_given(&rulebook.unselected_released, given, "/input/unselected_released")?;
    refuse_given(&rulebook.no_volume_reports, question.no_volume_reports.is_some(), "/input/no_volume_reports")?;
    refuse_given(&rulebook.rounding, question.rounding.is_some(), "/input/rounding")
}

fn winner(
    rulebook: &Rulebook,
    setting: &Setting<'_>,
    winner: &AllocationWinner,
    at: impl Fn(&str) -> String,
) -> Result<(), Error> {
    let key = setting.key();
    let is_split = setting.method == AllocationMethod::RankSplit;
    let fields = [
        ("route", winner.route.is_some(), setting.has_routes()),
        ("rank", winner.rank.is_some(), is_split || key == Some(RungKey::Rank)),
        ("ceiling", winner.ceiling.is_some(), matches!(key, Some(RungKey::Rank | RungKey::Cut))),
        ("cut", winner.cut.is_some(), key == Some(RungKey::Cut)),
        ("award_class", winner.award_class.is_some(), key == Some(RungKey::AwardClass)),
    ];
    let because = setting.because();
    for (field, given, taken) in fields {
        if given && !taken {
            return Err(refused(at(field), &because));
        }
    }
    let route = if setting.has_routes() { Some(route(rulebook, winner, &at)?) } else { None };
    match (key, route) {
        (Some(RungKey::PriceRank), Some(Route::Regular)) | (Some(RungKey::PriceRatio), Some(Route::Rule1))
            if winner.price.is_none() =>
        {
            Err(missing(at("price")))
        }
        (Some(RungKey::Rank), Some(Route::Regular)) => match (winner.rank, winner.ceiling) {
            (None, _) => Err(missing(at("rank"))),
            (_, Some(_)) => Err(refused(at("ceiling"), "for a regular winner")),
            _ => Ok(()),
        },
        (Some(RungKey::Rank), Some(Route::AddOn)) => match (winner.rank, winner.ceiling, winner.price) {
            (Some(_), _, _) => Err(refused(at("rank"), "for an added winner")),
            (_, None, _) => Err(missing(at("ceiling"))),
            (_, _, None) => Err(missing(at("price"))),
            _ => Ok(()),
        },
        (Some(RungKey::Cut), _) => cut(winner, at),
        (Some(RungKey::AwardClass), _) => award_class(setting, winner, at),
        _ => Ok(()),
    }
}

/// The winner's route: one of the rulebook's words, `regular` by default where that is one.
pub(super) fn route(
    rulebook: &Rulebook,
    winner: &AllocationWinner,
    at: &impl Fn(&str) -> String,
) -> Result<Route, Error> {
    let routes = rulebook.allocation_routes.peek().map_or(&[Route::Regular][..], Vec::as_slice);
    match winner.route {
        None if routes.contains(&Route::Regular) => Ok(Route::Regular),
        None => Err(missing(at("route"))),
        Some(route) if routes.contains(&route) => Ok(route),
        Some(route) => {
            let words: Vec<&str> = routes.iter().map(|route| route.as_str()).collect();
            let message = format!("route must be one of `{}` here, got `{route}`", words.join("`, `"));
            Err(Error::invalid_input(at("route"), message))
        }
    }
}

/// A cut, or price and ceiling in its place.
fn cut(winner: &AllocationWinner, at: impl Fn(&str) -> String) -> Result<(), Error> {
    match (winner.cut, winner.price, winner.ceiling) {
        (Some(_), _, Some(_)) => Err(refused(at("ceiling"), "beside `cut`")),
        (Some(_), _, None) => Ok(()),
        (None, Some(price), Some(ceiling)) if price > ceiling => {
            let message = format!("price must not be above the ceiling {ceiling}, got `{price}`");
            Err(Error::invalid_input(at("price"), message))
        }
        (None, Some(_), Some(_)) => Ok(()),
        (None, _, _) => Err(missing(at("cut")).with_help("or state `price` and `ceiling`")),
    }
}

fn award_class(setting: &Setting<'_>, winner: &AllocationWinner, at: impl Fn(&str) -> String) -> Result<(), Error> {
    let Some(class) = winner.award_class else { return Err(missing(at("award_class"))) };
    let Some(Rungs::AwardClass(rows)) = setting.rungs else { return Ok(()) };
    if rows.iter().any(|(known, _)| *known == class) {
        return Ok(());
    }
    let words: Vec<&str> = rows.iter().map(|(class, _)| class.as_str()).collect();
    let message = format!("award_class must be one of `{}` here, got `{class}`", words.join("`, `"));
    Err(Error::invalid_input(at("award_class"), message))
}

/// Rule 19: ranks for all, 1 to n, or prices for all.
fn ranks(winners: &[AllocationWinner]) -> Result<(), Error> {
    if winners.iter().all(|winner| winner.rank.is_none()) {
        let without = winners.iter().position(|winner| winner.price.is_none());
        return without.map_or(Ok(()), |i| Err(missing(format!("/input/winners/{i}/price"))));
    }
    if let Some(i) = winners.iter().position(|winner| winner.rank.is_none()) {
        return Err(missing(format!("/input/winners/{i}/rank")));
    }
    let mut ranks: Vec<u32> = winners.iter().filter_map(|winner| winner.rank).map(|rank| rank.get()).collect();
    ranks.order();
    if ranks.iter().copied().eq((1_u32..).take(winners.len())) {
        return Ok(());
    }
    Err(Error::invalid_input("/input/winners", format!("winners must have the ranks 1 to {}", winners.len())))
}

/// Who may be main supplier, and what may be chosen.
pub(super) fn institutions(
    setting: &Setting<'_>,
    question: &AllocationQuestion,
    places: &HashMap<&Id, usize>,
) -> Result<(), Error> {
    for (i, known) in question.institutions.iter().enumerate() {
        institution(setting, question, places, (i, known))?;
    }
    Ok(())
}

fn institution(
    setting: &Setting<'_>,
    question: &AllocationQuestion,
    places: &HashMap<&Id, usize>,
    (i, institution): (usize, &AllocationInstitution),
) -> Result<(), Error> {
    use AllocationMethod::{Brand, Ladder, MainSupplier};

    let at = |field: &str| format!("/input/institutions/{i}/{field}");
    let method = setting.method;
    let fields = [
        ("generic_quantity", institution.generic_quantity.is_some(), method != Ladder),
        ("brand_reports", institution.brand_reports.is_some(), matches!(method, Brand | Ladder)),
        ("main_supplier", institution.main_supplier.is_some(), matches!(method, MainSupplier | Brand)),
        ("choices", institution.choices.is_some(), method == Ladder),
    ];
    let because = setting.because();
    for (field, given, taken) in fields {
        if given && !taken {
            return Err(refused(at(field), &because));
        }
    }
    if let Some(main) = &institution.main_supplier {
        let winner = places.get(main).and_then(|place| question.winners.get(*place));
        let can = winner.is_some_and(|winner| can_be_main(winner.route));
        if !can {
            let message = format!("main_supplier must be a winner that may supply a province, got `{main}`");
            return Err(Error::invalid_input(at("main_supplier"), message));
        }
    } else if method == MainSupplier {
        return Err(missing(at("main_supplier")));
    }
    let choices = institution.choices.as_deref().unwrap_or_default();
    if setting.stage == Stage::Own && !choices.is_empty() {
        return Err(refused(at("choices"), "in stage `own`: nothing is redistributed"));
    }
    for (j, choice) in choices.iter().enumerate() {
        let at = |field: &str| format!("/input/institutions/{i}/choices/{j}/{field}");
        let part = setting.part(choice.part).filter(|part| part.to == RedistributionRule::Choice);
        let Some(part) = part else {
            let message = format!("part {} is not open to choice", choice.part.get());
            return Err(Error::invalid_input(at("part"), message));
        };
        let winner = places.get(&choice.product).and_then(|place| question.winners.get(*place));
        if !winner.is_some_and(|winner| may_be_chosen(setting, part, winner)) {
            let message = format!("part {} may not go to `{}`", choice.part.get(), choice.product);
            return Err(Error::invalid_input(at("product"), message));
        }
    }
    Ok(())
}

/// A winner revived from outside the shortlist chooses no province; one without volume supplies none.
fn can_be_main(route: Option<Route>) -> bool {
    !matches!(route, Some(Route::RevivedUnshortlisted | Route::NoVolume))
}

/// Whether a part of the pool may go to a winner: to all where it names nobody.
fn may_be_chosen(setting: &Setting<'_>, part: &RedistributionPart, winner: &AllocationWinner) -> bool {
    let route = winner.route.or(setting.has_routes().then_some(Route::Regular));
    let by_route = part.routes.is_empty() || route.is_some_and(|route| part.routes.contains(&route));
    let by_class =
        part.award_classes.is_empty() || winner.award_class.is_some_and(|class| part.award_classes.contains(&class));
    by_route && by_class
}
