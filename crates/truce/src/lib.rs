//! The domain's types: what was announced, by whom, where the reports disagree.
//!
//! Pure data with the rules that belong to it. No input, no output, no clock. The field names and
//! the values of the enums are a contract with users' scripts (`hudna read --json`): they are added
//! to, never changed.
//!
//! Nothing here judges: a value is what somebody *said*, with [`Evidence`] for where they said it.

mod dossier;
mod evidence;
mod places;
mod reading;
mod time;
mod vocabulary;

pub use dossier::{
    Attributed, ClockOf, Dossier, DossierCrossing, Field, Modality, ReportRef, TermsVersion,
};
pub use evidence::{Evidence, Reason, RuleId, Span};
pub use reading::{
    Basis, Crossing, Figure, Meeting, Note, OneOf, Position, Published, Replaced, ReportReading,
    Truce,
};
pub use time::{Clock, LocalTime, ParseLocalTimeError, database_zone};
pub use vocabulary::{
    Admits, CrossingState, FigureKind, MeetingStatus, OpenBecause, PersonClass, Purpose, Stance,
    TruceKind, TruceStatus, UnknownWord,
};
