//! What the terminal can show.

use std::env;

use console::Term;
use hudna_brief::terminal::Style;

/// Columns used where the output is no terminal and `COLUMNS` says nothing.
const PLAIN_WIDTH: usize = 100;

/// Columns to fill.
pub(crate) fn width() -> usize {
    let stated = env::var("COLUMNS")
        .ok()
        .and_then(|c| c.parse().ok())
        .filter(|&c| c >= 40);
    stated
        .or_else(|| {
            Term::stdout()
                .size_checked()
                .map(|(_, columns)| usize::from(columns))
        })
        .unwrap_or(PLAIN_WIDTH)
}

/// Colour only on a terminal, and not where `NO_COLOR` is set.
pub(crate) fn style() -> Style {
    let refused = env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    if !refused && Term::stdout().features().colors_supported() {
        Style::coloured()
    } else {
        Style::plain()
    }
}
