//! Which branches of the rules were taken: a test asks at its end whether its requests reached them all.

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

/// How often each branch was taken in this thread.
pub(crate) fn marks() -> BTreeMap<String, usize> {
    MARKS.with_borrow(BTreeMap::clone)
}
