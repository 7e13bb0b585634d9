//! Texts that ask, condemn or propose: resolutions and their drafts hold no position of a party.

use std::ops::Range;

use super::STANCES;
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form},
};

/// «قرار مجلس الأمن الذي يندد بالعنف»: it is the text that condemns, long before this report; so does «مشروع
/// قرار في مجلس الأمن يدعو إلى هدنة», which nobody has adopted.
pub(crate) fn of_text(a: &Analysis<'_>, cue: &CueHit<'_>, range: &Range<u32>) -> bool {
    if of_draft(a, cue, range) {
        return true;
    }
    let Some(relative) = a.word_before(cue.start()).filter(|&t| {
        matches!(a.word(t), "الذي" | "التي" | "which" | "that") || a.word(t).starts_with("котор")
    }) else {
        return false;
    };
    let Some(x) = (a.actors_in(&(range.start..relative)).iter())
        .rev()
        .find(|x| a.words_between(x.tokens.end, relative) == 0)
    else {
        return false;
    };
    (x.tokens.start.checked_sub(1)).is_some_and(|t| {
        matches!(a.word(t), "قرار" | "قرارات" | "بيان" | "resolution")
            || a.word(t).starts_with("резолюци")
    })
}

/// Words between the draft of a resolution and its verb, or the body before which it lies.
const DRAFT_REACH: usize = 6;

/// Whether a draft, without another verb between, stands before the verb, or the noun is one that lies before
/// a body.
fn of_draft(a: &Analysis<'_>, cue: &CueHit<'_>, range: &Range<u32>) -> bool {
    let drafts = |w: &str| {
        matches!(
            w,
            "draft" | "مشروع" | "المشروع" | "بمشروع" | "لمشروع" | "ومشروع"
        ) || w.starts_with("проект")
    };
    let of_text = |w: &str| {
        matches!(
            w,
            "قرار" | "القرار" | "resolution" | "text" | "statement" | "بيان" | "البيان"
        ) || w.starts_with("резолюци")
            || w.starts_with("заявлени")
    };
    // «قدمت فرنسا مشروع قرار في مجلس الأمن»: before the council, not the council's.
    if cue.rule.cue == Cue::Proposes && cue.form == Form::Plain && drafts(a.word(cue.start())) {
        return matches!(a.word(cue.end()), "في" | "امام" | "الي");
    }
    if !matches!(
        cue.rule.cue,
        Cue::CallsFor | Cue::Rejects | Cue::Accuses | Cue::Proposes
    ) {
        return false;
    }
    let from = (range.start..cue.start()).rev().find(|&t| {
        matches!(a.word(t), "," | "." | ";") || a.has(&(t..t + 1), &[Cue::Say, Cue::Declare])
    });
    let from = from.map_or(range.start, |t| t + 1);
    (from..cue.start()).any(|t| {
        of_text(a.word(t))
            && a.words_between(t + 1, cue.start()) <= DRAFT_REACH
            && (t.saturating_sub(2).max(from)..t + 2).any(|t| drafts(a.word(t)))
            && !a.has(&(t + 1..cue.start()), &STANCES)
            && !(t + 1..cue.start()).any(|t| matches!(a.word(t), "and" | "but" | "и" | "но"))
    })
}
