//! Numbers whose noun stands before them: "the number of those trapped is put at 50,000", "200 people from
//! Homs and 50 from Hama".

use std::ops::Range;

use super::{UNITS, is_alone};
use crate::{analysis::Analysis, lexicon::Cue};

/// Most words between "the number of" and the number.
const TOLL_REACH: usize = 8;

/// «يقدر عدد المحاصرين في المدينة بنحو 50 ألفا», «ارتفعت الحصيلة إلى 133»: what a number counts whose noun stands
/// before it, behind "the number of".
pub(super) fn tolled(a: &Analysis<'_>, tokens: &Range<u32>, sentence: &Range<u32>) -> Option<Cue> {
    let toll = a
        .cues(&(sentence.start..tokens.start), &[Cue::Toll])
        .last()?;
    let between = toll.end()..tokens.start;
    let unit_cue = a.cues(&between, &UNITS).next();
    // «عدد الجرحى 4926».
    let right_behind = unit_cue.is_some_and(|c| c.end() == tokens.start);
    let led = right_behind
        || a.word(tokens.start).starts_with('ب')
        || a.word(tokens.start) == "до"
        || (a.word_before(tokens.start))
            .is_some_and(|t| matches!(a.word(t), "الي" | "to" | "at" | "is" | "до" | "в" | "ب"));
    let far = a.words_between(between.start, between.end) > TOLL_REACH;
    // Another number between is what was counted.
    if far || !led || !is_alone(a, tokens, sentence) || !a.numbers_in(&between).is_empty() {
        return None;
    }
    const PEOPLE: [Cue; 7] = [
        Cue::Civilians,
        Cue::Killed,
        Cue::Injured,
        Cue::Trapped,
        Cue::Evacuated,
        Cue::Displaced,
        Cue::Refugees,
    ];
    let unit = unit_cue.map(|c| c.rule.cue);
    // «ليرتفع العدد إلى 133 بينهم 87 طفلا».
    let them = || {
        a.word(tokens.end)
            .ends_with("هم")
            .then_some(Cue::UnitPersons)
    };
    let people = || {
        a.has(&(toll.start()..tokens.start), &PEOPLE)
            .then_some(Cue::UnitPersons)
    };
    unit.or_else(people).or_else(them)
}

/// Most words between a noun that was counted and a second number of the same.
const SAME_REACH: usize = 6;

/// "200,000 people out of Mariupol and 15,000 out of Volnovakha": what a second number counts that is
/// joined by "and" and has the same word behind it as the noun of the first.
pub(super) fn same_again(
    a: &Analysis<'_>,
    tokens: &Range<u32>,
    sentence: &Range<u32>,
) -> Option<Cue> {
    let first = a.numbers_in(&(sentence.start..tokens.start)).last()?;
    let end = first.tokens.end.0;
    let noun = a.cues(&(end..tokens.start), &UNITS).next()?;
    let joined = matches!(a.word(tokens.start.checked_sub(1)?), "and" | "и" | "و")
        || a.word(tokens.start).starts_with('و');
    let again = matches!(
        a.word(noun.end()),
        "in" | "from" | "out" | "at" | "من" | "في" | "из" | "в"
    ) && a.word(noun.end()) == a.word(tokens.end);
    (joined
        && again
        && a.words_between(end, noun.start()) == 0
        && a.words_between(noun.end(), tokens.start) <= SAME_REACH)
        .then_some(noun.rule.cue)
}
