//! Products, steps and parameters for people.

use jicai::differential::{Form, Product, StepName, Unit};
use jicai::explain::Language;

use crate::words::{pick, text, trimmed};

/// A word of the contract where there is no better one: `soft_bag` is “soft bag”.
fn plain(word: &str) -> String {
    word.replace('_', " ")
}

fn form(language: Language, form: Form) -> String {
    let zh = match form {
        Form::Tablet => "普通片",
        Form::EntericTablet => "肠溶片",
        Form::Capsule => "硬胶囊",
        Form::EntericCapsule => "肠溶胶囊",
        Form::Granules => "颗粒剂",
        Form::DrySuspension => "干混悬剂",
        Form::OralSolution => "口服溶液",
        Form::HoneyPill => "蜜丸",
        Form::WaterPill => "水丸",
        Form::WaterHoneyPill => "水蜜丸",
        Form::ConcentratedPill => "浓缩丸",
        Form::ConcentratedHoneyPill => "浓缩蜜丸",
        Form::SmallVolumeInjection => "小容量注射液",
        other => return plain(other.as_str()),
    };
    pick(language, zh, &plain(form.as_str())).to_owned()
}

/// An amount of units: `1 片`, `12 tablets`.
fn counted(language: Language, amount: &str, unit: Unit) -> String {
    let zh = match unit {
        Unit::Tablet => "片",
        Unit::Capsule => "粒",
        Unit::Pill => "丸",
        Unit::Sachet | Unit::Bag => "袋",
        Unit::Ampoule | Unit::Tube => "支",
        Unit::Vial | Unit::Bottle => "瓶",
        Unit::Suppository => "枚",
        Unit::Patch => "贴",
    };
    let en = match unit {
        _ if amount == "1" => unit.to_string(),
        Unit::Suppository => "suppositories".to_owned(),
        Unit::Patch => "patches".to_owned(),
        _ => format!("{unit}s"),
    };
    format!("{amount} {}", pick(language, zh, &en))
}

/// A product for people.
pub(crate) struct Specification {
    pub(crate) form: String,
    /// Strength and pack: `6 g × 1 袋`.
    pub(crate) pack: String,
    /// What else matters for its price.
    pub(crate) more: Vec<String>,
}

impl Specification {
    pub(crate) fn new(language: Language, product: &Product) -> Specification {
        let content = product
            .content
            .map(|content| format!("{} {}", content.get(), product.content_unit.map_or("mg", |unit| unit.as_str())));
        let fill = product.fill.zip(product.fill_unit).map(|(fill, unit)| format!("{} {unit}", fill.get()));
        let count = counted(language, &product.units().get().to_string(), product.unit());
        let sugar_free = product.sugar_free.then(|| pick(language, "无蔗糖", "sugar-free").to_owned());
        let daily_dose = product.daily_dose.map(|dose| {
            let dose = counted(language, &dose.get().to_string(), product.unit());
            text!(language, "日服 {dose}", "{dose} a day")
        });
        Specification {
            form: form(language, product.form),
            pack: content.into_iter().chain(fill).chain([count]).collect::<Vec<_>>().join(" × "),
            more: sugar_free.into_iter().chain(daily_dose).collect(),
        }
    }

    /// All of it, in one line.
    pub(crate) fn sentence(&self, language: Language) -> String {
        let all: Vec<String> = [format!("{} {}", self.form, self.pack)].into_iter().chain(self.more.clone()).collect();
        all.join(pick(language, "，", ", "))
    }
}

/// What a step is about (zh).
pub(crate) fn step(step: StepName, clause: &str) -> &'static str {
    match step {
        StepName::Form if clause == "sugar-free" => "无蔗糖",
        StepName::Form => "剂型",
        StepName::Content => "含量",
        StepName::Fill => "装量",
        StepName::DailyDose => "日治疗量",
        StepName::Count => "包装数量",
        StepName::Floor => "最低价",
        StepName::Cap => "小规格封顶",
        StepName::PackageMaterial => "包装材料",
        StepName::PackagingForm => "包装形式",
    }
}

/// A parameter for people, with the name the rulebook has for it and its value, where that is one figure.
pub(crate) fn parameter(language: Language, name: &str, value: &str) -> String {
    let (zh, en) = match name {
        "content_base" => ("含量底数", "base of the content ratio"),
        "fill_base" => ("装量底数", "base of the fill ratio"),
        "count_base" => ("包装数量底数", "base of the count ratio"),
        "tcm_injection_fill_base" => ("中药注射液装量底数", "base of the fill ratio of TCM injections"),
        "sugar_free_ratio" => ("无蔗糖系数", "sugar-free ratio"),
        "price_rounding" => ("价格取整", "rounding of prices"),
        "unit_price_rounding" => ("单价取整", "rounding of unit prices"),
        "tcm_basis" => ("中成药按日治疗量换算", "TCM converted by daily dose"),
        "separate_content_multiple" => ("须另设代表品的含量倍数", "content multiple for a representative of its own"),
        "content_and_fill" => ("含量与装量都不同时", "content and fill both differing"),
        _ => match name.split_once('.') {
            Some(("count_mode", _)) => ("包装数量", "package count"),
            Some(("form_ratio" | "tcm_form_ratio", _)) => ("剂型系数", "form ratio"),
            _ => ("参数", "parameter"),
        },
    };
    let label = pick(language, zh, en);
    let value = value.trim_matches('"');
    let value = match value {
        "power" => pick(language, "按底数的幂", "as a power of the base").to_owned(),
        "linear" => pick(language, "按比例", "in proportion").to_owned(),
        figure if figure.starts_with(|c: char| c.is_ascii_digit()) => trimmed(figure).to_owned(),
        _ => String::new(),
    };
    match (language, value.is_empty()) {
        (Language::Zh, true) => format!("{label}（{name}）"),
        (Language::Zh, false) => format!("{label} {value}（{name}）"),
        (Language::En, true) => format!("{label} ({name})"),
        (Language::En, false) => format!("{label} {value} ({name})"),
    }
}
