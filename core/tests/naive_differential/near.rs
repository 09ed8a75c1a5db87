//! Requests whose values lie next to a tie, an edge or another value, and requests that lie exactly on one (4.3, 4.5).
//!
//! A price is a whole number `p` of ten-billionths. With `α` the ratio of the conversion, the convergents `a ÷ p` of
//! the continued fraction of `α` are the prices whose converted price `p·α` comes nearest to a whole number.

use super::book::World;
use super::convert::{Change, Purpose, Setting, convert};
use super::product::Product;
use super::real::{FULL, Q, Term, q, written};
use crate::common::Rng;
use dashu_float::FBig;
use dashu_int::{IBig, UBig};
use serde_json::{Value, json};

/// One more than the largest price in ten-billionths: 15 digits before the point, 10 behind it.
fn too_large() -> IBig {
    IBig::from(UBig::from(10u8).pow(25))
}

/// The convergents `(a, p)` of `a ÷ p ≈ α` with both parts in the range of a price.
fn convergents(alpha: &Term) -> Vec<(IBig, IBig)> {
    let shift = 1_500;
    let scaled = alpha.float(FULL) * FBig::from_parts(IBig::ONE, shift);
    let (mut top, mut bottom) = (scaled.to_int().value(), IBig::from(UBig::ONE << shift.unsigned_abs()));
    let (mut last, mut now) = ((IBig::ZERO, IBig::ONE), (IBig::ONE, IBig::ZERO));
    let mut list = Vec::new();
    while bottom != IBig::ZERO {
        let whole = &top / &bottom;
        (top, bottom) = (bottom.clone(), &top - &whole * &bottom);
        let next = (&whole * &now.0 + &last.0, &whole * &now.1 + &last.1);
        (last, now) = (now, next);
        if now.1 >= too_large() {
            break;
        }
        if now.0 > IBig::ZERO {
            list.push(now.clone());
        }
    }
    list
}

/// The last convergents that fit, or any of them, with both parts below the limit.
fn convergent(rng: &mut Rng, alpha: &Term) -> Option<(IBig, IBig)> {
    let mut list = convergents(alpha);
    list.retain(|(a, p)| *a < too_large() && *p < too_large());
    pick_late(rng, &list)
}

fn pick_late(rng: &mut Rng, list: &[(IBig, IBig)]) -> Option<(IBig, IBig)> {
    if list.is_empty() {
        return None;
    }
    let back = if rng.chance(60) { rng.below(4) } else { rng.below(list.len()) };
    list.get(list.len().saturating_sub(1 + back)).cloned()
}

/// A whole number of ten-billionths as a decimal.
fn decimal(n: &IBig) -> String {
    written(n, 10)
}

/// The whole number `n` over `10^d`, as a rational.
fn over_ten(n: &str, d: usize) -> Q {
    q(n) / q(&format!("1{}", "0".repeat(d)))
}

const BASES: [&str; 9] = ["1.7", "1.7", "1.9", "1.95", "1.5", "3", "9.9999999999", "1.0000000001", "2.25"];

fn base(rng: &mut Rng) -> String {
    if rng.chance(70) { rng.pick(&BASES).to_owned() } else { format!("1.{}", 1 + rng.below(9_999_999)) }
}

/// Two tablets that differ in content, count and perhaps fill or form, and a rulebook with random bases.
fn ratio_request(rng: &mut Rng) -> Value {
    let pick = |rng: &mut Rng, list: &[&str]| rng.pick(list).to_owned();
    let contents = ["1", "2", "3", "5", "7", "10", "30", "39", "0.3333333333", "2.7182818284"];
    let counts = ["1", "1", "2", "3", "7", "10", "24", "36", "1000000"];
    let fills = ["1", "3", "10", "2.5"];
    let filled = rng.chance(30);
    let product = |rng: &mut Rng, form: &str| {
        let mut object =
            json!({ "form": form, "content": pick(rng, &contents), "count": pick(rng, &counts), "unit": "tablet" });
        if filled {
            object["fill"] = json!(pick(rng, &fills));
            object["fill_unit"] = json!("g");
        }
        object
    };
    // Long coefficients of the form and of the packaging make values with many more digits than a price has.
    let long = rng.chance(30);
    let (r, mut t) = (product(rng, "tablet"), product(rng, if long { "capsule" } else { "tablet" }));
    let mut parameters = json!({
        "content_base": base(rng),
        "fill_base": base(rng),
        "count_base": base(rng),
        "count_mode.tablet": if rng.chance(80) { "power" } else { "linear" },
        "content_and_fill": "both",
    });
    let mut r = r;
    if long {
        let tiny = ["1", "0.0000000007"];
        parameters["form_ratio.tablet"] = json!(rng.pick(&tiny));
        parameters["form_ratio.capsule"] = json!(rng.decimal(15, 10));
        parameters["packaging_form_ratio.single_dose"] = json!(rng.pick(&tiny));
        parameters["packaging_form_ratio.multi_dose"] = json!(rng.decimal(15, 10));
        r["packaging_form"] = json!("single_dose");
        t["packaging_form"] = json!("multi_dose");
    }
    let rulebook = json!({ "id": "example/near", "parameters": parameters });
    json!({ "function": "differential.price", "rulebook": rulebook,
        "input": { "representative": r, "price": "1", "target": t }, "options": { "explain": false } })
}

/// The product of all factors of the conversion of a request of `differential.price`.
pub(crate) fn ratio_of(world: &World, request: &Value) -> Term {
    let book = world.resolve(&request["rulebook"]).unwrap();
    let (r, t) = (&request["input"]["representative"], &request["input"]["target"]);
    let (r, t) = (Product::read(r, "/r"), Product::read(t, "/t"));
    let setting = Setting::read(&request["input"], Purpose::Ratio);
    let done = convert(&book, &setting, &r, &t, &Q::ONE, "").unwrap();
    done.steps.iter().fold(Term::rational(Q::ONE), |all, step| match &step.change {
        Change::Factor(factor) => all.times(factor),
        _ => panic!("the step {} is no ratio", step.name),
    })
}

pub(crate) fn times(term: &Term, by: Q) -> Term {
    term.times(&Term::rational(by))
}

/// A price that converts to nearly a tie or nearly a multiple of the last decimal.
pub(crate) fn tie(rng: &mut Rng, world: &World) -> Option<Value> {
    let mut request = ratio_request(rng);
    let decimals = rng.pick(&[10usize, 10, 10, 2, 2, 0, 4, 8]);
    // v·10^d = p·β; a convergent a ÷ p of 2β has p·β ≈ a ÷ 2: a tie if a is odd.
    let twice = times(&ratio_of(world, &request), over_ten("2", 10 - decimals));
    let (_, p) = pick_late(rng, &convergents(&twice))?;
    let odd = IBig::from(2 * rng.below(4) + 1);
    let many = &p * odd;
    let p = if many < too_large() { many } else { p };
    let mode = rng.pick(&["half_up", "half_up", "half_even", "up", "down"]);
    request["input"]["price"] = json!(decimal(&p));
    request["input"]["rounding"] = json!({ "mode": mode, "decimals": decimals });
    if rng.chance(20) {
        request["input"]["unit_rounding"] = json!({ "mode": mode, "decimals": decimals });
    }
    Some(request)
}

/// A price that converts to nearly the edge of a tier.
pub(crate) fn edge(rng: &mut Rng, world: &World) -> Option<Value> {
    let mut request = ratio_request(rng);
    let (a, p) = convergent(rng, &ratio_of(world, &request))?;
    request["input"]["price"] = json!(decimal(&p));
    let tiers = json!([{ "below": decimal(&a), "decimals": 10 }, { "decimals": rng.below(4) }]);
    request["input"]["rounding"] = json!({ "mode": rng.pick(&["half_up", "up", "down"]), "tiers": tiers });
    Some(request)
}

fn injection(form: &str, content: &str) -> Value {
    json!({ "form": form, "content": content })
}

/// An injection whose converted price is nearly the floor, or nearly the cap, or nearly nothing.
pub(crate) fn limit(rng: &mut Rng) -> Option<Value> {
    let b = base(rng);
    let x = rng.pick(&["3", "5", "7", "30", "9", "2.7182818284"]);
    let k = Term::k(&q(&b), &q(x));
    let rounding = json!({ "mode": rng.pick(&["half_up", "up", "down"]), "decimals": rng.pick(&[2, 4, 10]) });
    let mut parameters = json!({ "content_base": b });
    let (mut r, mut t) = (injection("powder_injection", "1"), injection("powder_injection", x));
    let price;
    match rng.below(3) {
        0 => {
            let (a, p) = convergent(rng, &k)?;
            price = decimal(&p);
            parameters["injection_floor"] = json!(decimal(&a));
        }
        1 => {
            // t is the smaller one: K(1/x)·(f_t ÷ f_r) ≈ 1.
            let (a, p) = convergent(rng, &k)?;
            (r, t) = (injection("powder_injection", x), injection("small_volume_injection", "1"));
            parameters["form_ratio.small_volume_injection"] = json!(decimal(&a));
            parameters["form_ratio.powder_injection"] = json!(decimal(&p));
            parameters["small_spec_cap"] = json!("any_form");
            price = rng.decimal(6, 4);
        }
        _ => {
            let (a, p) = convergent(rng, &k)?;
            (r, t) = (injection("small_volume_injection", "1"), injection("powder_injection", x));
            parameters["form_difference.powder_injection"] = json!(format!("-{}", decimal(&a)));
            parameters["injection_order"] = json!("content_first");
            price = decimal(&p);
        }
    }
    Some(json!({ "function": "differential.price",
        "rulebook": { "id": "example/near", "parameters": parameters },
        "input": { "representative": r, "price": price, "target": t, "rounding": rounding },
        "options": { "explain": false } }))
}

/// Listed products of which one converts to nearly the price of the other.
pub(crate) fn listing(rng: &mut Rng, world: &World) -> Option<Value> {
    let request = ratio_request(rng);
    let (a, p) = convergent(rng, &ratio_of(world, &request))?;
    let mut one = request["input"]["representative"].clone();
    let mut other = request["input"]["target"].clone();
    (one["id"], one["price"]) = (json!("one"), json!(decimal(&p)));
    (other["id"], other["price"]) = (json!("other"), json!(decimal(&a)));
    let mut rulebook = request["rulebook"].clone();
    rulebook["parameters"]["listing_base"] = json!("lowest_converted");
    let mut products = vec![one, other];
    if rng.chance(50) {
        // A third product like one of the two: equal values from two sources.
        let mut third = rng.pick(&products);
        third["id"] = json!(rng.pick(&["a", "third", "z"]));
        products.push(third);
    }
    rng.shuffle(&mut products);
    Some(json!({ "function": "differential.check_listing", "rulebook": rulebook,
        "input": { "products": products, "rounding": { "decimals": rng.pick(&[2, 9, 10]) } },
        "options": { "explain": false } }))
}

/// Factors that cancel exactly although each is a power that no theorem calls rational (4.3): content and count
/// ratios, and the two bases.
fn cancelling(rng: &mut Rng) -> ([&'static str; 2], [&'static str; 2], [&'static str; 2]) {
    rng.pick(&[
        // b^(log2 c) · c^(log2 1/b)
        (["20", "39"], ["17", "10"], ["1.7", "1.95"]),
        (["39", "20"], ["10", "17"], ["1.7", "1.95"]),
        (["10", "13"], ["11", "10"], ["1.1", "1.3"]),
        (["10", "19"], ["15", "10"], ["1.5", "1.9"]),
        // b^(log2 Y) · b^(log2 1/Y)
        (["1", "3"], ["3", "1"], ["1.7", "1.7"]),
        (["7", "5"], ["10", "14"], ["1.9", "1.9"]),
        (["6", "1"], ["2", "12"], ["1.95", "1.95"]),
        // 2.25^(log2 3) · 1.5^(log2 1/9)
        (["10", "30"], ["9", "1"], ["2.25", "1.5"]),
        (["90", "10"], ["10", "30"], ["1.5", "2.25"]),
        (["1", "3"], ["27", "1"], ["3.375", "1.5"]),
        // Not cancelling, but near: the last count is one more.
        (["20", "39"], ["17", "11"], ["1.7", "1.95"]),
        // 1.7^(log2 6) · 1.7^(log2 1/3) = 1.7
        (["10", "60"], ["3", "1"], ["1.7", "1.7"]),
        // 4.5 = 2 · 2.25: 4.5^(log2 3) · 1.5^(log2 1/9) = 3
        (["10", "30"], ["9", "1"], ["4.5", "1.5"]),
    ])
}

/// Exact cancellations on a tie, on an edge, on the floor, and between listed products; and one ten-billionth beside.
pub(crate) fn cancellation(rng: &mut Rng) -> Value {
    let (contents, counts, bases) = cancelling(rng);
    let price =
        rng.pick(&["1.005", "0.125", "2.5", "1.0050000001", "1.0049999999", "0.2", "0.2000000001", "100", "1", "0.5"]);
    let mode = rng.pick(&["half_up", "half_even", "up", "down"]);
    let rounding = if rng.chance(60) {
        json!({ "mode": mode, "decimals": rng.below(4) })
    } else {
        json!({ "mode": mode, "tiers": [{ "below": rng.pick(&["0.2", "1.005", "1"]), "decimals": 2 }, { "below": "100", "decimals": 1 }, { "decimals": 0 }] })
    };
    let form = rng.pick(&["tablet", "small_volume_injection"]);
    let product = |i: usize| json!({ "form": form, "content": contents[i], "count": counts[i], "unit": "tablet" });
    let floor = rng.pick(&["0.2", "0.1005", "0.0804", "1", "0.05"]);
    let rulebook = json!({ "id": "example/cancel", "parameters": {
        "content_base": bases[0], "count_base": bases[1], "count_mode.tablet": "power",
        "injection_floor": floor, "small_spec_cap": rng.pick(&["same_form", "none"]),
        "listing_base": "lowest_converted" } });
    let (function, mut input) = match rng.below(4) {
        0 => ("differential.ratio", json!({ "representative": product(0), "target": product(1) })),
        1 => (
            "differential.comparable_price",
            json!({ "product": product(0), "price": price, "reference": product(1), "rounding": rounding }),
        ),
        2 => {
            let (mut one, mut other) = (product(0), product(1));
            let names = rng.pick(&[["a", "b"], ["b", "a"]]);
            (one["id"], one["price"]) = (json!(names[0]), json!(price));
            (other["id"], other["price"]) = (json!(names[1]), json!(rng.pick(&[price, "1.005", "1.0050000001"])));
            let mut third = one.clone();
            third["id"] = json!("0");
            ("differential.check_listing", json!({ "products": [one, other, third], "rounding": rounding }))
        }
        _ => (
            "differential.price",
            json!({ "representative": product(0), "price": price, "target": product(1), "rounding": rounding }),
        ),
    };
    input["chain_regardless"] = json!(true);
    json!({ "function": function, "rulebook": rulebook, "input": input, "options": { "explain": false } })
}

/// A pure number: `P · K_b(X)` for random `P`, `b` and `X`.
pub(crate) fn pure(rng: &mut Rng) -> Value {
    let base = match rng.below(4) {
        0 => rng.pick(&["1", "2", "4", "8", "10", "1.7", "1.9", "1.95", "9.9999999999", "1.0000000001"]).to_owned(),
        1 => format!("{}.{}", 1 + rng.below(9), rng.below(100)),
        _ => format!("{}.{}", 1 + rng.below(9), rng.next() % 10_000_000_000),
    };
    let content = |rng: &mut Rng| match rng.below(4) {
        0 => (1usize << rng.below(40)).to_string(),
        1 => (1 + rng.below(1000)).to_string(),
        2 => rng.decimal(4, 4),
        _ => rng.decimal(15, 10),
    };
    let product = |rng: &mut Rng| json!({ "form": "tablet", "content": content(rng) });
    let rulebook = json!({ "id": "example/number", "parameters": { "content_base": base } });
    let (r, t) = (product(rng), product(rng));
    let function = rng.pick(&["differential.ratio", "differential.price", "differential.price"]);
    let mut input = json!({ "representative": r, "target": t });
    if function == "differential.price" {
        let mode = rng.pick(&["half_up", "half_even", "up", "down"]);
        input["price"] = json!(if rng.chance(50) { rng.decimal(4, 2) } else { rng.decimal(15, 10) });
        input["rounding"] = json!({ "mode": mode, "decimals": rng.below(11) });
    }
    json!({ "function": function, "rulebook": rulebook, "input": input, "options": { "explain": false } })
}

/// The near-ties that section 4.5 names, each with its price.
pub(crate) const NAMED: [(&str, &str, &str, u32, &str); 8] = [
    ("311480.80", "1", "3", 2, "722244.40"),
    ("77988963.44", "2", "3", 2, "106374400.48"),
    ("98004933093828.8522314157", "1", "3", 10, "227248400573543.8544486248"),
    ("99632861699463.0157595228", "5", "3", 10, "67386000093035.1496615764"),
    ("0.15", "10", "20", 2, "0.26"),
    ("0.05", "10", "20", 2, "0.09"),
    ("169.99", "10", "5", 2, "99.99"),
    ("170", "10", "5", 2, "100.00"),
];

/// One of the named near-ties as a request.
pub(crate) fn named((price, r, t, decimals, _): (&str, &str, &str, u32, &str)) -> Value {
    json!({ "function": "differential.price",
        "rulebook": { "id": "example/named", "parameters": { "content_base": "1.7" } },
        "input": { "representative": { "form": "tablet", "content": r }, "price": price,
            "target": { "form": "tablet", "content": t }, "rounding": { "decimals": decimals } } })
}
