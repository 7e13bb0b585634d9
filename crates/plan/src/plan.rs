//! The two entry points, and the report that both give.

use std::sync::atomic::{AtomicU64, Ordering};

use hudna_certify::Rejection;
use hudna_instance::InstanceError;
use hudna_network::{CsvInstance, PaceError};
use hudna_truce::{CrossingState, PersonClass};
use rayon::prelude::*;
use thiserror::Error;

use crate::{
    ClassReport, CrossingReport, MapData, MapLink, Name, PlanReport, Proof, Scenario, Terms,
    TermsBasis, WhatIf, ZoneReport,
    assumptions::{of_instance, of_plan, of_scenario},
    bottleneck::bottlenecks,
    case::Case,
    departures::departures,
    names::Names,
    solve::{Answer, Asked},
};

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PlanError {
    /// The window cannot be cut into steps.
    #[error("the window from {opens} to {closes} cannot be planned: {reason}; correct the terms")]
    Window {
        /// Opening.
        opens: String,
        /// Close.
        closes: String,
        /// Why.
        reason: &'static str,
    },
    /// A speed makes no sense.
    #[error(transparent)]
    Pace(#[from] PaceError),
    /// The problem makes no sense to the solver.
    #[error("the planning problem is not valid: {0}")]
    Instance(#[from] InstanceError),
    /// The checker did not accept the plan: a fault of this program. The plan is withheld.
    #[error(
        "the plan for the {class} was computed but the independent checker refused it, so it is withheld: {reason}; please report this with the scenario"
    )]
    Rejected {
        /// Whose plan.
        class: PersonClass,
        /// Why.
        reason: Rejection,
    },
    /// The people do not add up: a fault of this program. The plan is withheld.
    #[error(
        "the plan for the {class} loses count: {people} people, {out} out, {left} left behind; it is withheld; please report this with the scenario"
    )]
    Miscounted {
        /// Whose plan.
        class: PersonClass,
        /// Persons at the opening.
        people: u64,
        /// Out at the close.
        out: u64,
        /// Left behind.
        left: u64,
    },
}

/// Told as the work goes on: what is being done, how many parts are done, how many there are.
pub type Progress<'a> = &'a (dyn Fn(&str, u64, u64) + Sync);

/// Plans a scenario for a window: the plan itself, the shortest window for everyone, and each
/// crossing in turn closed. Every number comes from a flow that the checker accepted.
///
/// The questions are answered on all cores; the answers do not depend on how many there are.
///
/// # Errors
/// [`PlanError`]; a plan that the checker refuses is never returned.
pub fn plan(
    scenario: &Scenario,
    terms: &Terms,
    progress: Progress<'_>,
) -> Result<PlanReport, PlanError> {
    let case = Case::of_scenario(scenario, terms)?;
    let crossings = scenario.crossings.len();
    let closed = (0..crossings).map(Question::Closed);
    let first = (1..case.classes.len()).map(Question::First);
    let answers = answers(&case, closed.chain(first).collect(), progress)?;
    let mut report = report(&case, &answers, scenario);
    report.name = scenario.name.clone();
    report.area = Some(scenario.area.clone());
    report.zone = Some(scenario.zone.clone());
    report.terms = terms.basis.clone();
    report.opens = Some(terms.opens);
    report.closes = Some(terms.closes);
    report.assumptions = of_scenario(scenario, terms, &case);
    report
        .assumptions
        .extend(of_plan(&case, &answers.plan, scenario));
    report.map = map(scenario, &answers.plan);
    for (told, own) in report.crossings.iter_mut().zip(&scenario.crossings) {
        told.destination = own.destination.clone();
        told.admits = own.admits.clone();
        told.state = own.state;
        told.persons_per_min = own.persons_per_min;
        told.snapped_m = own.snapped.distance_m;
        told.lon_lat = Some((own.at.lon, own.at.lat));
    }
    for (told, own) in report.zones.iter_mut().zip(&scenario.zones) {
        told.snapped_m = own.snapped.distance_m;
        told.lon_lat = Some((own.at.lon, own.at.lat));
    }
    Ok(report)
}

/// Plans a bare instance: its horizon is the window, its people are one class, shown as civilians.
/// Crossings are not closed in turn.
///
/// # Errors
/// [`PlanError`]; a plan that the checker refuses is never returned.
pub fn plan_instance(csv: &CsvInstance, progress: Progress<'_>) -> Result<PlanReport, PlanError> {
    let class = PersonClass::Civilians;
    let case = Case::of_instance(csv, class);
    let answers = answers(&case, Vec::new(), progress)?;
    let mut report = report(&case, &answers, csv);
    report.name.en.clone_from(&csv.name);
    report.assumptions = of_instance(csv);
    report
        .assumptions
        .extend(of_plan(&case, &answers.plan, csv));
    for (told, own) in report.crossings.iter_mut().zip(&csv.instance.crossings) {
        let in_a_minute = |step: u64| step * 60 / u64::from(csv.step_s);
        let step = own
            .capacity
            .windows()
            .first()
            .map_or(0, |w| w.rate.between(0, 1));
        told.persons_per_min = u32::try_from(in_a_minute(step)).unwrap_or(u32::MAX);
        told.admits = vec![class];
    }
    Ok(report)
}

/// What is asked of a case beside the plan itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    /// The plan with this crossing closed.
    Closed(usize),
    /// How many of this class are out if it goes first.
    First(usize),
}

/// The plan, and the answers to the questions in their order.
struct Answers {
    plan: Answer,
    questions: Vec<(Question, Answer)>,
}

fn answers(
    case: &Case,
    questions: Vec<Question>,
    progress: Progress<'_>,
) -> Result<Answers, PlanError> {
    let everyone: Vec<usize> = (0..case.classes.len()).collect();
    let plan = Asked {
        case,
        order: &everyone,
        closed: None,
        known: None,
        steps: &|step, of| progress("planning", u64::from(step), u64::from(of)),
    }
    .and_beyond()?;
    let total = questions.len() as u64;
    let done = AtomicU64::new(0);
    let questions = questions
        .into_par_iter()
        .map(|question| {
            let asked = Asked {
                case,
                order: &everyone,
                closed: None,
                known: Some(&plan),
                steps: &|_, _| {},
            };
            let answer = match question {
                Question::Closed(c) => Asked {
                    closed: Some(c),
                    ..asked
                }
                .and_beyond(),
                Question::First(c) => Asked {
                    order: &[c],
                    ..asked
                }
                .within_the_window(),
            }?;
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress("asking what if", done, total);
            Ok((question, answer))
        })
        .collect::<Result<_, PlanError>>()?;
    Ok(Answers { plan, questions })
}

/// The part of the report that scenarios and bare instances share.
fn report(case: &Case, answers: &Answers, names: &dyn Names) -> PlanReport {
    let main = &answers.plan;
    let everyone: u64 = (0..case.classes.len()).map(|c| case.people(c)).sum();
    let asked = || answers.questions.iter().map(|(_, answer)| answer);
    let proofs = || std::iter::once(main).chain(asked()).map(|a| &a.proof);
    let seconds = |steps: Option<u32>| steps.map(|t| case.seconds(t));
    let mut arrived_by = vec![0u64; case.window as usize];
    for plan in &main.plans {
        for (all, own) in arrived_by.iter_mut().zip(&plan.certificate.arrived_by) {
            *all += own;
        }
    }
    let classes = main
        .plans
        .iter()
        .enumerate()
        .map(|(i, plan)| {
            let mut first = answers.questions.iter();
            let first = first.find(|(q, _)| *q == Question::First(i));
            ClassReport {
                class: case.classes[i].class,
                people: case.people(i),
                out_at_close: plan.accepted.out,
                arrived_by: plan.certificate.arrived_by.clone(),
                shortest_window_s: seconds(main.shortest[i]),
                out_if_first: match first {
                    Some((_, answer)) => Some(answer.out()),
                    None => (i == 0).then_some(plan.accepted.out),
                },
            }
        })
        .collect();
    let what_if = answers
        .questions
        .iter()
        .filter_map(|(question, answer)| match *question {
            Question::Closed(c) => Some(WhatIf {
                crossing: names.crossing_id(c),
                name: names.crossing(c),
                out_at_close: answer.out(),
                lost: main.out().saturating_sub(answer.out()),
                shortest_window_s: seconds(answer.shortest_for_all()),
                cut_off: answer.cut_off.iter().sum(),
            }),
            Question::First(_) => None,
        })
        .collect();
    let mut held_back: Vec<_> = main
        .plans
        .iter()
        .flat_map(|p| bottlenecks(case, p.class, &p.instance, &p.certificate, names))
        .collect();
    held_back.sort_by_key(|b| std::cmp::Reverse(b.persons));
    PlanReport {
        name: Name::default(),
        area: None,
        zone: None,
        terms: TermsBasis::Instance,
        opens: None,
        closes: None,
        step_s: case.step_s,
        window_s: case.seconds(case.window),
        people: everyone,
        out_at_close: main.out(),
        left_behind: everyone - main.out(),
        arrived_by,
        shortest_window_s: seconds(main.shortest_for_all()),
        searched_s: case.seconds(case.search),
        cut_off: main.cut_off.iter().sum(),
        classes,
        crossings: (0..case.crossings.len())
            .map(|c| crossing(case, main, c, names))
            .collect(),
        zones: (0..case.zones.len())
            .map(|z| zone(case, main, z, names))
            .collect(),
        bottlenecks: held_back,
        what_if,
        departures: departures(case, &main.plans, names),
        map: MapData::default(),
        assumptions: Vec::new(),
        proof: Proof {
            plans_checked: proofs().map(|p| p.plans_checked).sum(),
            cuts_checked: proofs().map(|p| p.cuts_checked).sum(),
        },
    }
}

fn crossing(case: &Case, main: &Answer, c: usize, names: &dyn Names) -> CrossingReport {
    let capacity = &case.crossings[c].capacity;
    let minute_of = |step: u32| (case.seconds(step) / 60) as usize;
    let mut per_minute = vec![0u32; minute_of(case.window - 1) + 1];
    let mut by_class = Vec::new();
    for plan in &main.plans {
        let mut out = 0;
        for run in &plan.certificate.flow.exits[c] {
            out += u64::from(run.persons) * u64::from(run.end - run.start);
            for t in run.start..run.end {
                per_minute[minute_of(t)] += run.persons;
            }
        }
        if case.classes[plan.class].admitted[c] {
            by_class.push((case.classes[plan.class].class, out));
        }
    }
    CrossingReport {
        id: names.crossing_id(c),
        name: names.crossing(c),
        destination: None,
        admits: Vec::new(),
        state: CrossingState::Designated,
        persons_per_min: 0,
        windows_s: capacity
            .windows()
            .iter()
            .filter(|w| w.open < case.window)
            .map(|w| (case.seconds(w.open), case.seconds(w.close.min(case.window))))
            .collect(),
        out_at_close: by_class.iter().map(|(_, out)| out).sum(),
        by_class,
        places: capacity.between(0, case.window),
        per_minute,
        snapped_m: 0,
        lon_lat: None,
    }
}

fn zone(case: &Case, main: &Answer, z: usize, names: &dyn Names) -> ZoneReport {
    let mut people = Vec::new();
    let mut out_at_close = Vec::new();
    for plan in &main.plans {
        let own = &case.classes[plan.class];
        if own.supply[z] > 0 {
            people.push((own.class, u64::from(own.supply[z])));
            let out = own.supply[z] - plan.accepted.left_behind[z];
            out_at_close.push((own.class, u64::from(out)));
        }
    }
    ZoneReport {
        id: names.zone_id(z),
        name: names.zone(z),
        people,
        out_at_close,
        snapped_m: 0,
        lon_lat: None,
    }
}

/// The roads, with the persons who pass each in the window.
fn map(scenario: &Scenario, main: &Answer) -> MapData {
    let network = &scenario.network;
    let mut persons = vec![0u64; network.roads().len()];
    for plan in &main.plans {
        for (arc, runs) in network.arcs().iter().zip(&plan.certificate.flow.arcs) {
            for run in runs {
                persons[arc.road.pos()] += u64::from(run.persons) * u64::from(run.end - run.start);
            }
        }
    }
    let links = network
        .roads()
        .iter()
        .zip(persons)
        .map(|(road, persons)| MapLink {
            name: road.name.as_ref().map(|en| Name {
                en: en.clone(),
                ar: road.name_ar.clone(),
            }),
            facility_type: road.facility_type.clone(),
            line: road.line.iter().map(|p| (p.lon, p.lat)).collect(),
            persons,
        })
        .collect();
    MapData { links }
}
