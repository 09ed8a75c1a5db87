//! Random allocations under every method and ladder, built-in and of one's own. A draft is the same for all of them; what a rulebook does
//! not take is left out.

use super::own_books::own_book;
use super::*;

/// A part of the redistribution.
#[derive(Clone, Debug, serde::Deserialize)]
pub(super) struct Part {
    pub(super) fraction: UnitShare,
    pub(super) to: RedistributionRule,
    #[serde(default)]
    routes: Vec<Route>,
    #[serde(default)]
    award_classes: Vec<AwardClass>,
}

impl Part {
    pub(super) fn may_go_to(&self, winner: &AllocationWinner) -> bool {
        let route = winner.route.unwrap_or(Route::Regular);
        (self.routes.is_empty() || self.routes.contains(&route))
            && (self.award_classes.is_empty() || self.award_classes.contains(&winner.award_class.unwrap()))
    }
}

/// What a rulebook says of an allocation.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) method: AllocationMethod,
    pub(super) key: Option<RungKey>,
    pub(super) rungs: Value,
    routes: Vec<Route>,
    /// `None` where it is not published.
    pub(super) parts: Option<Vec<Part>>,
    pub(super) unselected_released: Option<UnitShare>,
    rounding: Option<StatedRounding>,
    pub(super) capped: bool,
}

fn read<T: serde::de::DeserializeOwned>(book: &Rulebook, name: &str) -> Option<T> {
    parameter(book, name).map(|value| serde_json::from_value(value).unwrap())
}

impl Form {
    pub(super) fn of(book: &Rulebook) -> Form {
        let rungs = parameter(book, "rungs").unwrap_or_default();
        Form {
            method: read(book, "allocation_method").unwrap(),
            key: rungs.get("key").map(|key| serde_json::from_value(key.clone()).unwrap()),
            rungs,
            routes: read(book, "allocation_routes").unwrap_or_else(|| vec![Route::Regular]),
            parts: read(book, "redistribution"),
            unselected_released: read(book, "unselected_released"),
            rounding: read(book, "rounding"),
            capped: parameter(book, "supply_cap").is_some(),
        }
    }
}

/// A winner as drawn: what a ladder does not ask for is not used.
type DraftWinner = (i64, Option<i64>, Index, u32, i64, bool);
/// An institution: what it is, reports without a brand, by product, its main supplier, its choices.
type DraftInstitution = (bool, i64, Vec<Option<i64>>, Index, Vec<(Index, i64)>);

#[derive(Clone, Debug)]
pub(super) struct Draft {
    winners: Vec<DraftWinner>,
    institutions: Vec<DraftInstitution>,
    share: i64,
    unselected: i64,
    rounding: Option<StatedRounding>,
    switches: (bool, bool, Index),
}

/// Winners have the first keys; reports may be for these and two more.
const MAX_WINNERS: usize = 6;

pub(super) fn draft() -> impl Strategy<Value = Draft> {
    let supply = prop_oneof![0_i64..600_000_000, (0_i64..=600).prop_map(|units| units * 1_000_000)];
    let promised = prop::option::weighted(0.6, supply);
    let winner = (price(), promised, any::<Index>(), 1_u32..9, 0_i64..=350_000, any::<bool>());
    let reports = prop::collection::vec(prop::option::weighted(0.7, quantity()), MAX_WINNERS + 2);
    let choices = prop::collection::vec((any::<Index>(), prop_oneof![Just(100_i64), 0_i64..=100]), 0..4);
    let institution = (prop::bool::weighted(0.7), quantity(), reports, any::<Index>(), choices);
    let lists = (prop::collection::vec(winner, 1..=MAX_WINNERS), prop::collection::vec(institution, 1..5));
    let switches = (prop::bool::weighted(0.75), any::<bool>(), any::<Index>());
    (lists, share(), share(), rounding(), switches).prop_map(
        |((winners, institutions), share, unselected, rounding, switches)| Draft {
            winners,
            institutions,
            share,
            unselected,
            rounding,
            switches,
        },
    )
}

/// A rulebook and a question that it can answer.
#[derive(Clone)]
pub(super) struct Scene {
    pub(super) book: Arc<Rulebook>,
    pub(super) form: Form,
    pub(super) question: AllocationQuestion,
}

impl fmt::Debug for Scene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", json!({ "rulebook": self.book.document() }), json!({ "input": self.question }))
    }
}

impl Scene {
    pub(super) fn answer(&self) -> Allocation {
        volume::allocate(&self.book, &self.question).unwrap()
    }

    /// How agreed volumes are rounded.
    pub(super) fn rounding(&self) -> StatedRounding {
        self.form.rounding.or(self.question.rounding).unwrap_or_default()
    }

    pub(super) fn is_rounded(&self) -> bool {
        self.rounding().step.is_some()
    }

    /// Stage `full`: what is released goes on.
    pub(super) fn is_full(&self) -> bool {
        self.form.method != AllocationMethod::Ladder || self.question.stage.unwrap_or(Stage::Full) == Stage::Full
    }

    pub(super) fn build(book: Arc<Rulebook>, draft: &Draft) -> Scene {
        let form = Form::of(&book);
        let is_ladder = form.method == AllocationMethod::Ladder;
        let takes_share = matches!(form.method, AllocationMethod::MainSupplier | AllocationMethod::Brand);
        let (full, odd, index) = draft.switches;
        let classes: Vec<VolumeClass> = rows(&form, "volume_class");
        let question = AllocationQuestion {
            share: takes_share.then(|| number(draft.share)),
            volume_class: (form.key == Some(RungKey::PriceRank) && !odd).then(|| *index.get(&classes)),
            stage: is_ladder.then_some(Stage::Own),
            reference_price: (form.key == Some(RungKey::PriceRatio) && odd).then(|| number(1_050_000)),
            cut_rounding: (form.key == Some(RungKey::Cut) && parameter(&book, "cut_rounding").is_none())
                .then(|| *index.get(CutRounding::ALL)),
            unselected_released: (is_ladder && form.unselected_released.is_none()).then(|| number(draft.unselected)),
            no_volume_reports: book.document().gap("no_volume_reports").map(|_| *index.get(NoVolumeReports::ALL)),
            rounding: draft.rounding.filter(|_| form.rounding.is_none()),
            winners: (0..).zip(&draft.winners).map(|(n, winner)| form.winner(n, winner, odd)).collect(),
            institutions: Vec::new(),
        };
        let mut scene = Scene { book, form, question };
        let number_of = |number: usize| scene.form.institution(number, &draft.institutions[number], &scene.question);
        scene.question.institutions = (0..draft.institutions.len()).map(number_of).collect();
        if is_ladder && full {
            scene.redistribute(draft);
        }
        scene
    }

    /// Goes on to stage `full` where all that needs is published, with choices that fit in their parts.
    fn redistribute(&mut self, draft: &Draft) {
        let Some(parts) = self.form.parts.clone() else { return };
        let pools: BTreeMap<Id, Option<Rational>> = self
            .answer()
            .institutions
            .into_iter()
            .map(|known| (known.institution, known.pool.map(|pool| pool.total.exact().clone())))
            .collect();
        if pools.values().any(Option::is_none) {
            return;
        }
        self.question.stage = Some(Stage::Full).filter(|_| draft.switches.1);
        for (institution, (_, _, _, _, picks)) in self.question.institutions.iter_mut().zip(&draft.institutions) {
            let pool = pools[&institution.institution].clone().unwrap();
            let mut choices: Vec<Choice> = Vec::new();
            for (n, part) in (1..).zip(&parts).filter(|(_, part)| part.to == RedistributionRule::Choice) {
                let mut left = millionths_below(&(&Rational::from(part.fraction) * &pool));
                let open: Vec<&AllocationWinner> =
                    self.question.winners.iter().filter(|winner| part.may_go_to(winner)).collect();
                for (pick, percent) in picks.iter().filter(|_| !open.is_empty()) {
                    let product = pick.get(&open).product.clone();
                    let part = PartNumber::new(n).unwrap();
                    if choices.iter().all(|known| known.product != product || known.part != part) {
                        let taken = left / 100 * percent + left % 100 * percent / 100;
                        left -= taken;
                        choices.push(Choice { part, product, quantity: number(taken) });
                    }
                }
            }
            institution.choices = Some(choices);
        }
    }
}

/// What the rows of a ladder say under a name.
fn rows<T: serde::de::DeserializeOwned>(form: &Form, name: &str) -> Vec<T> {
    let rows = form.rungs["rows"].as_array().into_iter().flatten();
    rows.filter_map(|row| row.get(name)).map(|value| serde_json::from_value(value.clone()).unwrap()).collect()
}

impl Form {
    fn winner(
        &self,
        n: usize,
        (price, promised, route, rank, depth, odd): &DraftWinner,
        all: bool,
    ) -> AllocationWinner {
        let route = *route.get(&self.routes);
        // Somebody must be able to supply a province.
        let route = if n == 0 && self.method == AllocationMethod::Brand { Route::Regular } else { route };
        let mut winner = AllocationWinner {
            promised: promised.map(number),
            price: Some(number(*price)),
            ..AllocationWinner::new(key(n))
        };
        let has_routes = self.method == AllocationMethod::Brand || (self.routes.len() > 1 && self.key.is_some());
        let by_default = route == Route::Regular && *odd;
        winner.route = (has_routes && !by_default).then_some(route);
        match (self.method, self.key) {
            (AllocationMethod::RankSplit, _) => {
                // Distinct prices, or ranks the other way round.
                winner.price = Some(number(price / 10 * 10 + 9 - i64::try_from(n).unwrap()));
                winner.rank = all.then(|| Place::new(u32::try_from(n).unwrap() + 1).unwrap());
            }
            (_, Some(RungKey::Rank)) if route == Route::AddOn => {
                let limits: Vec<UnitShare> = self.rungs["add_on"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|row| serde_json::from_value(row["price_to"].clone()).unwrap())
                    .collect();
                // From the edge of the last row down.
                let most = limits.iter().max().unwrap().millionths();
                winner.ceiling = Some(number(2_000_000));
                winner.price = Some(number((2 * (most - depth)).max(1)));
            }
            (_, Some(RungKey::Rank)) => winner.rank = Place::new(*rank),
            (_, Some(RungKey::Cut)) => {
                let from: UnitShare = serde_json::from_value(self.rungs["from"].clone()).unwrap();
                let depth = if all { depth / 10_000 * 10_000 } else { *depth };
                let cut = (from.millionths() + depth).min(990_000);
                if *odd {
                    winner.cut = Some(number(cut));
                } else {
                    winner.ceiling = Some(number(2_000_000));
                    winner.price = Some(number(2 * (1_000_000 - cut)));
                }
            }
            (_, Some(RungKey::AwardClass)) => {
                let classes: Vec<AwardClass> = rows(self, "award_class");
                winner.award_class = Some(classes[usize::try_from(*rank).unwrap() % classes.len()]);
            }
            _ => {}
        }
        winner
    }

    fn institution(
        &self,
        n: usize,
        (medical, generic, reports, main, _): &DraftInstitution,
        question: &AllocationQuestion,
    ) -> AllocationInstitution {
        let mut institution = AllocationInstitution::new(key(n));
        institution.kind = if *medical { PartyKind::Medical } else { PartyKind::Pharmacy };
        if self.method != AllocationMethod::Ladder {
            institution.generic_quantity = Some(number(*generic));
        }
        if matches!(self.method, AllocationMethod::Ladder | AllocationMethod::Brand) {
            // The last two products lost, whatever the number of winners.
            let given = reports.iter().enumerate().filter_map(|(n, quantity)| Some((n, (*quantity)?)));
            let report = |(n, quantity)| BrandReport { product: key(n), quantity: number(quantity) };
            institution.brand_reports = Some(given.map(report).collect());
        }
        if matches!(self.method, AllocationMethod::MainSupplier | AllocationMethod::Brand) {
            let without = [Some(Route::NoVolume), Some(Route::RevivedUnshortlisted)];
            let able: Vec<&AllocationWinner> =
                question.winners.iter().filter(|winner| !without.contains(&winner.route)).collect();
            institution.main_supplier = Some(main.get(&able).product.clone());
        }
        institution
    }
}

/// The built-in rulebooks that allocate, one for each way.
pub(super) const BUILTIN: [&str; 12] = [
    "cn-batch-02",
    "cn-batch-11",
    "cn-batch-12",
    "lens-3plus6-2020",
    "gd-alliance-2022",
    "gd-alliance-2022",
    "jiangxi-reagents-2023",
    "fujian-clips",
    "sichuan-ivus-2024",
    "shanxi-consumables-2025",
    "insulin-2021",
    "insulin-2024",
];

/// A rulebook of any method, and a question for it.
pub(super) fn scene() -> impl Strategy<Value = Scene> {
    let builtin = select(BUILTIN.as_slice()).prop_map(book);
    let book = prop_oneof![3 => builtin.boxed(), 2 => own_book().boxed()];
    (book, draft()).prop_map(|(book, draft)| Scene::build(book, &draft))
}
