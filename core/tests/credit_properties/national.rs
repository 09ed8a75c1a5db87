//! The provincial grades rolled up to the country.

use super::rows::{PROVINCES, Scene, ask, scene};
use super::*;
use jicai::credit::WorstGrade;

fn view(scene: &Scene, question: &NationalQuestion) -> credit::NationalView {
    credit::national(Some(&scene.default.book()), question).unwrap()
}

/// What a firm may not do in all provinces, by product: from the gate, in a province that grades nobody.
fn nationwide_by_gate(scene: &Scene, firm: &Id, on: Date, product: &str) -> BTreeSet<Measure> {
    let mut measures = BTreeSet::new();
    for role in Role::ALL {
        let question = SupplierQuestion {
            firm: firm.clone(),
            role: *role,
            product: id(product),
            province: id("nowhere"),
            on,
            records: scene.records(),
            tender: Tender::Provincial,
            commitment: Commitment::Submitted,
            bars: Vec::new(),
        };
        let status = credit::supplier_status(Some(&scene.default.book()), &question).unwrap();
        for reason in Action::ALL.iter().flat_map(|action| &status.gate(*action).reasons) {
            if reason.why == Why::Measure && reason.scope == Some(Scope::InvolvedProducts) {
                measures.extend(reason.measure);
            }
        }
    }
    measures
}

proptest! {
    #![proptest_config(config())]

    /// Order changes nothing; firms are counted once each; every firm is as it would be alone.
    #[test]
    fn firms_are_counted_once_and_alone(scene in scene(), index in any::<Index>(), seed in any::<u64>()) {
        let mut rng = Rng::new(seed);
        let question = scene.national(index);
        let all = view(&scene, &question);
        let mut mixed = question.clone();
        shuffle(&mut rng, &mut mixed.records);
        for products in mixed.records.iter_mut().filter_map(|record| record.products.as_mut()) {
            shuffle(&mut rng, products);
        }
        prop_assert_eq!(&view(&scene, &mixed), &all);
        let firms: BTreeSet<&Id> = question.records.iter().filter_map(|record| record.firm.as_ref()).collect();
        prop_assert!(all.firms.iter().map(|firm| &firm.firm).eq(firms));
        prop_assert_eq!(usize::try_from(all.firm_count), Ok(all.firms.len()));
        prop_assert_eq!(all.firms_by_worst_level.iter().sum::<u32>(), all.firm_count);
        for (level, count) in (0..).zip(all.firms_by_worst_level) {
            let worst = all.firms.iter().filter(|firm| firm.worst_level == level).count();
            prop_assert_eq!(usize::try_from(count), Ok(worst));
        }
        for firm in &all.firms {
            let mut alone = question.clone();
            alone.records.retain(|record| record.firm.as_ref() == Some(&firm.firm));
            let records = alone.records.len();
            prop_assert_eq!(&view(&scene, &alone).firms, std::slice::from_ref(firm));
            let live: usize = firm.provinces.iter().map(|province| province.records.len()).sum();
            prop_assert_eq!(live + firm.not_live.len(), records);
            prop_assert_eq!(firm.worst_level, firm.provinces.iter().map(|province| province.level).max().unwrap_or(0));
            prop_assert_eq!(firm.worst_grades.is_empty(), live == 0);
            // Of each version the highest grade among records of the worst level, each graded alone.
            let mut worst: BTreeMap<Id, (usize, Id)> = BTreeMap::new();
            for record in &alone.records {
                let single = NationalQuestion { records: vec![record.clone()], ..alone.clone() };
                let [single] = view(&scene, &single).firms.try_into().unwrap();
                for grade in single.worst_grades.into_iter().filter(|_| single.worst_level == firm.worst_level) {
                    let version = Version::ALL.iter().find(|version| version.id() == grade.rulebook.as_str()).unwrap();
                    let rank = version.codes().iter().position(|code| *code == grade.grade.as_str()).unwrap();
                    let known = worst.entry(grade.rulebook).or_insert((rank, grade.grade.clone()));
                    *known = known.clone().max((rank, grade.grade));
                }
            }
            let worst = worst.into_iter().map(|(rulebook, (_, grade))| WorstGrade { rulebook, grade });
            prop_assert!(worst.eq(firm.worst_grades.iter().cloned()));
        }
    }

    /// Property 5: What holds in the grading province only never shows nationwide; where it is taken out, nothing changes.
    #[test]
    fn measures_of_a_province_never_show_nationwide(scene in scene(), index in any::<Index>()) {
        let question = scene.national(index);
        let mut without = question.clone();
        for own in without.records.iter_mut().filter_map(|record| record.measures.as_mut()) {
            own.retain(|own| own.area == Area::AllProvinces);
        }
        prop_assert_eq!(&view(&scene, &without), &view(&scene, &question));
        without.records.iter_mut().for_each(|record| match &mut record.measures {
            Some(own) => own.iter_mut().for_each(|own| own.area = Area::GradingProvince),
            none => *none = Some(Vec::new()),
        });
        for firm in view(&scene, &without).firms {
            prop_assert!(firm.nationwide_products.is_empty());
            prop_assert!(!firm.nationwide_all_products && !firm.nationwide_products_unknown);
        }
    }

    /// Products listed nationwide are those that the gate stops in a province that grades nobody.
    #[test]
    fn nationwide_products_are_stopped_everywhere(scene in scene(), index in any::<Index>()) {
        let question = scene.national(index);
        for firm in view(&scene, &question).firms {
            for product in PRODUCTS {
                let listed = firm.nationwide_products.iter().find(|known| known.product.as_str() == product);
                let listed = listed.into_iter().flat_map(|known| known.measures.iter().copied());
                // Reminder and label stop nothing.
                let stopping = |measure: &Measure| !matches!(measure, Measure::WrittenReminder | Measure::RiskLabel);
                let listed: BTreeSet<Measure> = listed.filter(stopping).collect();
                prop_assert_eq!(listed, nationwide_by_gate(&scene, &firm.firm, question.as_of, product));
            }
            for known in &firm.nationwide_products {
                let live: Vec<&str> = firm.provinces.iter().map(|province| province.province.as_str()).collect();
                prop_assert!(known.graded_in.iter().all(|province| live.contains(&province.as_str())));
                prop_assert!(known.graded_in.is_sorted() && known.measures.is_sorted());
            }
        }
    }

    /// A record more never lowers a level, nor takes a product from the list.
    #[test]
    fn a_record_more_never_lowers(scene in scene(), index in any::<Index>(), gone in any::<Index>()) {
        if scene.rows.is_empty() {
            return Ok(());
        }
        let question = scene.national(index);
        let all = view(&scene, &question);
        let mut fewer = question.clone();
        fewer.records.remove(gone.index(question.records.len()));
        for firm in view(&scene, &fewer).firms {
            let with = all.firms.iter().find(|other| other.firm == firm.firm).unwrap();
            prop_assert!(with.worst_level >= firm.worst_level);
            prop_assert!(with.nationwide_all_products >= firm.nationwide_all_products);
            prop_assert!(with.nationwide_products_unknown >= firm.nationwide_products_unknown);
            let known: Vec<&Id> = with.nationwide_products.iter().map(|known| &known.product).collect();
            prop_assert!(firm.nationwide_products.iter().all(|product| known.contains(&&product.product)));
        }
    }
}

/// The records of these properties do show nationwide, in every way.
#[test]
fn records_show_nationwide() {
    let mut seen = [0; 7];
    for (scene, _, index) in samples((scene(), ask(), any::<Index>()), 600) {
        for firm in view(&scene, &scene.national(index)).firms {
            let shown = [
                !firm.nationwide_products.is_empty(),
                firm.nationwide_all_products,
                firm.nationwide_products_unknown,
                firm.worst_grades.len() > 1,
                firm.provinces.len() == PROVINCES.len() - 1,
                firm.worst_level == 3,
                firm.provinces.is_empty(),
            ];
            seen.iter_mut().zip(shown).for_each(|(seen, shown)| *seen += usize::from(shown));
        }
    }
    assert!(seen.iter().all(|seen| *seen > 25), "{seen:?}");
}
