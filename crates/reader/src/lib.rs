//! From reports in Arabic, English and Russian to sourced claims, dated and reconciled.
//!
//! Pure: no input, no output, no clock. The same documents give the same record, whatever the
//! machine. Reading never fails: a broken article gives fewer claims and more notes.

pub mod dating;
pub mod time;

use hudna_truce::{Basis, Dossier, Published, ReportReading};
use jiff::civil::Date;

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
}

impl Reader {
    /// A reader with the built-in lexicon and gazetteer.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { options }
    }

    /// What one report says.
    #[must_use]
    pub fn read(&self, doc: &Document) -> ReportReading {
        let _ = &self.options;
        ReportReading {
            id: doc.id.clone(),
            lang: "und".to_owned(),
            published: Published {
                date: doc.published,
                basis: if doc.published.is_some() {
                    Basis::Given
                } else {
                    Basis::Open
                },
                ..Published::default()
            },
            truces: Vec::new(),
            positions: Vec::new(),
            figures: Vec::new(),
            meetings: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// One dossier for each truce that the readings tell of, with all claims about it.
    #[must_use]
    pub fn reconcile(&self, docs: &[Document], readings: &[ReportReading]) -> Record {
        let _ = docs;
        Record {
            readings: readings.to_vec(),
            dossiers: Vec::new(),
        }
    }

    /// Reads all reports, dates them together and reconciles them.
    #[must_use]
    pub fn read_all(&self, docs: &[Document]) -> Record {
        let readings: Vec<_> = docs.iter().map(|d| self.read(d)).collect();
        self.reconcile(docs, &readings)
    }
}
