//! The answers themselves, one line each: what two builds answer is the same when their lines are the same bytes.

use std::path::PathBuf;

use crate::run::{files, read};

/// Says for every vector its id, a tab, and the response as it came.
///
/// # Errors
///
/// A file cannot be read or has something that is no vector: the list would not be complete.
pub fn answers(paths: &[PathBuf], say: &mut impl FnMut(&str)) -> Result<(), String> {
    lines(paths, |request| jicai::evaluate(request), say)
}

/// Says for every vector its id, a tab, and the request: for programs in other languages, whose answers are then compared with [`answers`].
///
/// # Errors
///
/// As [`answers`].
pub fn requests(paths: &[PathBuf], say: &mut impl FnMut(&str)) -> Result<(), String> {
    // Between tokens JSON may have line ends and tabs; inside texts they are escaped.
    lines(paths, |request| request.replace(['\n', '\r', '\t'], " "), say)
}

fn lines(paths: &[PathBuf], text: impl Fn(&str) -> String, say: &mut impl FnMut(&str)) -> Result<(), String> {
    for path in paths {
        for file in files(path).map_err(|error| format!("{}: {error}", path.display()))? {
            let vectors = read(&file).and_then(|vectors| vectors.into_iter().collect::<Result<Vec<_>, _>>());
            for vector in vectors.map_err(|error| format!("{}: {error}", file.display()))? {
                say(&format!("{}\t{}", vector.id, text(&vector.request())));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vector_of_the_project_has_one_line() {
        let mut lines = Vec::new();
        answers(&[crate::vectors()], &mut |line| lines.push(line.to_owned())).unwrap();
        assert!(!lines.is_empty());
        for line in lines {
            let (id, response) = line.split_once('\t').unwrap();
            assert!(!id.is_empty() && response.starts_with('{') && !response.contains(['\t', '\n']), "{line}");
        }
    }

    #[test]
    fn a_list_with_holes_is_no_list() {
        assert!(answers(&[PathBuf::from("no-such-file.json")], &mut |_| ()).unwrap_err().contains("cannot be read"));
    }
}
