//! Parts of figures: "232 killed, among them 65 children" are 232, of them 65.
//!
//! A number right behind "among them" is a part of the figure before it in the sentence, if it counts
//! the same sort of thing and is not larger; numbers joined to it by "and" or a comma are parts too.

use std::ops::Range;

use hudna_truce::{Figure, FigureKind};

use crate::{analysis::Analysis, lexicon::Cue};

/// Most words between "among them" and the number.
const MARK_REACH: usize = 1;

/// Figures before a part in which its total is looked for: how long it lasted may stand between.
const BACK: usize = 3;

/// Links each part to its total, in figures that stand in the order of the text.
pub(super) fn link(a: &Analysis<'_>, told: &mut [(Figure, Range<u32>)]) {
    for i in 1..told.len() {
        let Some(at) = total(a, told, i) else {
            continue;
        };
        let what = told.get(at).map(|(total, _)| total.what);
        if let (Some((figure, _)), Some(what)) = (told.get_mut(i), what) {
            figure.part_of = Some(at);
            // What became of them is told of all: a verb behind tells of others.
            if figure.what != FigureKind::Fighters {
                figure.what = what;
            }
        }
    }
}

fn total(a: &Analysis<'_>, told: &[(Figure, Range<u32>)], i: usize) -> Option<usize> {
    let (part, tokens) = told.get(i)?;
    let sentence = a.sentence_range(a.sentence_of(tokens.start));
    let fits = |(total, at): &(Figure, Range<u32>)| {
        let most = part.max.or(part.min);
        let room = total.max.is_none_or(|max| most.is_some_and(|n| n <= max));
        at.start >= sentence.start && at.end <= tokens.start && total.unit == part.unit && room
    };
    let before = (i.saturating_sub(BACK)..i).rev();
    let (last, (figure, at)) = (before.clone())
        .filter_map(|t| Some((t, told.get(t)?)))
        .find(|(_, x)| fits(x))?;
    let mark = (a.cues(&(at.end..tokens.start), &[Cue::AmongThem]).last())
        .filter(|m| a.words_between(m.end(), tokens.start) <= MARK_REACH);
    if mark.is_some() {
        // What is a part itself has its own total: "among them 65 children" goes past it.
        return figure.part_of.or(Some(last));
    }
    // «بينهم 65 طفلا و40 امرأة»: the second goes on with "among them".
    let joined = (at.end..tokens.start).all(|t| matches!(a.word(t), "," | "و" | "and" | "и"));
    (figure.part_of).filter(|&t| joined && told.get(t).is_some_and(fits))
}
