//! Hours counted from noon or midnight: "an hour after midnight", «قبل منتصف الليل بساعتين».

use hudna_text::{TokenIdx, clitic::Proclitics, number};
use hudna_truce::Clock;

use super::{
    value::{ClockTime, TimeUnit},
    words::{Text, Word},
};

/// Minutes of a day.
const DAY: i64 = 24 * 60;

impl Text<'_, '_> {
    /// The hour that lies an amount of time before or after noon or midnight. Half a day off and more is no
    /// hour of the same day's clock.
    pub(crate) fn hour_off(&self, at: TokenIdx) -> Option<(ClockTime, TokenIdx)> {
        if !self.tells_noon {
            return None;
        }
        let next = at.plus(1);
        match self.is(at) {
            // «بعد منتصف الليل بساعة»
            Some(lead @ (Word::After | Word::Before)) if self.is_anchor(next) => {
                let (anchor, end) = self.anchor(next)?;
                let by = self.particles(end).has(Proclitics::IN);
                let (minutes, end) = self.minutes(end).filter(|_| by)?;
                Some((off(anchor, minutes, lead == Word::After)?, end))
            }
            // «بعد ساعة من منتصف الليل»
            Some(lead @ (Word::After | Word::Before)) => {
                let (minutes, end) = self.minutes(next)?;
                let anchor = matches!(self.word(end), "من" | "علي").then(|| end.plus(1))?;
                let (anchor, end) = self.anchor(anchor)?;
                Some((off(anchor, minutes, lead == Word::After)?, end))
            }
            _ => {
                // «через час после полуночи», «за час до полуночи»
                let led = matches!(self.word(at), "через" | "спустя" | "за");
                let first = if led { next } else { at };
                let ahead = first.minus(1).is_some_and(|b| self.word(b) == "за");
                let (minutes, end) = self.minutes(first)?;
                let after = match self.is(end)? {
                    Word::After => true,
                    Word::Before => false,
                    Word::Until if ahead => false,
                    _ => return None,
                };
                let (anchor, end) = self.anchor(end.plus(1))?;
                Some((off(anchor, minutes, after)?, end))
            }
        }
    }

    /// Whether noon or midnight is told of only by what lies before or after it: "after midnight", "shortly
    /// before noon", "half past midnight". The hour is then another, and not told.
    pub(crate) fn is_beside(&self, at: TokenIdx) -> bool {
        (at.minus(1)).is_some_and(|b| {
            matches!(self.is(b), Some(Word::After | Word::Before))
                || matches!(self.word(b), "past" | "till")
                    && (b.minus(1)).is_some_and(|n| self.is(n).is_some_and(is_amount))
        })
    }

    fn is_anchor(&self, at: TokenIdx) -> bool {
        matches!(self.is(at), Some(Word::Noon | Word::Midnight))
    }

    fn anchor(&self, at: TokenIdx) -> Option<(Clock, TokenIdx)> {
        let (time, end) = self.is_anchor(at).then(|| self.noon_or_midnight(at))??;
        Some((time.clock, end))
    }

    /// Whole minutes of an amount of hours or minutes.
    fn minutes(&self, at: TokenIdx) -> Option<(i64, TokenIdx)> {
        let begins = matches!(
            self.is(at),
            Some(Word::Unit(TimeUnit::Hour | TimeUnit::Minute, 1 | 2) | Word::UnitOf(..))
        ) || self.word(at) == "half"
            || number::may_begin(self.doc, at);
        let (n, unit, end) = begins.then(|| self.amount(at))??;
        let each = match unit {
            TimeUnit::Hour => 60,
            TimeUnit::Minute => 1,
            _ => return None,
        };
        Some((n.times(each)?.whole().filter(|m| *m < DAY / 2)?, end))
    }
}

const fn is_amount(word: Word) -> bool {
    matches!(word, Word::Unit(..) | Word::UnitOf(..) | Word::HourPart(_))
}

fn off(anchor: Clock, minutes: i64, after: bool) -> Option<ClockTime> {
    let by = if after { minutes } else { -minutes };
    let of_day = (i64::from(anchor.minutes_of_day()) + by).rem_euclid(DAY);
    Some(ClockTime {
        clock: Clock::new(
            u16::try_from(of_day / 60).ok()?,
            u16::try_from(of_day % 60).ok()?,
        )?,
        certain: true,
        part: None,
    })
}
