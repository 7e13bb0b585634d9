//! Truces that are named only to say that there is none, or that there may be one some day.
//!
//! «لا أنباء عن هدنة», "there is no truce", «перемирия нет», "if a ceasefire is agreed": nothing has been
//! declared. Between the word that denies and the noun only words may stand that change nothing about
//! that: articles, "there is", "news of", verbs of declaring and agreeing. Any other word gives the
//! sentence a meaning of its own («لم تصمد هدنة», "did not violate a truce"), and so does an article: "no
//! news of the truce" speaks of one that exists.

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};

use crate::{
    analysis::{Analysis, CueHit},
    lexicon::Cue,
};

/// Most tokens between the noun and the word that denies it.
const REACH: u32 = 8;

/// Words that leave a denial before them a denial of the truce, and verbs and nouns that bring one
/// about; denied, they deny the truce.
pub(super) const PASSED_OVER: [Cue; 4] = [Cue::Light, Cue::Declare, Cue::Agree, Cue::Agreement];

/// Whether the noun of truce is denied, or told of only on a condition.
pub(super) fn is_denied(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    if cue.hit.before.has(Proclitics::THE) {
        return false;
    }
    denied_before(a, cue, sentence)
        || denied_behind(a, cue, sentence)
        || is_disputed(a, cue, sentence)
}

/// "Denied that a truce will begin", «نفى الجيش أن تبدأ هدنة», «отрицает, что перемирие начнется»; not "denied that a truce
/// had been broken".
fn is_disputed(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let from = sentence.start.max(cue.start().saturating_sub(3 * REACH));
    let Some(c) = a.cues(&(from..cue.start()), &[Cue::Denies]).last() else {
        return false;
    };
    let between = c.end()..cue.start();
    if a.words_beside_times(between.start, between.end) > REACH as usize {
        return false;
    }
    let definite =
        (cue.start().checked_sub(1)).is_some_and(|t| matches!(a.word(t), "the" | "this"));
    let subject = |t: u32| a.actors_in(&between).iter().any(|x| x.tokens.contains(&t));
    let passed = [
        Cue::That,
        Cue::Upcoming,
        Cue::Declare,
        Cue::Agree,
        Cue::Light,
    ];
    let begun = [Cue::Upcoming, Cue::Declare, Cue::Agree, Cue::ComesAbout];
    let made = |t: u32| {
        let word = a.word(t);
        ["согласован", "достигнут", "заключен"]
            .iter()
            .any(|stem| word.starts_with(stem))
    };
    let begins = |range: &Range<u32>| a.has(range, &begun) || range.clone().any(made);
    let behind = cue.end()..sentence.end.min(cue.end() + REACH);
    let else_ = [Cue::Breach, Cue::Collapsed, Cue::Ended];
    !definite
        && a.has(&between, &[Cue::That])
        && (between.clone()).all(|t| {
            !a.is_word(t)
                || subject(t)
                || is_aside(a, t)
                || matches!(a.word(t), "a" | "any" | "تكون" | "يكون")
                || a.has(&(t..t + 1), &passed)
        })
        && (begins(&between) || begins(&behind))
        && !a.has(&behind, &else_)
}

/// When it was denied: "denied on Wednesday, 14 December 2016, that …", «نفت الفصائل يوم الأربعاء …», «опровергло в среду …».
fn is_aside(a: &Analysis<'_>, token: u32) -> bool {
    let time = |t: u32| a.touches_time(&(t..t + 1));
    let before = token.checked_sub(1).is_some_and(time);
    match a.word(token) {
        "," => before,
        "on" | "in" | "at" | "late" | "early" | "в" | "во" | "يوم" | "مساء" | "صباح" => {
            time(token + 1) || time(token)
        }
        _ => time(token),
    }
}

/// "no news of a truce", «لم تعلن روسيا هدنة», «нет перемирия».
fn denied_before(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let from = sentence.start.max(cue.start().saturating_sub(3 * REACH));
    // "Denied a breach of the truce": of one that exists.
    let breach = a.has(&(cue.end()..cue.end() + 2), &[Cue::Breach]);
    let mut passed = 0;
    for t in (from..cue.start()).rev() {
        if is_aside(a, t) {
            continue;
        }
        passed += 1;
        if passed > REACH {
            return false;
        }
        if denies(a, t) || !breach && a.has(&(t..t + 1), &[Cue::Denies]) {
            return true;
        }
        // Arabic puts who has not declared it between the verb and the truce.
        let subject = a.language() == Language::Arabic
            && (a.actors_in(&(from..t + 1)).last()).is_some_and(|x| x.tokens.contains(&t));
        if !(a.has(&(t..t + 1), &PASSED_OVER) || subject) {
            return false;
        }
    }
    false
}

/// «перемирия нет», «перемирие не объявлено», "a truce has not been declared".
fn denied_behind(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    // What is denied behind an article is a truce that exists.
    let definite = (cue.start().checked_sub(1))
        .is_some_and(|t| matches!(a.word(t), "the" | "this" | "that" | "'s"));
    if definite {
        return false;
    }
    if a.language() == Language::Arabic {
        return undeclared(a, cue, sentence);
    }
    if could_not_agree(a, cue, sentence) {
        return true;
    }
    let end = sentence.end.min(cue.end() + REACH);
    // Where there is none may stand between: «перемирие в Алеппо не объявлено».
    let in_place = |t: u32| (a.places(&(cue.end()..t + 1))).any(|(h, _)| h.tokens.contains(&t));
    let mut behind = (cue.end()..end).skip_while(|&t| {
        matches!(
            a.word(t),
            "has" | "have" | "had" | "is" | "was" | "been" | "пока" | "еще" | "речи" | "речь" | "и"
        ) || matches!(a.word(t), "in" | "в" | "во" | "на")
            || in_place(t)
    });
    let Some(not) = behind.next() else {
        return false;
    };
    if a.word(not) == "нет" {
        return true;
    }
    if !matches!(a.word(not), "not" | "never" | "не") {
        return false;
    }
    let mut told = behind.skip_while(|&t| matches!(a.word(t), "yet" | "been" | "in" | "being"));
    told.next()
        .is_some_and(|t| a.has(&(t..t + 1), &[Cue::Declare, Cue::Agree, Cue::ComesAbout]))
}

/// «Договориться о перемирии стороны не смогли»: the verb that brings it about opens, and what was not done closes.
fn could_not_agree(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let agree = |t: u32| {
        ["договор", "достич", "добит"]
            .iter()
            .any(|stem| a.word(t).starts_with(stem))
    };
    let could = |t: u32| {
        ["смог", "удал", "сумел"]
            .iter()
            .any(|stem| a.word(t).starts_with(stem))
    };
    a.language() == Language::Russian
        && (sentence.start.max(cue.start().saturating_sub(3))..cue.start()).any(agree)
        && (cue.end()..sentence.end).any(|t| a.word(t) == "не" && could(t + 1))
}

/// «هدنة لم تعلن», «هدنة في حلب لم تعلن بعد»: right behind the noun or its place. «هدنة لم تعلن عنها روسيا» is one
/// that exists, and so is one that «انهارت».
fn undeclared(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let in_place = |t: u32| {
        a.word(t) == "في" || (a.places(&(cue.end()..t + 1))).any(|(h, _)| h.tokens.contains(&t))
    };
    let end = sentence.end.min(cue.end() + REACH);
    let Some(not) = (cue.end()..end).find(|&t| !in_place(t)) else {
        return false;
    };
    let verb = a.cues(&(not + 1..not + 2), &[Cue::Declare]).next();
    denies(a, not)
        && verb.is_some_and(|v| !a.word(v.end()).starts_with("عن"))
        && !a.has(
            &(sentence.start..cue.start()),
            &[Cue::Collapsed, Cue::Ended],
        )
}

/// A word of negation or condition.
fn denies(a: &Analysis<'_>, token: u32) -> bool {
    let word = a.word(token);
    // «لما أعلنت هدنة» is "when a truce was declared".
    if matches!(word, "لما" | "ولما" | "غير" | "وغير") {
        return false;
    }
    // "The deal provided for a truce" sets no condition.
    !(word == "provided" && a.word(token + 1) == "for")
        && a.has(&(token..token + 1), &[Cue::Not, Cue::If, Cue::NoSuch])
}

/// Most words between a noun of aim and the truce.
const AIM_REACH: u32 = 5;

/// «الهدف هو وقف لإطلاق النار», "the next step is a ceasefire": what is aimed at, none that there is.
pub(super) fn is_aim(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let article = |t: u32| matches!(a.word(t), "a" | "an" | "full" | "complete" | "nationwide");
    let from = sentence.start.max(cue.start().saturating_sub(AIM_REACH));
    let Some(is) = (from..cue.start()).rev().find(|&t| !article(t)) else {
        return false;
    };
    let links = matches!(a.word(is), "هي" | "هو" | "is" | "remains" | "be");
    links
        && (from..is).any(|t| {
            matches!(
                a.word(t),
                "الخطوه"
                    | "الهدف"
                    | "الاولويه"
                    | "المطلوب"
                    | "step"
                    | "goal"
                    | "aim"
                    | "priority"
            )
        })
}
