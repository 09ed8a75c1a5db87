//! Grade records of several firms, in all states, and questions about them.

use super::*;

/// A grade record, short enough to be shown.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) record_id: &'static str,
    pub(super) firm: &'static str,
    pub(super) role: Role,
    pub(super) province: &'static str,
    pub(super) version: Option<Version>,
    pub(super) rank: usize,
    pub(super) start_on: Date,
    pub(super) cleared_on: Option<Date>,
    pub(super) last_day: Option<Date>,
    pub(super) revoked: bool,
    pub(super) products: Option<Vec<Id>>,
    pub(super) measures: Option<Vec<OwnMeasure>>,
}

/// Records, the rulebook of those that name none, and the violation list.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    pub(super) rows: Vec<Row>,
    pub(super) default: Version,
    pub(super) bars: Vec<Bar>,
}

/// Who asks for what; firms, products and days by place in their lists.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub(super) firm: &'static str,
    pub(super) role: Role,
    pub(super) product: &'static str,
    pub(super) province: &'static str,
    pub(super) on: Index,
    pub(super) tender: Tender,
    pub(super) commitment: Commitment,
}

pub(super) const FIRMS: [&str; 3] = [FIRM, "G", "H"];
pub(super) const PROVINCES: [&str; 4] = [PROVINCE, "云南", "四川", "西藏"];
const RECORDS: [&str; 8] = ["r4", "r2", "r8", "r1", "r7", "r3", "r6", "r5"];
/// All starts lie in the three years from here on.
const FIRST: &str = "2024-01-31";

impl Row {
    pub(super) fn record(&self) -> GradeRecord {
        GradeRecord {
            record_id: id(self.record_id),
            firm: Some(id(self.firm)),
            role: Some(self.role),
            province: id(self.province),
            rulebook: self.version.map(|version| match version {
                Version::Own => version.book().into(),
                builtin => RulebookChoice::builtin(builtin.id()),
            }),
            grade: id(self.code(self.version.unwrap_or(Version::Cn2020))),
            start_on: self.start_on,
            cleared_on: self.cleared_on,
            last_day: self.last_day,
            revoked: self.revoked,
            products: self.products.clone(),
            measures: self.measures.clone(),
        }
    }

    fn code(&self, version: Version) -> &'static str {
        version.codes()[self.rank.min(version.top())]
    }

    /// The days around those on which something begins or ends.
    fn days(&self) -> impl Iterator<Item = Date> {
        let years = [12, 24, 36, 60].map(|months| months_after(self.start_on, months));
        let own = self.measures.iter().flatten().flat_map(|own| [own.first_day, own.last_day]);
        let ends = [Some(self.start_on), self.cleared_on, self.last_day].into_iter().chain(own).flatten();
        ends.chain(years).collect::<Vec<_>>().into_iter()
    }
}

impl Scene {
    pub(super) fn records(&self) -> Vec<GradeRecord> {
        let coded =
            |row: &Row| GradeRecord { grade: id(row.code(row.version.unwrap_or(self.default))), ..row.record() };
        self.rows.iter().map(coded).collect()
    }

    pub(super) fn on(&self, index: Index) -> Date {
        let bars = self.bars.iter().flat_map(|bar| [bar.first_day, bar.last_day]);
        let days: Vec<Date> = self.rows.iter().flat_map(Row::days).chain(bars).chain([day("2026-03-31")]).collect();
        let n = index.index(3 * days.len());
        days_after(days[n / 3], [-1, 0, 1][n % 3])
    }

    pub(super) fn question(&self, ask: &Ask) -> SupplierQuestion {
        SupplierQuestion {
            firm: id(ask.firm),
            role: ask.role,
            product: id(ask.product),
            province: id(ask.province),
            on: self.on(ask.on),
            records: self.records(),
            tender: ask.tender,
            commitment: ask.commitment,
            bars: self.bars.clone(),
        }
    }

    pub(super) fn status(&self, ask: &Ask) -> SupplierStatus {
        credit::supplier_status(Some(&self.default.book()), &self.question(ask)).unwrap()
    }

    pub(super) fn national(&self, index: Index) -> NationalQuestion {
        NationalQuestion { as_of: self.on(index), records: self.records() }
    }
}

/// The statuses of listing, bidding and delivery.
pub(super) fn statuses(status: &SupplierStatus) -> [ActionStatus; 3] {
    [status.listing.status, status.bidding.status, status.delivery.status]
}

fn own_measure(start_on: Date) -> impl Strategy<Value = OwnMeasure> {
    let from = prop::option::of(-200_i64..600);
    let length = prop::option::of(prop_oneof![0_i64..3, 0_i64..900]);
    (select(Measure::ALL), select(Scope::ALL), select(Area::ALL), from, length).prop_map(
        move |(measure, scope, area, from, length)| {
            let first_day = from.map(|from| days_after(start_on, from));
            let last_day = length.map(|length| days_after(first_day.unwrap_or(start_on), length));
            OwnMeasure { measure, scope, area, first_day, last_day }
        },
    )
}

pub(super) fn role() -> impl Strategy<Value = Role> {
    prop_oneof![2 => Just(Role::Manufacturer), 1 => Just(Role::Distributor)]
}

fn row() -> impl Strategy<Value = Row> {
    (0_i64..1_000).prop_map(|days| days_after(day(FIRST), days)).prop_flat_map(|start_on| {
        let who = (prop_oneof![3 => Just(0_usize), 1 => 1_usize..FIRMS.len()], role(), 0_usize..3);
        let grade = (prop::option::weighted(0.8, version()), 0_usize..=4);
        let life = prop_oneof![0_i64..3, 0_i64..400, 0_i64..2_500];
        let end = (prop::option::weighted(0.2, life.clone()), prop::option::weighted(0.3, life), 0_u8..12);
        let products = prop::option::weighted(0.75, 0_u8..8);
        let own = prop::option::weighted(0.35, prop::collection::vec(own_measure(start_on), 0..4));
        (who, grade, end, products, own).prop_map(
            move |((firm, role, province), (version, rank), (cleared, last, revoked), bits, measures)| Row {
                record_id: "r",
                firm: FIRMS[firm],
                role,
                province: PROVINCES[province],
                version,
                rank,
                start_on,
                cleared_on: cleared.map(|days| days_after(start_on, days)),
                last_day: last.map(|days| days_after(start_on, days)),
                revoked: revoked == 0,
                products: bits.map(products_of),
                measures,
            },
        )
    })
}

fn products_of(bits: u8) -> Vec<Id> {
    products(bits)
}

fn bar() -> impl Strategy<Value = Bar> {
    (0_usize..2, 0_i64..1_200, 0_i64..600).prop_map(|(firm, first, length)| {
        let first_day = days_after(day(FIRST), first);
        Bar { first_day, last_day: days_after(first_day, length), firm: Some(id(FIRMS[firm])) }
    })
}

pub(super) fn scene() -> impl Strategy<Value = Scene> {
    (prop::collection::vec(row(), 0..=RECORDS.len()), version(), prop::collection::vec(bar(), 0..3)).prop_map(
        |(mut rows, default, bars)| {
            rows.iter_mut().zip(RECORDS).for_each(|(row, name)| row.record_id = name);
            Scene { rows, default, bars }
        },
    )
}

pub(super) fn ask() -> impl Strategy<Value = Ask> {
    let firm = prop_oneof![4 => Just(FIRM), 1 => select(FIRMS.as_slice())];
    let commitment = prop_oneof![4 => Just(Commitment::Submitted), 1 => Just(Commitment::Missing)];
    let whole = (firm, role(), select(PRODUCTS.as_slice()), select(PROVINCES.as_slice()), any::<Index>());
    (whole, select(Tender::ALL), commitment).prop_map(|((firm, role, product, province, on), tender, commitment)| Ask {
        firm,
        role,
        product,
        province,
        on,
        tender,
        commitment,
    })
}
