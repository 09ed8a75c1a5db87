//! No function of the core is missing anywhere: not in the library's typed interface, the vectors, the schemas, a binding, or the documentation.
//! And nothing names a function that there is not.

use std::collections::BTreeSet;
use std::path::Path;

use jicai::evaluate::FUNCTIONS;
use spec_tests::run;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Area and name of each function.
fn functions() -> impl Iterator<Item = (&'static str, &'static str)> {
    FUNCTIONS.iter().map(|function| function.split_once('.').unwrap())
}

fn areas() -> BTreeSet<&'static str> {
    functions().map(|(area, _)| area).collect()
}

/// `select_round` as `selectRound`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |all, word| all + &word[..1].to_uppercase() + &word[1..])
}

/// Both languages of a page.
fn languages(page: &str) -> [String; 2] {
    [format!("{page}.md"), format!("{page}.zh.md")]
}

/// What is missing, each with its place, and all of it at once.
#[derive(Default)]
struct Missing(Vec<String>);

impl Missing {
    /// In `path`, of which `part` is looked at, there is `wanted`.
    fn unless_in(&mut self, path: &str, part: &str, (area, name): (&str, &str), wanted: &str) {
        if !part.contains(wanted) {
            self.0.push(format!("`{area}.{name}` is missing in {path}: no {}", wanted.trim()));
        }
    }

    fn nothing(self) {
        assert!(self.0.is_empty(), "\n{}\n", self.0.join("\n"));
    }
}

/// What the compiler finds under the name, in the library as programs in Rust see it.
macro_rules! typed {
    ($($area:ident: $($name:ident)+;)+) => {{
        $($(#[allow(unused_imports)] use jicai::$area::$name as _;)+)+
        [$($(concat!(stringify!($area), ".", stringify!($name)),)+)+]
    }};
}

#[test]
fn in_the_library_each_is_a_typed_function() {
    let typed = typed! {
        award: select select_round region_counts assign_regions group_bidders contract_terms compare what_if;
        differential: price comparable_price ratio check_listing needs_representative;
        payment: standard path split_line settle bid_entry retail_cap lint_rulebook;
        credit: grade compare measures repair national supplier_status bar default_rulebook;
        volume: check_report pool tender_authority agreed allocate renewal remaining tiered_cost same_basket_saving choose_platform zero_markup
            retention two_allows;
        execution: progress alerts assess escalate settlement_due prepayment price_mark non_supply_cap second_slot replace_supplier disclosure
            central_purchase drug_income_ratio process_score shortage;
        // A document is got by its id; `rulebook.show` prints it.
        rulebook: list builtin;
    };
    let known = typed.map(|function| if function == "rulebook.builtin" { "rulebook.show" } else { function });
    for function in FUNCTIONS {
        assert!(known.contains(&function), "`{function}` is missing among the typed functions of this test");
    }
    assert_eq!(known.len(), FUNCTIONS.len());
}

#[test]
fn vectors_ask_each_and_see_it_refuse() {
    let (mut answered, mut refused) = (BTreeSet::new(), BTreeSet::new());
    for file in run::files(&spec_tests::vectors()).unwrap() {
        for vector in run::read(&file).unwrap() {
            let vector = vector.unwrap();
            if vector.expect.is_some() { &mut answered } else { &mut refused }.insert(vector.function);
        }
    }
    let mut missing = Vec::new();
    for function in FUNCTIONS {
        for (found, what) in [(&answered, "a value"), (&refused, "an error")] {
            if !found.contains(function) {
                missing.push(format!("`{function}` is missing in spec-tests/vectors: none expects {what} of it"));
            }
        }
    }
    assert!(missing.is_empty(), "\n{}\n", missing.join("\n"));
}

#[test]
fn each_has_its_schemas() {
    for function in FUNCTIONS {
        for side in ["input", "output"] {
            let path = format!("spec-tests/schema/{function}.{side}.json");
            assert!(root().join(&path).is_file(), "`{function}` is missing in spec-tests/schema: no {path}");
        }
    }
}

#[test]
fn python_has_each() {
    let mut missing = Missing::default();
    for (area, name) in functions() {
        let path = format!("bindings-python/python/jicai/{area}.py");
        let module = text(&path);
        missing.unless_in(&path, &module, (area, name), &format!("\ndef {name}("));
        let all = module.split_once("__all__ = [").and_then(|(_, rest)| rest.split_once(']')).unwrap().0;
        missing.unless_in(&path, all, (area, name), &format!("\"{name}\""));
        for page in languages("bindings-python/README") {
            let page_text = text(&page);
            let start = format!("| [`jicai.{area}`]");
            let row = page_text.lines().find(|line| line.starts_with(&start)).unwrap_or_default();
            missing.unless_in(&page, row, (area, name), &format!("`{name}`"));
        }
    }
    missing.nothing();
}

#[test]
fn the_npm_package_has_each() {
    let list = text("bindings-wasm/js/functions.js");
    let calls = text("bindings-wasm/js/types/functions.d.ts");
    let mut missing = Missing::default();
    for (area, name) in functions() {
        let of_area = list.split_once(&format!("\n  {area}: [")).and_then(|(_, rest)| rest.split_once(']')).unwrap().0;
        missing.unless_in("bindings-wasm/js/functions.js", of_area, (area, name), &format!("\"{name}\""));
        missing.unless_in(
            "bindings-wasm/js/types/functions.d.ts",
            &calls,
            (area, name),
            &format!("\n  \"{area}.{name}\": {{"),
        );
        let path = format!("bindings-wasm/js/types/{area}.d.ts");
        let types = text(&path);
        let interface = types.split_once("\nexport interface Functions {").unwrap().1;
        missing.unless_in(&path, interface, (area, name), &format!("\n  {}(", camel(name)));
        for page in languages("bindings-wasm/README") {
            let page_text = text(&page);
            let row = page_text.lines().find(|line| line.starts_with(&format!("| `{area}` |"))).unwrap_or_default();
            missing.unless_in(&page, row, (area, name), &format!("`{}`", camel(name)));
        }
    }
    missing.nothing();
    let listed = list.matches('"').count() / 2;
    assert_eq!(listed, FUNCTIONS.len(), "bindings-wasm/js/functions.js lists another number of functions");
    let typed = calls.lines().filter(|line| line.starts_with("  \"")).count();
    assert_eq!(typed, FUNCTIONS.len(), "bindings-wasm/js/types/functions.d.ts types another number of functions");
}

/// The typed calls of the C library, each with the function of the core that it is.
const TYPED_IN_C: [(&str, &str); 11] = [
    ("jicai_award_select", "award.select"),
    ("jicai_differential_price", "differential.price"),
    ("jicai_split_line", "payment.split_line"),
    ("jicai_split_lines", "payment.split_line"),
    ("jicai_refund_line", "payment.split_line"),
    ("jicai_settle", "payment.settle"),
    ("jicai_supplier_index_new", "credit.supplier_status"),
    ("jicai_supplier_gate", "credit.supplier_status"),
    ("jicai_supplier_index_free", "credit.supplier_status"),
    ("jicai_price_mark", "execution.price_mark"),
    ("jicai_settlement_due", "execution.settlement_due"),
];
/// What asks any function, and what is none.
const OTHERS_IN_C: [&str; 9] = [
    "jicai_evaluate",
    "jicai_evaluate_encoded",
    "jicai_line_init",
    "jicai_bill_init",
    "jicai_product_init",
    "jicai_lot_init",
    "jicai_bid_init",
    "jicai_abi_version",
    "jicai_version",
];
/// Programs in C++ call these as those in C do: their rows lie where the program has them. `jicai::evaluate` takes the encoding.
const AS_IN_C: [&str; 4] = ["jicai_split_lines", "jicai_price_mark", "jicai_settlement_due", "jicai_evaluate"];

#[test]
fn c_reaches_each_and_its_typed_calls_are_those_of_the_header() {
    // Without comments, which may name a function and declare none.
    let header: String = text("bindings-c/include/jicai.h").lines().filter(|line| !line.starts_with("//")).collect();
    let names = header.split("JICAI_CALL ").skip(1).filter_map(|rest| rest.split_once('(')).map(|(name, _)| name);
    let declared: BTreeSet<&str> = names.filter(|name| name.starts_with("jicai_")).collect();
    let known: BTreeSet<&str> = TYPED_IN_C.iter().map(|(call, _)| *call).chain(OTHERS_IN_C).collect();
    for call in &declared {
        assert!(
            known.contains(call),
            "{call} of bindings-c/include/jicai.h is missing in this test: which function is it?"
        );
    }
    for call in &known {
        assert!(declared.contains(call), "{call} is missing in bindings-c/include/jicai.h");
    }
    for (call, function) in TYPED_IN_C {
        assert!(FUNCTIONS.contains(&function), "{call} stands for `{function}`, which the core does not have");
    }
    let cpp = text("bindings-c/include/jicai.hpp");
    for call in declared.iter().filter(|call| !AS_IN_C.contains(call)) {
        assert!(cpp.contains(&format!("{call}(")), "{call} is missing in bindings-c/include/jicai.hpp");
    }
    // Any function is asked by its name, so the pages lead to the list of names, which is tested below.
    for (page, list) in languages("bindings-c/README").iter().zip(["../README.md#functions", "../README.zh.md#函数"])
    {
        let text = text(page);
        assert!(text.contains(&format!("]({list})")), "{page} does not lead to {list}");
        for call in &declared {
            assert!(text.contains(&format!("`{call}`")), "{call} is missing in {page}");
        }
    }
}

#[test]
fn the_documentation_names_each() {
    let mut missing = Missing::default();
    for page in languages("README") {
        let text = text(&page);
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| `")).collect();
        let rows = rows.join("\n");
        for (area, name) in functions() {
            missing.unless_in(&page, &rows, (area, name), &format!("`{area}.{name}`"));
        }
    }
    for (area, name) in functions() {
        // The rulebooks are what all areas have in common.
        let page = if area == "rulebook" { "docs/areas/README" } else { &format!("docs/areas/{area}") };
        for page in languages(page) {
            missing.unless_in(&page, &text(&page), (area, name), &format!("`{area}.{name}`"));
        }
    }
    missing.nothing();
}

/// Names in code that look like those of functions.
fn named(page: &str) -> impl Iterator<Item = &str> {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let is_file = |name: &str| ["md", "py", "rs", "toml", "json", "js", "wasm"].contains(&name);
    page.split('`').skip(1).step_by(2).filter(move |code| {
        let Some((area, name)) = code.split_once('.') else { return false };
        areas().contains(area) && is_word(name) && !is_file(name)
    })
}

#[test]
fn the_documentation_names_no_other() {
    let mut pages: Vec<String> =
        ["README", "docs/areas/README", "bindings-c/README"].iter().flat_map(|page| languages(page)).collect();
    pages.extend(
        areas().iter().filter(|area| **area != "rulebook").flat_map(|area| languages(&format!("docs/areas/{area}"))),
    );
    pages.extend(["DESIGN.md", "COMPARE.md", "SECURITY.md", "spec-tests/README.md"].map(str::to_owned));
    for page in pages {
        for name in named(&text(&page)) {
            assert!(FUNCTIONS.contains(&name), "{page} names `{name}`, which is no function");
        }
    }
}
