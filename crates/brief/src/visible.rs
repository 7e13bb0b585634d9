//! Texts from outside, made harmless: what could act on a terminal or on a line is shown instead.

use std::borrow::Cow;

/// Whether the character does something instead of being seen: terminal controls, and the marks
/// that turn the direction of what follows. The plain marks LRM, RLM and ALM only nudge their
/// neighbours and are common in Arabic texts; they stay.
fn acts(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' => true,
        _ => c.is_control(),
    }
}

/// The text with every acting character replaced by its code in brackets.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| acts(c) || c == '\u{FEFF}') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\u{FEFF}' => {}
            c if acts(c) => out.push_str(&format!("[U+{:04X}]", u32::from(c))),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The same on one line: every run of white space becomes one space.
pub(crate) fn one_line(text: &str) -> String {
    visible(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// At most `max` characters, cut after a word where possible, with an ellipsis for the rest.
pub(crate) fn shortened(text: &str, max: usize) -> String {
    let line = one_line(text);
    if line.chars().count() <= max {
        return line;
    }
    let cut: String = line.chars().take(max.saturating_sub(1)).collect();
    let kept = match cut.rsplit_once(' ') {
        Some((head, tail)) if tail.chars().count() < max / 3 => head,
        _ => &cut,
    };
    format!("{} …", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_direction_override_is_shown_and_does_not_act() {
        assert_eq!(
            visible("a\u{202E}b\u{2069}\u{1b}[31m"),
            "a[U+202E]b[U+2069][U+001B][31m"
        );
    }

    #[test]
    fn ordinary_arabic_is_left_alone() {
        let text = "هدنةٌ\u{200F} في حلب\nغدًا";
        assert!(matches!(visible(text), Cow::Borrowed(_)));
    }

    #[test]
    fn line_ends_of_windows_are_line_ends() {
        assert_eq!(visible("\u{FEFF}a\r\nb\rc"), "a\nb[U+000D]c");
    }

    #[test]
    fn a_long_text_is_cut_after_a_word() {
        assert_eq!(shortened("one two three four", 12), "one two …");
        assert_eq!(shortened("short", 12), "short");
    }
}
