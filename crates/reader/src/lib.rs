//! From reports in Arabic, English and Russian to sourced claims, dated and reconciled.
//!
//! Pure: no input, no output, no clock. The same documents give the same record, whatever the
//! machine. Reading never fails: a broken article gives fewer claims and more notes.

mod actors;
mod analysis;
mod area;
mod crossings;
pub mod dating;
mod dossiers;
mod figures;
mod gazetteer;
mod lexicon;
mod meetings;
mod positions;
mod reasons;
#[cfg(all(test, debug_assertions))]
mod shape;
pub mod time;
mod truces;

use hudna_truce::{Dossier, Note, ReportReading, Span};
use jiff::civil::Date;

pub use gazetteer::{Entry, Gazetteer, GazetteerError, Writer};
pub use lexicon::{Extension, LexiconError};

use crate::{analysis::Analysis, dating::Dating, lexicon::Lexicon};

/// A report to read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Id: the stem of the file's name. Evidence refers to it.
    pub id: String,
    /// The text as decoded; every span counts bytes of it.
    pub text: String,
    /// The publication date, if the user or the page's metadata gives it.
    pub published: Option<Date>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
}

/// How to read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Options {
    /// IANA zone of "local time" where no place of the report gives one.
    pub zone: Option<String>,
    /// Whether each value carries the steps by which it was found.
    pub reasons: bool,
}

/// What a set of reports says together.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The reading of each report, in the order given; publication dates refined by what the
    /// reports say about each other.
    pub readings: Vec<ReportReading>,
    /// One dossier for each truce.
    pub dossiers: Vec<Dossier>,
}

/// Reads reports. Building one compiles the lexicon; use it for many reports.
#[derive(Debug)]
pub struct Reader {
    options: Options,
    lexicon: Lexicon,
}

impl Reader {
    /// A reader with the built-in lexicon and gazetteer.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self::extended(options, Extension::default())
    }

    /// A reader that also knows the names of the user.
    #[must_use]
    pub fn extended(options: Options, extension: Extension) -> Self {
        Self {
            options,
            lexicon: Lexicon::with(extension),
        }
    }

    /// What one report says.
    #[must_use]
    pub fn read(&self, doc: &Document) -> ReportReading {
        let mut analysis = Analysis::new(&doc.id, &doc.text, &self.lexicon);
        analysis.explains = self.options.reasons;
        let dated = dating::of_report(&dating::Report {
            id: &doc.id,
            doc: &analysis.doc,
            mentions: &analysis.times,
            given: doc.published,
        });
        analysis.seen = dated.reference;
        self.told(&analysis, dated)
    }

    /// The places that a text names, with the words that name them, in order.
    #[must_use]
    pub fn places(&self, text: &str) -> Vec<(Span, &str)> {
        let analysis = Analysis::new("", text, &self.lexicon);
        let everything = analysis.everything();
        (analysis.places(&everything))
            .map(|(hit, place)| {
                let name = self.lexicon.place(place).name.as_str();
                (analysis.span(hit.tokens.clone()), name)
            })
            .collect()
    }

    /// Number of phrases of the lexicon in a text: to measure the look for them alone.
    #[must_use]
    pub fn count_phrases(&self, doc: &hudna_text::Document<'_>) -> usize {
        self.lexicon.scan(doc).len()
    }

    /// Longitude and latitude of a place, by its canonical English name.
    #[must_use]
    pub fn position(&self, place: &str) -> Option<[f64; 2]> {
        self.lexicon.place_named(place)?.at
    }

    fn told(&self, a: &Analysis<'_>, dated: Dating) -> ReportReading {
        let reference = dated.reference.map(|seen| seen.day);
        let mut notes = dated.notes;
        notes.extend(a.unread());
        for t in &a.times {
            notes.extend(t.notes.iter().map(|message| Note {
                start: t.span.start,
                end: t.span.end,
                message: message.clone(),
                rule: Some(t.rule.clone()),
            }));
        }
        notes.sort_by_key(|n| (n.start, n.end));
        ReportReading {
            id: a.id.to_string(),
            lang: a.language().code().to_owned(),
            published: dated.published,
            truces: truces::of(a, reference, self.options.zone.as_deref()),
            positions: positions::of(a),
            figures: figures::of(a),
            meetings: meetings::of(a, reference),
            notes,
        }
    }

    /// One dossier for each truce that the readings tell of, with all claims about it. `readings`
    /// are those of `docs`, in the same order.
    #[must_use]
    pub fn reconcile(&self, docs: &[Document], readings: &[ReportReading]) -> Record {
        let analyses: Vec<Analysis<'_>> = (docs.iter().zip(readings))
            .map(|(d, _)| Analysis::new(&d.id, &d.text, &self.lexicon))
            .collect();
        let given: Vec<Option<Date>> = docs.iter().map(|d| d.published).collect();
        dossiers::reconcile(self, &analyses, &given, readings)
    }

    /// Reads all reports, dates them together and reconciles them.
    #[must_use]
    pub fn read_all(&self, docs: &[Document]) -> Record {
        let readings: Vec<_> = docs.iter().map(|d| self.read(d)).collect();
        self.reconcile(docs, &readings)
    }

    /// The zone of the place that an area's name begins with or contains.
    fn zone_of(&self, area: &str) -> Option<String> {
        (self.lexicon.places.iter())
            .filter(|p| area.contains(p.name.as_str()))
            .max_by_key(|p| p.name.len())
            .or_else(|| self.lexicon.atlas.named(area))
            .and_then(|p| p.zone.clone())
    }
}
