//! `hudna brief`.

use std::path::PathBuf;

use hudna_brief::BriefInput;
use hudna_plan::{Change, Options, Scenario, Subject, WhatIfOptions, WhatIfReport};

use crate::{
    args::BriefArgs,
    failure::{Exit, Failure, Outcome},
    gazetteer, output, plan, read, reports, terminal, terms, what_if as questions,
};

pub(crate) fn run(args: &BriefArgs) -> Outcome {
    let scenario = plan::scenario(&args.scenario)?;
    let docs = if args.reports.is_empty() {
        reports::of_scenario_dated(&args.scenario, &args.dating, &scenario.zone)?
    } else {
        reports::load(&args.reports, &args.dating, Some(&scenario.zone))?
    };
    let extension = gazetteer::extension(&args.names)?;
    let arabic_names = extension.arabic_names();
    let record = read::record(&docs, extension, true);
    // No window is a finding, not a failure: the brief then says what is missing.
    let (report, asked, no_plan_reason) =
        match terms::choose(&scenario, &record.dossiers, args.dossier.as_deref()) {
            Ok(terms) => {
                let subject = Subject::Scenario(&scenario, &terms);
                let options = Options {
                    quick: args.quick,
                    ..Options::default()
                };
                let planned = plan::planned(&subject, &options)?;
                (
                    Some(planned.report),
                    what_if(args, &scenario, &subject)?,
                    None,
                )
            }
            Err(Failure {
                exit: Exit::NoResult,
                error,
            }) => (None, None, Some(error.to_string())),
            Err(failure) => return Err(failure),
        };
    let sources = read::sources(&docs.documents);
    let input = BriefInput {
        readings: &record.readings,
        dossiers: &record.dossiers,
        sources: &sources,
        arabic_names: &arabic_names,
        plan: report.as_ref(),
        what_if: asked.as_ref(),
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

/// The questions that were asked beside the plan, if any.
fn what_if(
    args: &BriefArgs,
    scenario: &Scenario,
    subject: &Subject<'_>,
) -> Outcome<Option<WhatIfReport>> {
    let own = scenario.uncertainty.as_ref().map(|u| u.spread);
    let mut options = WhatIfOptions {
        each_crossing: args.pairs,
        every_pair: args.pairs,
        draws: args.draws.draws(own)?,
        ..WhatIfOptions::default()
    };
    for text in &args.if_ {
        let changes = Change::list(text);
        let changes = changes.map_err(|e| Failure::bad_input(format!("--if: {e}")))?;
        options.questions.push(changes);
    }
    if options == WhatIfOptions::default() {
        return Ok(None);
    }
    questions::asked(subject, &options).map(Some)
}
