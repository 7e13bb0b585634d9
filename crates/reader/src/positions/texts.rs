//! Texts that ask, condemn or propose: resolutions and their drafts hold no position of a party.

use std::ops::Range;

use hudna_text::Language;

use super::STANCES;
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form},
};

/// «قرار مجلس الأمن الذي يندد بالعنف»: it is the text that condemns, long before this report; so does «مشروع
/// قرار في مجلس الأمن يدعو إلى هدنة», which nobody has adopted.
pub(crate) fn of_text(a: &Analysis<'_>, cue: &CueHit<'_>, range: &Range<u32>) -> bool {
    if of_draft(a, cue, range) || of_agreement(a, cue, range) {
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

/// Most words between an agreement and the verb that tells what it asks for: "the agreement of February 2015".
const AGREEMENT_REACH: usize = 5;

/// "The Minsk agreement of February 2015 called for a ceasefire", «دعا اتفاق الرياض إلى»: the text asks, and not who
/// speaks of it.
fn of_agreement(a: &Analysis<'_>, cue: &CueHit<'_>, range: &Range<u32>) -> bool {
    if cue.rule.cue != Cue::CallsFor {
        return false;
    }
    if a.language() == Language::Arabic {
        return cue.form != Form::Plain && a.has(&(cue.end()..cue.end() + 1), &[Cue::Agreement]);
    }
    let before = range.start..cue.start();
    let Some(deal) = (a.cues(&before, &[Cue::Agreement])).last() else {
        return false;
    };
    let between = deal.end()..cue.start().max(deal.end());
    // "The rebels under the agreement called for".
    let led = (range.start.max(deal.start().saturating_sub(3))..deal.start()).any(|t| {
        matches!(
            a.word(t),
            "under"
                | "in"
                | "with"
                | "of"
                | "to"
                | "on"
                | "about"
                | "by"
                | "after"
                | "по"
                | "о"
                | "об"
                | "в"
                | "после"
        )
    });
    !led && a.words_between(between.start, between.end) <= AGREEMENT_REACH
        && (between.clone()).all(|t| {
            a.is_word(t) && !matches!(a.word(t), "and" | "but" | "then" | "и" | "но" | "а")
        })
        && a.actors_in(&between).iter().all(|x| x.is_place)
}
