//! The day from which the relative words of a report are seen.

use hudna_truce::{RuleId, Span};
use jiff::civil::Date;

/// The day from which relative words are seen, and how it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The day.
    pub day: Date,
    /// How it is known.
    pub how: How,
    /// The words that it follows from; none for a date that was given.
    pub words: Option<Span>,
}

/// How the day is known from which relative words are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum How {
    /// The user or the page's metadata gave the day of publication.
    Given,
    /// A date line states it: «موسكو، 17 تشرين الأول/أكتوبر 2016 -», "Moscow, 17 October 2016 -".
    DateLine,
    /// A relative day with its full date states it: «اليوم الخميس 8 ديسمبر 2016», "today, Thursday 8
    /// December 2016".
    Today,
    /// All expressions together leave one day: "tomorrow, Friday" and "4 November 2016" for the same hours.
    Words,
    /// The words are of the evening before publication: «غدا الجمعة», "tomorrow, Friday", on a Friday.
    Eve,
    /// The lead dates its news; the page is of that day or the next.
    Lead,
}

impl How {
    /// The rule that found the day.
    pub(crate) const fn rule(self) -> RuleId {
        RuleId::new(match self {
            Self::Given => "dating.given@1",
            Self::DateLine => "dating.date-line@1",
            Self::Today => "dating.today@1",
            Self::Words => "dating.words@1",
            Self::Eve => "dating.eve@2",
            Self::Lead => "dating.lead@1",
        })
    }

    /// The rule in words, before the day.
    pub(crate) const fn told(self) -> &'static str {
        match self {
            Self::Given => "the day of publication was given",
            Self::DateLine => "the date line states the day of publication",
            Self::Today => "a relative day with its full date states the day of publication",
            Self::Words => "the expressions of the report leave one day of publication",
            Self::Eve => "the words are taken to be of the evening before publication",
            Self::Lead => "the lead dates its news",
        }
    }
}
