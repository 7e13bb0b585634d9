//! `hudna brief`.

use std::path::PathBuf;

use hudna_brief::BriefInput;
use hudna_plan::{Options, Subject};

use crate::{
    args::BriefArgs,
    failure::{Exit, Failure, Outcome},
    gazetteer, output, plan, read, reports, terminal, terms,
};

pub(crate) fn run(args: &BriefArgs) -> Outcome {
    let scenario = plan::scenario(&args.scenario)?;
    let docs = if args.reports.is_empty() {
        reports::of_scenario_dated(&args.scenario, &args.dating, &scenario.zone)?
    } else {
        reports::load(&args.reports, &args.dating, Some(&scenario.zone))?
    };
    let record = read::record(&docs, gazetteer::extension(&args.names)?);
    // No window is a finding, not a failure: the brief then says what is missing.
    let (report, no_plan_reason) =
        match terms::choose(&scenario, &record.dossiers, args.dossier.as_deref()) {
            Ok(terms) => {
                let subject = Subject::Scenario(&scenario, &terms);
                let options = Options {
                    quick: args.quick,
                    ..Options::default()
                };
                let planned = plan::planned(&subject, &options)?;
                (Some(planned.report), None)
            }
            Err(Failure {
                exit: Exit::NoResult,
                error,
            }) => (None, Some(error.to_string())),
            Err(failure) => return Err(failure),
        };
    let sources = read::sources(&docs.documents);
    let input = BriefInput {
        readings: &record.readings,
        dossiers: &record.dossiers,
        sources: &sources,
        plan: report.as_ref(),
        no_plan_reason: no_plan_reason.as_deref(),
    };
    let page = args
        .html
        .clone()
        .unwrap_or_else(|| PathBuf::from(format!("{}-brief.html", scenario.id)));
    output::write_file(&page, &hudna_brief::html(&input))?;
    output::print(&hudna_brief::terminal::brief(
        &input,
        terminal::width(),
        terminal::style(),
    ))?;
    output::notice(&format!("wrote {}", page.display()));
    Ok(())
}
