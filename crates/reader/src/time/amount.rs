//! Amounts of time: durations, periods, recurrence.

use hudna_text::{
    Rational, TokenIdx,
    clitic::Proclitics,
    number::{self, NumberForm, Quantity},
};

use super::{
    value::{DayPart, DurationRole, TimeUnit, TimeValue},
    words::{Text, Word},
};

impl Text<'_, '_> {
    /// The unit that `at` names and how many the word itself says (0: it does not).
    fn unit(&self, at: TokenIdx) -> Option<(TimeUnit, u8)> {
        match self.is(at)? {
            Word::Unit(unit, own) => Some((unit, own)),
            Word::MonthNoun => Some((TimeUnit::Month, 1)),
            Word::YearNoun => Some((TimeUnit::Year, 1)),
            Word::DayNoun => Some((TimeUnit::Day, 1)),
            // «два дня»; elsewhere "in the afternoon".
            Word::Part(DayPart::Afternoon) if self.word(at) == "дня" => Some((TimeUnit::Day, 0)),
            _ => None,
        }
    }

    /// A whole or half number and its unit: «خمسة أشهر», «ساعتين», «نصف ساعة», "12-hour".
    pub(crate) fn amount(&self, at: TokenIdx) -> Option<(Rational, TimeUnit, TokenIdx)> {
        let (quantity, unit, end) = self.amount_bounded(at)?;
        Some((quantity.single()?, unit, end))
    }

    /// The same with its bounds.
    fn amount_bounded(&self, at: TokenIdx) -> Option<(Quantity, TimeUnit, TokenIdx)> {
        // The dual and words with the number inside; a lone singular is one.
        match self.is(at) {
            Some(Word::Unit(unit, own @ (1 | 2))) => {
                let n = Rational::from(i64::from(own));
                let (n, end) = self.and_a_half(n, at.plus(1));
                return Some((Quantity::exactly(n), unit, end));
            }
            Some(Word::MonthNoun) => {
                return Some((
                    Quantity::exactly(Rational::from(1)),
                    TimeUnit::Month,
                    at.plus(1),
                ));
            }
            Some(Word::YearNoun) if self.digits(at.plus(1)).is_none() => {
                return Some((
                    Quantity::exactly(Rational::from(1)),
                    TimeUnit::Year,
                    at.plus(1),
                ));
            }
            Some(Word::UnitOf(unit, n, d)) => {
                return Some((Quantity::exactly(Rational::new(n, d)?), unit, at.plus(1)));
            }
            _ => {}
        }
        // «نصف ساعة», "half an hour"
        let parts = match self.word(at) {
            "نصف" | "half" => 2,
            "ثلث" => 3,
            "ربع" => 4,
            _ => 0,
        };
        if parts > 0 {
            let article = matches!(self.word(at.plus(1)), "a" | "an");
            let after_half = at.plus(1 + u32::from(article));
            if let Some((unit, 1)) = self.unit(after_half) {
                let part = Quantity::exactly(Rational::new(1, parts)?);
                return Some((part, unit, after_half.plus(1)));
            }
        }
        // «الأيام الستة والعشرين الماضية»: the number behind the noun.
        if let Some((unit, 0)) = self.unit(at)
            && self.particles(at).has(Proclitics::THE)
        {
            let n = self
                .number(at.plus(1))
                .filter(|n| n.form == NumberForm::Cardinal && self.near(at.plus(1)))?;
            return Some((n.quantity, unit, n.numeral.end));
        }
        let n = self.number(at).filter(|n| n.form == NumberForm::Cardinal)?;
        let mut end = n.numeral.end;
        if self.word(end) == "-" && self.near(end) {
            end = end.plus(1);
        }
        if !self.near(end) {
            return None;
        }
        // «عشر ساعات», but never an hour of the clock: «ثلاث الساعة».
        let (unit, _) = self.unit(end)?;
        end = end.plus(1);
        let quantity = match n.quantity.single() {
            Some(value) => {
                let (value, after) = self.and_a_half(value, end);
                end = after;
                Quantity {
                    min: Some(value),
                    max: Some(value),
                    exact: n.quantity.exact,
                }
            }
            None => n.quantity,
        };
        Some((quantity, unit, end))
    }

    /// «خمس سنوات ونصف السنة», «ساعتان ونصف».
    fn and_a_half(&self, n: Rational, at: TokenIdx) -> (Rational, TokenIdx) {
        if self.word(at) != "ونصف" || !self.near(at) {
            return (n, at);
        }
        let unit_again = self.near(at.plus(1))
            && (self.unit(at.plus(1)).is_some() || self.is(at.plus(1)) == Some(Word::ClockNoun));
        let end = at.plus(1 + u32::from(unit_again));
        let sum = Rational::new(1, 2).and_then(|half| n.plus(half));
        (sum.unwrap_or(n), end)
    }

    /// An amount of time with what it is the amount of; the first token may stand before `at`
    /// («لمدة»).
    pub(crate) fn duration(&self, at: TokenIdx) -> Option<(TimeValue, TokenIdx, TokenIdx)> {
        let (amount, unit, end) = self.amount_bounded(at)?;
        let bound = self.number(at).map_or(at, |n| n.tokens.start);
        let before = |n: u32| bound.minus(n).filter(|&b| self.near(b.plus(1)));
        let has = |n: u32, word: Word| before(n).is_some_and(|b| self.is(b) == Some(word));
        let single = matches!(
            self.is(at),
            Some(Word::Unit(_, 1) | Word::MonthNoun | Word::YearNoun)
        );
        let for_ = has(1, Word::For)
            || has(2, Word::For)
                && before(1).is_some_and(|b| matches!(self.word(b), "من" | "ال" | "a"));
        // «لعشر ساعات», «لـ12 ساعة»
        let joined = number_particles(self, at).has(Proclitics::FOR)
            || before(1).is_some_and(|b| self.word(b) == "ل" && self.glued(bound));
        let lasts = (1..=3).any(|n| has(n, Word::Lasts))
            || has(1, Word::Last)
                && before(2)
                    .is_some_and(|b| self.is(b) == Some(Word::AheadCue) || self.word(b) == "to");
        let lasted = (1..=3).any(|n| has(n, Word::Lasted));
        let ago = has(1, Word::Since)
            || has(1, Word::Before)
            || has(1, Word::After)
            || self.is(end) == Some(Word::Ago)
            || !(for_ || joined || lasts) && self.is_off(end, before(1))
            || before(1).is_some_and(|b| matches!(self.word(b), "через" | "خلال" | "within"));
        let past = self.is(end) == Some(Word::Last)
            || has(1, Word::Last) && !lasts
            || self.word(bound.minus(2).unwrap_or(bound)) == "الايام";
        let extra = self.is(end) == Some(Word::Extra)
            || has(1, Word::Extra)
            || before(1).is_some_and(|b| self.word(b) == "by");
        // "a 12-hour lull", «10-часовой»
        let adjective = self.word(at.plus(1)) == "-" && self.glued(at.plus(1))
            || matches!(self.is(at), Some(Word::UnitOf(..)));
        // «هدنة من 10 ساعات»
        let made_of = before(1).is_some_and(|b| self.word(b) == "من")
            && before(2).is_some_and(|b| self.is(b).is_none());
        let russian_span = before(1).is_some_and(|b| self.word(b) == "на");
        let role = if past || lasted {
            DurationRole::History
        } else if ago {
            DurationRole::Apart
        } else if extra {
            DurationRole::Extension
        } else if for_ || joined || lasts || adjective || made_of || russian_span {
            DurationRole::Length
        } else {
            DurationRole::Open
        };
        // A lone «ساعة» or "day" is no duration, unless a word says so.
        // «يوما إضافيا», "an extra day"; "another day" is any other.
        let added = self.is(end) == Some(Word::Extra)
            || has(1, Word::Extra) && before(1).is_some_and(|b| self.word(b) != "another");
        let said = for_ || lasts || lasted || added || russian_span;
        if single && !(said || joined && self.is(at) != Some(Word::DayNoun)) {
            return None;
        }
        let end = if self.is(end) == Some(Word::Last) || self.is(end) == Some(Word::Extra) {
            end.plus(1)
        } else {
            end
        };
        let start = if for_ && has(1, Word::For) {
            before(1).unwrap_or(bound)
        } else {
            bound
        };
        Some((TimeValue::Duration { amount, unit, role }, start, end))
    }

    /// "48 hours after the signing", "two hours late", "in two days": a distance, no length.
    fn is_off(&self, end: TokenIdx, before: Option<TokenIdx>) -> bool {
        matches!(self.is(end), Some(Word::After | Word::Before))
            || matches!(self.word(end), "late" | "earlier")
            || before.is_some_and(|b| self.word(b) == "in")
    }

    /// «الأسبوع الماضي», "last week", «на прошлой неделе».
    pub(crate) fn period(&self, at: TokenIdx) -> Option<(TimeValue, TokenIdx)> {
        let next = at.plus(1);
        let step = |i: TokenIdx| match self.is(i)? {
            Word::Next => Some(1),
            Word::Last => Some(-1),
            Word::This => Some(0),
            _ => None,
        };
        let unit = |i: TokenIdx| match self.is(i)? {
            Word::Unit(u @ (TimeUnit::Week | TimeUnit::Month | TimeUnit::Year), 1) => Some(u),
            Word::MonthNoun => Some(TimeUnit::Month),
            Word::YearNoun => Some(TimeUnit::Year),
            _ => None,
        };
        if !self.near(next) {
            return None;
        }
        let (unit, offset) = match (unit(at), step(next)) {
            (Some(u), Some(o))
                if self.particles(at).has(Proclitics::THE) || self.word(at).starts_with("ال") =>
            {
                (u, o)
            }
            _ => (unit(next)?, step(at)?),
        };
        Some((TimeValue::Period { unit, offset }, at.plus(2)))
    }

    /// «يوميا», "every day".
    pub(crate) fn daily(&self, at: TokenIdx) -> Option<TokenIdx> {
        match self.is(at)? {
            // «يومي السبت والأحد» is the dual of "day".
            Word::Daily => {
                (!matches!(self.is(at.plus(1)), Some(Word::Weekday(_)))).then_some(at.plus(1))
            }
            Word::Every => matches!(
                self.is(at.plus(1))?,
                Word::DayNoun | Word::Unit(TimeUnit::Day, 1) | Word::Part(DayPart::Night)
            )
            .then_some(at.plus(2)),
            _ => None,
        }
    }
}

/// The particles joined to a number in words.
fn number_particles(text: &Text<'_, '_>, at: TokenIdx) -> Proclitics {
    let word = text.word(at);
    let known = text.particles(at);
    if known.has(Proclitics::FOR) {
        return known;
    }
    let peeled = word.starts_with('ل') && number::numeral_at(text.doc, at).is_some();
    if peeled { Proclitics::FOR } else { known }
}
