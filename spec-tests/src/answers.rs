//! The answers themselves, one line each: what two builds answer is the same when their lines are the same bytes.

use std::path::{Path, PathBuf};

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

/// Says for every line `id TAB request` of a file its id, a tab, and the response: what programs in other languages are asked to do with
/// what [`requests`] says.
///
/// # Errors
///
/// The file cannot be read, or a line of it has no tab.
pub fn replies(path: &Path, say: &mut impl FnMut(&str)) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    for line in text.split_terminator('\n') {
        let (id, request) = line.split_once('\t').ok_or_else(|| format!("{}: no tab in `{line}`", path.display()))?;
        say(&format!("{id}\t{}", jicai::evaluate(request)));
    }
    Ok(())
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
    fn a_list_of_requests_is_answered_as_the_vectors_are() {
        let vectors = [crate::vectors().join("rulebook.json")];
        let (mut asked, mut answered, mut replied) = (Vec::new(), Vec::new(), Vec::new());
        requests(&vectors, &mut |line| asked.push(line.to_owned())).unwrap();
        answers(&vectors, &mut |line| answered.push(line.to_owned())).unwrap();
        let list = std::env::temp_dir().join(format!("jicai-requests-{}.tsv", std::process::id()));
        std::fs::write(&list, asked.join("\n") + "\n").unwrap();
        replies(&list, &mut |line| replied.push(line.to_owned())).unwrap();
        std::fs::write(&list, "no tab").unwrap();
        assert!(replies(&list, &mut |_| ()).unwrap_err().contains("no tab in `no tab`"));
        std::fs::remove_file(&list).unwrap();
        assert_eq!(answered, replied);
    }

    #[test]
    fn a_list_with_holes_is_no_list() {
        assert!(answers(&[PathBuf::from("no-such-file.json")], &mut |_| ()).unwrap_err().contains("cannot be read"));
    }
}
