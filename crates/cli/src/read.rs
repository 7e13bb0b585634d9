//! `hudna read`.

use hudna_brief::{BriefInput, SourceText, terminal as page};
use hudna_reader::{Document, Options, Reader, Record};
use serde::Serialize;

use crate::{
    args::ReadArgs,
    failure::Outcome,
    output,
    reports::{self, Reports},
    terminal,
};

/// The JSON that `hudna read --json` prints.
#[derive(Serialize)]
struct Reading<'a> {
    reports: &'a [hudna_truce::ReportReading],
    dossiers: &'a [hudna_truce::Dossier],
}

pub(crate) fn run(args: &ReadArgs) -> Outcome {
    let docs = reports::load(&args.files, &args.dating, None)?;
    if args.dating.published.is_some() && docs.documents.len() > 1 {
        output::notice(&format!(
            "note: --published is taken for all {} reports; use --published-from to give each its own",
            docs.documents.len()
        ));
    }
    let record = record(&docs);
    let sources = sources(&docs.documents);
    if let Some(path) = &args.html {
        let input = BriefInput {
            readings: &record.readings,
            dossiers: &record.dossiers,
            sources: &sources,
            plan: None,
            no_plan_reason: None,
        };
        output::write_file(path, &hudna_brief::html(&input))?;
        output::notice(&format!("wrote {}", path.display()));
    }
    if args.json {
        return output::print_json(&Reading {
            reports: &record.readings,
            dossiers: &record.dossiers,
        });
    }
    let (width, style) = (terminal::width(), terminal::style());
    output::print(&if args.explain {
        page::explain(&record.readings, &sources, width, style)
    } else {
        page::reading(&record.readings, &record.dossiers, &sources, width, style)
    })
}

/// Reads the reports together: what one leaves open another may fix.
pub(crate) fn record(docs: &Reports) -> Record {
    let mut options = Options::default();
    options.zone.clone_from(&docs.zone);
    Reader::new(options).read_all(&docs.documents)
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
