//! `hudna what-if`.

use std::fmt::Write as _;

use hudna_plan::{Change, Subject, WhatIfOptions, WhatIfReport};

use crate::{
    args::WhatIfArgs,
    failure::{Failure, Outcome},
    output,
    plan::{Input, failed},
    progress::Progress,
    terminal,
};

pub(crate) fn run(args: &WhatIfArgs) -> Outcome {
    let input = Input::load(&args.folder, args.dossier.as_deref())?;
    let subject = input.subject();
    let own = match subject {
        Subject::Scenario(scenario, _) => scenario.uncertainty.as_ref().map(|u| u.spread),
        Subject::Instance(_) => None,
    };
    let mut options = WhatIfOptions {
        priority: (!args.priority.is_empty()).then(|| args.priority.clone()),
        questions: Vec::new(),
        each_crossing: args.each,
        every_pair: args.pairs,
        closings_every_min: args.closings,
        draws: args.draws.draws(own)?,
    };
    for text in &args.if_ {
        let changes = Change::list(text);
        let changes = changes.map_err(|e| Failure::bad_input(format!("--if: {e}")))?;
        options.questions.push(changes);
    }
    let nothing = options.questions.is_empty()
        && !options.each_crossing
        && !options.every_pair
        && options.closings_every_min.is_none()
        && options.draws.is_none();
    if nothing {
        options.each_crossing = true;
        options.every_pair = true;
    }
    let report = asked(&subject, &options)?;
    if let Some(path) = &args.csv {
        output::write_file(path, &csv(&report))?;
        output::notice(&format!("wrote {}", path.display()));
    }
    if args.json {
        return output::print_json(&report);
    }
    output::print(&hudna_brief::terminal::what_if(
        &report,
        terminal::width(),
        terminal::style(),
    ))
}

/// Asks, with a progress bar where that takes longer than a second.
pub(crate) fn asked(subject: &Subject<'_>, options: &WhatIfOptions) -> Outcome<WhatIfReport> {
    let progress = Progress::new();
    hudna_plan::what_if(subject, options, &|what, done, total| {
        progress.show(what, done, total);
    })
    .map_err(failed)
}

/// One line for each question; closings at different times are questions too.
fn csv(report: &WhatIfReport) -> String {
    let mut csv = String::from(
        "question,people,out_at_close,left_behind,difference,cut_off,shortest_window_s\n",
    );
    let plan = &report.plan;
    for a in std::iter::once(plan).chain(&report.answers) {
        let question = Change::text(&a.changes).replace('"', "\"\"");
        let shortest = a
            .shortest_window_s
            .map(|s| s.to_string())
            .unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(
            csv,
            "\"{question}\",{},{},{},{},{},{shortest}",
            a.people, a.out_at_close, a.left_behind, a.difference, a.cut_off
        );
    }
    for c in &report.closings {
        for t in &c.times {
            for (word, out) in [("close", t.announced), ("surprise", t.surprise)] {
                let minutes = t.at_s / 60;
                let question = format!("{word}={}@+{minutes}", c.crossing);
                let lost = plan.out_at_close.abs_diff(out);
                let sign = if out < plan.out_at_close { "-" } else { "" };
                let left = plan.people - out;
                let _ = writeln!(
                    csv,
                    "\"{question}\",{},{out},{left},{sign}{lost},,",
                    plan.people
                );
            }
        }
    }
    csv
}
