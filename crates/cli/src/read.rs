//! `hudna read`.

use std::{collections::HashMap, ops::Range};

use hudna_brief::{BriefInput, SourceText, terminal as page};
use hudna_intake::Origin;
use hudna_reader::{Document, Extension, Options, Reader, Record};
use hudna_truce::{Dossier, ReportReading};
use rayon::prelude::*;
use serde::Serialize;

use crate::{
    args::ReadArgs,
    failure::Outcome,
    gazetteer, output,
    reports::{self, Reports},
    stream, terminal,
};

/// The JSON that `hudna read --json` prints.
#[derive(Serialize)]
struct Reading {
    reports: Vec<ReportReading>,
    dossiers: Vec<Dossier>,
}

/// The record with its evidence at bytes of the files, as the contract has it; inside Hudna evidence
/// counts bytes of the text that was read.
fn in_files(record: Record, docs: &Reports) -> Reading {
    let Record {
        mut readings,
        mut dossiers,
    } = record;
    let moved: HashMap<&str, &Origin> = (docs.documents.iter().zip(&docs.origins))
        .filter(|(_, origin)| !origin.is_the_file())
        .map(|(document, origin)| (document.id.as_str(), origin))
        .collect();
    if !moved.is_empty() {
        let to_file = |report: &str, span: Range<usize>| match moved.get(report) {
            Some(origin) => origin.in_file(span),
            None => span,
        };
        readings.iter_mut().for_each(|r| r.move_evidence(&to_file));
        dossiers.iter_mut().for_each(|d| d.move_evidence(&to_file));
    }
    Reading {
        reports: readings,
        dossiers,
    }
}

pub(crate) fn run(args: &ReadArgs) -> Outcome {
    if args.jsonl {
        return stream::run(args);
    }
    let docs = reports::load(&args.files, &args.dating, None)?;
    if args.dating.published.is_some() && docs.documents.len() > 1 {
        output::notice(&format!(
            "note: --published is taken for all {} reports; use --published-from to give each its own",
            docs.documents.len()
        ));
    }
    let reasons = args.explain || args.html.is_some();
    let extension = gazetteer::extension(&args.names)?;
    let arabic_names = extension.arabic_names();
    let mut record = record(&docs, extension, reasons);
    let sources = sources(&docs.documents);
    if let Some(path) = &args.html {
        let input = BriefInput {
            readings: &record.readings,
            dossiers: &record.dossiers,
            sources: &sources,
            arabic_names: &arabic_names,
            plan: None,
            what_if: None,
            no_plan_reason: None,
        };
        output::write_file(path, &hudna_brief::html(&input))?;
        output::notice(&format!("wrote {}", path.display()));
    }
    if args.json {
        if !args.explain {
            (record.readings.iter_mut()).for_each(ReportReading::drop_reasons);
        }
        return output::print_json(&in_files(record, &docs));
    }
    let (width, style) = (terminal::width(), terminal::style());
    output::print(&if args.explain {
        page::explain(&record.readings, &sources, width, style)
    } else {
        page::reading(&record.readings, &record.dossiers, &sources, width, style)
    })
}

/// Reads the reports together: what one leaves open another may fix. `reasons`: with the steps by which
/// each value was found.
pub(crate) fn record(docs: &Reports, extension: Extension, reasons: bool) -> Record {
    let reader = reader(docs.zone.as_deref(), extension, reasons);
    let readings: Vec<_> = (docs.documents.par_iter())
        .map(|document| reader.read(document))
        .collect();
    reader.reconcile(&docs.documents, &readings)
}

/// A reader for "local time" of this zone, with the names of the user.
pub(crate) fn reader(zone: Option<&str>, extension: Extension, reasons: bool) -> Reader {
    let mut options = Options::default();
    options.reasons = reasons;
    options.zone = zone.map(str::to_owned);
    Reader::extended(options, extension)
}

/// The texts for the page, so that the words of every value can be shown.
pub(crate) fn sources(docs: &[Document]) -> Vec<SourceText> {
    docs.iter()
        .map(|d| SourceText {
            id: d.id.clone(),
            text: d.text.clone(),
            url: d.url.clone(),
            outlet: d.outlet.clone(),
        })
        .collect()
}
