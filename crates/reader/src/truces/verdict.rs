//! Words of how a truce stands that do not say it of this truce, or not of today: an extension that nobody
//! plans, an agreement before this one that broke down, hours in which a truce was in force.

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};
use hudna_truce::TruceStatus;

use super::{mentions::Mention, window::Window};
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::Cue,
};

/// Most tokens between an extension and the words that it is not planned.
const OFF_REACH: u32 = 8;

/// «تمديد الهدنة غير مطروح», "an extension is not on the table", "renewal was ruled out".
pub(super) fn is_off(a: &Analysis<'_>, c: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let behind = c.end()..sentence.end.min(c.end() + OFF_REACH);
    behind.clone().any(|t| {
        let last = || (a.word_before(t)).map_or("", |b| a.word(b));
        match a.word(t) {
            "مطروح" | "مطروحه" | "مطروحا" | "وارد" | "وارده" | "واردا" =>
            {
                matches!(last(), "غير" | "ليس" | "ليست" | "لم" | "يكن" | "تكن")
            }
            "مستبعد" | "مستبعدا" => true,
            "out" => last() == "ruled",
            "table" | "agenda" => {
                (behind.start..t).any(|b| matches!(a.word(b), "not" | "off" | "n't"))
            }
            "повестке" => (behind.start..t).any(|b| a.word(b) == "не"),
            _ => false,
        }
    })
}

/// Words between an agreement and the verb that it broke down.
const BESIDE: usize = 2;

/// «بعد أن انهار اتفاق أول», "after a first deal collapsed": what broke down is an agreement told as another one,
/// not that of the truce of these words. It is told right behind the Arabic verb, or before the English one.
pub(super) fn other_deal<'h>(
    a: &'h Analysis<'_>,
    c: &CueHit<'_>,
    sentence: &Range<u32>,
) -> Option<CueHit<'h>> {
    let arabic = a.language() == Language::Arabic;
    let near = if arabic {
        c.end()..sentence.end.min(c.end() + 1)
    } else {
        sentence.start..c.start()
    };
    let deal = a.cues(&near, &[Cue::Agreement]).last()?;
    let told_as_other = if arabic {
        // «انهار اتفاق وقف إطلاق النار» is of a truce, and «انهار الاتفاق» of the one told.
        let next = deal.end()..deal.end() + 2;
        !deal.hit.before.has(Proclitics::THE)
            && !deal.hit.pronoun
            && a.word(deal.end() - 1).starts_with("اتفاق")
            && next.into_iter().any(|t| {
                matches!(
                    a.word(t),
                    "اول" | "اولي" | "سابق" | "سابقه" | "مبديي" | "مماثل" | "اخر"
                )
            })
    } else {
        // "A ceasefire deal collapsed" is that of the truce.
        let of_truce =
            (a.cues(&(near.start..deal.start()), &[Cue::Truce])).any(|t| t.end() == deal.start());
        !of_truce
            && a.words_between(deal.end(), c.start()) <= BESIDE
            && (sentence.start.max(deal.start().saturating_sub(3))..deal.start())
                .any(|t| matches!(a.word(t), "a" | "an" | "earlier" | "previous" | "another"))
            && !(deal.end()..c.start()).any(|t| matches!(a.word(t), "," | "that" | "which"))
    };
    told_as_other.then_some(deal)
}

/// "A pause was in force from 9 a.m. to 7 p.m.": told of hours that are over.
pub(super) fn was_in_force(a: &Analysis<'_>, c: &CueHit<'_>, window: &Window) -> bool {
    window.end.is_some() && window.start.is_some() && !window.daily && has_been(a, c)
}

/// Whether "was" or "had been" stands before the words, so that they tell of nothing to come.
pub(super) fn has_been(a: &Analysis<'_>, c: &CueHit<'_>) -> bool {
    let last = (a.word_before(c.start())).map_or("", |t| a.word(t));
    matches!(
        last,
        "was" | "were" | "been" | "كانت" | "كان" | "действовало" | "действовал"
    )
}

/// Most tokens between "revive" and the truce: «إحياء اتفاق وقف إطلاق النار», "revive the deal on a truce".
const REVIVED: u32 = 5;

/// Most tokens before a truce in which a condition stands.
const IF_REACH: u32 = 5;

/// "The truce holds", «الهدنة مستمرة», «перемирие продолжается»: the word right behind it; «تستمر الهدنة ثلاثة أيام» and
/// "continues for a week" tell how long it lasts.
fn goes_on(a: &Analysis<'_>, at: u32) -> bool {
    let told = matches!(
        a.word(at),
        "holds"
            | "survives"
            | "endures"
            | "persists"
            | "continues"
            | "مستمره"
            | "مستمر"
            | "متواصله"
            | "متواصل"
            | "تتواصل"
            | "يتواصل"
            | "продолжается"
            | "продолжилось"
    );
    told && !a.touches_time(&(at + 1..at + 3))
}

/// «يتواصل في الغوطة العمل بالهدنة», «تتواصل الهدنة»: the verb before the truce, with nothing between but its place and «العمل».
fn continues(a: &Analysis<'_>, m: &Mention, sentence: &Range<u32>) -> Option<Range<u32>> {
    let passed = |t: u32| {
        matches!(a.word(t), "في" | "العمل" | "سريان" | "تطبيق" | "تنفيذ")
            || a.places(&(t..t + 1)).next().is_some()
            || (a.places(&(t.saturating_sub(1)..t + 2))).any(|(h, _)| h.tokens.contains(&t))
    };
    let verb = (sentence.start..m.tokens.start)
        .rev()
        .find(|&t| !passed(t))?;
    let work =
        (verb..m.tokens.start).any(|t| matches!(a.word(t), "العمل" | "سريان" | "تطبيق" | "تنفيذ"));
    let word = a.word(verb).trim_start_matches('و');
    let goes =
        matches!(word, "تتواصل" | "يتواصل") || work && matches!(word, "يستمر" | "استمر" | "تواصل");
    (goes && !a.touches_time(&(m.tokens.end..m.tokens.end + 2))).then(|| verb..verb + 1)
}

/// How a truce stands by the words right beside it: "the truce holds", «بدأ وقف إطلاق النار»; what is to be
/// revived («إحياء الهدنة») has broken down.
pub(super) fn beside(a: &Analysis<'_>, m: &Mention) -> Option<(TruceStatus, Range<u32>)> {
    if !m.noun {
        return None;
    }
    let sentence = a.sentence_range(m.sentence);
    // "The truce in Homs holds"
    let place = (a.places(&(m.tokens.end..m.tokens.end + 3)).next())
        .filter(|_| matches!(a.word(m.tokens.end), "in" | "في" | "в"))
        .map_or(m.tokens.end, |(place, _)| place.tokens.end);
    let behind = place..place + 1;
    let near = sentence.start.max(m.tokens.start.saturating_sub(IF_REACH))..m.tokens.start;
    if goes_on(a, behind.start) && !a.has(&near, &[Cue::If, Cue::Not, Cue::Possible, Cue::CallsFor])
    {
        return Some((TruceStatus::InForce, behind));
    }
    let before = (sentence.start..m.tokens.start).next_back()?;
    if matches!(a.word(before), "بدا" | "وبدا") {
        return Some((TruceStatus::InForce, before..before + 1));
    }
    if let Some(verb) = continues(a, m, &sentence) {
        return Some((TruceStatus::InForce, verb));
    }
    let light = |t: u32| {
        matches!(
            a.word(t),
            "the" | "a" | "of" | "on" | "their" | "this" | "соглашение" | "режим"
        ) || a.has(&(t..t + 1), &[Cue::Agreement])
    };
    let from = sentence.start.max(m.tokens.start.saturating_sub(REVIVED));
    let t = (from..m.tokens.start).rev().find(|&t| !light(t))?;
    let word = a.word(t).trim_start_matches(['و', 'ل', 'ب']);
    let revived = word == "احياء"
        || ["reviv", "оживи", "оживл", "реанимир", "возроди"]
            .iter()
            .any(|stem| word.starts_with(stem));
    revived.then(|| (TruceStatus::Collapsed, t..t + 1))
}

/// Whether the mention tells of another truce than the one that broke down in its sentence.
pub(super) fn is_of_other(a: &Analysis<'_>, m: &Mention, c: &CueHit<'_>) -> bool {
    other_deal(a, c, &a.sentence_range(m.sentence))
        .is_some_and(|deal| !m.tokens.contains(&deal.start()))
}
