//! The part of the day told apart from its hour: «مساء السبت الساعة السابعة», "Saturday evening at
//! seven", «вечером в субботу в семь часов».

use hudna_text::{Script, TokenIdx, TokenKind, number};
use hudna_truce::Clock;

use super::{
    clock::{Dial, Hour, Sign, apply},
    value::{ClockTime, DayPart},
    words::{Text, Word},
};

impl Text<'_, '_> {
    /// «مساء عند الساعة السابعة», «вечером в 7 часов», "in the evening at 7:00": the part of the day
    /// first, and no day between.
    pub(super) fn part_then_hour(&self, at: TokenIdx) -> Option<Hour> {
        let Word::Part(part) = self.is(at)? else {
            return None;
        };
        let mut hour = self.led_hour(at.plus(1), Some(part))?;
        hour.start = at;
        in_part(&mut hour.time, Some(part)).then_some(hour)
    }

    /// The hour behind a day or a part of one, with the word that leads to it: «عند الساعة التاسعة», "at
    /// 9 a.m.", «ровно в 9:00».
    pub(super) fn led_hour(&self, at: TokenIdx, part: Option<DayPart>) -> Option<Hour> {
        let exactly = |i: TokenIdx| {
            let said = matches!(self.word(i), "تمام" | "ровно" | "exactly");
            if said && self.near(i) { i.plus(1) } else { i }
        };
        let lead = exactly(at);
        let led = self.is(lead) == Some(Word::At) && self.near(lead);
        let i = if led { exactly(lead.plus(1)) } else { lead };
        if !self.near(i) || !self.may_begin_point(i) {
            return None;
        }
        let bare = || (led && part.is_some()).then(|| self.hour(i, Sign::Part))?;
        self.hour(i, Sign::Needed).or_else(bare)
    }

    /// Whether a number behind "at" whose part of the day is told elsewhere is an hour: "at seven.", «عند
    /// السابعة», not "at seven crossings".
    pub(super) fn stands_alone(&self, at: TokenIdx, end: TokenIdx) -> bool {
        let before = at.minus(1).map_or("", |b| self.word(b));
        let Some(next) = self.doc.token(end).filter(|_| self.near(end)) else {
            return true;
        };
        let goes_on = matches!(
            self.is(end),
            Some(
                Word::At
                    | Word::Until
                    | Word::And
                    | Word::For
                    | Word::Lasts
                    | Word::ZoneNoun
                    | Word::Local
                    | Word::Zone(_)
                    | Word::HourPart(_)
                    | Word::Minus
            )
        );
        let sign = next.kind == TokenKind::Punct && !matches!(self.word(end), "%" | "-" | "/");
        matches!(before, "عند" | "لدي") || sign || goes_on
    }

    /// "At seven on Saturday evening", «в 7 в субботу вечером»: the part stands with the day behind.
    pub(super) fn day_part_behind(&self, at: TokenIdx, end: TokenIdx) -> bool {
        let led = at
            .minus(1)
            .is_some_and(|b| matches!(self.word(b), "at" | "в"));
        let joint = matches!(self.word(end), "on" | "в" | "во") && self.near(end);
        let i = if joint { end.plus(1) } else { end };
        led && self.near(i) && (self.day(i)).is_some_and(|d| d.expr.part.is_some())
    }

    /// "Half past six", "a quarter to 7": the hour and the minutes that it lies off.
    pub(super) fn minutes_past(&self, at: TokenIdx, sign: Sign) -> Option<Dial> {
        // Arabic tells minutes behind the hour.
        if self.doc.token(at)?.script == Script::Arabic {
            return None;
        }
        let (off, hour) = self.minutes_off(at)?;
        let n = number::numeral_at(self.doc, hour)?;
        let hour = n.value.whole().filter(|h| (1..=12).contains(h))?;
        // "A quarter to seven crossings": a part of what goes to them.
        let led = (at.minus(1)).is_some_and(|b| matches!(self.word(b), "at" | "a"));
        let shown = off == 30
            || self.part_behind(n.end).0.is_some()
            || (led || sign != Sign::Needed) && self.stands_alone(at, n.end)
            || self.day_part_behind(at, n.end);
        shown.then_some(Dial {
            hour: i32::try_from(hour).ok()?,
            minute: off,
            digital: false,
            shown: true,
            end: n.end,
        })
    }

    /// "Half past", "20 minutes to", «без четверти»: the minutes, and where the hour begins.
    fn minutes_off(&self, at: TokenIdx) -> Option<(i32, TokenIdx)> {
        let russian = self.word(at) == "без";
        let first = if russian || self.word(at) == "a" {
            at.plus(1)
        } else {
            at
        };
        let (minutes, mut i) = match self.word(first) {
            "half" => (30, first.plus(1)),
            "quarter" | "четверти" => (15, first.plus(1)),
            _ => {
                let n = number::numeral_at(self.doc, first)?;
                let minutes = n.value.whole().filter(|m| (1..30).contains(m))?;
                (i32::try_from(minutes).ok()?, n.end)
            }
        };
        let named = matches!(self.word(i), "minutes" | "минут" | "минуты");
        if named {
            i = i.plus(1);
        }
        match self.word(i) {
            _ if russian => Some((-minutes, i)),
            "past" => Some((minutes, i.plus(1))),
            // "Ten to six" may be a span.
            "to" if named || self.word(first) == "quarter" => Some((-minutes, i.plus(1))),
            _ => None,
        }
    }

    /// «в ночь на субботу», of which the hours up to midnight are those of Friday.
    pub(super) fn is_night_before(&self, day: TokenIdx) -> bool {
        let night = |b| self.word(b) == "ночь" && self.word(b.plus(1)) == "на";
        day.minus(2).is_some_and(night)
    }

    /// «в 7 часов», «с 7 часов»: hours of the clock; a length would be «на 7 часов», «7 часов».
    pub(super) fn russian_hours(&self, at: TokenIdx, noun: TokenIdx, sign: Sign) -> bool {
        let said = matches!(self.word(noun), "часов" | "часа" | "час" | "часам") && self.near(noun);
        let before = at.minus(1).map_or("", |b| self.word(b));
        let next = noun.plus(1);
        let way = matches!(self.word(next), "езды" | "пути" | "ходьбы" | "лета");
        said && !way
            && match before {
                "в" | "к" => true,
                "с" | "со" => !self.is_made_longer(at),
                // «до 19 часов» behind an hour, «10 часов утра»
                _ => sign == Sign::Given || self.part_behind(next).0.is_some(),
            }
    }

    /// «с 9 до 19 часов»: the noun behind the second hour is that of both; «от 9 до 19 часов» is a length.
    pub(super) fn shares_russian_hours(&self, at: TokenIdx) -> bool {
        let (to, second, noun) = (at.plus(1), at.plus(2), at.plus(3));
        at.minus(1)
            .is_some_and(|b| matches!(self.word(b), "с" | "со"))
            && self.word(to) == "до"
            && self.is_number(second)
            && matches!(self.word(noun), "часов" | "часа" | "час")
            && self.near(noun)
            && !self.is_made_longer(at)
    }

    /// «продлили с 8 часов до 11 часов»: lengths, both of them; «продлится с 8 до 11» are hours.
    fn is_made_longer(&self, at: TokenIdx) -> bool {
        (2..=4).filter_map(|n| at.minus(n)).any(|b| {
            let word = self.word(b);
            let stems = ["увелич", "продл", "сократ"];
            stems.iter().any(|s| word.starts_with(s)) && !word.ends_with("ся")
        })
    }
}

/// The hour where the part of its day is told apart from it: "6:30 on Friday evening". `false`: it is none, as twelve
/// in the evening, which is midnight for some and noon for others.
pub(super) fn in_part(time: &mut ClockTime, part: Option<DayPart>) -> bool {
    let hour = time.clock.hour();
    let late = match part {
        Some(DayPart::Evening | DayPart::Afternoon | DayPart::Noon) => (1..12).contains(&hour),
        Some(DayPart::Night) => (6..=12).contains(&hour),
        _ => false,
    };
    if late
        && time.part.is_none()
        && let Ok(hour) = u16::try_from(apply(i32::from(hour), part))
        && let Some(clock) = Clock::new(hour, time.clock.minute())
    {
        (time.clock, time.part) = (clock, part);
    }
    !(part == Some(DayPart::Evening) && time.part.is_none() && time.clock.hour() == 12)
}

/// The end of hours whose part of the day is told once for both: «مساء السبت من السابعة حتى العاشرة» ends at ten
/// of that evening, «… حتى الرابعة» at four of the next morning.
pub(super) fn end_in_part(start: ClockTime, end: &mut ClockTime) {
    let late = start.clock.hour() >= 12 && start.part.is_some();
    if !late || end.part.is_some() || end.certain && end.clock > start.clock {
        return;
    }
    // Without the part an hour before the first one was taken for one of the afternoon.
    let dial = end.clock.hour() % 12;
    let minute = end.clock.minute();
    let later = Clock::new(dial + 12, minute).filter(|&later| later > start.clock);
    if let Some(clock) = later.or_else(|| Clock::new(dial, minute)) {
        end.clock = clock;
    }
}
