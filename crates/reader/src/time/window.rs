//! Moments (a day, an hour, both) and windows (from one to another), in every order.

use hudna_text::{TokenIdx, clitic::Proclitics, number};
use hudna_truce::Clock;

use super::{
    clock::{Hour, Sign, ahead},
    day::Day,
    part::{end_in_part, in_part},
    tense,
    value::{ClockTime, DayPart, Deixis, Direction, Midnight, Moment, Parallel, ZoneWords},
    words::{Text, Word},
};

/// A moment read at a place.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    pub(crate) moment: Moment,
    pub(crate) start: TokenIdx,
    pub(crate) end: TokenIdx,
    pub(crate) zone: Option<ZoneWords>,
    pub(crate) parallels: Vec<Parallel>,
    pub(crate) notes: Vec<String>,
    pub(crate) dated: bool,
    pub(crate) ago: bool,
}

/// A window read at a place.
#[derive(Debug, Clone)]
pub(crate) struct Reach {
    pub(crate) start: Option<Moment>,
    pub(crate) end: Option<Moment>,
    pub(crate) from: TokenIdx,
    pub(crate) to: TokenIdx,
    pub(crate) zone: Option<ZoneWords>,
    pub(crate) parallels: Vec<Parallel>,
    pub(crate) notes: Vec<String>,
}

impl Point {
    fn of_hour(hour: Hour) -> Self {
        Self {
            moment: Moment {
                day: None,
                clock: Some(hour.time),
            },
            start: hour.start,
            end: hour.end,
            zone: hour.zone,
            parallels: hour.parallels,
            notes: Vec::new(),
            dated: false,
            ago: false,
        }
    }

    fn of_day(day: Day) -> Self {
        Self {
            moment: Moment {
                day: Some(day.expr),
                clock: None,
            },
            start: day.start,
            end: day.end,
            zone: None,
            parallels: Vec::new(),
            notes: day.notes,
            dated: day.dated,
            ago: false,
        }
    }

    /// The side of publication that the window's own word gives a day without one.
    /// "From Friday" is the one to come; «с 22 июля» is as well since then: the nearest, and no truce begins in half a
    /// year.
    fn lean_ahead(&mut self) {
        if self.moment.day.as_ref().is_none_or(|d| d.month.is_none()) {
            self.lean(Direction::Ahead);
        }
    }

    fn lean(&mut self, direction: Direction) {
        if let Some(day) = &mut self.moment.day
            && day.deixis.is_none()
            && day.year.is_none()
        {
            let bound = matches!(
                day.direction,
                Some(Direction::Next | Direction::Last | Direction::This)
            );
            if !bound && (direction == Direction::Back || day.direction.is_none()) {
                day.direction = Some(direction);
            }
        }
    }

    /// Which midnight it is. "Midnight tonight", «منتصف الليلة», «اليوم عند الساعة 12 ليلا»: the one with which
    /// tomorrow begins; «منتصف الليلة الماضية» is the one with which today began (`last`). "24:00" ends its
    /// day (`full`), and "midnight on Friday" is read in both ways.
    fn which_midnight(&mut self, last: bool, full: bool) {
        let Some(clock) = self.moment.clock.filter(|c| c.clock.minutes_of_day() == 0) else {
            return;
        };
        let Some(day) = &mut self.moment.day else {
            return;
        };
        let night = clock.part == Some(DayPart::Night);
        let told = night || clock.part == Some(DayPart::Midnight);
        let tonight = night || day.part == Some(DayPart::Night);
        if full {
            day.midnight = Some(Midnight::Last);
        } else if told && tonight && day.deixis == Some(Deixis::Days(0)) {
            if !last {
                day.deixis = Some(Deixis::Days(1));
            }
        } else if told {
            day.midnight = Some(Midnight::Either);
        }
    }

    /// "Announced a truce in Aleppo at 9 a.m. on Saturday": the hour may be that of the truce or that of
    /// announcing, so no verb of announcing puts it behind; «من الساعة التاسعة …» is the truce's.
    pub(crate) fn told_apart(&mut self, text: &Text<'_, '_>) {
        let (start, end) = (self.start, self.end);
        let clock = self.moment.clock.is_some();
        if let Some(day) = self.moment.day_by_tense().filter(|_| clock) {
            let from = start.minus(1).filter(|&b| text.is(b) == Some(Word::From));
            day.direction = match (from, tense::of_window(text, start, end)) {
                (None, Some(Direction::Ahead)) => None,
                (_, found) => found,
            };
        }
    }

    fn add_day(&mut self, day: Day) {
        self.end = day.end;
        self.notes.extend(day.notes);
        self.dated |= day.dated;
        self.moment.day = Some(day.expr);
    }
}

impl Text<'_, '_> {
    /// The moment that begins at `at`.
    pub(crate) fn point(&self, at: TokenIdx, sign: Sign) -> Option<Point> {
        let found = (self.may_begin_point(at)).then(|| self.read_point(at, sign));
        debug_assert!(
            found.is_some() || self.read_point(at, sign).is_none(),
            "a moment begins at {:?}, where none can",
            self.word(at)
        );
        found.flatten()
    }

    /// A cheap look before the rules are tried: «من» stands before any word.
    pub(super) fn may_begin_point(&self, at: TokenIdx) -> bool {
        self.is(at).is_some()
            || self.is_number(at)
            || number::may_begin(self.doc, at)
            || matches!(
                self.word(at),
                "ال" | "the"
                    | "a"
                    | "half"
                    | "quarter"
                    | "через"
                    | "спустя"
                    | "за"
                    | "без"
                    | "четверти"
            )
    }

    fn read_point(&self, at: TokenIdx, sign: Sign) -> Option<Point> {
        if let Some((day, end)) = self.ago(at) {
            return Some(Point {
                ago: true,
                ..Point::of_day(Day {
                    expr: day,
                    start: at,
                    end,
                    notes: Vec::new(),
                    dated: false,
                })
            });
        }
        if let Some(between) = self.midnight_between(at) {
            return Some(between);
        }
        let mut point = if let Some(hour) = self.hour(at, sign) {
            self.day_behind(hour)
        } else if let Some(day) = self.day(at) {
            self.hour_behind(day)
        } else {
            self.day_behind(self.part_then_hour(at)?)
        };
        let said = || (point.start.0..=point.end.0).map(TokenIdx);
        let last = said().any(|i| self.is(i) == Some(Word::Last));
        let full = said().any(|i| self.word(i) == "24" && self.word(i.plus(1)) == ":");
        point.which_midnight(last, full);
        Some(point)
    }

    /// «منتصف ليل "الخميس - الجمعة"», «в полночь с четверга на пятницу», "midnight between Thursday and
    /// Friday": the midnight with which Friday begins.
    fn midnight_between(&self, at: TokenIdx) -> Option<Point> {
        let joint = self.word(at.plus(1));
        if self.is(at)? != Word::Midnight
            || !matches!(joint, "ليل" | "ليله" | "с" | "со" | "на" | "between")
        {
            return None;
        }
        let sign = |i: TokenIdx| matches!(self.word(i), "(" | "\"" | ")" | "'");
        let mut i = at.plus(2);
        i = if sign(i) { i.plus(1) } else { i };
        let Some(Word::Weekday(_)) = self.is(i) else {
            return None;
        };
        let dash = i.plus(1);
        // «в полночь на пятницу»
        let second = if joint == "на" {
            i
        } else if matches!(self.word(dash), "-" | "/" | "на" | "and") {
            dash.plus(1)
        } else {
            dash
        };
        let Some(Word::Weekday(day)) = self.is(second) else {
            return None;
        };
        let end = if sign(second.plus(1)) {
            second.plus(2)
        } else {
            second.plus(1)
        };
        let mut found = self.day(second)?;
        found.expr.weekday = Some(day);
        Some(Point {
            moment: Moment {
                day: Some(found.expr),
                clock: Some(ClockTime {
                    clock: Clock::new(0, 0)?,
                    certain: true,
                    part: Some(DayPart::Midnight),
                }),
            },
            start: at,
            end,
            zone: None,
            parallels: Vec::new(),
            notes: Vec::new(),
            dated: false,
            ago: false,
        })
    }

    /// «الساعة التاسعة صباح الجمعة بالتوقيت المحلي», "8 a.m. local time (0500 UTC) on Saturday".
    fn day_behind(&self, hour: Hour) -> Point {
        let part = hour.time.part;
        let mut point = Point::of_hour(hour);
        let mut i = point.end;
        for _ in 0..2 {
            if !self.near(i) {
                break;
            }
            let joint = matches!(
                self.word(i),
                "من" | "في" | "يوم" | "on" | "of" | "," | "the" | "в" | "во"
            ) || self.is(i) == Some(Word::DayNoun);
            // A comma joins only a date or "tomorrow", not a weekday of the next clause.
            let comma = i.minus(1).is_some_and(|b| self.word(b) == ",");
            let fits = (self.day(i)).filter(|d| !comma || d.dated || d.expr.deixis.is_some());
            // "From 9 a.m. to 2 p.m. on Sunday and Monday": the days are told by themselves.
            let span = || {
                self.days_of_span(i).is_some()
                    || self.is(i) == Some(Word::From)
                        && self
                            .two_edges(i)
                            .is_some_and(|r| r.start.is_some_and(|s| s.clock.is_none()))
            };
            if !joint && fits.is_none() || span() {
                break;
            }
            if let Some(day) = fits {
                point.add_day(day);
                break;
            }
            i = i.plus(1);
        }
        // The zone may stand behind the day.
        if point.moment.day.is_some()
            && let Some(time) = point.moment.clock
        {
            let mut hour = Hour {
                time,
                start: point.start,
                end: point.end,
                zone: point.zone.take(),
                parallels: std::mem::take(&mut point.parallels),
            };
            self.add_zones(&mut hour);
            (point.end, point.zone, point.parallels) = (hour.end, hour.zone, hour.parallels);
        }
        if let Some(day) = &mut point.moment.day {
            if let Some(time) = &mut point.moment.clock
                && !in_part(time, day.part)
            {
                point.moment.clock = None;
            }
            day.part = day.part.or(part);
        }
        point
    }

    /// «يوم الجمعة عند الساعة التاسعة», "Friday at 9 a.m.", «5 марта в 9:00», "Saturday evening at seven".
    fn hour_behind(&self, day: Day) -> Point {
        let i = if self.word(day.end) == "," {
            day.end.plus(1)
        } else {
            day.end
        };
        // "On 5 November in the evening at 7:00"
        let (part, after) = self.part_behind(i);
        let eve = self.is_night_before(day.start);
        let part = day.expr.part.or(part).or(eve.then_some(DayPart::Night));
        let hour = self.led_hour(i, part);
        let hour = hour.or_else(|| after.and_then(|i| self.led_hour(i, part)));
        let mut point = Point::of_day(day);
        let Some(mut hour) = hour else { return point };
        if !in_part(&mut hour.time, part) {
            // Nobody shall read the hour for itself.
            point.end = hour.end;
            return point;
        }
        // A dateline's clock ("Wed Oct 19, 2016 19:51:04") is the page's.
        point.moment.clock = Some(hour.time);
        point.end = hour.end;
        point.zone = hour.zone;
        point.parallels = hour.parallels;
        // «в ночь на субботу в 11 часов»: on the day before, which no word names.
        if eve && hour.time.clock.hour() >= 12 {
            point.moment.day = None;
        }
        point
    }

    /// The window that begins at `at`.
    pub(crate) fn reach(&self, at: TokenIdx) -> Option<Reach> {
        let mut reach = (self.days_of_span(at))
            .or_else(|| self.two_edges(at))
            .or_else(|| self.day_then_window(at))
            .or_else(|| self.dashed(at))
            .or_else(|| self.open_ended(at))?;
        if self.is(at) != Some(Word::Since) {
            for edge in [&mut reach.start, &mut reach.end] {
                if let Some(day) = edge.as_mut().and_then(Moment::day_by_tense) {
                    day.direction = tense::of_window(self, reach.from, reach.to);
                }
            }
        }
        Some(reach)
    }

    /// «من … إلى …», "between … and …", «с … до …».
    fn two_edges(&self, at: TokenIdx) -> Option<Reach> {
        let (first, between) = self.opening(at)?;
        let start = self.point(first, Sign::Given)?;
        let end = self.closing(start.end, between, &start)?;
        Some(join(at, Some(start), Some(end)))
    }

    /// The word that opens a window: the token after it, and whether it is "between".
    fn opening(&self, at: TokenIdx) -> Option<(TokenIdx, bool)> {
        let next = at.plus(1);
        match self.is(at)? {
            Word::From => Some((self.skip_at(next), false)),
            Word::Between => Some((next, true)),
            // «ابتداء من», "starting at", «начиная с»
            Word::Starting | Word::Since | Word::Begins => {
                let i = match self.is(next) {
                    Some(Word::From | Word::At) if self.near(next) => at.plus(2),
                    _ => next,
                };
                Some((i, false))
            }
            _ => None,
        }
    }

    fn skip_at(&self, at: TokenIdx) -> TokenIdx {
        if matches!(self.is(at), Some(Word::At)) && self.near(at) {
            at.plus(1)
        } else {
            at
        }
    }

    /// The word that closes a window and the moment behind it.
    fn closing(&self, at: TokenIdx, between: bool, start: &Point) -> Option<Point> {
        let i = if self.word(at) == "," && self.near(at) {
            at.plus(1)
        } else {
            at
        };
        if !self.near(i) {
            return None;
        }
        let sign = if start.moment.clock.is_some() {
            Sign::Given
        } else {
            Sign::Needed
        };
        let point = |i: TokenIdx| {
            let i = if self.is(i) == Some(Word::At) {
                i.plus(1)
            } else {
                i
            };
            self.near(i).then(|| self.point(i, sign)).flatten()
        };
        let end = match self.is(i) {
            Some(Word::To | Word::Until) => point(i.plus(1))?,
            Some(Word::And) if between => point(i.plus(1))?,
            // «والرابعة مساء»: the «و» is joined to the hour.
            _ if between && self.word(i).starts_with('و') => self.point(i, Sign::Given)?,
            _ if self.word(i) == "-" => point(i.plus(1))?,
            _ => return None,
        };
        // Hours close hours, days close days.
        let same = end.moment.clock.is_some() == start.moment.clock.is_some()
            || end.moment.day.is_some() && start.moment.day.is_some();
        same.then_some(end)
    }

    /// «يوم 4 نوفمبر من الساعة التاسعة صباحاً حتى السابعة مساء», "on Sunday, June 25, from 6 am to 2 pm".
    fn day_then_window(&self, at: TokenIdx) -> Option<Reach> {
        let day = self.day(at)?;
        let mut i = day.end;
        for _ in 0..2 {
            if matches!(self.word(i), "," | "و" | "(") && self.near(i) {
                i = i.plus(1);
            }
        }
        if !self.near(i) {
            return None;
        }
        let found = self.two_edges(i).or_else(|| self.dashed(i));
        // "On Friday from 9 a.m."; «الجمعة منذ الصباح» tells another time.
        let from = matches!(self.is(i), Some(Word::From | Word::Starting));
        let open = |w: &Reach| w.start.is_none() || from;
        // «من» alone opens no window, but behind a day it does.
        let behind_day = || {
            let first = (self.word(i) == "من")
                .then(|| i.plus(1))
                .filter(|&f| self.near(f))?;
            let start = self.point(first, Sign::Needed)?;
            let hour = start.moment.day.is_none() && start.moment.clock.is_some();
            hour.then(|| join(i, Some(start), None))
        };
        let mut window = found
            .or_else(|| self.open_ended(i).filter(open))
            .or_else(behind_day)?;
        // «يوم الخميس حتى الساعة السابعة مساء»: only the end has an hour.
        let edge = if window.start.is_some() {
            window.start.as_mut()
        } else {
            window.end.as_mut()
        };
        let edge = edge.filter(|e| e.day.is_none() && e.clock.is_some())?;
        let told = day.expr.part.and(edge.clock);
        if let Some(time) = &mut edge.clock
            && !in_part(time, day.expr.part)
        {
            edge.clock = None;
        }
        edge.day = Some(day.expr);
        // «مساء السبت من السابعة حتى العاشرة»: the part is told once for both hours.
        if let (Some(first), Some(last)) = (&window.start, &mut window.end)
            && let (Some(first), Some(end)) =
                (first.clock.filter(|c| told != Some(*c)), &mut last.clock)
            && last.day.is_none()
        {
            end_in_part(first, end);
        }
        window.notes.extend(day.notes);
        window.from = at;
        Some(window)
    }

    /// "09:00-19:00", "6-9 a.m.", "0300-1200 GMT".
    fn dashed(&self, at: TokenIdx) -> Option<Reach> {
        if !self.is_number(at) {
            return None;
        }
        let start = self.hour(at, Sign::Given)?;
        if self.word(start.end) != "-" {
            return None;
        }
        let end = self.hour(start.end.plus(1), Sign::Given)?;
        let end = self.day_behind(end);
        Some(join(at, Some(Point::of_hour(start)), Some(end)))
    }

    /// «حتى يوم غد الجمعة», "until 7 pm"; «اعتبارا من الساعة 17:00», "starting at 8 a.m.".
    fn open_ended(&self, at: TokenIdx) -> Option<Reach> {
        let point = |i: TokenIdx| self.near(i).then(|| self.point(i, Sign::Needed)).flatten();
        match self.is(at)? {
            Word::Until => {
                let mut end = point(self.skip_at(at.plus(1)))?;
                end.lean(Direction::Ahead);
                // "through the crossing", «по субботам»; "through Sunday" ends with that day.
                let day = end.moment.day.is_some() && end.moment.clock.is_none();
                let through = self.word(at) == "по" || self.word(at) == "through" && !day;
                (!through && !end.ago).then(|| join(at, None, Some(end)))
            }
            Word::Starting | Word::Since => {
                let mut start = point(self.opening(at)?.0)?;
                match self.is(at) {
                    Some(Word::Since) => start.lean(Direction::Back),
                    _ => start.lean_ahead(),
                }
                (!start.ago).then(|| join(at, Some(start), None))
            }
            Word::From if matches!(self.word(at), "from" | "с" | "со") => {
                let mut start = point(at.plus(1))?;
                // «Действует со вторника»: it holds since then.
                let holds = (at.minus(1)).is_some_and(|b| {
                    matches!(
                        self.word(b),
                        "действует" | "действуют" | "соблюдается" | "держится"
                    )
                });
                if holds && start.moment.clock.is_none() {
                    start.lean(Direction::Back);
                } else {
                    start.lean_ahead();
                }
                (!start.ago).then(|| join(at, Some(start), None))
            }
            _ => None,
        }
        .filter(|_| !self.particles(at).has(Proclitics::WILL))
    }
}

/// One window of its two edges: a day at the end alone covers both hours; zones and parallels are
/// put together.
fn join(at: TokenIdx, start: Option<Point>, end: Option<Point>) -> Reach {
    let mut notes = Vec::new();
    let to = end
        .as_ref()
        .or(start.as_ref())
        .map_or(at.plus(1), |p| p.end);
    let mut zone = None;
    let mut parallels: Vec<Parallel> = Vec::new();
    let (mut first, mut second) = (None, None);
    if let Some(p) = start {
        notes.extend(p.notes);
        zone = p.zone;
        parallels = p.parallels;
        first = Some(p.moment);
    }
    if let Some(mut p) = end {
        notes.extend(p.notes);
        zone = zone.or(p.zone);
        if let Some(start) = first.as_ref().and_then(|m| m.clock) {
            // «من التاسعة صباحا حتى السابعة»: the end comes after the start.
            if let Some(end) = p.moment.clock.as_mut()
                && !end.certain
                && end.clock <= start.clock
                && end.clock.hour() < 12
                && let Some(later) = Clock::new(end.clock.hour() + 12, end.clock.minute())
                && later > start.clock
            {
                end.clock = later;
            }
        }
        // The parallels of both edges are one parallel window; one given for the whole window has
        // its end already.
        let stated_end = p.moment.clock.map(|c| c.clock);
        for q in p.parallels {
            let partner = parallels
                .iter_mut()
                .find(|a| a.end.is_none() && a.zone == q.zone && q.end.is_none());
            match (partner, stated_end) {
                (Some(a), Some(stated)) => {
                    a.end = Some(q.start);
                    a.span = a.span.cover(q.span);
                    if a.ahead_min != Some(ahead(stated, q.start)) {
                        a.ahead_min = None;
                    }
                }
                (None, Some(stated)) if q.end.is_some() => {
                    // «من … إلى … (من السادسة إلى الرابعة بتوقيت غرينتش)»
                    let from = first.as_ref().and_then(|m| m.clock).map(|c| c.clock);
                    let by_start = from.map(|f| ahead(f, q.start));
                    let by_end = q.end.map(|e| ahead(stated, e));
                    parallels.push(Parallel {
                        ahead_min: by_start.filter(|&a| Some(a) == by_end),
                        ..q
                    });
                }
                _ => parallels.push(q),
            }
        }
        second = Some(p.moment);
    }
    if parallels.iter().any(|p| p.ahead_min.is_none()) {
        notes.push("the clocks in the other zone differ by different amounts".to_owned());
    }
    // Hours of one day, and the day said only at the end.
    if let (Some(s), Some(e)) = (&mut first, &mut second)
        && s.day.is_none()
        && s.clock.is_some()
        && let Some(mut day) = e.day.take()
    {
        // «من الساعة 10 مساء إلى السادسة صباح الجمعة»: the end alone is on that day.
        let overnight = e
            .clock
            .is_some_and(|c| s.clock.is_some_and(|b| c.clock <= b.clock));
        // "From 9 a.m. to midnight on Friday", "from 9:00 to 24:00 on Friday": the whole of it is on that day.
        if overnight && day.midnight.take().is_some() {
            s.day = Some(day.clone());
            day.midnight = Some(Midnight::Last);
            e.day = Some(day);
        } else if overnight {
            e.day = Some(day);
        } else {
            s.day = Some(day);
        }
    }
    Reach {
        start: first,
        end: second,
        from: at,
        to,
        zone,
        parallels,
        notes,
    }
}
