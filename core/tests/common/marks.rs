//! Which branches of the rules were taken: a test asks at its end whether its requests reached them all. No rule and no
//! arithmetic of an area is here.

use std::cell::RefCell;
use std::collections::BTreeMap;

thread_local! {
    static MARKS: RefCell<BTreeMap<String, usize>> = RefCell::default();
}

/// A branch was taken.
pub(crate) fn mark(branch: &str) {
    MARKS.with_borrow_mut(|marks| match marks.get_mut(branch) {
        Some(count) => *count += 1,
        None => {
            marks.insert(branch.to_owned(), 1);
        }
    });
}

/// One of two branches was taken.
pub(crate) fn mark_if(holds: bool, branch: &str) {
    if holds {
        mark(branch);
    }
}

/// Fails unless all of these branches were taken in this thread.
pub(crate) fn require(branches: &[&str]) {
    let marks = MARKS.with_borrow(BTreeMap::clone);
    let missing: Vec<&&str> = branches.iter().filter(|branch| !marks.contains_key(**branch)).collect();
    assert!(missing.is_empty(), "never taken: {missing:?}; taken: {marks:#?}");
}
