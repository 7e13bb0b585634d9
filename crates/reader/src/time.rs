//! Time as reports tell it: what was said, before any date is known.
//!
//! [`mentions`] finds the expressions of a text and reads each into a [`TimeValue`] that holds only
//! what the words say: "Friday", "the fourth of November", "tomorrow", "from nine to seven". A
//! publication date turns such a value into days and hours ([`resolve`]); `dating` finds that date.
//!
//! The words of each language and the rules that read them are in the language's rule pack
//! (`rules/ar/time.rs` and so on); the grammar here is common to them, because all three say the
//! same things in different orders. One look-up tells what a word means; the grammar is tried only
//! where an expression can begin.

mod amount;
#[path = "rules/ar/time.rs"]
mod ar;
mod clock;
mod day;
#[path = "rules/en/time.rs"]
mod en;
mod offset;
mod part;
mod resolve;
#[path = "rules/ru/time.rs"]
mod ru;
pub(crate) mod rule;
mod span;
pub(crate) mod tense;
pub(crate) mod value;
pub(crate) mod why;
mod window;
pub(crate) mod words;
mod zone;

pub use resolve::{Resolved, Unresolved, english, resolve, resolve_day};
pub use value::{
    ClockTime, DayExpr, DayPart, Deixis, Direction, DurationRole, HijriDay, Midnight, Moment,
    Parallel, Precision, TimeMention, TimeUnit, TimeValue, Weekday, ZoneName, ZoneWords,
};

use clock::Sign;
use hudna_text::{
    Document, Language, Script, TokenIdx, TokenKind,
    number::{self, NumberMention},
};
use hudna_truce::RuleId;
use rule::Rule;
use words::{Text, Word};

/// Every time expression of a text, in order, none inside another.
#[must_use]
pub fn mentions(doc: &Document<'_>) -> Vec<TimeMention> {
    mentions_beside(doc, &number::mentions(doc))
}

/// The same where the numbers of the text are known.
pub(crate) fn mentions_beside(doc: &Document<'_>, numbers: &[NumberMention]) -> Vec<TimeMention> {
    let text = Text::new(doc, numbers);
    let mut out: Vec<TimeMention> = Vec::new();
    let mut at = TokenIdx(0);
    while doc.token(at).is_some() {
        let begins = text.may_begin(at);
        debug_assert!(
            begins || !text.is(at).is_some_and(is_inner) || text.mention(at).is_none(),
            "an expression begins at {:?}, where `may_begin` says that none can",
            text.word(at)
        );
        match begins.then(|| text.mention(at)).flatten() {
            Some(m) => {
                at = m.tokens.end.max(at.plus(1));
                out.push(m);
            }
            None => at = at.plus(1),
        }
    }
    open_and_close(&text, &mut out);
    mark_daily(&text, &mut out);
    borrow_years(&text, &mut out);
    out
}

/// The rules of one language.
struct Pack {
    date: Rule,
    month: Rule,
    weekday: Rule,
    deixis: Rule,
    ago: Rule,
    clock: Rule,
    window: Rule,
    duration: Rule,
    period: Rule,
    daily: Rule,
}

macro_rules! pack {
    ($lang:ident) => {
        Pack {
            date: $lang::DATE,
            month: $lang::MONTH,
            weekday: $lang::WEEKDAY,
            deixis: $lang::DEIXIS,
            ago: $lang::AGO,
            clock: $lang::CLOCK,
            window: $lang::WINDOW,
            duration: $lang::DURATION,
            period: $lang::PERIOD,
            daily: $lang::DAILY,
        }
    };
}

/// The names of all rules of time, for tests and for lists of rules.
#[must_use]
pub fn rules() -> Vec<RuleId> {
    [&AR, &EN, &RU]
        .into_iter()
        .flat_map(|p| {
            [
                p.date, p.month, p.weekday, p.deixis, p.ago, p.clock, p.window, p.duration,
                p.period, p.daily,
            ]
        })
        .map(Rule::id)
        .collect()
}

static AR: Pack = pack!(ar);
static EN: Pack = pack!(en);
static RU: Pack = pack!(ru);

/// Whether the word is a part of expressions that none begins with: among them the most frequent words
/// of all, «في», "in", «в».
const fn is_inner(word: Word) -> bool {
    matches!(
        word,
        Word::At
            | Word::To
            | Word::AheadCue
            | Word::ZoneNoun
            | Word::Local
            | Word::Zone(_)
            | Word::Ago
            | Word::For
            | Word::Lasts
            | Word::Lasted
            | Word::Extra
    )
}

impl Text<'_, '_> {
    /// A cheap look before the grammar is tried.
    fn may_begin(&self, at: TokenIdx) -> bool {
        match self.is(at) {
            Some(Word::And | Word::Same | Word::Following | Word::Was) => false,
            Some(Word::BackCue | Word::Announced | Word::Said) => false,
            // Some are numbers as well.
            Some(word) if is_inner(word) => number::may_begin(self.doc, at),
            Some(_) => true,
            None => self.doc.token(at).is_some_and(|t| match t.kind {
                TokenKind::Number => true,
                // Ordinals and numerals begin hours and durations.
                TokenKind::Word => {
                    number::may_begin(self.doc, at)
                        || t.script == Script::Cyrillic && self.word(at) == "без"
                }
                TokenKind::Punct => false,
            }),
        }
    }

    fn pack(&self, at: TokenIdx) -> &'static Pack {
        // Digits take the language of the word behind them, or of the text.
        let script = (at.0..at.0 + 4).find_map(|i| {
            let token = self.doc.token(TokenIdx(i))?;
            (token.kind == TokenKind::Word).then_some(token.script)
        });
        match (script, self.doc.language()) {
            (Some(Script::Latin), _) | (None, Language::English) => &EN,
            (Some(Script::Cyrillic), _) | (None, Language::Russian) => &RU,
            _ => &AR,
        }
    }

    fn mention(&self, at: TokenIdx) -> Option<TimeMention> {
        let pack = self.pack(at);
        let build = |start: TokenIdx, end: TokenIdx, rule: Rule, value: TimeValue| TimeMention {
            tokens: start..end,
            span: self.doc.span(start..end),
            rule: rule.id(),
            value,
            zone: None,
            parallels: Vec::new(),
            notes: Vec::new(),
        };
        if let Some(w) = self.reach(at) {
            let value = TimeValue::Window {
                start: w.start,
                end: w.end,
                daily: false,
            };
            return Some(TimeMention {
                zone: w.zone,
                parallels: w.parallels,
                notes: w.notes,
                ..build(w.from, w.to, pack.window, value)
            });
        }
        // «من», most frequent of all words that begin one, begins nothing else.
        if self.is(at) == Some(Word::From) && !number::may_begin(self.doc, at) {
            return None;
        }
        if let Some(mut p) = self.point(at, Sign::Needed) {
            p.told_apart(self);
            let day = p.moment.day.as_ref();
            let rule = match day {
                _ if p.moment.clock.is_some() => pack.clock,
                _ if p.ago => pack.ago,
                Some(d) if d.day.is_some() || d.hijri.is_some() => pack.date,
                Some(d) if d.deixis.is_some() => pack.deixis,
                Some(d) if d.weekday.is_some() => pack.weekday,
                _ => pack.month,
            };
            return Some(TimeMention {
                zone: p.zone,
                parallels: p.parallels,
                notes: p.notes,
                ..build(p.start, p.end, rule, TimeValue::Moment(p.moment))
            });
        }
        if let Some((value, end)) = self.period(at) {
            return Some(build(at, end, pack.period, value));
        }
        if let Some((value, start, end)) = self.duration(at) {
            return Some(build(start, end, pack.duration, value));
        }
        let end = self.daily(at)?;
        Some(build(at, end, pack.daily, TimeValue::Daily))
    }
}

/// A window beside "every day" recurs.
fn mark_daily(text: &Text<'_, '_>, mentions: &mut [TimeMention]) {
    let every_day: Vec<_> = mentions
        .iter()
        .filter(|m| m.value == TimeValue::Daily)
        .map(|m| m.tokens.clone())
        .collect();
    for d in every_day {
        let here = mentions.partition_point(|m| m.tokens.start < d.start);
        let same =
            |m: &TimeMention| text.doc.sentence_of(m.tokens.start) == text.doc.sentence_of(d.start);
        let (before, behind) = mentions.split_at_mut(here);
        let before = (before.iter_mut().rev()).take_while(|m| m.tokens.end.0 + BESIDE >= d.start.0);
        let behind = (behind.iter_mut()).take_while(|m| m.tokens.start.0 <= d.end.0 + BESIDE);
        for m in before.chain(behind).filter(|m| same(m)) {
            if let TimeValue::Window { daily, .. } = &mut m.value {
                *daily = true;
            }
        }
    }
}

/// Times before a date that may tell its year.
const YEAR_BEFORE: usize = 3;

/// "In October 2016 a truce, due to begin on Oct. 19": a date in the month that its sentence has named with a year.
fn borrow_years(text: &Text<'_, '_>, mentions: &mut [TimeMention]) {
    let named = |m: &TimeMention| match &m.value {
        TimeValue::Moment(Moment { day: Some(d), .. })
        | TimeValue::Window {
            start: Some(Moment { day: Some(d), .. }),
            ..
        } => d.month.zip(d.year),
        _ => None,
    };
    for i in 1..mentions.len() {
        let Some((before, [m, ..])) = mentions.split_at_mut_checked(i) else {
            continue;
        };
        let edges = match &mut m.value {
            TimeValue::Moment(m) => [Some(m), None],
            TimeValue::Window { start, end, .. } => [start.as_mut(), end.as_mut()],
            _ => continue,
        };
        for day in edges.into_iter().flatten().filter_map(|m| m.day.as_mut()) {
            if day.year.is_some() || day.day.is_none() || day.deixis.is_some() {
                continue;
            }
            let sentence = text.doc.sentence_of(m.tokens.start);
            let year = (before.iter().rev().take(YEAR_BEFORE))
                .take_while(|b| text.doc.sentence_of(b.tokens.start) == sentence)
                .filter_map(named)
                .find(|(month, _)| Some(*month) == day.month);
            if let Some((_, year)) = year {
                day.year = Some(year);
            }
        }
    }
}

/// Most tokens between a window and "every day".
const BESIDE: u32 = 3;

/// Words that a verb of beginning or ending may stand before its hour: «تنقضي عند», "ends at".
const VERB_REACH: u32 = 3;

/// «تبدأ في الساعة السادسة من مساء اليوم … وتنتهي في السادسة من مساء غد»: hours under a verb of
/// beginning or ending are edges, and two edges of one sentence are one window.
fn open_and_close(text: &Text<'_, '_>, mentions: &mut Vec<TimeMention>) {
    let verb = |at: TokenIdx, word: Word| {
        (1..=VERB_REACH).any(|n| at.minus(n).is_some_and(|b| text.is(b) == Some(word)))
    };
    for m in mentions.iter_mut() {
        if let TimeValue::Moment(moment @ Moment { clock: Some(_), .. }) = &mut m.value {
            let moment = std::mem::take(moment);
            let (start, end) = if verb(m.tokens.start, Word::Ends) {
                (None, Some(moment))
            } else if verb(m.tokens.start, Word::Begins) {
                (Some(moment), None)
            } else {
                m.value = TimeValue::Moment(moment);
                continue;
            };
            m.rule = text.pack(m.tokens.start).window.id();
            m.value = TimeValue::Window {
                start,
                end,
                daily: false,
            };
        }
    }
    let mut joined: Vec<TimeMention> = Vec::with_capacity(mentions.len());
    for m in mentions.drain(..) {
        let window = joined.last().and_then(|last| one_window(text, last, &m));
        match (joined.last_mut(), window) {
            (Some(last), Some(window)) => *last = window,
            _ => joined.push(m),
        }
    }
    *mentions = joined;
}

/// Tokens that may stand between a window's beginning and its end.
const BETWEEN_EDGES: u32 = 8;

fn one_window(text: &Text<'_, '_>, a: &TimeMention, b: &TimeMention) -> Option<TimeMention> {
    let (
        TimeValue::Window {
            start: Some(start),
            end: None,
            ..
        },
        TimeValue::Window {
            start: None,
            end: Some(end),
            ..
        },
    ) = (&a.value, &b.value)
    else {
        return None;
    };
    let near = b.tokens.start.0.saturating_sub(a.tokens.end.0) <= BETWEEN_EDGES;
    let same = text.doc.sentence_of(a.tokens.start) == text.doc.sentence_of(b.tokens.start);
    // "due to start at 9 a.m., was delayed until noon": no end.
    let was = (a.tokens.end.0..b.tokens.start.0).any(|t| text.is(TokenIdx(t)) == Some(Word::Was));
    (near && !was && same && start.clock.is_some() && end.clock.is_some()).then(|| TimeMention {
        tokens: a.tokens.start..b.tokens.end,
        span: a.span.cover(b.span),
        rule: a.rule.clone(),
        value: TimeValue::Window {
            start: Some(start.clone()),
            end: Some(end.clone()),
            daily: false,
        },
        zone: a.zone.or(b.zone),
        parallels: a.parallels.iter().chain(&b.parallels).copied().collect(),
        notes: a.notes.iter().chain(&b.notes).cloned().collect(),
    })
}
