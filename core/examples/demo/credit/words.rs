//! Grades, provinces and sums for people.

use jicai::credit::{ActionStatus, Fen, LevelChange};
use jicai::explain::{Language, Step};

use super::data::Found;
use crate::data::Result;
use crate::words::{list, pick, trimmed};

/// A word of the contract where there is no better one.
pub(crate) fn plain(word: &str) -> String {
    word.replace('_', " ")
}

/// What a grading came to: the title of the grade, or of both ends; in English its code.
pub(crate) fn grade(language: Language, step: &Step) -> String {
    match language {
        Language::Zh => step.fact("title").map(ToString::to_string).unwrap_or_default().replace("..", "至"),
        Language::En => plain(step.outcome()).replace("..", " to "),
    }
}

/// How well a threshold is established, in the words of the library's sentences.
pub(crate) fn origin(language: Language, word: &str) -> String {
    let zh = match word {
        "official" => "官方",
        "secondary" => "二手",
        "derived" => "推导",
        _ => "未核实",
    };
    pick(language, zh, word).to_owned()
}

pub(crate) fn change(language: Language, change: LevelChange) -> &'static str {
    match change {
        LevelChange::Harsher => pick(language, "更重", "harsher"),
        LevelChange::Milder => pick(language, "更轻", "milder"),
        LevelChange::Same => pick(language, "相同", "same"),
        LevelChange::Undetermined => pick(language, "不能确定", "not known"),
    }
}

pub(crate) fn status(language: Language, status: ActionStatus) -> String {
    let zh = match status {
        ActionStatus::Allowed => "不受限",
        ActionStatus::Limited => "受限",
        ActionStatus::Undetermined => "不能确定",
        ActionStatus::LimitedOrSuspended => "受限或暂停",
        ActionStatus::Suspended => "暂停",
    };
    pick(language, zh, &plain(status.as_str())).to_owned()
}

pub(crate) fn province(language: Language, zh: &'static str) -> &'static str {
    let en = match zh {
        "浙江" => "Zhejiang",
        "河南" => "Henan",
        "云南" => "Yunnan",
        "宁夏" => "Ningxia",
        "四川" => "Sichuan",
        "山东" => "Shandong",
        "江苏" => "Jiangsu",
        "贵州" => "Guizhou",
        "青海" => "Qinghai",
        other => other,
    };
    pick(language, zh, en)
}

/// Matter and sum: `贿赂 ≥88 <89` in 万元, `bribe ≥880 <890` in thousand yuan.
pub(crate) fn found(language: Language, found: Found) -> Result<String> {
    let Some((from, below)) = found.sum() else {
        return Ok(pick(language, "中选后不履行", "selection lost").to_owned());
    };
    let from = scaled(language, from.parse::<Fen>()?.get());
    let below = match below.map(str::parse::<Fen>).transpose()?.map(Fen::get) {
        None => String::new(),
        // Below one fen more than whole yuan: up to that sum, all of it.
        Some(fen) if fen % 100 == 1 => format!(" ≤{}", scaled(language, fen.saturating_sub(1))),
        Some(fen) => format!(" <{}", scaled(language, fen)),
    };
    Ok(format!("{} ≥{from}{below}", pick(language, "贿赂", "bribe")))
}

fn scaled(language: Language, fen: i64) -> String {
    let figure = match language {
        Language::Zh => format!("{}.{:06}", fen / 1_000_000, fen % 1_000_000),
        Language::En => format!("{}.{:05}", fen / 100_000, fen % 100_000),
    };
    trimmed(&figure).to_owned()
}

/// Cases by number; three or more that follow each other as `C19–C23`.
pub(crate) fn cases<'c>(language: Language, cases: impl IntoIterator<Item = &'c str>) -> String {
    let number = |case: &str| case.trim_start_matches('C').parse::<u32>().unwrap_or_default();
    let mut sorted: Vec<&str> = cases.into_iter().collect();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|a, b| number(a).saturating_add(1) == number(b));
    list(
        language,
        runs.flat_map(|run| match run {
            [first, _, .., last] => vec![format!("{first}–{last}")],
            few => few.iter().map(|case| (*case).to_owned()).collect(),
        }),
    )
}

/// Words one below the other where they would make a column wide.
pub(crate) fn narrow(text: &str) -> String {
    const WIDTH: usize = 12;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().chain(word.chars()).count() < WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}
