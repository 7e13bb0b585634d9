//! The words of time of all languages in one table: one look-up for each token.

use std::{cell::RefCell, sync::LazyLock};

use hudna_text::{
    Document, Lexicon, PerToken, TokenIdx,
    clitic::Proclitics,
    fold,
    number::{self, NumberMention},
};

use super::{
    ar,
    day::Day,
    en, ru,
    value::{DayPart, TimeUnit, Weekday},
};
use crate::lexicon::narrow;

/// What a word means for a time expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// A day of the week.
    Weekday(Weekday),
    /// The same, shortened so far that it needs a date beside it: "Sun".
    ShortWeekday(Weekday),
    /// A month.
    Month(i8),
    /// A month's first word, by whether "the first" or "the second" follows: «كانون», «تشرين».
    MonthOfTwo { first: i8, second: i8 },
    /// A month of the Islamic calendar.
    Hijri(i8),
    /// The same in two words: «ربيع الأول».
    HijriOfTwo { first: i8, second: i8 },
    /// «ذو» before «القعدة» or «الحجة».
    HijriPrefix,
    /// «شهر», "month" as the noun before a month's name.
    MonthNoun,
    /// «عام», «سنة», «года» before or after a year.
    YearNoun,
    /// «يوم», "day".
    DayNoun,
    /// «أيام» and the like, for the recurrence "every day".
    Deixis(i32),
    /// "tonight", «الليلة».
    DeixisPart(i32, DayPart),
    /// «غد» after «بعد» is one day later: "the day after tomorrow" in several words.
    Part(DayPart),
    /// «ص», "a.m."
    Am,
    /// «م», "p.m."
    Pm,
    /// «الساعة», "o'clock", «часов» of the clock.
    ClockNoun,
    /// "noon", «полдень», which need no hour.
    Noon,
    /// "midnight", «полночь».
    Midnight,
    /// «الواحدة», one o'clock: no ordinal.
    OneOClock,
    /// A unit; how many of it the word itself says (1 singular, 2 dual, 0 plural).
    Unit(TimeUnit, u8),
    /// A unit with the number inside: «полчаса», «сутки».
    UnitOf(TimeUnit, i64, i64),
    /// «المقبل», "next".
    Next,
    /// «الماضي», "last".
    Last,
    /// «الجاري», "this".
    This,
    /// «نفسه», «ذاته», "same".
    Same,
    /// «التالي», "the following".
    Following,
    /// «من», "from".
    From,
    /// «ابتداء» (من), "starting": an opening without an end.
    Starting,
    /// «إلى», «حتى», "until".
    To,
    /// «حتى», "until", which may stand without a beginning.
    Until,
    /// «بين», "between".
    Between,
    /// «و», "and".
    And,
    /// «في», «عند», "at", "on", «в».
    At,
    /// «بعد», "after".
    After,
    /// «قبل», "before".
    Before,
    /// «أول» of «أول من أمس».
    First,
    /// «إلا», "minus" of the clock.
    Minus,
    /// A part of an hour, in minutes.
    HourPart(u8),
    /// «منذ», "since".
    Since,
    /// "ago", «назад».
    Ago,
    /// «لمدة», "for", «в течение».
    For,
    /// «تستمر», "will last".
    Lasts,
    /// «استمرت», "lasted".
    Lasted,
    /// «إضافية», "more", «дополнительно».
    Extra,
    /// «يوميا», "daily".
    Daily,
    /// «كل», "every".
    Every,
    /// «توقيت», "time" of a zone.
    ZoneNoun,
    /// «المحلي», "local".
    Local,
    /// A zone's own name: GMT.
    Zone(&'static str),
    /// «تبدأ», "begins".
    Begins,
    /// «تنتهي», "ends".
    Ends,
    /// A sign that what it governs is ahead: «سوف», "will", «المقرر».
    AheadCue,
    /// A verb in the past.
    BackCue,
    /// The same of announcing or agreeing: what it announces is to come.
    Announced,
    /// The same of saying: it tells nothing of when the thing said is.
    Said,
    /// «كان», "was": turns «مقرر» into the past.
    Was,
}

/// A word as written and what it means.
pub(crate) type Entry = (&'static str, Word);

static WORDS: LazyLock<Lexicon<Word>> = LazyLock::new(|| {
    [ar::WORDS, en::WORDS, ru::WORDS]
        .into_iter()
        .flatten()
        .flat_map(|&(words, meaning)| words.split_whitespace().map(move |w| (fold(w), meaning)))
        .collect()
});

/// A document with each token's meaning looked up once.
pub(crate) struct Text<'d, 's> {
    pub(crate) doc: &'d Document<'s>,
    meanings: PerToken<(Proclitics, Word)>,
    /// Whether noon or midnight is among them: hours before and after them are looked for nowhere else.
    pub(super) tells_noon: bool,
    /// The same of «назад», "ago".
    pub(super) tells_ago: bool,
    /// The numbers of the text.
    numbers: &'d [NumberMention],
    /// The day asked for last: several rules try the same place one after another.
    last_day: RefCell<(TokenIdx, Option<Day>)>,
}

impl<'d, 's> Text<'d, 's> {
    pub(crate) fn new(doc: &'d Document<'s>, numbers: &'d [NumberMention]) -> Self {
        let found = doc.look_up_fronts(&WORDS).enumerate();
        let meanings = PerToken::of(found.map(|(at, found)| {
            let (before, word) = found?;
            let whole_only = matches!(
                word,
                Word::Am | Word::Pm | Word::From | Word::To | Word::First | Word::And
            ) || word == Word::Month(8)
                && doc.word(TokenIdx(narrow(at))).ends_with("اب");
            (before.is_empty() || !whole_only && !before.has(Proclitics::WILL))
                .then_some((before, word))
        }));
        let tells = |of: fn(Word) -> bool| meanings.values().iter().any(|&(_, word)| of(word));
        let nowhere = TokenIdx(u32::MAX);
        Self {
            doc,
            tells_noon: tells(|word| matches!(word, Word::Noon | Word::Midnight)),
            tells_ago: tells(|word| word == Word::Ago),
            meanings,
            numbers,
            last_day: RefCell::new((nowhere, None)),
        }
    }

    /// The number whose numeral begins at `at`; perhaps within another.
    pub(crate) fn number(&self, at: TokenIdx) -> Option<NumberMention> {
        if !number::may_begin(self.doc, at) {
            return None;
        }
        let known = (self.numbers).binary_search_by_key(&at, |n| n.numeral.start);
        match known.ok().and_then(|i| self.numbers.get(i)) {
            Some(known) => Some(known.clone()),
            None => number::mention_at(self.doc, at),
        }
    }

    /// The day that begins at `at`.
    pub(crate) fn day(&self, at: TokenIdx) -> Option<Day> {
        if self.last_day.borrow().0 != at {
            let day = self.read_day(at);
            *self.last_day.borrow_mut() = (at, day);
        }
        self.last_day.borrow().1.clone()
    }

    /// What the word at `at` means.
    pub(crate) fn is(&self, at: TokenIdx) -> Option<Word> {
        self.meanings.get(at).map(|m| m.1)
    }

    /// The particles joined to it.
    pub(crate) fn particles(&self, at: TokenIdx) -> Proclitics {
        (self.meanings.get(at)).map_or(Proclitics::default(), |m| m.0)
    }

    /// The folded letters.
    pub(crate) fn word(&self, at: TokenIdx) -> &'s str {
        self.doc.word(at)
    }
}
