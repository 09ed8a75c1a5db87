//! What is asked. All of it is invented.

use jicai::volume::{
    AgreedQuestion, AllocationInstitution, AllocationQuestion, AllocationWinner, Base, BrandReport, Place, Route,
    UnitShare, VolumeClass,
};

use crate::data::Result;

/// A hospital's report for the lot of a province: by brand, and without a brand.
pub(crate) struct Hospital {
    pub(crate) id: &'static str,
    pub(crate) reports: &'static [(&'static str, &'static str)],
    pub(crate) generic: &'static str,
}

/// Once R has joined, H1 is the worked example of the rules: 160, 40 and 200 of 500.
pub(crate) const HOSPITALS: [Hospital; 3] = [
    Hospital { id: "H1", reports: &[("A", "200"), ("R", "50"), ("X", "150")], generic: "100" },
    Hospital { id: "H2", reports: &[("B", "300"), ("C", "100"), ("R", "80")], generic: "0" },
    Hospital { id: "H3", reports: &[("D", "60"), ("R", "45")], generic: "0" },
];
pub(crate) const WINNERS: [&str; 4] = ["A", "B", "C", "D"];
/// Of the province.
pub(crate) const MAIN_SUPPLIER: &str = "B";
/// Revived from outside the shortlist.
pub(crate) const REVIVED: &str = "R";

/// How much of the lot is agreed.
pub(crate) fn share_question(winners: usize) -> Result<AgreedQuestion> {
    let base = |hospital: &Hospital| {
        let brands = hospital.reports.iter().map(|(_, quantity)| *quantity);
        let reported = brands.chain([hospital.generic]).map(|quantity| Ok(quantity.parse::<u32>()?));
        let reported = reported.collect::<Result<Vec<u32>>>()?;
        Ok(Base { unit: hospital.id.parse()?, quantity: reported.iter().sum::<u32>().to_string().parse()? })
    };
    Ok(AgreedQuestion {
        winners: Place::new(u32::try_from(winners)?).ok_or("too many winners")?,
        volume_class: VolumeClass::Ordinary,
        bases: HOSPITALS.iter().map(base).collect::<Result<_>>()?,
        share: None,
        price: None,
        rounding: None,
    })
}

/// Who gets it at each hospital.
pub(crate) fn brand_question(share: UnitShare, revived: bool) -> Result<AllocationQuestion> {
    let mut winners: Vec<AllocationWinner> = Vec::new();
    for product in WINNERS {
        winners.push(AllocationWinner::new(product.parse()?));
    }
    if revived {
        let route = Some(Route::RevivedUnshortlisted);
        winners.push(AllocationWinner { route, ..AllocationWinner::new(REVIVED.parse()?) });
    }
    let mut institutions = Vec::new();
    for hospital in &HOSPITALS {
        institutions.push(AllocationInstitution {
            generic_quantity: Some(hospital.generic.parse()?),
            brand_reports: Some(reports(hospital.reports)?),
            main_supplier: Some(MAIN_SUPPLIER.parse()?),
            ..AllocationInstitution::new(hospital.id.parse()?)
        });
    }
    Ok(AllocationQuestion { share: Some(share), ..allocation(winners, institutions) })
}

pub(crate) fn reports(reports: &[(&str, &str)]) -> Result<Vec<BrandReport>> {
    let report =
        |(product, quantity): &(&str, &str)| Ok(BrandReport { product: product.parse()?, quantity: quantity.parse()? });
    reports.iter().map(report).collect()
}

/// Winners and institutions, with nothing else said.
pub(crate) fn allocation(
    winners: Vec<AllocationWinner>,
    institutions: Vec<AllocationInstitution>,
) -> AllocationQuestion {
    AllocationQuestion {
        share: None,
        volume_class: None,
        stage: None,
        reference_price: None,
        cut_rounding: None,
        unselected_released: None,
        no_volume_reports: None,
        rounding: None,
        winners,
        institutions,
    }
}
