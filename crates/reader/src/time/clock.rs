//! Hours of the day, with their zone and the same hour in another zone.

use hudna_text::{Language, Script, TokenIdx, clitic::Proclitics, number};
use hudna_truce::Clock;

use super::{
    value::{ClockTime, DayPart, Parallel, ZoneWords},
    words::{Text, Word},
};

/// An hour read at a place.
#[derive(Debug, Clone)]
pub(crate) struct Hour {
    pub(crate) time: ClockTime,
    pub(crate) start: TokenIdx,
    pub(crate) end: TokenIdx,
    pub(crate) zone: Option<ZoneWords>,
    pub(crate) parallels: Vec<Parallel>,
}

/// What the number of an hour says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dial {
    pub(super) hour: i32,
    pub(super) minute: i32,
    /// Whether it is written 09:00.
    pub(super) digital: bool,
    /// Whether the words beside it show that it is an hour.
    pub(super) shown: bool,
    /// The token after it.
    pub(super) end: TokenIdx,
}

impl Dial {
    const fn digital(hour: i32, minute: i32, end: TokenIdx) -> Self {
        Self {
            hour,
            minute,
            digital: true,
            shown: true,
            end,
        }
    }
}

/// How strictly an hour must show that it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// «الساعة», a part of the day, "a.m.", "09:00" or a zone.
    Needed,
    /// «من التاسعة إلى السابعة»: the words around say that these are hours.
    Given,
    /// «مساء السبت عند السابعة», "Saturday evening at seven": the part of the day stands before it.
    Part,
}

impl Text<'_, '_> {
    /// The hour that begins at `at`, with zone and parallel.
    pub(crate) fn hour(&self, at: TokenIdx, sign: Sign) -> Option<Hour> {
        let (time, end) = self.bare_hour(at, sign)?;
        let mut hour = Hour {
            time,
            start: at,
            end,
            zone: None,
            parallels: Vec::new(),
        };
        self.add_zones(&mut hour);
        Some(hour)
    }

    /// Zones and parallel clocks behind the hour.
    pub(crate) fn add_zones(&self, hour: &mut Hour) {
        loop {
            if hour.zone.is_none()
                && let Some((zone, end)) = self.any_zone(hour.end)
            {
                (hour.zone, hour.end) = (Some(zone), end);
                continue;
            }
            if self.word(hour.end) == "(" {
                let inside = hour.end.plus(1);
                // «(بتوقيت دمشق)»
                if hour.zone.is_none()
                    && let Some((zone, end)) = self.any_zone(inside)
                    && self.word(end) == ")"
                {
                    (hour.zone, hour.end) = (Some(zone), end.plus(1));
                    continue;
                }
                if let Some((parallel, end)) = self.parallel(inside, hour.time.clock) {
                    hour.parallels.push(parallel);
                    hour.end = end;
                    continue;
                }
            }
            // «06:00 بتوقيت الخرطوم، 04:00 صباح الأحد»: the second clock lost its zone.
            if hour.zone.is_some()
                && hour.parallels.is_empty()
                && matches!(self.word(hour.end), "," | "/")
                && self.near(hour.end.plus(1))
                && let Some((time, end)) = self.digital(hour.end.plus(1))
            {
                let zone = self.any_zone(end);
                let after = zone.as_ref().map_or(end, |z| z.1);
                hour.parallels.push(Parallel {
                    span: self.doc.span(hour.end.plus(1)..after),
                    start: time,
                    end: None,
                    zone: zone.map(|z| z.0.zone),
                    ahead_min: Some(ahead(hour.time.clock, time)),
                });
                hour.end = after;
                continue;
            }
            return;
        }
    }

    /// «(05:00 ت.غ)», "(0500 GMT)", "(0300-1200 GMT)", «(من السادسة صباحا إلى الرابعة مساء بتوقيت
    /// غرينتش)»; `at` is behind the parenthesis.
    pub(crate) fn parallel(&self, at: TokenIdx, stated: Clock) -> Option<(Parallel, TokenIdx)> {
        let mut i = at;
        if matches!(self.is(i), Some(Word::From | Word::At)) {
            i = i.plus(1);
        }
        let (first, after) = self.bare_hour(i, Sign::Given)?;
        let mut second = None;
        let mut end = after;
        let to = matches!(self.is(end), Some(Word::To | Word::Until)) || self.word(end) == "-";
        if to && let Some((time, after)) = self.bare_hour(end.plus(1), Sign::Given) {
            second = Some(time);
            end = after;
        }
        let zone = self.any_zone(end);
        if let Some((_, after)) = &zone {
            end = *after;
        }
        if self.word(end) != ")" {
            return None;
        }
        end = end.plus(1);
        Some((
            Parallel {
                span: self.doc.span(at..end.minus(1)?),
                start: first.clock,
                end: second.map(|s| s.clock),
                zone: zone.map(|z| z.0.zone),
                ahead_min: Some(ahead(stated, first.clock)),
            },
            end,
        ))
    }

    /// The hour itself.
    pub(crate) fn bare_hour(&self, at: TokenIdx, sign: Sign) -> Option<(ClockTime, TokenIdx)> {
        if self.counts_days(at) {
            return None;
        }
        if let Some(off) = self.hour_off(at) {
            return Some(off);
        }
        if let Some(fixed) = self.noon_or_midnight(at) {
            return (!self.is_beside(at)).then_some(fixed);
        }
        let noun =
            self.is(at) == Some(Word::ClockNoun) && self.doc.token(at)?.script == Script::Arabic;
        let first = if noun { at.plus(1) } else { at };
        if noun && !self.near(first) {
            return None;
        }
        let Dial {
            hour,
            mut minute,
            digital,
            shown,
            mut end,
        } = self.hour_and_minute(first, sign, noun)?;
        if !digital {
            (minute, end) = self.minutes_behind(minute, end);
        }
        // «العاشرة من صباح», «التاسعة صباحا», "8 a.m.", «9 утра»
        let (part, after_part) = self.part_behind(end);
        // «الثانية عشرة مساء» is midnight for some and noon for others; "12 p.m." is noon.
        let either = hour == 12 && self.is(end) == Some(Word::Part(DayPart::Evening));
        if either {
            return None;
        }
        end = after_part.unwrap_or(end);
        let shown = shown
            || part.is_some()
            || match sign {
                Sign::Given => true,
                Sign::Part => self.stands_alone(first, end),
                Sign::Needed => false,
            };
        if !shown && self.any_zone(end).is_none() {
            return None;
        }
        let hour = apply(hour, part);
        let (hour, minute) = if minute < 0 {
            ((hour + 23) % 24, minute + 60)
        } else {
            (hour, minute)
        };
        let clock = Clock::new(u16::try_from(hour).ok()?, u16::try_from(minute).ok()?)?;
        let certain = part.is_some() || hour > 12 || hour == 0 || digital;
        Some((
            ClockTime {
                clock,
                certain,
                part,
            },
            end,
        ))
    }

    /// "Noon", «منتصف الليل»: hours without a number.
    pub(crate) fn noon_or_midnight(&self, at: TokenIdx) -> Option<(ClockTime, TokenIdx)> {
        let next = self.word(at.plus(1));
        match self.is(at)? {
            Word::Noon => Some((fixed(12, 0, DayPart::Noon)?, at.plus(1))),
            Word::Midnight if self.doc.token(at)?.script != Script::Arabic => {
                Some((fixed(0, 0, DayPart::Midnight)?, at.plus(1)))
            }
            Word::Midnight if matches!(next, "الليل" | "ليل" | "ليله") => {
                Some((fixed(0, 0, DayPart::Midnight)?, at.plus(2)))
            }
            // «منتصف الليلة»: the day stands in the second word.
            Word::Midnight if next == "الليله" => {
                Some((fixed(0, 0, DayPart::Midnight)?, at.plus(1)))
            }
            // «منتصف النهار»
            Word::Midnight if matches!(next, "النهار" | "نهار") => {
                Some((fixed(12, 0, DayPart::Noon)?, at.plus(2)))
            }
            _ => None,
        }
    }

    /// The number of the hour, and whether it shows that it is one.
    fn hour_and_minute(&self, at: TokenIdx, sign: Sign, noun: bool) -> Option<Dial> {
        if let Some((clock, end)) = self.digital(at) {
            // «с 00:00 часов по московскому времени»
            let said = matches!(self.word(end), "часов" | "часа" | "час");
            let end = if said { end.plus(1) } else { end };
            let (hour, minute) = (i32::from(clock.hour()), i32::from(clock.minute()));
            return Some(Dial::digital(hour, minute, end));
        }
        if let Some(past) = self.minutes_past(at, sign) {
            return Some(past);
        }
        let next = at.plus(1);
        let script = self.doc.token(at)?.script;
        if self.is_number(at) {
            // "0500 GMT", "1600 GMT"
            let word = self.word(at);
            let zone = self.any_zone(next).is_some();
            if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
                let range = self.word(next) == "-" && self.any_zone(at.plus(3)).is_some();
                let last = at.minus(1).is_some_and(|b| self.word(b) == "-") && zone;
                let n: i32 = word.parse().ok()?;
                let said = self.says_hours(next);
                let military = (said || self.opens_hours(at)) && self.asks_for_hour(at);
                let fits = (zone
                    || range
                    || last
                    || military
                    || word.starts_with('0') && sign == Sign::Given)
                    && n / 100 < 24
                    && n % 100 < 60;
                let end = if military && said { at.plus(2) } else { next };
                return fits.then_some(Dial::digital(n / 100, n % 100, end));
            }
            // «11.00», «03.00», «الساعة 19,00», "from 9.00 till 19.00"
            if let Some((h, m)) = word.split_once(['.', ','])
                && m.len() == 2
                && h.len() <= 2
            {
                let (h, m): (i32, i32) = (h.parse().ok()?, m.parse().ok()?);
                let told = !word.contains(',')
                    && at.minus(1).is_some_and(|b| {
                        matches!(self.is(b), Some(Word::At | Word::From | Word::Until))
                    });
                let whole = told
                    && match self.doc.language() {
                        Language::Russian => true,
                        Language::English => m % 5 == 0 && !self.is_measure(next),
                        _ => false,
                    };
                let part = || self.part_behind(next).0.is_some();
                let shown = whole || noun || part() || zone && word.contains(',');
                return (shown && h < 24 && m < 60).then_some(Dial::digital(h, m, next));
            }
            let n = self
                .digits(at)
                .filter(|n| (0..=24).contains(n) && word.len() <= 2)?;
            let hours = self.russian_hours(at, next, sign);
            let clock_noun = self.is(next) == Some(Word::ClockNoun) && self.near(next);
            let end = if hours || clock_noun {
                at.plus(2)
            } else {
                next
            };
            let (_, part) = self.part_behind(end);
            // "from 6 to 10 buses" shows no hour.
            let shown = noun
                || hours
                || clock_noun
                || part.is_some()
                || self.day_part_behind(at, end)
                || self.shares_russian_hours(at);
            let around = match sign {
                Sign::Given => self.edge_of_hours(at),
                Sign::Part => true,
                Sign::Needed => false,
            };
            return (shown || around).then_some(Dial {
                hour: i32::try_from(n).ok()? % 24,
                minute: 0,
                digital: false,
                shown,
                end,
            });
        }
        // Hours in words: Arabic ordinals, «الواحدة»; English and Russian cardinals.
        let hour_of = |hour: i32, shown: bool, end: TokenIdx| Dial {
            hour,
            minute: 0,
            digital: false,
            shown,
            end,
        };
        if self.is(at) == Some(Word::OneOClock) {
            return Some(hour_of(1, noun, next));
        }
        if script == Script::Arabic {
            let (n, end) = number::ordinal_at(self.doc, at)?;
            // Hours are feminine: «الثانية», never «الثاني».
            let feminine = self.word(at).ends_with('ه') || self.word(at).ends_with("الاولي");
            let fits = feminine && (1..=12).contains(&n);
            return fits.then(|| hour_of(i32::from(n), noun, end));
        }
        let n = number::numeral_at(self.doc, at)?;
        let hour = n.value.whole().filter(|h| (1..=24).contains(h))?;
        let hours = self.russian_hours(at, n.end, sign);
        let clock_noun = self.is(n.end) == Some(Word::ClockNoun);
        let end = if hours || clock_noun {
            n.end.plus(1)
        } else {
            n.end
        };
        let shown = hours
            || clock_noun
            || self.part_behind(end).0.is_some()
            || self.day_part_behind(at, end);
        (shown || sign == Sign::Part).then_some(hour_of(i32::try_from(hour).ok()? % 24, shown, end))
    }

    /// «На четыре дня», «через три дня»: so many days, and no hour of the afternoon.
    fn counts_days(&self, at: TokenIdx) -> bool {
        self.word(at.plus(1)) == "дня"
            && at.minus(1).is_some_and(|b| {
                matches!(
                    self.word(b),
                    "на" | "за" | "через" | "все" | "эти" | "первые" | "последние" | "еще"
                )
            })
    }

    /// "1400 hrs", "1900 hours".
    fn says_hours(&self, at: TokenIdx) -> bool {
        matches!(self.word(at), "hrs" | "hours" | "h") && self.near(at)
    }

    /// "From 1000 to 1400 hrs": the first of two such hours, of which only the second says so.
    fn opens_hours(&self, at: TokenIdx) -> bool {
        let (joint, second) = (at.plus(1), at.plus(2));
        let joined = matches!(self.word(joint), "-" | "and")
            || matches!(self.is(joint), Some(Word::To | Word::Until));
        joined && self.word(second).len() == 4 && self.says_hours(at.plus(3))
    }

    /// Whether four digits are an hour and no amount of hours: behind "at", "from", "until", or with the nought
    /// that no amount begins with. "After 1200 hours of work" tells no hour.
    fn asks_for_hour(&self, at: TokenIdx) -> bool {
        let before = at.minus(1).filter(|b| self.word(*b) != "in");
        self.word(at).starts_with('0')
            || before.is_some_and(|b| {
                matches!(self.word(b), "-" | "about" | "and")
                    || matches!(
                        self.is(b),
                        Some(
                            Word::At
                                | Word::From
                                | Word::To
                                | Word::Until
                                | Word::Since
                                | Word::Between
                        )
                    )
            }) && self.word(at.plus(2)) != "of"
    }

    /// Whether what a number measures stands here: "from 2.30 to 3.15 percent".
    fn is_measure(&self, at: TokenIdx) -> bool {
        matches!(
            self.word(at),
            "%" | "percent"
                | "per"
                | "million"
                | "billion"
                | "trillion"
                | "points"
                | "km"
                | "kilometres"
                | "metres"
                | "tonnes"
                | "tons"
                | "dollars"
                | "euros"
                | "litres"
        )
    }

    /// Whether a bare number in a window is an hour: the other edge of the window shows it.
    fn edge_of_hours(&self, at: TokenIdx) -> bool {
        // «من 9 صباحا إلى 7»: looked at from the second edge; "6-9 a.m." from the first.
        let next = at.plus(1);
        let joined =
            self.word(next) == "-" || matches!(self.is(next), Some(Word::To | Word::Until));
        let second = at.plus(2);
        joined && self.is_number(second) && {
            let end = if self.word(second.plus(1)) == ":" {
                second.plus(3)
            } else {
                second.plus(1)
            };
            self.part_behind(end).0.is_some()
        }
    }

    /// "09:00", "4:00", "19:51:04".
    fn digital(&self, at: TokenIdx) -> Option<(Clock, TokenIdx)> {
        let (colon, minutes) = (at.plus(1), at.plus(2));
        if self.word(colon) != ":" || !self.glued(colon) || !self.glued(minutes) {
            return None;
        }
        let short = |t: TokenIdx| self.word(t).len() <= 2;
        if !short(at) || self.word(minutes).len() != 2 {
            return None;
        }
        let (h, m) = (self.digits(at)?, self.digits(minutes)?);
        let clock = Clock::new(u16::try_from(h).ok()? % 24, u16::try_from(m).ok()?)?;
        if h > 24 {
            return None;
        }
        let seconds = self.word(at.plus(3)) == ":"
            && self.glued(at.plus(4))
            && self.digits(at.plus(4)).is_some();
        Some((clock, at.plus(if seconds { 5 } else { 3 })))
    }

    /// «والنصف», «إلا ربعا», «وعشر دقائق».
    fn minutes_behind(&self, minute: i32, end: TokenIdx) -> (i32, TokenIdx) {
        if !self.near(end) {
            return (minute, end);
        }
        match self.is(end) {
            Some(Word::HourPart(m)) if self.particles(end).has(Proclitics::AND) => {
                (i32::from(m), end.plus(1))
            }
            Some(Word::Minus) => match self.is(end.plus(1)) {
                Some(Word::HourPart(m)) => (-i32::from(m), end.plus(2)),
                _ => (minute, end),
            },
            _ => match number::numeral_at(self.doc, end) {
                // «وعشر دقائق», «7 часов 30 минут»
                Some(n)
                    if self.word(end).starts_with('و')
                        && matches!(self.word(n.end), "دقيقه" | "دقايق")
                        || self.word(n.end).starts_with("минут") =>
                {
                    let m = n.value.whole().filter(|m| (1..60).contains(m));
                    m.map_or((minute, end), |m| {
                        (i32::try_from(m).unwrap_or(0), n.end.plus(1))
                    })
                }
                _ => (minute, end),
            },
        }
    }

    /// The part of the day behind an hour. «صباح» in construct («صباح الجمعة») is one too.
    pub(crate) fn part_behind(&self, at: TokenIdx) -> (Option<DayPart>, Option<TokenIdx>) {
        if !self.near(at) {
            return (None, None);
        }
        let next = at.plus(1);
        let found = match self.is(at) {
            Some(Word::Part(part)) => Some((part, next)),
            // «ص» and «م» stand for the halves only behind digits.
            Some(Word::Am) => Some((DayPart::Morning, next)),
            Some(Word::Pm)
                if self.word(at) != "م" || at.minus(1).is_some_and(|b| self.is_number(b)) =>
            {
                Some((DayPart::Evening, next))
            }
            Some(Word::Noon) if self.doc.language() == Language::English => {
                Some((DayPart::Noon, next))
            }
            // "12:00 midnight", «12 منتصف الليل»
            Some(Word::Midnight) if self.doc.language() == Language::English => {
                Some((DayPart::Midnight, next))
            }
            Some(Word::Midnight) if matches!(self.word(next), "الليل" | "ليل") => {
                Some((DayPart::Midnight, next.plus(1)))
            }
            // «من صباح», "in the morning"
            Some(Word::From | Word::At) => {
                // «من هذا المساء»
                let i = if matches!(self.word(next), "the" | "هذا") {
                    at.plus(2)
                } else {
                    next
                };
                match self.is(i) {
                    // The day of it stands there too.
                    Some(Word::Part(part)) if self.near(i) && self.word(next) == "هذا" => {
                        Some((part, next))
                    }
                    Some(Word::Part(part)) if self.near(i) => Some((part, i.plus(1))),
                    Some(Word::Midnight) if self.word(i.plus(1)) == "الليل" => {
                        Some((DayPart::Night, i.plus(2)))
                    }
                    _ => None,
                }
            }
            // «بعد الظهر», «قبل الظهر», «بعد منتصف الليل»
            Some(Word::After) => match (self.is(next), self.word(at.plus(2))) {
                (Some(Word::Part(DayPart::Noon)), _) => Some((DayPart::Afternoon, at.plus(2))),
                (Some(Word::Midnight), "الليل") => Some((DayPart::Dawn, at.plus(3))),
                _ => None,
            },
            Some(Word::Before) if self.is(next) == Some(Word::Part(DayPart::Noon)) => {
                Some((DayPart::Morning, at.plus(2)))
            }
            _ => self.dotted_half(at),
        };
        found.map_or((None, None), |(part, end)| (Some(part), Some(end)))
    }

    /// "a.m.", "p.m."
    fn dotted_half(&self, at: TokenIdx) -> Option<(DayPart, TokenIdx)> {
        let part = match self.word(at) {
            "a" => DayPart::Morning,
            "p" => DayPart::Evening,
            _ => return None,
        };
        let dotted = self.word(at.plus(1)) == "."
            && self.word(at.plus(2)) == "m"
            && self.glued(at.plus(1))
            && self.glued(at.plus(2));
        if !dotted {
            return None;
        }
        let end = at.plus(3);
        let last = self.word(end) == "." && self.glued(end);
        Some((part, if last { end.plus(1) } else { end }))
    }
}

/// Minutes that `stated` is ahead of `other`, between −12 h and +12 h.
pub(crate) fn ahead(stated: Clock, other: Clock) -> i16 {
    let difference = i32::from(stated.minutes_of_day()) - i32::from(other.minutes_of_day());
    let wrapped = (difference + 720).rem_euclid(1440) - 720;
    i16::try_from(wrapped).unwrap_or(0)
}

fn fixed(hour: u16, minute: u16, part: DayPart) -> Option<ClockTime> {
    Some(ClockTime {
        clock: Clock::new(hour, minute)?,
        certain: true,
        part: Some(part),
    })
}

/// The hour of the day that an hour of the dial and a part of the day mean.
pub(super) fn apply(hour: i32, part: Option<DayPart>) -> i32 {
    match part {
        _ if hour > 12 || hour == 0 => hour,
        None => hour,
        Some(DayPart::Dawn | DayPart::Morning) => hour % 12,
        Some(DayPart::Noon) if hour >= 10 => hour,
        Some(DayPart::Noon | DayPart::Afternoon) => hour % 12 + 12,
        // "12 p.m."
        Some(DayPart::Evening) if hour == 12 => 12,
        Some(DayPart::Night | DayPart::Midnight) if hour == 12 => 0,
        Some(DayPart::Night | DayPart::Midnight) if hour <= 4 => hour,
        Some(DayPart::Evening | DayPart::Night | DayPart::Midnight) => hour + 12,
    }
}
