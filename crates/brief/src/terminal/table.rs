//! Aligned tables, and lines that a terminal cannot scramble.
//!
//! Terminals differ in what they do with Arabic: most draw it from left to right as it is stored,
//! some reorder each line. A table survives both when Arabic stands in the last column; where it
//! must stand before other text, a left-to-right mark after it keeps what follows in its place.

use unicode_width::UnicodeWidthChar;

use super::Style;
use crate::visible::visible;

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    /// Words: from the left, wrapped where the room is short.
    Words,
    /// Numbers: from the right, never wrapped.
    Number,
}

/// A table on its way to the terminal.
#[derive(Debug)]
pub(super) struct Table {
    columns: Vec<(String, Set)>,
    rows: Vec<Vec<String>>,
}

const GAP: usize = 2;
const MIN_WORDS: usize = 8;

impl Table {
    /// An empty table with these columns.
    pub(super) fn new(columns: impl Into<Vec<(String, Set)>>) -> Self {
        Self {
            columns: columns.into(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: impl AsRef<[String]>) {
        let row = row.as_ref();
        debug_assert_eq!(row.len(), self.columns.len());
        self.rows
            .push(row.iter().map(|cell| visible(cell).into_owned()).collect());
    }

    /// Whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Appends the table to `out`, indented, within `width` columns. A table without column
    /// titles has no head; a column without anything in it is left out.
    pub(super) fn write(&self, out: &mut String, indent: usize, width: usize, style: Style) {
        let filled = |i: usize| {
            let mut cells = self.rows.iter().filter_map(|row| row.get(i));
            cells.any(|cell| !cell.is_empty())
        };
        if let Some(i) = (0..self.columns.len()).find(|&i| !filled(i))
            && !self.rows.is_empty()
        {
            let without = |row: &Vec<String>| {
                let (before, after) = row.split_at(i);
                [before, after.get(1..).unwrap_or_default()].concat()
            };
            let mut columns = self.columns.clone();
            columns.remove(i);
            let rows = self.rows.iter().map(without).collect();
            return Self { columns, rows }.write(out, indent, width, style);
        }
        let widths = self.widths(width.saturating_sub(indent));
        let titles: Vec<String> = self.columns.iter().map(|(t, _)| t.clone()).collect();
        if titles.iter().any(|t| !t.is_empty()) {
            self.write_row(out, &titles, &widths, indent, |l| style.strong(l));
            let rule = "─".repeat(widths.iter().sum::<usize>() + GAP * (widths.len() - 1));
            out.push_str(&format!("{}{}\n", " ".repeat(indent), style.faint(&rule)));
        }
        for row in &self.rows {
            self.write_row(out, row, &widths, indent, str::to_owned);
        }
    }

    fn widths(&self, room: usize) -> Vec<usize> {
        let widest = |i: usize, of: fn(&str) -> usize| {
            self.rows
                .iter()
                .filter_map(|r| r.get(i))
                .map(|c| of(c))
                .max()
                .unwrap_or(0)
        };
        let mut widths: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .map(|(i, (title, set))| match set {
                Set::Words => widest(i, width_of).max(width_of(title)),
                Set::Number => widest(i, width_of).max(longest_word(title)),
            })
            .collect();
        let gaps = GAP * widths.len().saturating_sub(1);
        // The widest column of words gives way first, one column at a time.
        while widths.iter().sum::<usize>() + gaps > room {
            let widest = (0..widths.len())
                .filter(|&i| self.columns[i].1 == Set::Words && widths[i] > MIN_WORDS)
                .max_by_key(|&i| widths[i]);
            match widest {
                Some(i) => widths[i] -= 1,
                None => break,
            }
        }
        widths
    }

    fn write_row(
        &self,
        out: &mut String,
        row: &[String],
        widths: &[usize],
        indent: usize,
        dress: impl Fn(&str) -> String,
    ) {
        let cells: Vec<Vec<String>> = row
            .iter()
            .zip(widths)
            .map(|(cell, &w)| wrapped(cell, w))
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let mut text = String::new();
            for (i, (cell, &w)) in cells.iter().zip(widths).enumerate() {
                let piece = cell.get(line).map_or("", String::as_str);
                let pad = " ".repeat(w.saturating_sub(width_of(piece)));
                let last = i + 1 == cells.len();
                if i > 0 {
                    text.push_str(&" ".repeat(GAP));
                }
                match self.columns[i].1 {
                    Set::Number => text.push_str(&pad),
                    Set::Words => {}
                }
                text.push_str(&kept_in_place(piece, last));
                if self.columns[i].1 == Set::Words && !last {
                    text.push_str(&pad);
                }
            }
            let text = text.trim_end();
            out.push_str(&format!("{}{}\n", " ".repeat(indent), dress(text)));
        }
    }
}

/// Columns that a text takes. Characters are counted one by one, as terminals give them cells.
pub(super) fn width_of(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

fn longest_word(text: &str) -> usize {
    text.split(' ').map(width_of).max().unwrap_or(0)
}

/// The text in lines of at most `width` columns, broken between words where possible.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for word in text.split_whitespace() {
        let w = width_of(word);
        if used > 0 && used + 1 + w > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        for c in word.chars() {
            let cw = c.width().unwrap_or(0);
            // A combining mark has no width and stays with its letter.
            if used + cw > width && used > 0 {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += cw;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

fn right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
}

/// The text with a left-to-right mark after each right-to-left stretch that other text follows.
/// `last`: nothing of the line comes after it. Digits at the very end of the line may belong to
/// the Arabic words before them and stay with them.
pub(super) fn kept_in_place(text: &str, last: bool) -> String {
    if !text.chars().any(right_to_left) {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 6);
    for (i, &c) in chars.iter().enumerate() {
        out.push(c);
        if !right_to_left(c) {
            continue;
        }
        let rest = chars.get(i + 1..).unwrap_or_default();
        let next = rest
            .iter()
            .copied()
            .find(|&c| right_to_left(c) || c.is_alphabetic() || matches!(c, '(' | ';' | '—' | ':'));
        let ends_here = match next {
            Some(c) => !right_to_left(c),
            None => !last,
        };
        if ends_here {
            out.push('\u{200E}');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use unicode_bidi::{BidiInfo, Level};

    use super::*;

    fn as_a_bidi_terminal_shows_it(line: &str) -> String {
        let info = BidiInfo::new(line, Some(Level::ltr()));
        info.paragraphs
            .first()
            .map(|p| info.reorder_line(p, p.range.clone()).into_owned())
            .unwrap_or_default()
            .replace('\u{200E}', "")
    }

    #[test]
    fn columns_stay_in_order_on_a_terminal_that_reorders_arabic() {
        let mut table = Table::new([
            ("n".to_owned(), Set::Number),
            ("name".to_owned(), Set::Words),
            ("persons".to_owned(), Set::Number),
            ("words".to_owned(), Set::Words),
        ]);
        table.push([
            "1".to_owned(),
            "طريق الكاستيلو".to_owned(),
            "1,200".to_owned(),
            "«بعد غد» (003)".to_owned(),
        ]);
        let mut out = String::new();
        table.write(&mut out, 0, 80, Style::plain());
        let row = out.lines().last().unwrap_or_default();
        let shown = as_a_bidi_terminal_shows_it(row);
        let at = |part: &str| {
            shown
                .find(part)
                .unwrap_or_else(|| panic!("{part} in {shown}"))
        };
        assert!(at("1 ") < at("وليتساكلا"), "{shown}");
        assert!(at("وليتساكلا") < at("1,200"), "{shown}");
        assert!(at("1,200") < at("دغ دعب"), "{shown}");
        assert!(at("دغ دعب") < at("(003)"), "{shown}");
    }

    #[test]
    fn digits_within_arabic_words_stay_with_them() {
        assert_eq!(kept_in_place("في 4 نوفمبر 2016", true), "في 4 نوفمبر 2016");
        assert_eq!(kept_in_place("غدا", false), "غدا\u{200E}");
    }

    #[test]
    fn combining_marks_take_no_room_and_are_never_parted_from_their_letter() {
        assert_eq!(width_of("هُدْنَة"), 4);
        assert_eq!(wrapped("هُدْنَة", 2), ["هُدْ", "نَة"]);
    }

    #[test]
    fn the_widest_words_give_way_and_numbers_never_do() {
        let mut table = Table::new([
            ("what".to_owned(), Set::Words),
            ("persons left".to_owned(), Set::Number),
        ]);
        table.push([
            "a rather long description of a road".to_owned(),
            "1,234,567".to_owned(),
        ]);
        let mut out = String::new();
        table.write(&mut out, 2, 30, Style::plain());
        assert!(out.lines().all(|l| width_of(l) <= 30), "{out}");
        assert!(out.contains("1,234,567"), "{out}");
    }
}
