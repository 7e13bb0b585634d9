//! Where a value comes from: bytes of the original text, and the rule that read them.

use std::{borrow::Cow, fmt, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bytes `start..end` of the original text. Both ends lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte after the span.
    pub end: usize,
}

impl Span {
    /// A span of the bytes `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The words at this span, or `None` when it does not lie within `text` on character
    /// boundaries.
    #[must_use]
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether `other` lies within this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A rule's name and version, written `ar.time.window@1`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleId(pub Cow<'static, str>);

impl RuleId {
    /// A rule named in the program.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The words that a value stands on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// Id of the report, shared by all that is read of it.
    #[serde(serialize_with = "as_text", deserialize_with = "from_text")]
    pub report: Arc<str>,
    /// First byte in the report as read (UTF-8).
    pub start: usize,
    /// First byte after the words.
    pub end: usize,
    /// The rule that read them.
    pub rule: RuleId,
    /// Which field of the value these words support; `None`: the value as a whole.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub slot: Option<Cow<'static, str>>,
}

fn as_text<S: Serializer>(id: &Arc<str>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(id)
}

fn from_text<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<str>, D::Error> {
    String::deserialize(from).map(Arc::from)
}

impl Evidence {
    /// The bytes of the report.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// One step of the chain from words to a value: what a rule made of which words.
///
/// The steps of one field stand in the order in which they were made.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reason {
    /// The field of the value.
    pub slot: Cow<'static, str>,
    /// The rule that made the step.
    pub rule: RuleId,
    /// The words it stands on, in the report of the value; none where nothing of the text was needed:
    /// a date that the user gave, the zone of a place.
    #[serde(flatten, skip_serializing_if = "Option::is_none", default)]
    pub words: Option<Span>,
    /// What it gave, in English.
    pub gave: String,
}
