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
mod sections;
#[cfg(all(test, debug_assertions))]
mod shape;
pub mod time;
mod truces;

use hudna_text::Folded;
use hudna_truce::{Dossier, Note, ReportReading, Span};
use jiff::civil::Date;

pub use gazetteer::{Entry, Gazetteer, GazetteerError, Writer};
pub use lexicon::{Extension, LexiconError};

use crate::{analysis::Analysis, lexicon::Lexicon};

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
        self.read_each(std::slice::from_ref(doc)).swap_remove(0)
    }

    /// What each of some reports says, in their order: what [`Reader::read`] says of them one by one.
    ///
    /// Each step is taken on all of them before the next. The code and the tables of one step fit
    /// the fastest cache, those of all steps do not, so this takes a tenth less time. All the
    /// reports are held in memory meanwhile; thirty at once are enough.
    #[must_use]
    pub fn read_each(&self, docs: &[Document]) -> Vec<ReportReading> {
        let folded = analysis::folded(docs);
        self.told(&mut Analysis::each(docs, &folded, &self.lexicon), docs)
    }

    /// The places that a text names, with the words that name them, in order.
    #[must_use]
    pub fn places(&self, text: &str) -> Vec<(Span, &str)> {
        let folded = Folded::of(text);
        let analysis = Analysis::new("", &folded, &self.lexicon);
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
        self.lexicon.scan(doc).0.len()
    }

    /// Longitude and latitude of a place, by its canonical English name.
    #[must_use]
    pub fn position(&self, place: &str) -> Option<[f64; 2]> {
        self.lexicon.place_named(place)?.at
    }

    /// What reports say, each topic of all of them before the next.
    fn told(&self, analyses: &mut [Analysis<'_>], docs: &[Document]) -> Vec<ReportReading> {
        let mut all: Vec<ReportReading> = (analyses.iter_mut().zip(docs))
            .map(|(a, doc)| self.dated(a, doc.published))
            .collect();
        let zone = self.options.zone.as_deref();
        let day = |a: &Analysis<'_>| a.seen.map(|seen| seen.day);
        let mut each = |tell: &dyn Fn(&Analysis<'_>, &mut ReportReading)| {
            for (a, reading) in analyses.iter().zip(&mut all) {
                tell(a, reading);
            }
        };
        // Two steps of their own within the first topic, the longest.
        each(&|a, _| {
            truces::mentioned(a);
        });
        each(&|a, _| {
            area::of_report(a);
        });
        each(&|a, reading| reading.truces = truces::of(a, day(a), zone));
        each(&|a, reading| reading.positions = positions::of(a));
        each(&|a, reading| reading.figures = figures::of(a));
        each(&|a, reading| reading.meetings = meetings::of(a, day(a)));
        all
    }

    /// When a report was published, and what is to be noted about it and its times.
    fn dated(&self, a: &mut Analysis<'_>, given: Option<Date>) -> ReportReading {
        let dated = dating::of_report(&dating::Report {
            id: &a.id,
            doc: &a.doc,
            mentions: &a.times,
            given,
        });
        a.explains = self.options.reasons;
        a.seen = dated.reference;
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
            truces: Vec::new(),
            positions: Vec::new(),
            figures: Vec::new(),
            meetings: Vec::new(),
            notes,
        }
    }

    /// One dossier for each truce that the readings tell of, with all claims about it. `readings`
    /// are those of `docs`, in the same order.
    #[must_use]
    pub fn reconcile(&self, docs: &[Document], readings: &[ReportReading]) -> Record {
        let docs = docs.get(..readings.len()).unwrap_or(docs);
        let folded = analysis::folded(docs);
        let analyses = Analysis::each(docs, &folded, &self.lexicon);
        let given: Vec<Option<Date>> = docs.iter().map(|d| d.published).collect();
        dossiers::reconcile(self, &analyses, &given, readings)
    }

    /// Reads all reports, dates them together and reconciles them.
    #[must_use]
    pub fn read_all(&self, docs: &[Document]) -> Record {
        let readings = self.read_each(docs);
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
