//! Truces of the past that no word like "earlier" tells apart: «режим …, согласованный 9 сентября, был сорван»
//! beside a pause that is yet to begin, "on Wednesday Israel observed a pause from 3 p.m. to 7 p.m.".
//!
//! What is told of one truce is never told of another: such a mention is of an earlier one where the truce that
//! the report is about lies ahead and this one broke down, or where "a truce" is told of a day that is past.

use std::borrow::Cow;

use hudna_text::Language;
use hudna_truce::TruceStatus;
use jiff::civil::Date;

use super::{
    background::{fate, is_new, is_several},
    course::is_asked,
    mentions::{Mention, Of},
};
use crate::{
    actors,
    analysis::Analysis,
    area::{self, Area},
    lexicon::{Cue, Form},
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
    let mut halts: Vec<usize> = Vec::new();
    let dated = sentences().find(|&s| a.times_in(&a.sentence_range(s)).any(|(_, t)| day(t)));
    // One that is only asked for is told before as well.
    let asked = (mentions.iter().find(|m| m.of == Of::Proposed && !m.repeat))
        .map_or(first, |m| m.sentence.max(headline));
    let told_first = first.min(asked);
    let mut before = Told::default();
    for (i, m) in mentions.iter().enumerate() {
        if !main(&m) {
            continue;
        }
        let told = Told::of(a, m, reference);
        if m.sentence > told_first && is_long_before(a, m, &told, &before, reference) {
            if let Some(m) = out.to_mut().get_mut(i) {
                (m.of, m.own) = (Of::Earlier, true);
            }
            continue;
        }
        before.add(&told);
        // "The army this week stopped its offensive" beside an agreement that is yet to begin.
        let halted = || has_stopped(a, m) && ahead.is_some_and(|s| s < m.sentence);
        if m.sentence > first && !m.noun && halted() {
            halts.push(m.sentence);
        }
        if !m.noun || m.sentence <= first {
            continue;
        }
        let broken = fell(a, m);
        // A truce that is yet to begin has not broken down.
        let upcoming = || ahead.is_some_and(|s| s < m.sentence);
        let timed = || dated.is_some_and(|s| s < m.sentence);
        let other = broken && upcoming()
            || is_past(a, m, reference)
                && (broken || is_over(a, m) && !is_its_start(a, m, &before))
                && timed();
        if other && let Some(m) = out.to_mut().get_mut(i) {
            m.of = Of::Earlier;
        }
    }
    same_truce(a, &mut out);
    // What else that sentence says of a truce is said of the halt: "…, a pause it announced on Monday".
    if !halts.is_empty() {
        for m in out.to_mut() {
            if m.of == Of::Main && !m.way && halts.contains(&m.sentence) {
                (m.of, m.own) = (Of::Earlier, true);
            }
        }
    }
    out
}

/// "In June 2012 both sides agreed to a halt, but the truce never started": the truce that the same sentence speaks of
/// once more is the one of the past that it told.
fn same_truce(a: &Analysis<'_>, all: &mut Cow<'_, [Mention]>) {
    for i in 1..all.len() {
        let (Some(m), Some(last)) = (all.get(i), all.get(i - 1)) else {
            continue;
        };
        let again = (m.of == Of::Main || m.of == Of::Earlier && !m.own)
            && last.of == Of::Earlier
            && last.own
            && last.sentence == m.sentence
            && m.noun
            && !is_new(a, m)
            && !a.has(
                &(last.tokens.end..m.tokens.start),
                &[Cue::Upcoming, Cue::Extend],
            );
        if again && let Some(m) = all.to_mut().get_mut(i) {
            // No noun of its own: one truce is told by both.
            (m.of, m.own, m.noun) = (Of::Earlier, true, false);
        }
    }
}

/// Tokens around a truce in which the days that it is told of are looked for.
const DAYS_AROUND: u32 = 24;

/// Most words between a truce and the day on which it is told to have begun: "a pause in the old town of Homs, which
/// had started on 7 February 2014".
const BEGUN_REACH: usize = 12;

/// Tokens in which a time opens its sentence.
const OPENER: u32 = 3;

/// The days that truces are told of.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    first: Option<Date>,
    last: Option<Date>,
    /// Whether there is a day that hangs on that of publication, which nobody knows.
    hangs: bool,
    /// Whether it is told to end, to have ended, or to be made longer.
    closing: bool,
}

/// Words of the end of a truce, or of its going on.
const CLOSING: [Cue; 4] = [Cue::Ended, Cue::Ending, Cue::EndOf, Cue::Extend];

impl Told {
    /// The days beside a mention, those of a clause of its own («الحرب التي بدأت في نيسان») left out.
    pub(super) fn of(a: &Analysis<'_>, m: &Mention, reference: Option<Date>) -> Self {
        Self::within(a, m, reference, BEGUN_REACH)
    }

    /// The same with so many words between them.
    pub(super) fn within(
        a: &Analysis<'_>,
        m: &Mention,
        reference: Option<Date>,
        reach: usize,
    ) -> Self {
        let sentence = a.sentence_range(m.sentence);
        let mut told = Self {
            closing: a.has(&sentence, &CLOSING),
            ..Self::default()
        };
        let around = sentence
            .start
            .max(m.tokens.start.saturating_sub(DAYS_AROUND))
            ..sentence.end.min(m.tokens.end + DAYS_AROUND);
        // "In June 2012 both sides agreed, at the request of …, to a halt": told of the whole sentence.
        let opener = sentence.start..around.start.min(sentence.start + OPENER);
        for (_, t) in a.times_in(&opener).chain(a.times_in(&around)) {
            let at = t.tokens.start.0..t.tokens.end.0;
            let between = at.end.min(m.tokens.end)..at.start.max(m.tokens.start);
            let clause = (between.clone()).any(|t| {
                matches!(
                    a.word(t),
                    "since"
                        | "when"
                        | "where"
                        | "who"
                        | "منذ"
                        | "حين"
                        | "عندما"
                        | "когда"
                        | "после"
                        | "after"
                        | "بعد"
                )
            });
            let of_war = a.has(&between, &[Cue::Hostilities, Cue::Breach, Cue::Previous]);
            // "In June 2012 both sides agreed, at the request of …, to a halt": told of the whole sentence.
            let opens = a.words_between(sentence.start, at.start) <= 1
                && !(a.times_in(&(at.end..between.end.max(at.end)))).any(|(_, t)| day(t));
            let far = a.words_between(between.start, between.end) > reach;
            if clause || of_war && m.noun || far && !opens {
                continue;
            }
            match time::resolve(&t.value, reference) {
                Ok(r) if r.precision <= Precision::Year => {
                    let end = r.end.map_or(r.start.date, |end| end.date);
                    told.first = Some(told.first.map_or(r.start.date, |d| d.min(r.start.date)));
                    told.last = Some(told.last.map_or(end, |d| d.max(end)));
                }
                Err(time::Unresolved::NeedsPublication) => {
                    let weekday = |m: &Moment| {
                        m.day
                            .as_ref()
                            .is_some_and(|d| d.weekday.is_some() || d.deixis.is_some())
                    };
                    told.hangs |= edge(t).is_some_and(weekday);
                }
                _ => {}
            }
        }
        for year in around.filter_map(|t| year_alone(a, t)) {
            told.first = Some(told.first.map_or(year, |d| d.min(year)));
            let last = year.last_of_year();
            told.last = Some(told.last.map_or(last, |d| d.max(last)));
        }
        told
    }

    /// Whether both have days, and none of one lies among those of the other.
    pub(super) fn is_apart(&self, other: &Self) -> bool {
        let days = |told: &Self| told.first.zip(told.last);
        (days(self).zip(days(other))).is_some_and(|(x, y)| x.1 < y.0 || y.1 < x.0)
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.first = [self.first, other.first].into_iter().flatten().min();
        self.last = [self.last, other.last].into_iter().flatten().max();
        self.hangs |= other.hangs;
        self.closing |= other.closing;
    }
}

/// The year at `token` that is told without a month: "in 2016", «летом 2016 года», «عام 2016».
fn year_alone(a: &Analysis<'_>, token: u32) -> Option<Date> {
    let word = a.word(token);
    let year: i16 = (word.len() == 4).then(|| word.parse().ok()).flatten()?;
    let before = (token.checked_sub(1)).map_or("", |t| a.word(t));
    let said = matches!(
        before,
        "in" | "of" | "summer" | "spring" | "autumn" | "winter" | "عام" | "العام" | "سنه"
    ) || matches!(a.word(token + 1), "года" | "году" | "г");
    // «2016 года» is read as an amount of years.
    let alone = !a.touches_time(&(token..token + 1))
        || (a.times_in(&(token..token + 1)))
            .any(|(_, t)| matches!(t.value, TimeValue::Duration { .. }));
    (said && alone && (1900..2100).contains(&year))
        .then(|| Date::new(year, 1, 1).ok())
        .flatten()
}

/// Days from one truce to another that was long before it; fewer where its day opens the sentence.
const LONG: i32 = 31;
const WEEK: i32 = 7;
const YEAR: i32 = 365;

/// Whether all days that a truce is told of lie long before those of the truces before it: "the truce begins on
/// Thursday. … In October 2016 a 72-hour truce …". What is spoken of once more ("the truce"), or holds, may have
/// begun long ago.
fn is_long_before(
    a: &Analysis<'_>,
    m: &Mention,
    told: &Told,
    before: &Told,
    reference: Option<Date>,
) -> bool {
    let Some(last) = told.last else {
        return false;
    };
    let sentence = a.sentence_range(m.sentence);
    let russian = a.language() == Language::Russian;
    // «وقف الأعمال القتالية الذي … ودخل حيز التنفيذ في 12 أيلول انهار»: which truce it is a clause tells, and what became of it.
    let told_of = || described(a, m) && fate(a, m).is_some();
    let other = if russian {
        !a.has(&sentence, &[Cue::InForce])
    } else {
        !m.noun || is_new(a, m) || told_of() || comes_next(a, m)
    };
    // "On 9 November it announced that … would hold pauses": the day opens the sentence of a new one.
    let opens = || {
        let opener = sentence.start..sentence.start + OPENER;
        !russian && a.times_in(&opener).any(|(_, t)| day(t)) && is_new(a, m)
    };
    let long = match before.first {
        Some(first) => (first - last).get_days() > if opens() { WEEK } else { LONG },
        // A weekday in a report without a day, and behind it a day with its year.
        None if before.hangs => !told.hangs && !russian,
        // No day of the truce of the report, which is of these days.
        None => {
            (!russian || fate(a, m).is_some())
                && reference.is_some_and(|today| {
                    let several = opens() && is_several(a, m);
                    (today - last).get_days() > if several { WEEK } else { 2 * LONG }
                })
        }
    };
    // What is renewed or ends now did not begin years before, as another one.
    let years = (before.first).is_some_and(|first| (first - last).get_days() > YEAR);
    let longer = || a.has(&sentence, &[Cue::Extend]) && !comes_next(a, m);
    let apart = years && !longer() || is_several(a, m);
    other
        && long
        && (apart || !is_its_start(a, m, before))
        && !(russian && a.has(&sentence, &[Cue::Extend]))
}

/// «ثم جاءت هدنة الثماني والأربعين ساعة», "then came the 48-hour truce": another one.
fn comes_next(a: &Analysis<'_>, m: &Mention) -> bool {
    let first = a.sentence_range(m.sentence).start;
    (first.max(m.tokens.start.saturating_sub(NEXT))..m.tokens.start).any(|t| {
        matches!(
            a.word(t),
            "جاءت"
                | "تلتها"
                | "تلاها"
                | "تلته"
                | "تلاه"
                | "اعقبتها"
                | "اعقبها"
                | "اعقبته"
                | "came"
                | "followed"
        ) || a.word(t).starts_with("последовал")
    })
}

/// Most tokens between such a verb and the truce.
const NEXT: u32 = 6;

/// Whether a relative clause right behind tells which truce it is.
fn described(a: &Analysis<'_>, m: &Mention) -> bool {
    (m.tokens.end..m.tokens.end + CLAUSE).any(|t| {
        matches!(a.word(t), "الذي" | "التي" | "that" | "which") && a.sentence_of(t) == m.sentence
    })
}

/// Most tokens from a truce to the clause that tells which it is: «هدنة الأيام الخمسة التي».
const CLAUSE: u32 = 4;

/// Whether the halt is told in the past, with who stopped.
fn has_stopped(a: &Analysis<'_>, m: &Mention) -> bool {
    let Some(stop) = a.cues(&m.tokens, &[Cue::Stop]).next() else {
        return false;
    };
    let before = (a.word_before(stop.start())).map_or("", |t| a.word(t));
    let past = match a.language() {
        Language::Arabic => matches!(stop.form, Form::PastHe | Form::PastShe | Form::PastThey),
        _ => {
            a.word(stop.start()).ends_with("ed")
                && !matches!(before, "be" | "been" | "was" | "were" | "is" | "are")
        }
    };
    past && actors::subject(a, stop.start(), stop.end(), stop.form).is_some()
}

/// "The truce expired on Sunday. A truce brokered by the UN took effect on April 2": what ends, or holds, had begun,
/// and no other place and fate are told.
fn is_its_start(a: &Analysis<'_>, m: &Mention, before: &Told) -> bool {
    let goes_on = before.closing || a.has(&a.sentence_range(m.sentence), &[Cue::InForce]);
    goes_on && fate(a, m).is_none() && !is_elsewhere(a, m)
}

/// Whether the sentence names a place of its own for the truce.
fn is_elsewhere(a: &Analysis<'_>, m: &Mention) -> bool {
    let own = (area::of_noun(a, m.tokens.end, 4))
        .or_else(|| area::before_noun(a, m.tokens.start, 3))
        .or_else(|| area::only(a, m.sentence));
    let place = |x: &Area| x.places.first().copied();
    own.is_some_and(|own| area::of_report(a).is_some_and(|report| place(report) != place(&own)))
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
        // "Starts at eight this evening": of today, and yet to come.
        let later_today = || {
            let before = a.sentence_range(sentence).start..t.tokens.start.0;
            let today = |m: &Moment| {
                (m.day.as_ref())
                    .is_some_and(|d| d.deixis == Some(Deixis::Days(0)) || d.weekday.is_some())
            };
            let last = a.cues(&before, &[Cue::Upcoming, Cue::InForce]).last();
            edge(t).is_some_and(today)
                && last.is_some_and(|c| {
                    c.rule.cue == Cue::Upcoming && a.words_between(c.end(), before.end) <= BEGINS
                })
        };
        edge(t).is_some_and(ahead)
            || later_today()
            || day(t)
                && reference.is_some_and(|today| {
                    time::resolve(&t.value, reference)
                        .is_ok_and(|r| r.precision <= Precision::Day && r.start.date > today)
                })
    })
}

/// Most words between the word that a truce begins and its time.
const BEGINS: usize = 4;

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
