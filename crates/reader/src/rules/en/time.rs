//! English: the words of time and the rules that read them.

use crate::time::{
    rule::Rule,
    value::{DayPart, TimeUnit, Weekday},
    words::{Entry, Word},
};

/// A date: day and month in either order, with or without weekday and year.
///
/// "Sunday, June 25". "4 November 2016". "the 4th of November". "2016-11-04".
pub(crate) const DATE: Rule = Rule::new("en.time.date@1");

/// A month with a year, a direction or a preposition.
///
/// "in November 2020". "last July". Not "may" or "march" alone.
pub(crate) const MONTH: Rule = Rule::new("en.time.month@1");

/// A day of the week, before or after publication by its modifier or the verb that governs it.
///
/// "next Friday". "will meet on Saturday". "said Wednesday".
pub(crate) const WEEKDAY: Rule = Rule::new("en.time.weekday@1");

/// Today, tomorrow, yesterday and the like.
///
/// "the day after tomorrow". "yesterday, Wednesday".
pub(crate) const DEIXIS: Rule = Rule::new("en.time.deixis@1");

/// An amount of time before or after publication.
///
/// "three years ago". Not "three years before the war".
pub(crate) const AGO: Rule = Rule::new("en.time.ago@1");

/// An hour with its half of the day, its day and its zone.
///
/// "8 a.m. local time (0500 UTC) on Saturday". "noon".
pub(crate) const CLOCK: Rule = Rule::new("en.time.clock@1");

/// From an hour or day to another.
///
/// "from 8:00 am (0500 GMT) until 7:00 pm (1600 GMT)". "between 6 a.m. and 3 p.m.".
pub(crate) const WINDOW: Rule = Rule::new("en.time.window@1");

/// An amount of time: how long something is to last, or did last.
///
/// "a 12-hour lull". "for eight hours". "lasted three days" (history).
pub(crate) const DURATION: Rule = Rule::new("en.time.duration@1");

/// A whole week, month or year.
///
/// "last week".
pub(crate) const PERIOD: Rule = Rule::new("en.time.period@1");

/// Every day.
///
/// "daily". "each day".
pub(crate) const DAILY: Rule = Rule::new("en.time.daily@1");

/// The words.
pub(crate) const WORDS: &[Entry] = &[
    ("saturday", Word::Weekday(Weekday::Saturday)),
    ("sunday", Word::Weekday(Weekday::Sunday)),
    ("monday", Word::Weekday(Weekday::Monday)),
    ("tuesday", Word::Weekday(Weekday::Tuesday)),
    ("wednesday", Word::Weekday(Weekday::Wednesday)),
    ("thursday", Word::Weekday(Weekday::Thursday)),
    ("friday", Word::Weekday(Weekday::Friday)),
    ("sat", Word::ShortWeekday(Weekday::Saturday)),
    ("sun", Word::ShortWeekday(Weekday::Sunday)),
    ("mon", Word::ShortWeekday(Weekday::Monday)),
    ("tue tues", Word::ShortWeekday(Weekday::Tuesday)),
    ("wed", Word::ShortWeekday(Weekday::Wednesday)),
    ("thu thur thurs", Word::ShortWeekday(Weekday::Thursday)),
    ("fri", Word::ShortWeekday(Weekday::Friday)),
    ("january jan", Word::Month(1)),
    ("february feb", Word::Month(2)),
    ("march mar", Word::Month(3)),
    ("april apr", Word::Month(4)),
    ("may", Word::Month(5)),
    ("june jun", Word::Month(6)),
    ("july jul", Word::Month(7)),
    ("august aug", Word::Month(8)),
    ("september sep sept", Word::Month(9)),
    ("october oct", Word::Month(10)),
    ("november nov", Word::Month(11)),
    ("december dec", Word::Month(12)),
    ("month", Word::MonthNoun),
    ("today", Word::Deixis(0)),
    ("tomorrow", Word::Deixis(1)),
    ("yesterday", Word::Deixis(-1)),
    ("tonight", Word::DeixisPart(0, DayPart::Night)),
    ("dawn daybreak", Word::Part(DayPart::Dawn)),
    ("morning", Word::Part(DayPart::Morning)),
    ("afternoon", Word::Part(DayPart::Afternoon)),
    ("evening", Word::Part(DayPart::Evening)),
    ("night", Word::Part(DayPart::Night)),
    ("am", Word::Am),
    ("pm", Word::Pm),
    ("noon midday", Word::Noon),
    ("midnight", Word::Midnight),
    ("o'clock", Word::ClockNoun),
    ("minute", Word::Unit(TimeUnit::Minute, 1)),
    ("minutes", Word::Unit(TimeUnit::Minute, 0)),
    ("hour", Word::Unit(TimeUnit::Hour, 1)),
    ("hours", Word::Unit(TimeUnit::Hour, 0)),
    ("day", Word::Unit(TimeUnit::Day, 1)),
    ("days", Word::Unit(TimeUnit::Day, 0)),
    ("week", Word::Unit(TimeUnit::Week, 1)),
    ("weeks", Word::Unit(TimeUnit::Week, 0)),
    ("months", Word::Unit(TimeUnit::Month, 0)),
    ("year", Word::Unit(TimeUnit::Year, 1)),
    ("years", Word::Unit(TimeUnit::Year, 0)),
    ("fortnight", Word::UnitOf(TimeUnit::Week, 2, 1)),
    ("next coming upcoming", Word::Next),
    ("last past previous", Word::Last),
    ("this current", Word::This),
    ("same", Word::Same),
    ("following", Word::Following),
    ("from", Word::From),
    ("starting beginning effective", Word::Starting),
    ("to", Word::To),
    ("until till til through", Word::Until),
    ("between", Word::Between),
    ("and", Word::And),
    ("at on in by late early around", Word::At),
    ("after", Word::After),
    ("before", Word::Before),
    ("since", Word::Since),
    ("ago", Word::Ago),
    ("for lasting during", Word::For),
    ("last", Word::Lasts),
    ("lasted ran", Word::Lasted),
    ("more additional extra further another", Word::Extra),
    ("daily nightly", Word::Daily),
    ("every each", Word::Every),
    ("local", Word::Local),
    ("time", Word::ZoneNoun),
    ("gmt utc z", Word::Zone("GMT")),
    ("cet cest", Word::Zone("CET")),
    ("est edt et", Word::Zone("US Eastern")),
    ("msk", Word::Zone("Moscow")),
    ("eet eest", Word::Zone("EET")),
    (
        "begins began begin starts started start starting",
        Word::Begins,
    ),
    ("ends ended end expires expired expire", Word::Ends),
    (
        "will shall would planned scheduled due expected set upcoming",
        Word::AheadCue,
    ),
    ("was were had", Word::Was),
    (
        "announced agreed proclaimed declared accepted confirmed reached extended",
        Word::Announced,
    ),
    (
        "said told called accused rejected refused welcomed reported added denied urged demanded warned \
         claimed voiced",
        Word::Said,
    ),
    (
        "met observed halted paused opened killed wounded wanted left hit broke failed collapsed arrived entered seized \
         resumed held took went made gave came shelled bombed fired",
        Word::BackCue,
    ),
];

/// Places of "… time" and their zones.
pub(crate) const ZONES: &[(&str, &str)] = &[
    ("damascus syrian syria aleppo", "Asia/Damascus"),
    ("jerusalem israeli", "Asia/Jerusalem"),
    ("gaza palestinian", "Asia/Gaza"),
    ("beirut lebanese", "Asia/Beirut"),
    ("baghdad iraqi", "Asia/Baghdad"),
    ("riyadh saudi", "Asia/Riyadh"),
    ("sanaa yemeni aden", "Asia/Aden"),
    ("cairo egyptian", "Africa/Cairo"),
    ("khartoum sudanese", "Africa/Khartoum"),
    ("tripoli libyan", "Africa/Tripoli"),
    ("kyiv kiev ukrainian", "Europe/Kyiv"),
    ("istanbul ankara turkish", "Europe/Istanbul"),
    ("manila philippine", "Asia/Manila"),
    ("kabul afghan", "Asia/Kabul"),
    ("london british", "Europe/London"),
    ("moscow russian", "Moscow"),
    ("greenwich universal", "GMT"),
    ("eastern", "US Eastern"),
    ("baku azerbaijani", "Asia/Baku"),
    ("yerevan armenian", "Asia/Yerevan"),
];
