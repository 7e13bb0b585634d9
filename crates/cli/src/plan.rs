//! `hudna plan`.

use std::{fmt::Write as _, path::Path};

use hudna_network::{
    CsvInstance, is_csv_instance, read_csv_instance, sumo_trips_file, write_files,
};
use hudna_plan::{Options, PlanError, PlanReport, Planned, Scenario, Subject, Terms};
use hudna_reader::Extension;

use crate::{
    args::PlanArgs,
    failure::{Failure, Outcome},
    network, output,
    progress::Progress,
    read, reports, schedule, terminal, terms,
};

pub(crate) fn run(args: &PlanArgs) -> Outcome {
    let options = Options {
        priority: args.asked.priority(),
        changes: args.asked.changes()?,
        quick: args.quick,
    };
    let input = Input::load(&args.folder, args.asked.dossier.as_deref())?;
    if args.sumo.is_some() && matches!(input, Input::Instance(_)) {
        return Err(Failure::bad_input(
            "--sumo goes with a scenario: an instance has no streets with a length; examples/sumo shows how one can be driven",
        ));
    }
    let planned = planned(&input.subject(), &options)?;
    let report = &planned.report;
    if let Some(path) = &args.arrivals {
        output::write_file(path, &arrivals(report))?;
        output::notice(&format!("wrote {}", path.display()));
    }
    if let Some(folder) = &args.schedule {
        schedule::write(folder, &planned)?;
    }
    if let (Some(folder), Input::Scenario(scenario, _)) = (&args.sumo, &input) {
        sumo(folder, args.vehicles, scenario, &planned)?;
    }
    if let Some(path) = &args.certificate {
        output::write_json(path, &planned.stored)?;
        output::notice(&format!("wrote {}", path.display()));
    }
    if args.json {
        output::print_json(report)
    } else {
        output::print(&hudna_brief::terminal::plan(
            report,
            terminal::width(),
            terminal::style(),
        ))
    }
}

/// The streets and the people of the schedule, for SUMO.
fn sumo(folder: &Path, vehicles: bool, scenario: &Scenario, planned: &Planned) -> Outcome {
    let mode = network::mode(vehicles);
    let mut files = network::sumo_streets(scenario, mode);
    let (trips, at_home) = planned.schedule.sumo_trips(scenario);
    files.push(sumo_trips_file(
        &scenario.network,
        &scenario.id,
        mode,
        &trips,
    ));
    write_files(folder, &files).map_err(Failure::bad_input)?;
    let on_the_way: u64 = trips.iter().map(|t| t.persons).sum();
    let mut told = format!(
        "wrote the streets and {on_the_way} persons in {} groups for SUMO into {}",
        trips.len(),
        folder.display()
    );
    if at_home > 0 {
        let _ = write!(
            told,
            "; {at_home} more live at their crossing and make no trip"
        );
    }
    output::notice(&told);
    Ok(())
}

/// A folder as it was given: a scenario with its window, or a bare instance.
pub(crate) enum Input {
    Scenario(Box<Scenario>, Terms),
    Instance(CsvInstance),
}

impl Input {
    pub(crate) fn load(folder: &Path, dossier: Option<&str>) -> Outcome<Self> {
        if is_csv_instance(folder) {
            if dossier.is_some() {
                return Err(Failure::bad_input(format!(
                    "--dossier goes with a scenario, but {} is an instance, which has no reports",
                    folder.display()
                )));
            }
            let instance = read_csv_instance(folder).map_err(Failure::bad_input)?;
            return Ok(Self::Instance(instance));
        }
        let scenario = scenario(folder)?;
        let reports = reports::of_scenario(folder, &scenario.zone);
        let dossiers =
            reports.map(|docs| read::record(&docs, Extension::default(), false).dossiers);
        let dossiers = match dossiers {
            // Where the window is confirmed, the reports only tell what speaks against it.
            Err(e) if dossier.is_none() && scenario.terms.is_some() => {
                output::notice(&format!(
                    "{}; the window is the confirmed one, what reports tell of crossings is not looked at",
                    e.error
                ));
                Vec::new()
            }
            dossiers => dossiers?,
        };
        let terms = terms::choose(&scenario, &dossiers, dossier)?;
        Ok(Self::Scenario(Box::new(scenario), terms))
    }

    pub(crate) fn subject(&self) -> Subject<'_> {
        match self {
            Self::Scenario(scenario, terms) => Subject::Scenario(scenario, terms),
            Self::Instance(instance) => Subject::Instance(instance),
        }
    }
}

/// Loads a scenario; a folder that holds none says what it should hold.
pub(crate) fn scenario(folder: &Path) -> Outcome<Scenario> {
    if !folder.join("scenario.toml").is_file() {
        let what = if folder.is_dir() {
            "holds neither"
        } else {
            "is not a folder with"
        };
        return Err(Failure::bad_input(format!(
            "{} {what} scenario.toml (a scenario) nor arcs.csv (an instance); see docs/scenario.md and docs/instance.md",
            folder.display()
        )));
    }
    Scenario::load(folder).map_err(Failure::bad_input)
}

/// Plans, with a progress bar where that takes longer than a second.
pub(crate) fn planned(subject: &Subject<'_>, options: &Options) -> Outcome<Planned> {
    let progress = Progress::new();
    hudna_plan::planned(subject, options, &|what, done, total| {
        progress.show(what, done, total);
    })
    .map_err(failed)
}

pub(crate) fn failed(e: PlanError) -> Failure {
    match e {
        PlanError::Rejected { .. } | PlanError::Miscounted { .. } => Failure::check_failed(e),
        _ => Failure::bad_input(e),
    }
}

/// One line for every step of the horizon.
fn arrivals(report: &PlanReport) -> String {
    let mut csv = String::from("t,arrived_by_t\n");
    for (t, out) in report.arrived_by.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = writeln!(csv, "{t},{out}");
    }
    csv
}
