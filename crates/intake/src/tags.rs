//! Marked-up text piece by piece, with the place of every letter: tags, and the text between them.
//!
//! No tree is built: what a browser would make of misplaced tags does not matter for where the words
//! stand. Nothing is refused, and the time is linear.

use std::ops::Range;

/// Elements whose content is text whatever it looks like.
const RAW: &[&str] = &[
    "script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes",
];

/// A piece of a marked-up text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text between tags, its entities not yet resolved.
    Text(Range<usize>),
    /// The beginning of an element, in small letters.
    Open(String),
    /// The end of an element, in small letters.
    Close(String),
}

/// The pieces of a text in their order.
pub(crate) struct Pieces<'a> {
    html: &'a str,
    at: usize,
    /// The element whose raw content begins here.
    raw: Option<&'static str>,
}

impl<'a> Pieces<'a> {
    pub(crate) fn new(html: &'a str) -> Self {
        Self {
            html,
            at: 0,
            raw: None,
        }
    }

    fn rest(&self) -> &'a str {
        self.html.get(self.at..).unwrap_or_default()
    }

    /// Where the next `needle` begins.
    fn behind(&self, needle: &str) -> Option<usize> {
        self.rest().find(needle).map(|n| self.at + n)
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            if let Some(name) = self.raw.take() {
                let end = end_of_raw(rest, name).map_or(self.html.len(), |n| self.at + n);
                let text = self.at..end;
                self.at = end;
                if text.is_empty() {
                    continue;
                }
                return Some(Piece::Text(text));
            }
            if !rest.starts_with('<') {
                let end = self.behind("<").unwrap_or(self.html.len());
                let text = self.at..end;
                self.at = end;
                return Some(Piece::Text(text));
            }
            let begin = self.at;
            if rest.starts_with("<!--") {
                self.at = (self.behind("-->")).map_or(self.html.len(), |end| end + 3);
                continue;
            }
            let inside = rest.get(1..).unwrap_or_default();
            if inside.starts_with(['!', '?']) {
                self.at = (self.behind(">")).map_or(self.html.len(), |end| end + 1);
                continue;
            }
            let closing = inside.starts_with('/');
            let name: String = inside
                .trim_start_matches('/')
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':'))
                .map(|c| c.to_ascii_lowercase())
                .collect();
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                // A sign of comparison.
                self.at = begin + 1;
                return Some(Piece::Text(begin..begin + 1));
            }
            self.at = begin + end_of_tag(rest);
            if closing {
                return Some(Piece::Close(name));
            }
            self.raw = RAW.iter().find(|raw| **raw == name).copied();
            return Some(Piece::Open(name));
        }
    }
}

/// The length of the tag that the text begins with; a `>` in quotation marks does not end it.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in text.bytes().enumerate() {
        match quote {
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            None if byte == b'>' => return at + 1,
            None if after_equals && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => {}
        }
        after_equals = byte == b'=' || after_equals && byte.is_ascii_whitespace();
    }
    text.len()
}

fn end_of_raw(text: &str, name: &str) -> Option<usize> {
    text.match_indices("</").map(|(at, _)| at).find(|at| {
        let behind = text.get(at + 2..).unwrap_or_default().as_bytes();
        (behind.get(..name.len())).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// The letters of a text with the bytes that write them; entities are resolved.
pub(crate) fn letters(
    html: &str,
    text: Range<usize>,
) -> impl Iterator<Item = (char, Range<usize>)> {
    const LONGEST_ENTITY: usize = 34;
    let (mut at, end) = (text.start, text.end);
    let mut waiting: Option<(char, Range<usize>)> = None;
    std::iter::from_fn(move || {
        if let Some(second) = waiting.take() {
            return Some(second);
        }
        let rest = html.get(at..end)?;
        let c = rest.chars().next()?;
        let start = at;
        if c == '&' {
            let entity = rest
                .bytes()
                .take(LONGEST_ENTITY)
                .position(|b| b == b';')
                .and_then(|last| rest.get(..=last));
            if let Some(entity) = entity {
                let meant = html_escape::decode_html_entities(entity);
                let mut chars = meant.chars();
                if let (true, Some(first)) = (*meant != *entity, chars.next()) {
                    at += entity.len();
                    waiting = chars.next().map(|second| (second, start..at));
                    return Some((first, start..at));
                }
            }
        }
        at += c.len_utf8();
        Some((c, start..at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(html: &str) -> String {
        Pieces::new(html)
            .filter_map(|piece| match piece {
                Piece::Text(text) => Some(text),
                _ => None,
            })
            .flat_map(|text| letters(html, text))
            .map(|(c, _)| c)
            .collect()
    }

    #[test]
    fn text_is_what_stands_outside_tags_with_its_entities_resolved() {
        for (html, text) in [
            ("<p class='a>b'>x &lt; y</p>", "x < y"),
            ("1 < 2 & 3", "1 < 2 & 3"),
            ("a<!-- <b> -->c", "ac"),
            ("&#1607;&#x62F;&nbsp;&unknown;", "هد\u{A0}&unknown;"),
            ("<script>if (a<b) '</p>'</script>z", "if (a<b) '</p>'z"),
            ("<!doctype html>هدنة", "هدنة"),
            ("<p", ""),
            ("&", "&"),
        ] {
            assert_eq!(text_of(html), text, "{html}");
        }
    }
}
