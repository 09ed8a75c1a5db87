//! The page that is printed: headings, labelled lines and tables, aligned also where characters are two columns wide.

use std::io::Write;

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use jicai::explain::Language;

use crate::data::{Data, Result};
use crate::words::pick;

const COLUMNS: u16 = 132;

pub(crate) struct Page<'p> {
    pub(crate) language: Language,
    pub(crate) data: &'p Data,
    out: &'p mut dyn Write,
}

impl<'p> Page<'p> {
    pub(crate) fn new(language: Language, data: &'p Data, out: &'p mut dyn Write) -> Page<'p> {
        Page { language, data, out }
    }

    /// A drug or a firm in the language of the page.
    pub(crate) fn name(&self, printed: &str) -> String {
        self.data.name(self.language, printed).to_owned()
    }

    pub(crate) fn title(&mut self, title: &str) -> Result<()> {
        let rule = "━".repeat(COLUMNS.into());
        Ok(writeln!(self.out, "\n{rule}\n  {title}\n{rule}")?)
    }

    /// A line above a table.
    pub(crate) fn caption(&mut self, zh: &str, en: &str) -> Result<()> {
        Ok(writeln!(self.out, "\n▸ {}", pick(self.language, zh, en))?)
    }

    /// Labelled lines; long ones are wrapped beside their label.
    pub(crate) fn fields(&mut self, fields: &Fields) -> Result<()> {
        let mut table = new_table();
        table.load_style(presets::NOTHING);
        for (label, text) in &fields.lines {
            table.add_row([label, text]);
        }
        let label = pick(self.language, "10", "16").parse()?;
        table.set_constraints([ColumnConstraint::Absolute(Width::Fixed(label))]);
        Ok(writeln!(self.out, "{}", table.trim_fmt())?)
    }

    pub(crate) fn table(&mut self, header: &[String], rows: &[Vec<String>]) -> Result<()> {
        let mut table = new_table();
        table.load_style(presets::UTF8_FULL).set_header(header).add_rows(rows);
        Ok(writeln!(self.out, "{table}")?)
    }
}

fn new_table() -> Table {
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(COLUMNS);
    table
}

/// Labelled lines, in both languages by turns.
pub(crate) struct Fields {
    language: Language,
    lines: Vec<(String, String)>,
}

impl Fields {
    pub(crate) fn new(language: Language) -> Fields {
        Fields { language, lines: Vec::new() }
    }

    /// A line with its label; an empty text is left out.
    pub(crate) fn add(&mut self, zh: &str, en: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.lines.push((pick(self.language, zh, en).to_owned(), text));
        }
    }
}

/// A list in words.
pub(crate) fn list<T: AsRef<str>>(language: Language, items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<T> = items.into_iter().collect();
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    items.join(pick(language, "、", ", "))
}
