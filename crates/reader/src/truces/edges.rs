//! What a time near a truce is the time of: its start, its end, or something told beside it.

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};

use super::{
    changed::TO_TIME,
    mentions::Mention,
    over,
    window::{has_clock, in_sentence},
};
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::Cue,
    time::{DayExpr, Deixis, Direction, DurationRole, Moment, TimeMention, TimeValue},
};

/// Tokens between a verb of lasting and "to" an hour: how long may stand between.
const LASTS_REACH: u32 = 10;

/// Most words between a verb of extending and "to": "extended the truce in Homs to".
const EXTENDED_REACH: usize = 6;

/// Whether the words before a time say that the truce ended or will end then.
pub(super) fn ends_at(a: &Analysis<'_>, t: &TimeMention) -> bool {
    if over::time_of(a, t) == Some(over::Of::End) {
        return true;
    }
    let at = t.tokens.start.0;
    let sentence = a.sentence_range(a.sentence_of(at));
    let near = sentence.start.max(at.saturating_sub(4))..at;
    // "Was extended to Monday"
    let to = matches!(a.word(at.saturating_sub(1)), "to" | "الي" | "на");
    let extended = a
        .cues(
            &(sentence.start.max(at.saturating_sub(10))..at),
            &[Cue::Extend],
        )
        .last();
    if to && extended.is_some_and(|c| a.words_between(c.end(), at) <= EXTENDED_REACH) {
        return true;
    }
    // «سيستمر التوقف إلى السابعة مساء», «يسري إحدى عشرة ساعة، أي إلى السابعة»: it lasts to then.
    let lasts = |t: u32| {
        let word = a.word(t).trim_start_matches(['و', 'ف', 'س']);
        matches!(
            word,
            "يسري"
                | "تسري"
                | "يستمر"
                | "تستمر"
                | "تمر"
                | "يمتد"
                | "تمتد"
                | "يبقي"
                | "تبقي"
                | "يدوم"
                | "تدوم"
        )
    };
    if a.word(at.saturating_sub(1)) == "الي"
        && (sentence.start.max(at.saturating_sub(LASTS_REACH))..at).any(lasts)
    {
        return true;
    }
    // "Ends the same day at 7 p.m."
    let filler = |t: u32| {
        !a.is_word(t)
            || matches!(
                a.word(t),
                "the"
                    | "that"
                    | "same"
                    | "day"
                    | "on"
                    | "at"
                    | "في"
                    | "اليوم"
                    | "ذاته"
                    | "نفسه"
                    | "عند"
                    | "в"
                    | "тот"
                    | "же"
                    | "день"
            )
    };
    let wider = sentence.start.max(at.saturating_sub(6))..at;
    let same_day = (a.cues(&wider, &[Cue::Ended, Cue::Ending]).last())
        .is_some_and(|c| c.end() <= at && (c.end()..at).all(filler));
    if same_day {
        return true;
    }
    // "Will not be extended beyond seven": until seven.
    let beyond = (at.checked_sub(1))
        .is_some_and(|t| matches!(a.word(t), "beyond" | "past" | "after" | "بعد" | "после"));
    let unextended = beyond
        && a.cues(&(sentence.start..at), &[Cue::Extend]).any(|c| {
            let before = sentence.start.max(c.start().saturating_sub(3))..c.start();
            a.words_between(c.end(), at) <= TO_TIME && a.has(&before, &[Cue::Not])
        });
    if unextended {
        return true;
    }
    // "A truce that ends the fighting on Saturday" begins then.
    a.has(&near, &[Cue::Ended])
        || (a.cues(&near, &[Cue::Ending])).any(|c| !a.has(&(c.end()..at), &[Cue::Hostilities]))
}

/// More than any time expression has by itself: see [`Window::rank`].
pub(super) const BEGINS: u32 = 100;

/// Whether the hour is that at which the truce of its sentence is said to begin: "a ceasefire starting
/// at 10 a.m.". Hours of something else told behind, of a convoy or a route, do not change it.
pub(super) fn begins(
    a: &Analysis<'_>,
    t: &TimeMention,
    mentions: &[&Mention],
    sentence: usize,
) -> bool {
    has_clock(t)
        && in_sentence(mentions, sentence).iter().any(|m| {
            let between = m.tokens.end..t.tokens.start.0.max(m.tokens.end);
            m.tokens.end <= t.tokens.start.0
                && a.words_between(between.start, between.end) <= 3
                && a.has(
                    &(m.tokens.end..t.tokens.end.0),
                    &[Cue::InForce, Cue::Upcoming],
                )
        })
}

/// «توصلا مساء أمس إلى اتفاق يبدأ تنفيذه صباح اليوم»: the day right behind the word of beginning, not that on which
/// it was agreed.
pub(super) fn begins_then(a: &Analysis<'_>, t: &TimeMention) -> bool {
    let at = t.tokens.start.0;
    let sentence = a.sentence_range(a.sentence_of(at));
    let near = sentence.start.max(at.saturating_sub(6))..at;
    // «вступит в силу в Алеппо 5 ноября»
    let places = |from: u32| -> usize {
        (a.places(&(from..at)))
            .map(|(h, _)| 1 + a.words_between(h.tokens.start, h.tokens.end))
            .sum()
    };
    matches!(t.value, TimeValue::Moment(_))
        && (a.cues(&near, &[Cue::Upcoming, Cue::InForce]))
            .any(|c| a.words_between(c.end(), at) <= 1 + places(c.end()))
}

/// Whether a bare day stands right beside hours: "between 6 a.m. and 3 p.m. … from Sunday".
pub(super) fn beside_clock(a: &Analysis<'_>, t: &TimeMention) -> bool {
    // With no word between them, no other time stands between them either.
    let before = a
        .times
        .partition_point(|u| u.tokens.end.0 <= t.tokens.start.0);
    let last = before.checked_sub(1).and_then(|i| a.times.get(i));
    last.is_some_and(|u| {
        let near = a.words_between(u.tokens.end.0, t.tokens.start.0) == 0;
        near && matches!(&u.value, TimeValue::Window { start: Some(s), end: Some(e), .. }
            if s.clock.is_some() && e.clock.is_some())
    })
}

/// Whether the truce begins as it is declared: "taking force at once".
pub(super) fn at_once(a: &Analysis<'_>, sentence: &Range<u32>) -> bool {
    a.cues(sentence, &[Cue::InForce, Cue::Upcoming]).any(|c| {
        (c.end()..sentence.end.min(c.end() + 3)).any(|t| {
            matches!(
                a.word(t),
                "once" | "immediately" | "immediate" | "فورا" | "немедленно"
            )
        })
    })
}

/// Whether a bare day belongs to the truce and not to a reporting verb: it stands nearer to the
/// truce, or to a word of beginning, than to a verb of saying or declaring.
pub(super) fn governs(
    a: &Analysis<'_>,
    t: &TimeMention,
    mentions: &[&Mention],
    sentence: usize,
) -> bool {
    let range = a.sentence_range(sentence);
    let at = t.tokens.start.0..t.tokens.end.0;
    let gap = |r: &Range<u32>| {
        if r.start >= at.end {
            a.words_between(at.end, r.start)
        } else {
            a.words_between(r.end, at.start)
        }
    };
    let to_truce = (in_sentence(mentions, sentence).iter())
        .map(|m| gap(&m.tokens))
        .chain(
            a.cues(
                &range,
                &[
                    Cue::InForce,
                    Cue::Upcoming,
                    Cue::Ended,
                    Cue::Ending,
                    Cue::Extend,
                ],
            )
            .map(|c| gap(&c.hit.tokens)),
        )
        .min()
        .unwrap_or(usize::MAX);
    let near = range.start.max(at.start.saturating_sub(BEGUN))..at.start;
    let begun = a.has(&near, &[Cue::InForce, Cue::Upcoming]);
    let to_speech = a
        .cues(
            &range,
            &[
                Cue::Say,
                Cue::CallsFor,
                Cue::Accepts,
                Cue::Declare,
                Cue::Rejects,
                Cue::Agree,
                Cue::AccordingTo,
            ],
        )
        // "Began" tells who declares a truce and that it holds: its day is that of the truce.
        .filter(|c| !a.has(&c.hit.tokens, &[Cue::InForce, Cue::Upcoming]))
        // «بدأت يوم الجمعة، واتفق الطرفان على …», "on Friday and the UN called on …": the next clause has its own day.
        .filter(|c| !(begun && c.start() >= at.end && opens_clause(a, c, at.end)))
        // "Announced: on 5 and 6 May the troops will …": the colon opens what is announced.
        .filter(|c| c.end() > at.start || !(c.end()..at.start).any(|t| a.word(t) == ":"))
        .map(|c| gap(&c.hit.tokens) + usize::from(c.start() >= at.end))
        .min()
        .unwrap_or(usize::MAX);
    let ahead = matches!(
        &t.value,
        TimeValue::Moment(Moment { day: Some(d), .. }) | TimeValue::Window { start: Some(Moment { day: Some(d), .. }), .. }
            if matches!(d.deixis, Some(Deixis::Days(n)) if n > 0)
    );
    // "Thursday's pause".
    // "Said on Wednesday that the truce …": the day is that of the speech.
    let said = a.has(&(at.end..at.end + 2), &[Cue::That]);
    // "Agreed on Thursday to cease fire": that is the day of the agreement.
    let to_do = a.word(at.end) == "to";
    // «Россия 3 ноября объявила паузу»: the day is beside the verb that stands before the truce.
    let told = || {
        let verbs = [Cue::Declare, Cue::Say, Cue::Agree];
        (in_sentence(mentions, sentence).iter())
            .any(|m| at.end <= m.tokens.start && a.has(&(at.end..m.tokens.start), &verbs))
    };
    let adjacent = a.language() != Language::Arabic && to_truce <= 1 && !to_do && !said && !told();
    ahead || adjacent || to_truce < to_speech || at_once(a, &range) || behind_length(a, t)
}

/// Tokens before a day in which the word that a truce began stands.
const BEGUN: u32 = 6;

/// Whether "and" stands between the end of a time and the verb, or before the verb right behind it.
fn opens_clause(a: &Analysis<'_>, verb: &CueHit<'_>, from: u32) -> bool {
    let joined = verb.hit.before.has(Proclitics::AND) && a.words_between(from, verb.start()) == 0;
    joined
        || (from..verb.start())
            .take(2)
            .any(|t| matches!(a.word(t), "and" | "и"))
}

/// Tokens before a day in which the verb that declared the truce stands.
const DECLARED: u32 = 24;

/// "Declared a pause in Aleppo on Friday", «أعلنت هدنة في حلب الجمعة»: the Friday before, on which it was declared, or
/// the next, on which it begins. The verb in the past puts its own day behind, not that of the truce.
pub(super) fn on_either_side(a: &Analysis<'_>, t: &TimeMention, day: DayExpr) -> DayExpr {
    let bare = (day.day, day.month, day.deixis) == (None, None, None);
    if !bare || day.direction != Some(Direction::Back) || has_clock(t) {
        return day;
    }
    let at = t.tokens.start.0;
    let sentence = a.sentence_range(a.sentence_of(at));
    let from = sentence.start.max(at.saturating_sub(DECLARED));
    let declares = a.cues(&(from..at), &[Cue::Declare, Cue::Agree]).last();
    let declared =
        declares.filter(|c| !a.has(&(c.end()..at), &Cue::COURSE) && !has_begun(a.word(c.start())));
    let truce = declared.is_some_and(|c| a.has(&(c.end()..at), &[Cue::Truce]));
    DayExpr {
        direction: day.direction.filter(|_| !truce),
        ..day
    }
}

/// "Began a truce", «ввела перемирие», «يطبق نظام تهدئة»: what is done is no speech.
pub(crate) fn has_begun(word: &str) -> bool {
    matches!(
        word,
        "began" | "begin" | "implement" | "observe" | "initiated" | "opened"
    ) || [
        "ввел",
        "ввод",
        "введ",
        "откр",
        "طبق",
        "يطبق",
        "تطبق",
        "سيطبق",
        "ستطبق",
    ]
    .iter()
    .any(|s| word.trim_start_matches('و').starts_with(s))
}

/// «أعلنتها لعشر ساعات اليوم»: a day right behind the length of a truce is that on which it lasts so long.
fn behind_length(a: &Analysis<'_>, t: &TimeMention) -> bool {
    let before = a
        .times
        .partition_point(|u| u.tokens.end.0 <= t.tokens.start.0);
    let last = before.checked_sub(1).and_then(|i| a.times.get(i));
    last.is_some_and(|u| {
        let length = matches!(
            u.value,
            TimeValue::Duration {
                role: DurationRole::Length,
                ..
            }
        );
        length && u.tokens.end == t.tokens.start
    })
}
