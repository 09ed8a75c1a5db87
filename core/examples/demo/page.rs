//! The page that is printed: headings, labelled lines and tables, aligned also where characters are two columns wide.

use std::io::Write;

use comfy_table::{ColumnConstraint, ContentArrangement, Table, TableStyle, Width, presets};
use jicai::explain::Language;

use crate::data::Result;
use crate::words::pick;

/// How many columns the parts of a page take.
pub(crate) struct Widths {
    pub(crate) table: u16,
    /// Labelled lines, with their label.
    pub(crate) line: u16,
    pub(crate) label_zh: u16,
    pub(crate) label_en: u16,
}

pub(crate) struct Page<'p> {
    pub(crate) language: Language,
    widths: Widths,
    out: &'p mut dyn Write,
}

impl<'p> Page<'p> {
    pub(crate) fn new(language: Language, widths: Widths, out: &'p mut dyn Write) -> Page<'p> {
        Page { language, widths, out }
    }

    pub(crate) fn title(&mut self, title: &str) -> Result<()> {
        let rule = "━".repeat(self.widths.table.into());
        Ok(writeln!(self.out, "\n{rule}\n  {title}\n{rule}")?)
    }

    /// A line above a table.
    pub(crate) fn caption(&mut self, caption: &str) -> Result<()> {
        Ok(writeln!(self.out, "\n▸ {caption}")?)
    }

    /// An empty line.
    pub(crate) fn gap(&mut self) -> Result<()> {
        Ok(writeln!(self.out)?)
    }

    /// Labelled lines; long ones are wrapped beside their label.
    pub(crate) fn fields(&mut self, fields: &Fields) -> Result<()> {
        if fields.lines.is_empty() {
            return Ok(());
        }
        let mut table = new_table(presets::NOTHING, self.widths.line);
        for (label, text) in &fields.lines {
            table.add_row([with_breaks(label), with_breaks(text)]);
        }
        let label = match self.language {
            Language::Zh => self.widths.label_zh,
            Language::En => self.widths.label_en,
        };
        table.set_constraints([ColumnConstraint::Absolute(Width::Fixed(label))]);
        Ok(writeln!(self.out, "{}", without_breaks(&table.trim_fmt()))?)
    }

    /// A table with a line between its rows.
    pub(crate) fn table(&mut self, header: &[String], rows: &[Vec<String>]) -> Result<()> {
        self.styled_table(presets::UTF8_FULL, header, rows)
    }

    /// A table whose rows are short.
    pub(crate) fn dense_table(&mut self, header: &[String], rows: &[Vec<String>]) -> Result<()> {
        self.styled_table(presets::UTF8_FULL_CONDENSED, header, rows)
    }

    fn styled_table(&mut self, style: TableStyle, header: &[String], rows: &[Vec<String>]) -> Result<()> {
        let mut table = new_table(style, self.widths.table);
        let header = header.iter().map(|cell| with_breaks(cell));
        table.set_header(header).add_rows(rows.iter().map(|row| row.iter().map(|cell| with_breaks(cell))));
        Ok(writeln!(self.out, "{}", without_breaks(&table.to_string()))?)
    }
}

fn new_table(style: TableStyle, width: u16) -> Table {
    let mut table = Table::new();
    table.load_style(style).set_content_arrangement(ContentArrangement::Dynamic).set_width(width).set_delimiter(BREAK);
    table
}

/// Zero-width space: marks where a line may be broken, and never reaches the reader.
const BREAK: char = '\u{200b}';

/// A space at which a line is not broken; the reader gets an ordinary one.
pub(crate) const JOINT: char = '\u{a0}';

/// Lines break after spaces and between Chinese characters, but not before closing punctuation or after opening punctuation.
fn with_breaks(text: &str) -> String {
    let is_wide = |c: char| c >= '\u{2e80}';
    let mut out = String::with_capacity(text.len());
    let mut before = '\n';
    for c in text.chars() {
        let joint = is_wide(before) || is_wide(c);
        let sticks =
            matches!(c, ',' | ';' | ':' | '.' | ')' | '%' | ' ' | '，' | '；' | '：' | '。' | '、' | '）' | '”')
                || matches!(before, '(' | '（' | '“');
        if (before == ' ' || joint) && !sticks && before != '\n' {
            out.push(BREAK);
        }
        out.push(c);
        before = c;
    }
    out
}

fn without_breaks(text: &str) -> String {
    text.replace(BREAK, "").replace(JOINT, " ")
}

/// Labelled lines in one language.
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

    /// A further line below the same label.
    pub(crate) fn add_below(&mut self, text: impl Into<String>) {
        self.add(" ", " ", text);
    }
}
