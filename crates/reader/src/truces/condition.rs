//! Truces that hang on a condition: "if the rebels agree, the truce will begin on Saturday", «تبدأ الهدنة السبت إذا وافقت
//! الفصائل», «если стороны согласятся, перемирие начнется в субботу».
//!
//! Nobody has promised such a truce, though the sentence tells its day like that of any other. A condition governs the
//! clause beside its own: the one behind it, or, where it closes the sentence, the one before. What stands within the
//! condition ("if the truce that begins on Saturday is broken") hangs on nothing, and a condition of breach tells what
//! becomes of a truce that there is.

use std::ops::Range;

use hudna_text::{Language, TokenIdx, clitic::Proclitics};

use super::{changed::is_its_subject, mentions::Mention, tentative, window::tells_another};
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form},
    time::tense,
};

/// Most words between a truce and the word that it is yet to begin.
const BEGINS: usize = 8;

/// Whether a condition is of breach, or of keeping what has been declared: "if it is violated", «إن التزم بها خصمه».
fn is_of_keeping(a: &Analysis<'_>, condition: &Range<u32>) -> bool {
    let stems = [
        "violat",
        "respect",
        "abide",
        "adhere",
        "compl",
        "наруш",
        "соблюд",
        "خرق",
        "تقيد",
        "التزم",
        "احترم",
    ];
    a.has(condition, &[Cue::Breach, Cue::Collapsed, Cue::Raids])
        || (condition.clone()).any(|t| stems.iter().any(|s| a.word(t).starts_with(s)))
}

/// Whether the truce, or "it" in the sentence behind, begins only on a condition.
pub(super) fn begins(a: &Analysis<'_>, m: &Mention) -> bool {
    let sentence = a.sentence_range(m.sentence);
    let near = |v: &Range<u32>| {
        let (from, to) = (v.end.min(m.tokens.end), v.start.max(m.tokens.start));
        a.words_beside_times(from, to) <= BEGINS
    };
    // "If the truce holds, talks will begin on Saturday"
    let here = a.has(&sentence, &[Cue::If])
        && !is_within(a, m.tokens.start, &sentence)
        && verbs(a, &sentence).any(|v| near(&v) && governed(a, &v, &sentence))
        || verbs(a, &sentence).any(|v| near(&v) && is_in_question(a, &v, m, &sentence));
    let behind = a.sentence_range(m.sentence + 1);
    let it = || {
        a.has(&behind, &[Cue::If])
            && !a.has(&behind, &[Cue::Truce])
            && !tells_another(a, m.sentence + 1)
            && (a.cues(&behind, &[Cue::Upcoming])).any(|c| {
                let opens = (a.cues(&(behind.start..c.start()), &[Cue::If]).last())
                    .map_or(behind.start, |i| clause_end(a, &i, &behind));
                let opens = if a.word(opens) == "," {
                    opens + 1
                } else {
                    opens
                };
                is_its_subject(a, &c, opens) && governed(a, &c.hit.tokens, &behind)
            })
    };
    here || !m.repeat && it()
}

/// "It is unclear whether the truce will begin", «неясно, начнется ли перемирие», «يأمل السكان أن تبدأ الهدنة»: asked,
/// hoped for or rumoured.
fn is_in_question(a: &Analysis<'_>, verb: &Range<u32>, m: &Mention, sentence: &Range<u32>) -> bool {
    let relative = |t: u32| {
        matches!(a.word(t), "that" | "which" | "التي" | "الذي") || a.word(t).starts_with("котор")
    };
    let described = (m.tokens.end..verb.start).any(relative);
    let marks = |t: u32| {
        matches!(
            a.word(t),
            "whether"
                | "unclear"
                | "hope"
                | "hopes"
                | "hoped"
                | "rumours"
                | "rumors"
                | "неясно"
                | "надеются"
                | "надеется"
                | "слухам"
                | "слухи"
                | "يامل"
                | "ياملون"
                | "تامل"
                | "شايعات"
        ) || a.word(t) == "اذا" && a.word(t.saturating_sub(1)) == "ما"
    };
    // "Whether it rains or not, the truce will begin"
    let aside = |t: u32| {
        matches!(a.word(t), "whether" | "hope" | "hopes" | "hoped")
            && (t..verb.start).any(|i| a.word(i) == ",")
    };
    let asked = a.language() == Language::Russian && a.word(verb.end) == "ли";
    asked || !described && (sentence.start..verb.start).any(|t| marks(t) && !aside(t))
}

/// Whether the token stands within a condition: what is told there has not happened.
pub(super) fn is_within(a: &Analysis<'_>, token: u32, sentence: &Range<u32>) -> bool {
    (a.cues(&(sentence.start..token), &[Cue::If]).last()).is_some_and(|c| {
        a.word(c.start()) != "whether" && c.end() <= token && token < clause_end(a, &c, sentence)
    })
}

/// Words that put a truce ahead.
fn verbs(a: &Analysis<'_>, sentence: &Range<u32>) -> impl Iterator<Item = Range<u32>> {
    let upcoming = (a.cues(sentence, &[Cue::Upcoming])).map(|c| c.hit.tokens.clone());
    let plain = (sentence.clone())
        .filter(|&t| tentative::begins(a, t))
        .map(|t| t..t + 1);
    upcoming.chain(plain.collect::<Vec<_>>())
}

/// Whether the words hang on a condition of their sentence.
pub(super) fn governed(a: &Analysis<'_>, words: &Range<u32>, sentence: &Range<u32>) -> bool {
    a.cues(sentence, &[Cue::If]).any(|c| {
        // "Whether" asks, and what holds "even if" holds.
        let last = (a.word_before(c.start())).map_or("", |t| a.word(t));
        if a.word(c.start()) == "whether" || matches!(last, "even" | "as" | "حتي" | "даже") {
            return false;
        }
        let end = clause_end(a, &c, sentence);
        if is_of_keeping(a, &(c.start()..end)) {
            return false;
        }
        if words.start >= end {
            !is_joined(a, &(end..words.start))
        } else {
            words.end <= c.start() && closes(a, &(words.end..c.start()), end, sentence)
        }
    })
}

/// Where the clause of the condition ends: at a comma, "then", or what it governs.
fn clause_end(a: &Analysis<'_>, c: &CueHit<'_>, sentence: &Range<u32>) -> u32 {
    // «в случае согласия сторон перемирие вступит в силу»: a noun, with no comma behind it.
    let noun = a.language() == Language::Russian && matches!(a.word(c.start()), "в" | "при");
    // «في حال موافقة الفصائل تبدأ الهدنة»; not «إذا تبدأ الهدنة».
    let verb = |t: u32| {
        a.language() == Language::Arabic
            && (tense::is_arabic_future(&a.doc, TokenIdx(t))
                || a.cues(&(t..t + 1), &[Cue::Upcoming]).next().is_some()
                || (a.hits_in(&(t..t + 1)).iter()).any(|h| h.before.has(Proclitics::SO)))
    };
    let governs = |t: u32| {
        a.words_between(c.end(), t) > 0 && (noun && a.has(&(t..t + 1), &[Cue::Truce]) || verb(t))
    };
    (c.end()..sentence.end)
        .find(|&t| {
            let comma = a.word(t) == "," && !a.in_time(&(t..t + 1));
            comma || matches!(a.word(t), "then" | "то" | ";" | ".") || governs(t)
        })
        .unwrap_or(sentence.end)
}

/// Whether a clause of its own begins among the words.
fn is_joined(a: &Analysis<'_>, between: &Range<u32>) -> bool {
    between.clone().any(|t| {
        let verb = || {
            tense::is_arabic_future(&a.doc, TokenIdx(t))
                || (a.hits_in(&(t..t + 1)).iter())
                    .any(|h| h.tokens.len() == 1 && is_verb(a, h.tokens.start))
        };
        matches!(a.word(t), ";" | "and" | "but" | "while" | "и" | "но" | "а")
            || a.joined_by_and(t) && verb()
    })
}

fn is_verb(a: &Analysis<'_>, token: u32) -> bool {
    let verbs = [
        Cue::Say,
        Cue::Declare,
        Cue::Agree,
        Cue::Upcoming,
        Cue::InForce,
    ];
    a.cues(&(token..token + 1), &verbs).any(|c| {
        a.language() != Language::Arabic || c.form != Form::Plain || c.rule.cue == Cue::Upcoming
    })
}

/// Whether a condition whose clause ends at `end` closes what the words before it tell: no clause begins between them,
/// and none that it may govern follows it.
fn closes(a: &Analysis<'_>, between: &Range<u32>, end: u32, sentence: &Range<u32>) -> bool {
    let ahead = |t: u32| {
        matches!(a.word(t), "will" | "would" | "shall" | "будет" | "будут")
            || tense::is_arabic_future(&a.doc, TokenIdx(t))
    };
    !is_joined(a, between) && !between.clone().any(ahead) && !(end..sentence.end).any(ahead)
}
