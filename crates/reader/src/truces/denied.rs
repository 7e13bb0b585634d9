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

/// Verbs and nouns that bring a truce about; denied, they deny the truce.
const BRINGS: [Cue; 3] = [Cue::Declare, Cue::Agree, Cue::Agreement];

/// Whether the noun of truce is denied, or told of only on a condition.
pub(super) fn is_denied(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    if cue.hit.before.has(Proclitics::THE) {
        return false;
    }
    denied_before(a, cue, sentence) || denied_behind(a, cue, sentence)
}

/// "no news of a truce", «لم تعلن روسيا هدنة», «нет перемирия».
fn denied_before(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let from = sentence.start.max(cue.start().saturating_sub(REACH));
    for t in (from..cue.start()).rev() {
        if denies(a, t) {
            return true;
        }
        // Arabic puts who has not declared it between the verb and the truce.
        let subject = a.language() == Language::Arabic
            && (a.actors_in(&(from..t + 1)).last()).is_some_and(|x| x.tokens.contains(&t));
        if !(is_light(a.word(t)) || a.has(&(t..t + 1), &BRINGS) || subject) {
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
    if definite || a.language() == Language::Arabic {
        return false;
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
    told.next().is_some_and(|t| {
        let word = a.word(t);
        a.has(&(t..t + 1), &[Cue::Declare, Cue::Agree])
            || matches!(
                word,
                "declared" | "announced" | "agreed" | "reached" | "sight"
            )
            || matches!(word, "было" | "будет" | "идет" | "шло" | "шла")
            || ["объяв", "достиг", "заключ", "предвид", "ожида"]
                .iter()
                .any(|stem| word.starts_with(stem))
    })
}

/// A word of negation or condition.
fn denies(a: &Analysis<'_>, token: u32) -> bool {
    let word = a.word(token);
    // «لما أعلنت هدنة» is "when a truce was declared".
    if matches!(word, "لما" | "ولما" | "غير" | "وغير") {
        return false;
    }
    matches!(word, "no" | "nor" | "if" | "unless" | "بلا" | "وبلا" | "если")
        || word.starts_with("никак")
        || a.has(&(token..token + 1), &[Cue::Not, Cue::If])
}

/// Words that leave a denial behind them a denial of the truce.
fn is_light(word: &str) -> bool {
    is_light_english(word) || is_light_arabic(word) || is_light_russian(word)
}

fn is_light_english(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "any"
            | "such"
            | "yet"
            | "immediate"
            | "new"
            | "formal"
            | "official"
            | "lasting"
            | "permanent"
            | "humanitarian"
            | "news"
            | "word"
            | "sign"
            | "signs"
            | "talk"
            | "hint"
            | "report"
            | "reports"
            | "mention"
            | "indication"
            | "prospect"
            | "of"
            | "on"
            | "for"
            | "about"
            | "to"
            | "there"
            | "is"
            | "was"
            | "be"
            | "been"
            | "reach"
            | "reached"
    )
}

fn is_light_arabic(word: &str) -> bool {
    matches!(
        word,
        "اي" | "يوجد"
            | "توجد"
            | "وجود"
            | "هناك"
            | "ثمه"
            | "تكن"
            | "يكن"
            | "انباء"
            | "نبا"
            | "اخبار"
            | "خبر"
            | "حديث"
            | "معلومات"
            | "بوادر"
            | "موشرات"
            | "اتفاق"
            | "اعلان"
            | "الاعلان"
            | "التوصل"
            | "يتم"
            | "تم"
            | "بعد"
            | "حتي"
            | "الان"
            | "عن"
            | "علي"
            | "الي"
            | "حول"
            | "بشان"
    )
}

fn is_light_russian(word: &str) -> bool {
    matches!(
        word,
        "о" | "об"
            | "про"
            | "было"
            | "будет"
            | "есть"
            | "пока"
            | "еще"
            | "там"
            | "здесь"
            | "новостей"
            | "новости"
            | "сообщений"
            | "известий"
            | "вестей"
            | "сведений"
            | "данных"
            | "соглашения"
            | "договоренности"
            | "признаков"
            | "речи"
            | "какого"
            | "каком"
            | "либо"
    )
}
