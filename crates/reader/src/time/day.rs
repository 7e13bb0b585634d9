//! Days: weekday, date, "tomorrow", and their combinations.

use hudna_text::{Gap, Language, TokenIdx, TokenKind, clitic::Proclitics, number};

use super::{
    tense,
    value::{DayExpr, Deixis, Direction, HijriDay, TimeUnit},
    words::{Text, Word},
};

/// A day read at a place.
#[derive(Debug, Clone)]
pub(crate) struct Day {
    pub(crate) expr: DayExpr,
    pub(crate) start: TokenIdx,
    pub(crate) end: TokenIdx,
    pub(crate) notes: Vec<String>,
    /// Whether a month was named.
    pub(crate) dated: bool,
}

/// Tokens before "the same year" in which the year is looked for.
const YEAR_BEFORE: u32 = 120;

/// Tokens before «12 منه» in which its month is looked for.
const MONTH_BEFORE: u32 = 24;

impl Text<'_, '_> {
    /// Whether the token stands on the same line, after blanks at most.
    pub(crate) fn near(&self, at: TokenIdx) -> bool {
        self.doc.token(at).is_some_and(|t| t.gap <= Gap::Blank)
    }

    /// Whether the token follows without a blank.
    pub(crate) fn glued(&self, at: TokenIdx) -> bool {
        self.doc.token(at).is_some_and(|t| t.gap == Gap::None)
    }

    pub(crate) fn is_number(&self, at: TokenIdx) -> bool {
        (self.doc.token(at)).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// A plain whole number in digits.
    pub(crate) fn digits(&self, at: TokenIdx) -> Option<i64> {
        if !self.is_number(at) {
            return None;
        }
        let word = self.word(at);
        let plain = word.len() <= 6 && word.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| word.parse().ok()).flatten()
    }

    /// A year in digits, with «عام» or "of" before it or «م», «года» behind it, and the token after.
    pub(super) fn year_at(&self, at: TokenIdx) -> Option<(i16, TokenIdx)> {
        let mut i = at;
        while matches!(self.word(i), "," | "من" | "of" | "في" | "in") && self.near(i) {
            i = i.plus(1);
            if i.0 > at.0 + 2 {
                return None;
            }
        }
        if self.is(i) == Some(Word::YearNoun) && self.near(i) {
            i = i.plus(1);
        }
        let n = self.digits(i).filter(|_| self.near(i))?;
        let year = i16::try_from(n).ok().filter(|y| (1900..2100).contains(y))?;
        if self.glued(i.plus(1)) && self.word(i.plus(1)) == ":" {
            return None;
        }
        i = i.plus(1);
        if self.word(i) == "م" && self.near(i)
            || matches!(self.word(i), "года" | "году" | "г") && self.near(i)
        {
            i = i.plus(1);
        }
        Some((year, i))
    }

    /// One name of a month, and the token after it.
    fn month_name(&self, at: TokenIdx) -> Option<(i8, TokenIdx)> {
        match self.is(at)? {
            Word::Month(m) => Some((m, at.plus(1))),
            Word::MonthOfTwo { first, second } if self.near(at.plus(1)) => {
                match self.word(at.plus(1)) {
                    "الاول" | "اول" => Some((first, at.plus(2))),
                    "الثاني" | "ثاني" => Some((second, at.plus(2))),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// A month with its other name, if one follows after a slash, a dash or in parentheses.
    /// The flag tells whether it was named twice.
    fn month(&self, at: TokenIdx, notes: &mut Vec<String>) -> Option<(i8, TokenIdx, bool)> {
        let (month, mut end) = self.month_name(at)?;
        if self.word(end) == "." && self.glued(end) && self.doc.language() == Language::English {
            end = end.plus(1);
        }
        let sign = self.word(end);
        if !matches!(sign, "/" | "(" | "-" | "\\") {
            return Some((month, end, false));
        }
        let Some((other, mut after)) = self.month_name(end.plus(1)) else {
            return Some((month, end, false));
        };
        if sign == "(" {
            if self.word(after) != ")" {
                return Some((month, end, false));
            }
            after = after.plus(1);
        }
        if other != month {
            let words = self.doc.span(at..after).of(self.doc.source()).unwrap_or("");
            notes.push(format!(
                "the two names of the month in {words:?} are different months; it is left open"
            ));
            return None;
        }
        Some((month, after, true))
    }

    /// Day of the month and month, in either order, and what else dates it.
    fn date(&self, at: TokenIdx, expr: &mut DayExpr, notes: &mut Vec<String>) -> Option<TokenIdx> {
        if let Some(end) = self.numeric_date(at, expr) {
            return Some(end);
        }
        // «الـ 27 من شهر آب», «الرابع من نوفمبر», "4 November", "the 4th of November"
        let mut i = at;
        if matches!(self.word(i), "ال" | "the") {
            i = i.plus(1);
        }
        let day = match self.digits(i) {
            Some(n) if self.word(i).len() <= 2 && number::ordinal_at(self.doc, i).is_none() => {
                Some((i8::try_from(n).ok()?, i.plus(1)))
            }
            _ => number::ordinal_at(self.doc, i)
                .and_then(|(n, end)| Some((i8::try_from(n).ok()?, end))),
        };
        if let Some((day, mut i)) = day.filter(|(d, _)| (1..=31).contains(d)) {
            while matches!(self.word(i), "من" | "of") && self.near(i)
                || self.is(i) == Some(Word::MonthNoun) && self.near(i)
            {
                i = i.plus(1);
            }
            if !self.near(i) {
                return None;
            }
            // «السابع من الجاري»
            // «في مايو 2015 … يوم 12 منه»: of the month that was told last.
            if self.word(i) == "منه"
                && let Some((month, end)) = (1..MONTH_BEFORE).find_map(|back| {
                    let (month, end, _) = self.month(at.minus(back)?, &mut Vec::new())?;
                    Some((month, end))
                })
            {
                (expr.day, expr.month) = (Some(day), Some(month));
                self.year_behind(end, expr);
                return Some(i.plus(1));
            }
            // «الثامنة من هذا المساء» is an hour.
            let current = self.is(i) == Some(Word::This) && !matches!(self.word(i), "هذا" | "هذه");
            if current && self.word(at.plus(1)) == "من" {
                expr.day = Some(day);
                expr.direction = Some(Direction::This);
                return Some(i.plus(1));
            }
            if let Some((month, end, _)) = self.month(i, notes) {
                expr.day = Some(day);
                expr.month = Some(month);
                return Some(self.year_behind(end, expr));
            }
            if let Some((hijri, end)) = self.hijri(i, Some(day)) {
                expr.hijri = Some(hijri);
                return Some(end);
            }
            return None;
        }
        // "November 4, 2016", "Jan. 15"
        let (month, end, _) = self.month(at, notes)?;
        let language = self.doc.language();
        if language != Language::English && language != Language::Undetermined {
            return None;
        }
        let day = match self.digits(end) {
            Some(n) if self.word(end).len() <= 2 => (n, end.plus(1)),
            _ => return None,
        };
        let day_end = match number::ordinal_at(self.doc, end) {
            Some((_, after)) => after,
            None => day.1,
        };
        let clock = self.word(day_end) == ":" && self.glued(day_end);
        let day = i8::try_from(day.0)
            .ok()
            .filter(|d| (1..=31).contains(d) && !clock)?;
        expr.day = Some(day);
        expr.month = Some(month);
        Some(self.year_behind(day_end, expr))
    }

    fn year_behind(&self, end: TokenIdx, expr: &mut DayExpr) -> TokenIdx {
        if let Some((year, end)) = self.year_at(end) {
            expr.year = Some(year);
            return end;
        }
        if let Some((year, end)) = self.year_told_before(end) {
            expr.year = Some(year);
            return end;
        }
        match self.year_from_here(end) {
            Some((0, end)) => {
                expr.direction = Some(Direction::This);
                end
            }
            Some((years, end)) => {
                expr.deixis = Some(Self::years_away(years));
                end
            }
            None => end,
        }
    }

    /// «من العام نفسه», "of the same year", «того же года»: the year that was told last.
    fn year_told_before(&self, at: TokenIdx) -> Option<(i16, TokenIdx)> {
        let mut i = at;
        while matches!(self.word(i), "of" | "من" | "the" | "في" | "in") && i.0 < at.0 + 2 {
            i = i.plus(1);
        }
        let end = match (self.word(i), self.word(i.plus(1)), self.word(i.plus(2))) {
            ("العام", "نفسه" | "ذاته" | "عينه", _)
            | ("السنه", "نفسها" | "ذاتها", _)
            | ("نفس" | "ذات", "العام" | "السنه", _)
            | ("same" | "that", "year", _) => i.plus(2),
            ("того", "же", "года") => i.plus(3),
            _ => return None,
        };
        let year = (1..YEAR_BEFORE).find_map(|back| {
            let told = at.minus(back)?;
            let digits = self.word(told);
            let year: i16 = (digits.len() == 4).then(|| digits.parse().ok()).flatten()?;
            (1900..2100).contains(&year).then_some(year)
        })?;
        self.near(i).then_some((year, end))
    }

    /// "This year", «прошлого года», «من العام الماضي»: years from that of publication.
    fn year_from_here(&self, at: TokenIdx) -> Option<(i32, TokenIdx)> {
        let mut i = at;
        while matches!(self.word(i), "of" | "من" | "في") && self.near(i) && i.0 < at.0 + 2 {
            i = i.plus(1);
        }
        let next = i.plus(1);
        if !(self.near(i) && self.near(next)) {
            return None;
        }
        let years = match (self.word(i), self.word(next)) {
            ("this", "year")
            | ("этого" | "текущего" | "нынешнего", "года")
            | ("هذا", "العام")
            | ("هذه", "السنه")
            | ("العام", "الجاري" | "الحالي")
            | ("السنه", "الجاريه" | "الحاليه") => 0,
            ("last", "year")
            | ("прошлого" | "минувшего", "года")
            | ("العام", "الماضي" | "الفايت")
            | ("السنه", "الماضيه") => -1,
            _ => return None,
        };
        Some((years, i.plus(2)))
    }

    const fn years_away(amount: i32) -> Deixis {
        Deixis::Ago {
            amount,
            unit: TimeUnit::Year,
        }
    }

    /// «3 رمضان 1443 هـ»
    fn hijri(&self, at: TokenIdx, day: Option<i8>) -> Option<(HijriDay, TokenIdx)> {
        let next = at.plus(1);
        let (month, mut end) = match self.is(at)? {
            Word::Hijri(m) => (m, next),
            Word::HijriOfTwo { first, second } => match self.word(next) {
                "الاول" | "الاولي" => (first, at.plus(2)),
                "الثاني" | "الثانيه" | "الاخر" | "الاخره" => {
                    (second, at.plus(2))
                }
                _ => return None,
            },
            Word::HijriPrefix => match self.word(next) {
                "القعده" => (11, at.plus(2)),
                "الحجه" => (12, at.plus(2)),
                _ => return None,
            },
            _ => return None,
        };
        let year = self
            .digits(end)
            .and_then(|y| i16::try_from(y).ok())
            .filter(|y| (1300..1600).contains(y) && self.near(end));
        if year.is_some() {
            end = end.plus(1);
            if matches!(self.word(end), "ه" | "هجري" | "هجريه") {
                end = end.plus(1);
            }
        }
        (day.is_some() || year.is_some()).then_some((HijriDay { day, month, year }, end))
    }

    /// «04.11.2016», "4/11/2016", "2016-11-04".
    fn numeric_date(&self, at: TokenIdx, expr: &mut DayExpr) -> Option<TokenIdx> {
        if !self.is_number(at) {
            return None;
        }
        let word = self.word(at);
        let (parts, end): (Vec<i64>, TokenIdx) = if word.contains('.') {
            (
                word.split('.').filter_map(|p| p.parse().ok()).collect(),
                at.plus(1),
            )
        } else {
            let sign = self.word(at.plus(1));
            let again = matches!(sign, "/" | "-") && self.word(at.plus(3)) == sign;
            let glued = (1..=4).all(|n| self.glued(at.plus(n)));
            if !again || !glued {
                return None;
            }
            let parts = [at, at.plus(2), at.plus(4)];
            (
                parts.iter().filter_map(|&p| self.digits(p)).collect(),
                at.plus(5),
            )
        };
        let [a, b, c] = parts[..] else { return None };
        let (day, month, year) = match (a, c) {
            (1900..2100, 1..=31) => (c, b, a),
            (1..=31, 1900..2100) => (a, b, c),
            _ => return None,
        };
        // 6/25/2017 can only be month first; 4/6/2017 is left alone in English, where it is both.
        let english = self.doc.language() == Language::English && a < 1900;
        let (day, month) = match (day, month) {
            (d, 1..=12) if d <= 12 && english && d != month => return None,
            (d, 1..=12) => (d, month),
            (m @ 1..=12, d @ 13..=31) if english => (d, m),
            _ => return None,
        };
        expr.day = i8::try_from(day).ok();
        expr.month = i8::try_from(month).ok();
        expr.year = i16::try_from(year).ok();
        Some(end)
    }

    /// «غد», «بعد غد», «أول من أمس», "the day after tomorrow".
    fn deixis(&self, at: TokenIdx) -> Option<(Deixis, TokenIdx)> {
        let next = at.plus(1);
        let deixis = |i: TokenIdx| match self.is(i) {
            Some(Word::Deixis(n)) if self.near(i) => Some(n),
            _ => None,
        };
        match self.is(at)? {
            Word::Deixis(0) if self.doc.word(at) == "اليوم" => self.today(at),
            Word::Deixis(n) => {
                // «أمس الأول»
                if n == -1 && self.word(next) == "الاول" {
                    return Some((Deixis::Days(-2), at.plus(2)));
                }
                // «завтрашнего дня»: the noun, no afternoon.
                if self.word(next) == "дня" && self.word(at).ends_with("его") {
                    return Some((Deixis::Days(n), at.plus(2)));
                }
                Some((Deixis::Days(n), next))
            }
            Word::DeixisPart(n, _) => Some((Deixis::Days(n), next)),
            Word::After => match deixis(next)? {
                1 => Some((Deixis::Days(2), at.plus(2))),
                _ => None,
            },
            Word::First => {
                // «أول من أمس», «أول أمس»
                let i = if self.word(next) == "من" {
                    at.plus(2)
                } else {
                    next
                };
                (deixis(i)? == -1).then_some((Deixis::Days(-2), i.plus(1)))
            }
            Word::Before if self.doc.token(at)?.script == hudna_text::Script::Arabic => {
                (deixis(next)? == -1).then_some((Deixis::Days(-2), at.plus(2)))
            }
            Word::Unit(TimeUnit::Day, 1) => {
                // "day after tomorrow"
                let far = match (self.is(next)?, deixis(at.plus(2))?) {
                    (Word::After, 1) => 2,
                    (Word::Before, -1) => -2,
                    _ => return None,
                };
                Some((Deixis::Days(far), at.plus(3)))
            }
            Word::This => match self.is(next)? {
                Word::Part(_) if self.near(next) => Some((Deixis::Days(0), next)),
                _ => None,
            },
            _ => None,
        }
    }

    /// «اليوم» is today, but not in «اليوم نفسه», «اليوم التالي», «اليوم الأول», «قناة روسيا اليوم».
    fn today(&self, at: TokenIdx) -> Option<(Deixis, TokenIdx)> {
        let next = at.plus(1);
        if let Some(before) = at.minus(1)
            && matches!(self.word(before), "روسيا" | "مصر" | "سوريا" | "اليمن")
            && self.near(at)
            && (before.minus(1)).is_some_and(|b| names_a_channel(self.word(b)))
        {
            return None;
        }
        match self.is(next) {
            Some(Word::Same) => Some((Deixis::SameDay, at.plus(2))),
            Some(Word::Following) => Some((Deixis::NextDay, at.plus(2))),
            _ => {
                // «اليوم الأول», the first day, but «اليوم الرابع من نوفمبر» is a date.
                let ordinal = number::ordinal_at(self.doc, next).is_some() && self.near(next);
                let dated = || {
                    self.date(next, &mut DayExpr::default(), &mut Vec::new())
                        .is_some()
                };
                (!ordinal || dated()).then_some((Deixis::Days(0), next))
            }
        }
    }

    /// Where the second name of a day begins behind its comma: «завтра, в пятницу», "tomorrow, on Friday",
    /// "from tomorrow, from Friday", «الجمعة، أي غدا».
    fn apposed(&self, at: TokenIdx) -> TokenIdx {
        let words = match (self.word(at), self.word(at.plus(1))) {
            ("that", "is") | ("то", "есть") => 2,
            ("в" | "во" | "с" | "со" | "on" | "from" | "من" | "اي", _) => 1,
            _ => 0,
        };
        let mut named = at.plus(words);
        if words > 0 && self.is(named) == Some(Word::DayNoun) {
            named = named.plus(1);
        }
        let near = (at.0..named.0).all(|t| self.near(TokenIdx(t + 1)));
        if near { named } else { at }
    }

    /// The day that begins at `at`: everything about it that stands together.
    pub(super) fn read_day(&self, at: TokenIdx) -> Option<Day> {
        let mut expr = DayExpr::default();
        let mut notes = Vec::new();
        let mut i = at;
        let mut end = None;
        let mut open_parenthesis = false;
        let mut dated = false;
        // Each turn reads one more part; a part of a kind already there ends the day.
        for _ in 0..8 {
            if i > at && !self.near(i) {
                break;
            }
            let before = i;
            match self.is(i) {
                Some(Word::DayNoun) if !self.particles(i).has(Proclitics::WILL) => i = i.plus(1),
                // "Every Saturday" is no one day.
                Some(Word::Weekday(_))
                    if (i.minus(1)).is_some_and(|b| self.is(b) == Some(Word::Every)) =>
                {
                    break;
                }
                Some(Word::Weekday(w)) if expr.weekday.is_none() && !self.friday_prayer(i) => {
                    expr.weekday = Some(w);
                    i = i.plus(1);
                    end = Some(i);
                }
                Some(Word::ShortWeekday(w)) if expr.weekday.is_none() => {
                    let next = if matches!(self.word(i.plus(1)), "." | ",") {
                        i.plus(2)
                    } else {
                        i.plus(1)
                    };
                    let month = |i| matches!(self.is(i), Some(Word::Month(_)));
                    let dated = month(next) || self.digits(next).is_some() && month(next.plus(1));
                    if !dated {
                        break;
                    }
                    expr.weekday = Some(w);
                    i = next;
                }
                Some(Word::Next | Word::Last | Word::This) => {
                    // Behind what it modifies, or before a weekday: "next Friday", "this morning".
                    let direction = match self.is(i) {
                        Some(Word::Next) => Direction::Next,
                        Some(Word::Last) => Direction::Last,
                        _ => Direction::This,
                    };
                    let before_weekday = matches!(self.is(i.plus(1)), Some(Word::Weekday(_)))
                        && self.near(i.plus(1));
                    if let Some((deixis, next)) = self.deixis(i).filter(|_| end.is_none()) {
                        expr.deixis = Some(deixis);
                        i = next;
                        end = Some(i);
                    } else if expr.direction.is_none() && (end.is_some() || before_weekday) {
                        let arabic = self.doc.language() == Language::Arabic;
                        if end.is_some() && !arabic {
                            break;
                        }
                        expr.direction = Some(direction);
                        i = i.plus(1);
                        end = end.map(|_| i);
                    } else {
                        break;
                    }
                }
                Some(Word::Part(part)) => {
                    // «صباح الجمعة», «مساء غد»; "Friday morning"; «завтра утром».
                    if expr.part.is_some() {
                        break;
                    }
                    expr.part = Some(part);
                    i = i.plus(1);
                    if end.is_some() {
                        end = Some(i);
                    } else if matches!(self.word(i), "يوم" | "of" | "من" | "on" | "в" | "во")
                    {
                        i = i.plus(1);
                    }
                }
                Some(Word::Until | Word::To) => break,
                _ if end.is_some() && !open_parenthesis && self.word(i) == "(" => {
                    // «أول من أمس (السبت)»
                    let inside = self.day_in_parenthesis(i, &expr);
                    if !inside {
                        break;
                    }
                    open_parenthesis = true;
                    i = i.plus(1);
                    continue;
                }
                _ if open_parenthesis && self.word(i) == ")" => {
                    i = i.plus(1);
                    end = Some(i);
                    open_parenthesis = false;
                    continue;
                }
                _ if end.is_some() && self.word(i) == "," && !dated => {
                    // "Sunday, June 25"; «сегодня, 5 марта»; not «الأربعاء، 8 حافلات».
                    let mut probe = DayExpr::default();
                    let date = self.date(i.plus(1), &mut probe, &mut Vec::new());
                    // "yesterday, Wednesday", but not "yesterday, Friday's truce".
                    let named = self.apposed(i.plus(1));
                    let deixis = self.deixis(named).is_some() && expr.deixis.is_none();
                    let weekday = expr.deixis.is_some()
                        && expr.weekday.is_none()
                        && matches!(self.is(named), Some(Word::Weekday(_)))
                        && self.word(named.plus(1)) != "'s";
                    let other = weekday || deixis && expr.weekday.is_some();
                    if !(self.near(i.plus(1)) && (date.is_some() || other)) {
                        break;
                    }
                    i = if other { named } else { i.plus(1) };
                    continue;
                }
                _ => {}
            }
            if i != before {
                continue;
            }
            if expr.deixis.is_none()
                && !dated
                && let Some((deixis, next)) = self.deixis(i)
            {
                expr.deixis = Some(deixis);
                if let Some(Word::DeixisPart(_, part)) = self.is(i) {
                    expr.part = Some(part);
                }
                i = next;
                end = Some(i);
                continue;
            }
            if !dated && let Some(next) = self.date(i, &mut expr, &mut notes) {
                // «3 رمضان 1443 هـ - 04 أبريل 2022 م»
                let other = expr.hijri.is_some() && expr.month.is_none();
                i = next;
                end = Some(i);
                if other
                    && (matches!(self.word(i), "-" | "/" | "(" | "الموافق"))
                    && let Some(next) = self.date(i.plus(1), &mut expr, &mut notes)
                {
                    i = if self.word(i) == "(" && self.word(next) == ")" {
                        next.plus(1)
                    } else {
                        next
                    };
                    end = Some(i);
                }
                dated = true;
                continue;
            }
            break;
        }
        let end = end.or_else(|| {
            // A month alone.
            let (month_expr, next) = self.month_alone(i, &mut notes)?;
            dated = true;
            expr = DayExpr {
                part: None,
                ..month_expr
            };
            Some(next)
        })?;
        // A closing parenthesis that opened inside the day.
        let end = if open_parenthesis && self.word(end) == ")" {
            end.plus(1)
        } else {
            end
        };
        if expr.deixis.is_none() && expr.direction.is_none() && expr.year.is_none() {
            if expr.month.is_some() {
                expr.direction = tense::leaning(self, at);
            } else if expr.weekday.is_some() && expr.day.is_none() {
                expr.direction = tense::direction(self, at, end);
            }
        }
        Some(Day {
            expr,
            start: at,
            end,
            notes,
            dated,
        })
    }

    /// «صلاة الجمعة»
    fn friday_prayer(&self, at: TokenIdx) -> bool {
        at.minus(1)
            .is_some_and(|b| matches!(self.word(b), "صلاه" | "خطبه" | "جيش" | "black"))
    }

    fn day_in_parenthesis(&self, open: TokenIdx, expr: &DayExpr) -> bool {
        let first = open.plus(1);
        match self.is(first) {
            Some(Word::Weekday(_)) => {
                expr.weekday.is_none() && self.word(first.plus(1)) == ")"
                    || self
                        .date(first.plus(1), &mut DayExpr::default(), &mut Vec::new())
                        .is_some()
            }
            _ => {
                expr.month.is_none()
                    && self
                        .date(first, &mut DayExpr::default(), &mut Vec::new())
                        .is_some_and(|end| self.word(end) == ")")
            }
        }
    }

    /// A month without a day: named twice, with a year or a direction, or after a word that asks
    /// for a month ("in", «شهر», «منذ»).
    fn month_alone(&self, at: TokenIdx, notes: &mut Vec<String>) -> Option<(DayExpr, TokenIdx)> {
        let mut i = at;
        let mut asked = self.is(i) == Some(Word::MonthNoun);
        if asked {
            i = i.plus(1);
        }
        let mut expr = DayExpr::default();
        if let Some(d) = self.direction_word(i)
            && self.doc.language() != Language::Arabic
        {
            expr.direction = Some(d);
            i = i.plus(1);
            asked = true;
        }
        let (month, end, twice) = self.month(i, notes)?;
        expr.month = Some(month);
        let mut end = self.year_behind(end, &mut expr);
        if let Some(d) = self.direction_word(end)
            && self.near(end)
            && self.doc.language() == Language::Arabic
        {
            expr.direction = Some(d);
            end = end.plus(1);
            asked = true;
        }
        let preposition = at.minus(1).is_some_and(|b| {
            matches!(
                self.word(b),
                "في" | "منذ"
                    | "خلال"
                    | "شهر"
                    | "منتصف"
                    | "اواخر"
                    | "اوايل"
                    | "نهايه"
                    | "in"
                    | "since"
                    | "during"
                    | "early"
                    | "late"
                    | "mid"
                    | "в"
                    | "с"
                    | "до"
                    | "конце"
                    | "начале"
            )
        });
        // «آب» is also "father", «مارس» "practised", "may" and "march" are verbs.
        let named = twice || asked || expr.year.is_some() || preposition;
        named.then_some((expr, end))
    }

    fn direction_word(&self, at: TokenIdx) -> Option<Direction> {
        match self.is(at)? {
            Word::Next => Some(Direction::Next),
            Word::Last => Some(Direction::Last),
            Word::This => Some(Direction::This),
            _ => None,
        }
    }

    /// «منذ 17 يوما», "three years ago", «два дня назад»: a day or year so long ago.
    pub(crate) fn ago(&self, at: TokenIdx) -> Option<(DayExpr, TokenIdx)> {
        let next = at.plus(1);
        match self.is(at) {
            Some(Word::Since | Word::Before) => {
                let (amount, unit, end) = self.amount(next)?;
                let amount = i32::try_from(amount.whole()?).ok()?;
                // «قبل يومين من الهدنة», «منذ 26 يوما من القصف» count from something else.
                let from_other = matches!(self.word(end), "من" | "the" | "of");
                let arabic = self.doc.token(at)?.script == hudna_text::Script::Arabic;
                (arabic && !from_other).then(|| (Self::so_long_ago(-amount, unit), end))
            }
            _ if !self.tells_ago => None,
            _ => {
                let (amount, unit, end) = self.amount(at)?;
                let amount = i32::try_from(amount.whole()?).ok()?;
                (self.is(end) == Some(Word::Ago) && self.near(end))
                    .then(|| (Self::so_long_ago(-amount, unit), end.plus(1)))
            }
        }
    }

    fn so_long_ago(amount: i32, unit: TimeUnit) -> DayExpr {
        DayExpr {
            deixis: Some(Deixis::Ago { amount, unit }),
            ..DayExpr::default()
        }
    }
}

/// «قناة», «صحيفة», «بحسب»: what stands before «روسيا اليوم» or «مصر اليوم» where it is the name of who reports.
fn names_a_channel(word: &str) -> bool {
    matches!(
        word,
        "قناه"
            | "شبكه"
            | "موقع"
            | "وكاله"
            | "صحيفه"
            | "جريده"
            | "مراسل"
            | "لمراسل"
            | "تلفزيون"
            | "بحسب"
            | "نقلت"
            | "ونقلت"
    )
}
