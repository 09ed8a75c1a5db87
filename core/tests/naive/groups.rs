//! Rule 19: groups A and B of artificial joints.

use super::book::Book;
use super::number::{Q, int, print_share, q};
use super::{Res, gap};
use serde_json::{Value, json};

struct Firm {
    company: String,
    volume: Q,
    able: bool,
    group_a: bool,
    reason: &'static str,
}

/// `award.group_bidders`.
pub(crate) fn group_bidders(book: &Book, input: &Value) -> Res<Value> {
    let liner_required = input["liner_required"].as_bool().unwrap();
    let mut firms: Vec<Firm> = Vec::new();
    for firm in input["bidders"].as_array().unwrap() {
        let liner = firm.get("has_crosslinked_liner").is_some_and(|liner| liner.as_bool().unwrap());
        firms.push(Firm {
            company: firm["company"].as_str().unwrap().to_owned(),
            volume: q(firm["volume"].as_str().unwrap()),
            able: firm["supplies_all_regions"].as_bool().unwrap() && (liner || !liner_required),
            group_a: false,
            reason: "below_volume_share",
        });
    }
    firms.sort_by(|a, b| b.volume.cmp(&a.volume).then(a.company.as_bytes().cmp(b.company.as_bytes())));
    let mut total = int(0);
    for firm in &firms {
        total += &firm.volume;
    }
    let line = book.need_number("group_volume_share")? * &total;
    let include = book.need_word("group_crossing")? == "include";
    let least = book.need_count("group_least")?;

    // First border: covered or not. Every order of equal volumes must give the same, unless none of them is able.
    let mut start = 0;
    let mut before = int(0);
    while start < firms.len() {
        let volume = firms[start].volume.clone();
        let end = start + firms[start..].iter().filter(|firm| firm.volume == volume).count();
        let mut covered = Vec::new();
        for _ in start..end {
            let with = &before + &volume;
            covered.push(if include { before < line } else { with <= line });
            before = with;
        }
        let able = firms[start..end].iter().any(|firm| firm.able);
        if able && covered.iter().any(|one| *one != covered[0]) {
            return gap("equal volumes at the border of the covered firms");
        }
        for (firm, covered) in firms[start..end].iter_mut().zip(covered) {
            if !firm.able {
                firm.reason = "condition_not_met";
            } else if covered {
                firm.group_a = true;
                firm.reason = "covered";
            }
        }
        start = end;
    }

    // Second border: filled up with the largest able firms.
    let in_a = |firms: &[Firm]| firms.iter().filter(|firm| firm.group_a).count();
    while in_a(&firms) < least {
        let Some(largest) =
            firms.iter().filter(|firm| firm.able && !firm.group_a).map(|firm| firm.volume.clone()).max()
        else {
            break;
        };
        let next: Vec<usize> =
            (0..firms.len()).filter(|&i| firms[i].able && !firms[i].group_a && firms[i].volume == largest).collect();
        if in_a(&firms) + next.len() > least {
            return gap("equal volumes at the border of the firms that fill group A up");
        }
        for i in next {
            firms[i].group_a = true;
            firms[i].reason = "filled_up";
        }
    }

    let rows: Vec<Value> = firms
        .iter()
        .map(|firm| {
            json!({
                "company": firm.company,
                "volume_share": print_share(&(&firm.volume / &total)),
                "group": if firm.group_a { "A" } else { "B" },
                "reason": firm.reason,
            })
        })
        .collect();
    Ok(json!({ "group_a": in_a(&firms), "group_b": firms.len() - in_a(&firms), "bidders": rows }))
}
