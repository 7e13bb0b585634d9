//! Where on a page the words of its article stand.
//!
//! # Problem
//!
//! The tree of a page, from which the article is cut, knows nothing of the page's bytes. Evidence must
//! point at them.
//!
//! # Method
//!
//! All letters of the page outside tags, blanks left out, are one long row; the article's letters are
//! parts of that row, mostly in the same order. Each block is sought behind the one before, then from
//! the beginning; where an element within a block was left out, the row is taken up again behind it.
//!
//! # Complexity
//!
//! Linear for what is found; what is not found costs a bounded search each time.

use std::ops::Range;

use crate::{
    origin::{Origin, Traced},
    tags::{Piece, Pieces, letters},
};

/// So many letters in a row are enough to know a place by.
const KNOWN_BY: usize = 24;
/// How far behind a gap within a block the row is taken up again, in bytes of letters.
const REACH: usize = 20_000;
/// Searches that may fail on one page; a page that is not what its tree says would take long.
const PATIENCE: usize = 400;

/// The letters of a page with their places.
pub(crate) struct Page {
    row: String,
    places: Origin,
    cursor: usize,
    failed: usize,
    /// Where the body of the page begins.
    body: usize,
}

impl Page {
    pub(crate) fn new(html: &str) -> Self {
        let mut row = Traced::default();
        let mut body = 0;
        let mut script = false;
        for piece in Pieces::new(html) {
            match piece {
                Piece::Open(name) => {
                    script = matches!(&*name, "script" | "style");
                    if name == "body" && body == 0 {
                        body = row.text().len();
                    }
                }
                Piece::Close(_) => script = false,
                Piece::Text(_) if script => {}
                Piece::Text(text) => {
                    for (c, source) in letters(html, text) {
                        if !c.is_whitespace() {
                            put(&mut row, c, source);
                        }
                    }
                }
            }
        }
        let (row, places) = row.finish();
        Self {
            row,
            places,
            cursor: 0,
            failed: 0,
            body,
        }
    }

    /// The words if they stand on the page in one piece: rather where a visitor sees them than in the
    /// title of the window.
    pub(crate) fn whole(&self, text: &str) -> Option<Traced> {
        let letters: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let body = self.row.get(self.body..).unwrap_or_default();
        let shown = body.find(&letters).map(|at| self.body + at);
        let mut at = shown.or_else(|| self.row.find(&letters))?;
        let mut out = Traced::default();
        for c in text.chars() {
            if c.is_whitespace() {
                out.between(c);
            } else {
                put(&mut out, c, self.place(c, at));
                at += c.len_utf8();
            }
        }
        Some(out)
    }

    /// The words of a block of the article, each where it stands, and how many letters were not found.
    pub(crate) fn block(&mut self, text: &str) -> (Traced, usize) {
        let mut out = Traced::default();
        let mut lost = 0;
        let mut follows = false;
        for (i, c) in text.char_indices() {
            if c.is_whitespace() {
                out.between(c);
                continue;
            }
            let row = self.row.get(self.cursor..).unwrap_or_default();
            if !(follows && row.starts_with(c)) {
                let next: String = text
                    .get(i..)
                    .unwrap_or_default()
                    .chars()
                    .filter(|c| !c.is_whitespace())
                    .take(KNOWN_BY)
                    .collect();
                match self.seek(&next, follows || out.text().trim().len() > lost) {
                    Some(at) => self.cursor = at,
                    None => {
                        lost += c.len_utf8();
                        follows = false;
                        out.between(c);
                        continue;
                    }
                }
            }
            put(&mut out, c, self.place(c, self.cursor));
            self.cursor += c.len_utf8();
            follows = true;
        }
        (out, lost)
    }

    /// Where these letters come next: near, if it is within a block, or else anywhere behind, or else
    /// anywhere at all.
    fn seek(&mut self, letters: &str, within: bool) -> Option<usize> {
        if self.failed > PATIENCE {
            return None;
        }
        let behind = self.row.get(self.cursor..).unwrap_or_default();
        let found = if within {
            let reach = behind
                .char_indices()
                .map(|(i, _)| i)
                .take_while(|&i| i <= REACH)
                .last();
            let near = behind.get(..reach.unwrap_or_default()).unwrap_or_default();
            near.find(letters).map(|n| self.cursor + n)
        } else {
            (behind.find(letters).map(|n| self.cursor + n)).or_else(|| self.row.find(letters))
        };
        self.failed += usize::from(found.is_none());
        found
    }

    /// The bytes of the page that write the letter at `at` of the row.
    fn place(&self, c: char, at: usize) -> Range<usize> {
        self.places.in_file(at..at + c.len_utf8())
    }
}

/// A letter as the page writes it: as itself, or as an entity, which is longer than the letter.
fn put(out: &mut Traced, c: char, source: Range<usize>) {
    if source.len() == c.len_utf8() {
        let mut utf8 = [0; 4];
        out.copy(c.encode_utf8(&mut utf8), source.start);
    } else {
        out.put(c, source);
    }
}
