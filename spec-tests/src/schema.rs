//! The checked-in JSON Schemas: written from the types, and compared with them by a test.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// File name → text of every schema, as the types say.
pub fn wanted() -> BTreeMap<String, String> {
    jicai::schema::all()
        .into_iter()
        .map(|named| (format!("{}.json", named.name), format!("{:#}\n", named.schema.to_value())))
        .collect()
}

/// Writes every schema to a folder and removes the files that have none.
///
/// # Errors
///
/// The folder cannot be read or written.
pub fn write(folder: &Path, say: &mut impl FnMut(&str)) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let wanted = wanted();
    for name in present(folder)?.keys().filter(|name| !wanted.contains_key(*name)) {
        std::fs::remove_file(folder.join(name))?;
        say(&format!("removed {name}"));
    }
    for (name, text) in &wanted {
        std::fs::write(folder.join(name), text)?;
    }
    say(&format!("{} schemas in {}", wanted.len(), folder.display()));
    Ok(())
}

/// The names of the files that are missing, different, or left over.
///
/// # Errors
///
/// The folder cannot be read.
pub fn outdated(folder: &Path) -> io::Result<Vec<String>> {
    let (wanted, present) = (wanted(), present(folder)?);
    let names = wanted.keys().chain(present.keys().filter(|name| !wanted.contains_key(*name)));
    Ok(names.filter(|name| wanted.get(*name) != present.get(*name)).cloned().collect())
}

fn present(folder: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.ends_with(".json") {
            files.insert(name, std::fs::read_to_string(&path)?);
        }
    }
    Ok(files)
}
