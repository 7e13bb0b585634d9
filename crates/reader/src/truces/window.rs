//! From when until when: the window put together from the time expressions near the mentions.

use std::ops::Range;

use hudna_truce::{Clock, Evidence, LocalTime, Replaced};
use jiff::civil::Date;

use super::{
    changed::{self, is_setting},
    course::ASKED_OR_DONE,
    edges::{BEGINS, begins, begins_then, beside_clock, ends_at, governs, on_either_side},
    mentions::Mention,
    others::{is_bound, is_dropped_plan, is_other_event, tells_of_it},
    over, pointed, ways,
};
use crate::{
    analysis::Analysis,
    area::Area,
    lexicon::Cue,
    time::{
        self, DayExpr, DayPart, Deixis, Direction, Moment, Precision, TimeMention, TimeValue,
        Unresolved, ZoneName,
    },
};

/// What is known about times of a truce while it is being put together.
#[derive(Debug, Clone, Default)]
pub(super) struct Window {
    pub(super) day: Option<DayExpr>,
    pub(super) start: Option<Clock>,
    pub(super) end_day: Option<DayExpr>,
    pub(super) end: Option<Clock>,
    pub(super) daily: bool,
    pub(super) zone: Option<ZoneName>,
    /// A parallel clock names another zone: the clock itself is local.
    pub(super) has_parallel: bool,
    pub(super) relative: Option<Range<u32>>,
    pub(super) evidence: Vec<Evidence>,
    pub(super) told: Told,
    /// The words that make its start that of the truce: «التوقيت نفسه».
    pub(super) same_hour: Option<Range<u32>>,
    /// Whether it starts at midnight, told as such.
    pub(super) midnight: bool,
    /// Whether this midnight is the one behind the day that is told.
    pub(super) next_midnight: bool,
    /// The terms before, where they were changed.
    pub(super) before: Option<Box<Window>>,
}

/// Which time expressions gave the parts of a window: their first tokens.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    pub(super) day: Option<u32>,
    pub(super) start: Option<u32>,
    pub(super) end_day: Option<u32>,
    pub(super) end: Option<u32>,
    pub(super) zone: Option<u32>,
    pub(super) parallel: Option<u32>,
}

/// One edge of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

/// The day that the words mean; a month or a year is no day.
pub(super) fn day_of(value: &TimeValue, reference: Option<Date>) -> Option<Date> {
    let resolved = time::resolve(value, reference).ok()?;
    (resolved.precision <= Precision::Day).then_some(resolved.start.date)
}

/// The day that the expression means.
pub(super) fn day_of_expr(day: DayExpr, reference: Option<Date>) -> Option<Date> {
    day_of(&bare(day), reference)
}

/// A day without an hour.
fn bare(day: DayExpr) -> TimeValue {
    TimeValue::Moment(Moment {
        day: Some(day),
        clock: None,
    })
}

/// The two days that a weekday may be, seen from publication.
fn sides(day: DayExpr, reference: Option<Date>) -> Option<[Date; 2]> {
    match time::resolve(&bare(day), reference) {
        Err(Unresolved::TwoSides { back, ahead }) => Some([back, ahead]),
        _ => None,
    }
}

/// A day that is the day of publication or hangs on it.
pub(super) fn hangs(day: &DayExpr) -> bool {
    day.year.is_none()
}

impl Window {
    /// Takes over what `t` tells, if it does not contradict what is known.
    pub(super) fn take(&mut self, a: &Analysis<'_>, t: &TimeMention) -> bool {
        let (start, end, daily) = match &t.value {
            TimeValue::Window { start, end, daily } => (start.clone(), end.clone(), *daily),
            TimeValue::Moment(m) => {
                if ends_at(a, t) {
                    (None, Some(m.clone()), false)
                } else {
                    (Some(m.clone()), None, false)
                }
            }
            _ => return false,
        };
        let clock = |m: &Option<Moment>| m.as_ref().and_then(|m| m.clock).map(|c| c.clock);
        let day = |m: &Option<Moment>| m.as_ref().and_then(|m| m.day.clone());
        let differs = |old: Option<Clock>, new: Option<Clock>| matches!((old, new), (Some(o), Some(n)) if o != n);
        if differs(self.start, clock(&start)) || differs(self.end, clock(&end)) {
            return false;
        }
        let told = |d: &DayExpr| {
            d.weekday.is_some() || d.day.is_some() || d.deixis.is_some() || d.month.is_some()
        };
        let new_day = (day(&start).filter(&told)).map(|d| on_either_side(a, t, d));
        // «اليوم ذاته»: the day of the start, which is taken anyway.
        let new_end_day = day(&end)
            .filter(&told)
            .filter(|d| d.deixis != Some(Deixis::SameDay));
        // «До 03:00 8 марта … предложено согласовать»: an end before the start is that of something else.
        let starts = new_day.as_ref().or(self.day.as_ref());
        let ends = (new_end_day.as_ref(), clock(&end));
        if let (Some(from), (Some(to), Some(e)), Some(s)) =
            (starts, ends, clock(&start).or(self.start))
            && from.day.is_some()
            && (from.day, from.month, to.midnight) == (to.day, to.month, None)
            && e <= s
        {
            return false;
        }
        let mut used = false;
        let here = Some(t.tokens.start.0);
        if let Some(c) = clock(&start) {
            used |= self.start.is_none();
            self.start = Some(c);
            let part = start.as_ref().and_then(|m| m.clock?.part);
            // «الساعة 12 ليلا»
            self.midnight =
                c.minutes_of_day() == 0 && matches!(part, Some(DayPart::Midnight | DayPart::Night));
            self.told.start = self.told.start.or(here);
        }
        if let Some(c) = clock(&end) {
            used |= self.end.is_none();
            self.end = Some(c);
            self.told.end = self.told.end.or(here);
        }
        // "starts tomorrow at 9 a.m., after the attack of 28 October 2016": the day told with the hour stays.
        let told_with_hour = self.day.is_some()
            && self.told.start.is_some()
            && self.told.day == self.told.start
            && clock(&start).is_none();
        if let Some(d) = new_day
            && !told_with_hour
            && better_day(&d, self.day.as_ref())
        {
            if hangs(&d) {
                self.relative = Some(t.tokens.start.0..t.tokens.end.0);
            }
            self.day = Some(d);
            self.told.day = here;
            used = true;
        }
        if let Some(d) = new_end_day {
            if self.end_day.is_none() {
                self.end_day = Some(d);
                self.told.end_day = here;
                used = true;
            }
            if self.relative.is_none() {
                self.relative = Some(t.tokens.start.0..t.tokens.end.0);
            }
        }
        self.daily |= daily;
        if clock(&start).is_some() || clock(&end).is_some() {
            if let Some(z) = t.zone.filter(|_| self.zone.is_none()) {
                self.zone = Some(z.zone);
                self.told.zone = here;
            }
            if !t.parallels.is_empty() {
                self.has_parallel = true;
                self.told.parallel = self.told.parallel.or(here);
            }
        }
        if used {
            self.evidence
                .push(a.evidence_at(t.span, &t.rule, Some("window")));
        }
        true
    }

    /// How complete a mention is; the most complete is read first.
    pub(super) fn rank(t: &TimeMention) -> u32 {
        match &t.value {
            TimeValue::Window { start, end, .. } => {
                let part = |m: &Option<Moment>| {
                    m.as_ref().map_or(0, |m| {
                        4 * u32::from(m.clock.is_some()) + u32::from(m.day.is_some())
                    })
                };
                part(start) + part(end) + 1
            }
            TimeValue::Moment(m) => 3 * u32::from(m.clock.is_some()) + u32::from(m.day.is_some()),
            _ => 0,
        }
    }

    pub(super) fn starts(&self, reference: Option<Date>) -> Option<LocalTime> {
        let date = day_of(&bare(self.day.clone()?), reference)?;
        self.starts_on(date)
    }

    /// Its start where its day is `date`.
    fn starts_on(&self, date: Date) -> Option<LocalTime> {
        let date = if self.ends_its_day() {
            date.tomorrow().ok()?
        } else {
            date
        };
        Some(LocalTime {
            date,
            clock: self.start,
        })
    }

    /// The two days of its start, where it is a weekday on either side of publication.
    pub(super) fn start_sides(&self, reference: Option<Date>) -> Option<[LocalTime; 2]> {
        let sides = sides(self.day.clone()?, reference)?;
        Some([self.starts_on(sides[0])?, self.starts_on(sides[1])?])
    }

    /// The same of its end.
    pub(super) fn end_sides(&self, reference: Option<Date>) -> Option<[LocalTime; 2]> {
        let day = self.end_day.clone().filter(|d| d.midnight.is_none())?;
        let clock = self.end;
        Some(sides(day, reference)?.map(|date| LocalTime { date, clock }))
    }

    pub(super) fn ends(&self, reference: Option<Date>) -> Option<LocalTime> {
        let own = self.end_day.clone();
        // Hours that come back every day end each day, not the truce.
        if own.is_none() && self.daily {
            return None;
        }
        if own.is_none() && self.end.is_none() {
            return None;
        }
        let date = match own {
            Some(day) => self.last_day(day, reference)?,
            None => {
                let start = self.starts(reference)?;
                // A window that ends before it began in the day ends on the next.
                match (self.start, self.end) {
                    (Some(s), Some(e)) if e <= s => start.date.tomorrow().ok()?,
                    _ => start.date,
                }
            }
        };
        Some(LocalTime {
            date,
            clock: self.end,
        })
    }

    /// What has broken down had begun: a bare weekday that its announcing put ahead is the one behind.
    pub(super) fn put_behind(&mut self, reference: Option<Date>) {
        for day in [&mut self.day, &mut self.end_day].into_iter().flatten() {
            let bare = (day.day, day.month, day.deixis) == (None, None, None);
            let by_tense = matches!(day.direction, None | Some(Direction::Ahead));
            if bare && by_tense && day.weekday != reference.map(Date::weekday) {
                day.direction = Some(Direction::Back);
            }
        }
    }

    /// The terms of this window as those before the new start and end.
    pub(super) fn replaced(
        &self,
        reference: Option<Date>,
        starts: Option<LocalTime>,
        ends: Option<LocalTime>,
    ) -> Replaced {
        Replaced {
            starts: self.starts(reference).filter(|old| Some(*old) != starts),
            ends: self.ends(reference).filter(|old| Some(*old) != ends),
        }
    }

    /// The day of its end. Both edges of one expression are seen together: "from Friday until Sunday" lies
    /// on one side of the day of publication.
    fn last_day(&self, day: DayExpr, reference: Option<Date>) -> Option<Date> {
        if let Some(next) = self.next_day(&day, reference) {
            return next;
        }
        let at = |day| Moment { day, clock: None };
        if self.told.day.is_some() && self.told.day == self.told.end_day {
            let both = TimeValue::Window {
                start: Some(at(self.day.clone())),
                end: Some(at(Some(day.clone()))),
                daily: false,
            };
            match time::resolve(&both, reference) {
                Ok(found) => return found.end.map(|end| end.date),
                // Days that contradict each other are both told.
                Err(Unresolved::Contradiction(_)) => {}
                Err(_) => return None,
            }
        }
        let last = day_of(&bare(day.clone()), reference)?;
        // "Begins on Sunday and ends on Thursday": the first one after it, also where today is a Thursday.
        let first = self.day.clone().and_then(|d| day_of(&bare(d), reference));
        let weekday = day
            .weekday
            .filter(|_| (day.day, day.deixis) == (None, None));
        match (first, weekday) {
            (Some(first), Some(_)) if last < first && day.direction == Some(Direction::Ahead) => {
                day_of(&bare(day), Some(first))
            }
            _ => Some(last),
        }
    }

    /// Whether days told together and hours told together, apart from them, make hours that come back every
    /// day: "from 6 to 10 November, from 9 a.m. to 2 p.m.".
    pub(super) fn recurs(&self) -> bool {
        let told = &self.told;
        let (days, hours) = (told.day.zip(told.end_day), told.start.zip(told.end));
        matches!((days, hours), (Some((a, b)), Some((s, e))) if a == b && s == e && a != s)
    }

    /// From one hour to the other; of a window over several days its days decide ([`Self::whole_hours`]).
    pub(super) fn hours(&self) -> Option<f64> {
        let (s, e) = (self.start?, self.end?);
        let minutes = (1440 + i32::from(e.minutes_of_day()) - i32::from(s.minutes_of_day())) % 1440;
        (minutes > 0).then(|| f64::from(minutes) / 60.0)
    }
}

/// A full date is better than a weekday, a weekday better than a month.
pub(super) fn better_day(new: &DayExpr, old: Option<&DayExpr>) -> bool {
    let rank = |d: &DayExpr| {
        4 * u32::from(d.year.is_some())
            + 3 * u32::from(d.day.is_some())
            + 2 * u32::from(d.deixis.is_some())
            + u32::from(d.weekday.is_some())
    };
    old.is_none_or(|o| rank(new) > rank(o))
}

/// Times that belong to mentions: in their sentences or, for whole windows, in the sentence behind.
pub(super) fn window_of(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    taken: &[usize],
    strict: bool,
) -> Window {
    let mut near: Vec<(u32, usize)> = Vec::new();
    let range = around(a, mentions);
    debug_assert!(mentions.is_sorted_by_key(|m| m.sentence));
    debug_assert!(taken.is_sorted());
    let is_taken = |i: usize| taken.binary_search(&i).is_ok();
    let way = mentions.iter().all(|m| m.way);
    for (i, t) in a.times_in(&range) {
        if is_taken(i) {
            continue;
        }
        let sentence = a.sentence_of(t.tokens.start.0);
        let rank = Window::rank(t);
        if rank == 0 || pointed::is_of_another(a, t.tokens.start.0, mentions) {
            continue;
        }
        let here = told_before(mentions, sentence, 0) && !is_of_ways(a, t, mentions, sentence);
        let whole = matches!(
            &t.value,
            TimeValue::Window { start: Some(s), end: Some(e), .. } if s.clock.is_some() && e.clock.is_some()
        );
        // Hours beside another truce are those of that one.
        let behind = !strict
            && (1..=2).any(|back| told_before(mentions, sentence, back))
            && (here || !tells_another(a, sentence));
        let range = a.sentence_range(sentence);
        // «دعا الأطراف إلى إبقاء الهدنة حتى مساء الاثنين»: until when somebody wants the truce that was told before.
        let wanted = || {
            let told = a
                .cues(&(range.start..t.tokens.start.0), &ASKED_OR_DONE)
                .last();
            told.is_some_and(|c| c.rule.cue == Cue::CallsFor)
                && mentions.first().is_some_and(|m| m.sentence < sentence)
                && in_sentence(mentions, sentence)
                    .iter()
                    .all(|m| m.tokens.end <= t.tokens.start.0)
        };
        let asked = a.has(&range, &[Cue::CallsFor]) && (!here || wanted())
            || !here && !tells_of_it(a, t, &range, way);
        let beside = rank < 3 && beside_clock(a, t);
        if asked || !(here || behind && (whole || has_clock(t) || beside)) {
            continue;
        }
        let other = is_bound(a, t, &range)
            || is_other_event(a, t, &range)
            || is_dropped_plan(a, t, &range)
            || over::time_of(a, t) == Some(over::Of::Else);
        if other {
            continue;
        }
        // "Civilians left on Wednesday during the truce": when they left.
        let told = in_sentence(mentions, sentence);
        let set = here && !has_clock(t) && matches!(t.value, TimeValue::Moment(_));
        if set
            && told
                .iter()
                .all(|m| is_setting(a, m) && t.tokens.end.0 <= m.tokens.start)
        {
            continue;
        }
        // A day that only tells when somebody spoke is no day of the truce.
        // «ثلاثة أيام أخرى حتى مساء الأربعاء»: an end that is told with the truce is its end.
        let ends = here
            && matches!(
                &t.value,
                TimeValue::Window {
                    start: None,
                    end: Some(_),
                    ..
                }
            );
        let beside_its_own = || {
            let own = (in_sentence(mentions, sentence).iter().rev())
                .find(|m| m.tokens.end <= t.tokens.start.0);
            own.is_some_and(|m| !a.has(&(m.tokens.end..t.tokens.start.0), &[Cue::Truce]))
        };
        // «…, которую командование объявило с 22 мая»: from when on, not when it was said.
        let opens = here
            && beside_its_own()
            && matches!(
                &t.value,
                TimeValue::Window {
                    start: Some(_),
                    end: None,
                    ..
                }
            )
            && matches!(
                a.word(t.tokens.start.0),
                "from"
                    | "starting"
                    | "beginning"
                    | "с"
                    | "со"
                    | "начиная"
                    | "ابتداء"
                    | "اعتبارا"
                    | "بدءا"
            );
        if !has_clock(t) && !ends && !opens && !beside && !governs(a, t, mentions, sentence) {
            continue;
        }
        let bonus = match here {
            true if begins(a, t, mentions, sentence) || begins_then(a, t) => BEGINS,
            true => 3,
            false => 0,
        };
        near.push((2 * rank + bonus, i));
    }
    ways::leave_out_hours(a, mentions, &mut near);
    near.sort_by_key(|&(rank, i)| (std::cmp::Reverse(rank), i));
    let near = near.iter().filter_map(|(_, i)| a.times.get(*i));
    let change = if strict {
        None
    } else {
        changed::find(a, mentions)
    };
    let mut window = match &change {
        Some(change) => change.window(a, near),
        None => {
            let mut window = Window::default();
            near.for_each(|t| _ = window.take(a, t));
            window
        }
    };
    let daily = a
        .times_in(&range)
        .filter(|(i, t)| t.value == TimeValue::Daily && !is_taken(*i));
    for (_, t) in daily {
        let sentence = a.sentence_of(t.tokens.start.0);
        let close = in_sentence(mentions, sentence).iter().any(|m| {
            a.words_between(
                m.tokens.end.min(t.tokens.end.0),
                m.tokens.start.max(t.tokens.start.0),
            ) <= 6
        });
        if close {
            window.daily = true;
            window
                .evidence
                .push(a.evidence_at(t.span, &t.rule, Some("daily")));
        }
    }
    window.find_next_day(a);
    window
}

/// Whether hours are those of ways out where the truce is only the setting: "the corridors will be open from
/// 9 a.m. to 4 p.m. during the truce".
fn is_of_ways(a: &Analysis<'_>, t: &TimeMention, mentions: &[&Mention], sentence: usize) -> bool {
    let before = a.sentence_range(sentence).start..t.tokens.start.0;
    a.has(&before, &[Cue::Crossing])
        && a.has(&before, &[Cue::Open])
        && (in_sentence(mentions, sentence).iter()).all(|m| !m.way && is_setting(a, m))
}

/// Whether the time expression tells an hour.
pub(super) fn has_clock(t: &TimeMention) -> bool {
    let told = |m: &Option<Moment>| m.as_ref().is_some_and(|m| m.clock.is_some());
    match &t.value {
        TimeValue::Window { start, end, .. } => told(start) || told(end),
        TimeValue::Moment(m) => m.clock.is_some(),
        _ => false,
    }
}

/// Whether all days of the time expression are put ahead by its words.
pub(super) fn is_ahead(t: &TimeMention) -> bool {
    let ahead = |m: &Option<Moment>| {
        let day = m.as_ref().and_then(|m| m.day.as_ref());
        day.is_none_or(|d| match d.deixis {
            Some(Deixis::Days(n)) => n > 0,
            Some(_) => true,
            None => matches!(d.direction, Some(Direction::Ahead | Direction::Next)),
        })
    };
    match &t.value {
        TimeValue::Window { start, end, .. } => ahead(start) && ahead(end),
        TimeValue::Moment(m) => ahead(&Some(m.clone())),
        _ => false,
    }
}

/// The mentions of one sentence; they are in the order of the text, and asked for each time of it.
pub(super) fn in_sentence<'s, 'm>(
    mentions: &'s [&'m Mention],
    sentence: usize,
) -> &'s [&'m Mention] {
    let from = mentions.partition_point(|m| m.sentence < sentence);
    let to = mentions.partition_point(|m| m.sentence <= sentence);
    mentions.get(from..to).unwrap_or(&[])
}

/// Whether the sentence so many before this one mentions the truce.
pub(super) fn told_before(mentions: &[&Mention], sentence: usize, back: usize) -> bool {
    (sentence.checked_sub(back)).is_some_and(|s| !in_sentence(mentions, s).is_empty())
}

/// Whether a sentence that tells nothing of these mentions tells of another truce.
pub(super) fn tells_another(a: &Analysis<'_>, sentence: usize) -> bool {
    let all = super::mentioned(a);
    let from = all.partition_point(|m| m.sentence < sentence);
    (all.get(from)).is_some_and(|m| m.sentence == sentence && !m.repeat)
}

/// The sentences from the first mention to the second behind the last: no time outside them belongs
/// to the mentions.
pub(super) fn around(a: &Analysis<'_>, mentions: &[&Mention]) -> Range<u32> {
    let all = || mentions.iter().map(|m| m.sentence);
    let (Some(first), Some(last)) = (all().min(), all().max()) else {
        return 0..0;
    };
    let end = (last..=last + 2).map(|i| a.sentence_range(i).end).max();
    a.sentence_range(first).start..end.unwrap_or(0)
}

/// The zone in which the clocks are stated.
pub(super) fn zone_stated(
    a: &Analysis<'_>,
    w: &Window,
    area: Option<&Area>,
    fallback: Option<&str>,
) -> Option<String> {
    let local = || {
        area.and_then(|x| x.zone(a))
            .or(fallback)
            .map(ToOwned::to_owned)
    };
    if w.start.is_none() && w.end.is_none() {
        return None;
    }
    match w.zone {
        Some(ZoneName::Iana(z)) => Some(z.to_owned()),
        Some(ZoneName::Named(n)) => Some(n.to_owned()),
        Some(ZoneName::Local) => local(),
        None if w.has_parallel => local(),
        None => None,
    }
}
