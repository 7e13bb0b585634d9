//! Truces of the past that no word like "earlier" tells apart: «режим …, согласованный 9 сентября, был сорван»
//! beside a pause that is yet to begin, "on Wednesday Israel observed a pause from 3 p.m. to 7 p.m.".
//!
//! What is told of one truce is never told of another: such a mention is of an earlier one where the truce that
//! the report is about lies ahead and this one broke down, or where "a truce" is told of a day that is past.

use std::borrow::Cow;

use hudna_truce::TruceStatus;
use jiff::civil::Date;

use super::{
    background::{fate, is_new},
    course::is_asked,
    mentions::{Mention, Of},
};
use crate::{
    analysis::Analysis,
    lexicon::Cue,
    positions,
    time::{self, Deixis, Moment, Precision, TimeMention, TimeValue},
};

/// The mentions, those of such a truce made mentions of an earlier one.
pub(super) fn set_apart<'m>(
    a: &Analysis<'_>,
    mentions: &'m [Mention],
    reference: Option<Date>,
) -> Cow<'m, [Mention]> {
    let main = |m: &&Mention| m.of == Of::Main && !m.repeat && !m.way && !m.leaving;
    let mut out = Cow::Borrowed(mentions);
    // A headline and its lead tell of one truce.
    let paragraph = |i: usize| a.doc.sentences().get(i).map(|s| s.paragraph);
    let headline = usize::from(paragraph(0) != paragraph(1));
    let Some(first) = (mentions.iter().find(main)).map(|m| m.sentence.max(headline)) else {
        return out;
    };
    // The first sentences with a truce that lies ahead, and with one that has a day.
    let sentences = || (mentions.iter().filter(main)).map(|n| n.sentence);
    let ahead = sentences().find(|&s| lies_ahead(a, s, reference));
    let dated = sentences().find(|&s| a.times_in(&a.sentence_range(s)).any(|(_, t)| day(t)));
    for (i, m) in mentions.iter().enumerate() {
        if !main(&m) || !m.noun || m.sentence <= first {
            continue;
        }
        let broken = fell(a, m);
        // A truce that is yet to begin has not broken down.
        let upcoming = || ahead.is_some_and(|s| s < m.sentence);
        let timed = || dated.is_some_and(|s| s < m.sentence);
        let other = broken && upcoming()
            || is_past(a, m, reference) && (broken || is_over(a, m)) && timed();
        if other && let Some(m) = out.to_mut().get_mut(i) {
            m.of = Of::Earlier;
        }
    }
    out
}

/// Whether a word of the sentence says of the truce that it broke down, and not that it would or must.
fn fell(a: &Analysis<'_>, m: &Mention) -> bool {
    let sentence = a.sentence_range(m.sentence);
    fate(a, m).is_some_and(|(status, c)| {
        status == TruceStatus::Collapsed
            && !positions::in_condition(a, &c, &sentence)
            && !is_asked(a, &c, &sentence)
    })
}

/// Whether the time tells a day.
fn day(t: &TimeMention) -> bool {
    edge(t).is_some_and(|m| m.day.is_some())
}

/// The first edge of a time.
const fn edge(t: &TimeMention) -> Option<&Moment> {
    match &t.value {
        TimeValue::Moment(m) | TimeValue::Window { start: Some(m), .. } => Some(m),
        _ => None,
    }
}

/// Whether the sentence tells a day behind that of publication.
fn lies_ahead(a: &Analysis<'_>, sentence: usize, reference: Option<Date>) -> bool {
    a.times_in(&a.sentence_range(sentence)).any(|(_, t)| {
        let ahead = |m: &Moment| {
            (m.day.as_ref()).is_some_and(|d| matches!(d.deixis, Some(Deixis::Days(n)) if n > 0))
        };
        edge(t).is_some_and(ahead)
            || day(t)
                && reference.is_some_and(|today| {
                    time::resolve(&t.value, reference)
                        .is_ok_and(|r| r.precision <= Precision::Day && r.start.date > today)
                })
    })
}

/// Days before that of publication from which on a day is past: a truce of yesterday may be the one that the
/// report is about.
const PAST: i32 = 2;

/// Most words between a truce and the day that it is told of.
const DAY_REACH: usize = 9;

/// Whether the truce is told of a day, month or year that is past, and not of a time since then.
fn is_past(a: &Analysis<'_>, m: &Mention, reference: Option<Date>) -> bool {
    let sentence = a.sentence_range(m.sentence);
    a.times_in(&sentence).any(|(_, t)| {
        let at = t.tokens.start.0..t.tokens.end.0;
        let between = at.end.min(m.tokens.end)..at.start.max(m.tokens.start);
        if a.words_between(between.start, between.end) > DAY_REACH {
            return false;
        }
        let since = matches!(&t.value, TimeValue::Window { start: Some(s), end: None, .. } if s.day.is_some());
        let Some(told) = edge(t).and_then(|m| m.day.as_ref()).filter(|_| !since) else {
            return false;
        };
        if let Some(Deixis::Ago { amount, .. }) = told.deixis {
            return amount < 0;
        }
        let Some((today, r)) = reference.zip(time::resolve(&t.value, reference).ok()) else {
            return false;
        };
        match r.precision {
            Precision::Minute | Precision::Day => (today - r.start.date).get_days() >= PAST,
            Precision::Month | Precision::Year => {
                r.start.date < today && (r.start.date.year(), r.start.date.month()) != (today.year(), today.month())
            }
            _ => false,
        }
    })
}

/// Whether it is "a truce", of which nobody says that it is declared: what was declared some days ago may hold.
fn is_over(a: &Analysis<'_>, m: &Mention) -> bool {
    const DECLARED: [Cue; 4] = [Cue::Declare, Cue::Agree, Cue::Agreement, Cue::CallsFor];
    is_new(a, m) && !a.has(&a.sentence_range(m.sentence), &DECLARED)
}
