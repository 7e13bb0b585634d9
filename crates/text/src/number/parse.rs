//! One numeral: digits, words, or digits and words.

use super::words::NumberWord;
use crate::{
    Document, Language, Rational, Script, Token, TokenIdx, TokenKind, clitic::Proclitics,
    token::Gap,
};

/// A numeral and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// Its value.
    pub value: Rational,
    /// The token after it.
    pub end: TokenIdx,
    /// The last "thousand" or "million" in it; 1 without.
    pub scale: i64,
    /// Value and end before the last "and" in it: «عشرين و» of «بين عشرين وثلاثين».
    pub(super) before_and: Option<(Rational, TokenIdx)>,
}

/// One token's part in a numeral.
#[derive(Debug, Clone, Copy)]
struct Part {
    word: NumberWord,
    /// Whether «و» is joined to it.
    and: bool,
    script: Script,
}

fn part_at(doc: &Document<'_>, at: TokenIdx) -> Option<Part> {
    let (before, word) = doc.number_word(at)?;
    let token = doc.token(at)?;
    let the = before.has(Proclitics::THE);
    // «سالف» is no "will" and a thousand.
    let unlikely = before.has(Proclitics::WILL)
        // «الاثنين» is Monday, «الأحد» Sunday; «الاثنتي عشرة ساعة» are twelve hours.
        || the
            && matches!(word, NumberWord::Unit(2) | NumberWord::CompoundOne)
            && (doc.word(at).ends_with("اثنين")
                || doc.word(at).ends_with("احد")
                || !matches!(doc.word(at.plus(1)), "عشر" | "عشره"))
        // «لست» is "I am not", unless hours or days follow.
        || doc.word(at) == "لست" && !counted_follows(doc, at.plus(1));
    (!unlikely).then_some(Part {
        word,
        and: before.has(Proclitics::AND),
        script: token.script,
    })
}

fn counted_follows(doc: &Document<'_>, at: TokenIdx) -> bool {
    let word = doc.word(at);
    word.ends_with("ات")
        || matches!(
            word,
            "ايام" | "اشهر" | "شهور" | "سنين" | "اسابيع" | "دقايق" | "دول"
        )
}

/// Hundreds, tens and units of one group.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    digits: Option<Rational>,
    hundreds: Option<i64>,
    tens: Option<i64>,
    units: Option<i64>,
    half: bool,
}

impl Group {
    fn is_empty(&self) -> bool {
        self.digits.is_none()
            && self.hundreds.is_none()
            && self.tens.is_none()
            && self.units.is_none()
            && !self.half
    }

    fn value(&self) -> Option<Rational> {
        let whole = self.hundreds.unwrap_or(0) + self.tens.unwrap_or(0) + self.units.unwrap_or(0);
        let mut sum = Rational::from(whole).plus(self.digits.unwrap_or(Rational::from(0)))?;
        if self.half {
            sum = sum.plus(Rational::new(1, 2)?)?;
        }
        Some(sum)
    }

    /// Adds a word below a thousand; `false` if there is no room for it.
    fn add(&mut self, word: NumberWord) -> bool {
        let free_below_hundred = self.tens.is_none() && self.units.is_none();
        if self.digits.is_some() || self.half {
            return false;
        }
        match word {
            NumberWord::Unit(n) if self.units.is_none() && self.tens != Some(10) => {
                self.units = Some(i64::from(n));
            }
            NumberWord::CompoundOne if free_below_hundred => self.units = Some(1),
            NumberWord::Teen(n) if free_below_hundred => {
                (self.tens, self.units) = (Some(10), Some(i64::from(n) - 10));
            }
            NumberWord::Ten | NumberWord::Tens(_) if self.tens.is_none() => {
                self.tens = Some(match word {
                    NumberWord::Tens(n) => i64::from(n),
                    _ => 10,
                });
            }
            NumberWord::Hundreds(n) if self.hundreds.is_none() && free_below_hundred => {
                self.hundreds = Some(i64::from(n));
            }
            NumberWord::Hundred if self.hundreds.is_none() && self.tens.is_none() => {
                self.hundreds = Some(self.units.take().unwrap_or(1) * 100);
            }
            _ => return false,
        }
        true
    }
}

/// The numeral that begins at `at`: «ستة وعشرين», «150 ألف», "two and a half million", «1.500».
///
/// Vague words («آلاف», "thousands") without a number before them are no numerals.
#[must_use]
pub fn numeral_at(doc: &Document<'_>, at: TokenIdx) -> Option<Numeral> {
    let mut total = Rational::from(0);
    let mut group = Group::default();
    // Each scale must be smaller than the one before.
    let (mut room, mut scale) = (i64::MAX, 1);
    let mut before_and = None;
    let mut i = at;
    loop {
        let first = i == at;
        let Some(token) = doc.token(i) else { break };
        if !first && token.gap > Gap::Blank {
            break;
        }
        let so_far = || total.plus(group.value()?);
        // "½ million"; alone it may be half of anything.
        if first && let Some(fraction) = fraction_at(doc, i) {
            let scale = part_at(doc, i.plus(1)).map(|p| p.word);
            if !matches!(
                scale,
                Some(NumberWord::Scale(_) | NumberWord::PluralScale(_))
            ) {
                return None;
            }
            group.digits = Some(fraction);
            i = i.plus(1);
            continue;
        }
        if token.kind == TokenKind::Number {
            let joined = !first && room < i64::MAX && group.is_empty();
            let Some((n, next)) = digits_at(doc, i) else {
                break;
            };
            if !(first || joined && n < Rational::from(room)) {
                break;
            }
            group.digits = Some(n);
            i = next;
            continue;
        }
        // «و3500» and «و 500»: the particle stands alone before digits.
        if !first && doc.word(i) == "و" && room < i64::MAX && group.is_empty() {
            let Some((n, next)) = digits_at(doc, i.plus(1)) else {
                break;
            };
            if n >= Rational::from(room) {
                break;
            }
            before_and = Some((so_far()?, i));
            group.digits = Some(n);
            i = next;
            continue;
        }
        if !first && doc.word(i) == "-" && token.gap == Gap::None {
            // "twenty-five"
            let tens = group.tens.is_some_and(|t| t > 10) && group.units.is_none();
            match part_at(doc, i.plus(1)) {
                Some(Part { word, .. }) if tens && matches!(word, NumberWord::Unit(1..=9)) => {
                    group.add(word);
                    i = i.plus(2);
                    continue;
                }
                _ => break,
            }
        }
        let Some(part) = part_at(doc, i) else { break };
        let arabic = part.script == Script::Arabic;
        if !first && part.and {
            before_and = Some((so_far()?, i));
        }
        let fits = match part.word {
            NumberWord::Article => {
                // "a hundred", "half a million"
                let next = part_at(doc, i.plus(1)).map(|p| p.word);
                let before_scale = matches!(
                    next,
                    Some(NumberWord::Hundred | NumberWord::Scale(_) | NumberWord::PluralScale(_))
                );
                if first && before_scale {
                    group.units = Some(1);
                }
                before_scale && (first || group.half)
            }
            NumberWord::And => {
                let next = part_at(doc, i.plus(1)).map(|p| p.word);
                let half = matches!(next, Some(NumberWord::Half))
                    || matches!(next, Some(NumberWord::Article))
                        && matches!(
                            part_at(doc, i.plus(2)).map(|p| p.word),
                            Some(NumberWord::Half)
                        );
                if half && !first && group.value().is_some_and(|v| v.whole().is_some()) {
                    group.half = true;
                    i = i.plus(if matches!(next, Some(NumberWord::Half)) {
                        2
                    } else {
                        3
                    });
                    continue;
                }
                let below_hundred = matches!(
                    next,
                    Some(NumberWord::Unit(_) | NumberWord::Teen(_) | NumberWord::Tens(_))
                );
                let room_below = group.hundreds.is_some() && group.tens.is_none()
                    || group.is_empty() && room < i64::MAX;
                if first || !below_hundred || !room_below || doc.word(i) != "and" {
                    break;
                }
                before_and = Some((so_far()?, i));
                true
            }
            NumberWord::Half => {
                // «نصف مليون», not «نصف ساعة».
                let of_scale = || {
                    part_at(doc, i.plus(1))
                        .is_some_and(|p| matches!(p.word, NumberWord::Scale(_)) && !p.and)
                };
                if first && (!arabic || of_scale()) {
                    group.half = true;
                    true
                } else if !first && part.and && scale > 1 && group.is_empty() {
                    // «مليون ونصف»: half of the scale.
                    match Rational::new(scale, 2).and_then(|half| total.plus(half)) {
                        Some(sum) => {
                            total = sum;
                            // «ونصف المليون»
                            let again = part_at(doc, i.plus(1))
                                .is_some_and(|p| p.word == NumberWord::Scale(scale) && !p.and);
                            i = i.plus(u32::from(again));
                            true
                        }
                        None => false,
                    }
                } else if !first && part.and && group.value().is_some_and(|v| v.whole().is_some()) {
                    group.half = true;
                    true
                } else {
                    false
                }
            }
            NumberWord::OneAndHalf => {
                let empty = first && group.is_empty();
                if empty {
                    (group.units, group.half) = (Some(1), true);
                }
                empty
            }
            NumberWord::Scale(s) | NumberWord::PluralScale(s) | NumberWord::DualScale(s) => {
                let alone = group.is_empty();
                let dual = matches!(part.word, NumberWord::DualScale(_));
                let counted = !alone && !dual && !part.and;
                let by_itself = alone
                    && (first || part.and)
                    && !matches!(part.word, NumberWord::PluralScale(_));
                if s < room && (counted || by_itself) {
                    let n = match (alone, dual) {
                        (true, true) => Rational::from(2),
                        (true, false) => Rational::from(1),
                        _ => group.value()?,
                    };
                    total = total.plus(n.times(s)?)?;
                    group = Group::default();
                    (room, scale) = (s, s);
                    true
                } else {
                    false
                }
            }
            NumberWord::Ten => {
                // «ثلاثة عشر», without «و»; alone it is ten.
                let teen = !part.and && group.units.is_some();
                let plain = (first || part.and) && group.is_empty()
                    || part.and && group.hundreds.is_some() && group.units.is_none();
                (teen || plain) && group.add(part.word)
            }
            NumberWord::Hundred => {
                let counted = !part.and && group.units.is_some();
                let alone = (first || part.and) && group.is_empty();
                (counted || alone) && group.add(part.word)
            }
            NumberWord::Unit(_) | NumberWord::CompoundOne | NumberWord::Tens(_) => {
                // Arabic joins with «و»; English and Russian put the parts side by side.
                let order = first
                    || if arabic {
                        part.and
                    } else {
                        group.units.is_none()
                    };
                let new_group_ok = !group.is_empty() || first || room < i64::MAX;
                order && new_group_ok && group.add(part.word)
            }
            NumberWord::Teen(_) | NumberWord::Hundreds(_) => {
                (first || !arabic || part.and) && group.add(part.word)
            }
            NumberWord::Ordinal(_) | NumberWord::OrdinalTens(_) => {
                // «الستة والعشرين» ends like an ordinal.
                match part.word {
                    NumberWord::OrdinalTens(n) if !first && part.and => {
                        group.add(NumberWord::Tens(n))
                    }
                    _ => false,
                }
            }
        };
        if !fits {
            break;
        }
        i = i.plus(1);
    }
    let compound_only = group.units == Some(1)
        && group.tens.is_none()
        && matches!(
            part_at(doc, at).map(|p| p.word),
            Some(NumberWord::CompoundOne)
        );
    if i == at || compound_only || (group.is_empty() && room == i64::MAX) {
        return None;
    }
    Some(Numeral {
        value: total.plus(group.value()?)?,
        end: i,
        scale,
        before_and: before_and.filter(|&(_, end)| end > at),
    })
}

/// The number that digits mean, with a fraction behind them, and the token after it.
fn digits_at(doc: &Document<'_>, at: TokenIdx) -> Option<(Rational, TokenIdx)> {
    let (n, end) = plain_digits_at(doc, at)?;
    let glued = doc.token(end).is_some_and(|t| t.gap == Gap::None);
    match fraction_at(doc, end).filter(|_| glued) {
        Some(fraction) => Some((n.plus(fraction)?, end.plus(1))),
        None => Some((n, end)),
    }
}

/// «½», «¾»: what the sign means.
fn fraction_at(doc: &Document<'_>, at: TokenIdx) -> Option<Rational> {
    let (part, whole) = match doc.word(at) {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Rational::new(part, whole)
}

fn plain_digits_at(doc: &Document<'_>, at: TokenIdx) -> Option<(Rational, TokenIdx)> {
    if doc.token(at)?.kind != TokenKind::Number {
        return None;
    }
    let word = doc.word(at);
    let groups = || word.split(['.', ',']);
    let count = groups().count();
    let thousands = |sep: char| {
        count > 1
            && word.chars().all(|c| c.is_ascii_digit() || c == sep)
            && groups()
                .next()
                .is_some_and(|g| (1..=3).contains(&g.len()) && g != "0")
            && groups().skip(1).all(|g| g.len() == 3)
    };
    // A point before three digits separates thousands in Arabic and Russian, a comma in Arabic and
    // English.
    let as_thousands = thousands(',') && doc.language() != Language::Russian
        || thousands('.') && doc.language() != Language::English
        || count > 2 && (thousands(',') || thousands('.'));
    let digits: i64 = word.bytes().try_fold(0_i64, |n, b| {
        if b.is_ascii_digit() {
            n.checked_mul(10)?.checked_add(i64::from(b - b'0'))
        } else {
            Some(n)
        }
    })?;
    if count == 1 || as_thousands {
        let mut n = digits;
        let mut end = at.plus(1);
        // «3 500»
        if count == 1 && word.len() <= 3 && !word.starts_with('0') {
            while let Some(next) = spaced_thousand(doc, end) {
                n = n.checked_mul(1_000)?.checked_add(next)?;
                end = end.plus(1);
            }
        }
        return Some((Rational::from(n), end));
    }
    if count > 2 {
        return None;
    }
    let decimals = u32::try_from(groups().nth(1)?.len()).ok()?;
    Some((
        Rational::new(digits, 10_i64.checked_pow(decimals)?)?,
        at.plus(1),
    ))
}

/// Three digits after a blank that groups thousands: any blank in Russian, a no-break one elsewhere.
fn spaced_thousand(doc: &Document<'_>, at: TokenIdx) -> Option<i64> {
    let token = doc.token(at)?;
    let word = doc.word(at);
    let fits = token.kind == TokenKind::Number
        && token.gap == Gap::Blank
        && word.len() == 3
        && word.bytes().all(|b| b.is_ascii_digit());
    let start = doc.token(at.minus(1)?)?.span().end;
    let blank = doc.source().get(start..token.span().start)?;
    let grouped = doc.language() == Language::Russian && blank.chars().count() == 1
        || matches!(blank, "\u{a0}" | "\u{202f}" | "\u{2009}");
    (fits && grouped).then(|| word.parse().ok()).flatten()
}

/// Whether a numeral or ordinal may begin at `at`: a cheap look before the two are tried.
#[inline]
#[must_use]
pub fn may_begin(doc: &Document<'_>, at: TokenIdx) -> bool {
    let digits = |t: &Token| t.kind == TokenKind::Number && !is_label(doc, at, t);
    doc.token(at).is_some_and(digits) || doc.number_word(at).is_some() && part_at(doc, at).is_some()
}

/// "M23", «М4»: digits grown onto a word that is not Arabic («و3500» is "and 3500") name something.
fn is_label(doc: &Document<'_>, at: TokenIdx, digits: &Token) -> bool {
    let before = at.minus(1).and_then(|b| doc.token(b));
    digits.gap == Gap::None
        && before.is_some_and(|b| b.kind == TokenKind::Word && b.script != Script::Arabic)
}

/// The ordinal that begins at `at` («الرابع», «الحادية عشرة», «السادس والعشرين», "4th",
/// "twenty-first", «четвёртого», «4-го») and the token after it.
#[must_use]
pub fn ordinal_at(doc: &Document<'_>, at: TokenIdx) -> Option<(u8, TokenIdx)> {
    let token = doc.token(at)?;
    if token.kind == TokenKind::Number {
        let n: u8 = doc.word(at).parse().ok()?;
        let glued = |i: TokenIdx| doc.token(i).is_some_and(|t| t.gap == Gap::None);
        let next = at.plus(1);
        if glued(next) && matches!(doc.word(next), "st" | "nd" | "rd" | "th") {
            return Some((n, next.plus(1)));
        }
        let ending = matches!(
            doc.word(next.plus(1)),
            "го" | "ого" | "е" | "ое" | "й" | "му" | "м"
        );
        return (glued(next) && doc.word(next) == "-" && ending && glued(next.plus(1)))
            .then_some((n, next.plus(2)));
    }
    let part = part_at(doc, at)?;
    let next = at.plus(1);
    let follows = |i: TokenIdx| {
        let glued = doc.token(i).is_some_and(|t| t.gap <= Gap::Blank);
        glued.then(|| part_at(doc, i)).flatten()
    };
    match (part.word, part.script) {
        (NumberWord::Ordinal(n), Script::Arabic) => match follows(next) {
            Some(Part {
                word: NumberWord::Ten,
                and: false,
                ..
            }) => Some((n + 10, next.plus(1))),
            Some(Part {
                word: NumberWord::OrdinalTens(t),
                and: true,
                ..
            }) => Some((t + n, next.plus(1))),
            _ => Some((n, next)),
        },
        (NumberWord::Ordinal(n), _) => Some((n, next)),
        (NumberWord::OrdinalTens(n), script) => {
            // «العشرين» alone may be a cardinal with the article.
            (script != Script::Arabic || !part.and).then_some((n, next))
        }
        (NumberWord::Tens(t), Script::Latin | Script::Cyrillic) => {
            let second = if doc.word(next) == "-" {
                next.plus(1)
            } else {
                next
            };
            match follows(second)?.word {
                NumberWord::Ordinal(n) if n < 10 => Some((t + n, second.plus(1))),
                _ => None,
            }
        }
        _ => None,
    }
}
