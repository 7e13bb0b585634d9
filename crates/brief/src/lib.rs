//! The brief: what was announced, who can be out, and where every value comes from.
//!
//! Two outputs from the same input: [`terminal`] for a screen of text, [`html`] for one page that
//! needs nothing but itself. Pure: no clock, no file, no network; the same input gives the same
//! bytes.
//!
//! Texts of reports, names and speakers come from outside. They are escaped, and characters that
//! could act on a terminal or turn the direction of a line are shown as their codes instead.
//!
//! # Languages
//! English and Arabic stand side by side in `locales/`, one Fluent file each. The page carries
//! both; the terminal speaks English.

mod facts;
mod html;
mod messages;
mod plan_words;
pub mod terminal;
mod visible;
mod what_if_words;
mod wording;

pub use html::html;

use hudna_plan::{PlanReport, WhatIfReport};
use hudna_truce::{Dossier, ReportReading};

/// The text of a report, as it was read. Evidence counts its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceText {
    /// Id of the report.
    pub id: String,
    /// The text.
    pub text: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
}

/// What a brief is made of.
#[derive(Debug, Clone, Copy)]
pub struct BriefInput<'a> {
    /// What each report says, in the order of the reports.
    pub readings: &'a [ReportReading],
    /// One dossier for each truce.
    pub dossiers: &'a [Dossier],
    /// The texts of the reports; one that is missing costs its quotations and nothing else.
    pub sources: &'a [SourceText],
    /// Arabic names of parties, persons and places by their canonical names. One without is shown as
    /// it is.
    pub arabic_names: &'a std::collections::BTreeMap<String, String>,
    /// The plan, if there is one.
    pub plan: Option<&'a PlanReport>,
    /// What was asked of the plan beside it.
    pub what_if: Option<&'a WhatIfReport>,
    /// Why there is no plan. Without a plan and a reason nobody asked for one, and the brief leaves
    /// it out.
    pub no_plan_reason: Option<&'a str>,
}
