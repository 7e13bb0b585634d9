//! The two entry points, and the report that both give.

use std::sync::atomic::{AtomicU64, Ordering};

use hudna_certify::Rejection;
use hudna_instance::{Capacity, InstanceError, Rate};
use hudna_network::{CsvInstance, PaceError};
use hudna_truce::{CrossingState, PersonClass};
use rayon::prelude::*;
use thiserror::Error;

use crate::{
    Bottleneck, BottleneckKind, Change, ChangeError, ClassReport, CrossingReport, MapData, Name,
    OrderReport, PlanReport, Proof, Scenario, Schedule, StoredPlan, Subject, Terms, TermsBasis,
    WhatIf, ZoneReport,
    assumptions::{of_instance, of_plan, of_scenario},
    bottleneck::{Members, bottlenecks},
    case::Case,
    departures::departures,
    kept::Kept,
    map::map,
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
    /// What was asked to be different cannot be.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// An order of the classes leaves one out.
    #[error(
        "the order of the classes does not name the {class}, who are in the scenario; name every class once"
    )]
    Priority {
        /// The class left out.
        class: PersonClass,
    },
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

/// What is planned beside the scenario itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The order of the classes; `None`: the scenario's.
    pub priority: Option<Vec<PersonClass>>,
    /// What is to be different.
    pub changes: Vec<Change>,
    /// Only the plan for the window: no longer windows, no crossings closed in turn, no worth of
    /// more room, no other orders.
    pub quick: bool,
}

/// A plan, and what can be written of it.
#[derive(Debug)]
pub struct Planned {
    /// What people read.
    pub report: PlanReport,
    /// The flow with its proof, for [`StoredPlan::verify`].
    pub stored: StoredPlan,
    /// Who goes when by which way, exactly.
    pub schedule: Schedule,
}

/// Plans a scenario for a window with everything that is asked of it; see [`planned`].
///
/// # Errors
/// [`PlanError`]; a plan that the checker refuses is never returned.
pub fn plan(
    scenario: &Scenario,
    terms: &Terms,
    progress: Progress<'_>,
) -> Result<PlanReport, PlanError> {
    let subject = Subject::Scenario(scenario, terms);
    Ok(planned(&subject, &Options::default(), progress)?.report)
}

/// Plans a bare instance: its horizon is the window, its people are one class, shown as civilians.
///
/// # Errors
/// [`PlanError`]; a plan that the checker refuses is never returned.
pub fn plan_instance(csv: &CsvInstance, progress: Progress<'_>) -> Result<PlanReport, PlanError> {
    Ok(planned(&Subject::Instance(csv), &Options::default(), progress)?.report)
}

/// The plan itself, the shortest window for everyone and, for a scenario: each crossing in turn
/// closed, what more room and one more minute would be worth, and the other orders of the classes.
/// Every number comes from a flow that the checker accepted.
///
/// The questions are answered on all cores; the answers do not depend on how many there are.
///
/// # Errors
/// [`PlanError`]; a plan that the checker refuses is never returned.
pub fn planned(
    subject: &Subject<'_>,
    options: &Options,
    progress: Progress<'_>,
) -> Result<Planned, PlanError> {
    let changed = subject.changed(&options.changes, options.priority.as_deref())?;
    let (case, names) = (&changed.case, subject.names());
    let order: Vec<usize> = (0..case.classes.len()).collect();
    let asked = Asked {
        case,
        order: &order,
        known: &[],
        kept: None,
        ways: true,
        steps: &|step, of| progress("planning", u64::from(step), u64::from(of)),
    };
    let main = if options.quick {
        asked.within_the_window()?
    } else {
        asked.and_beyond()?
    };
    let mut held_back: Vec<_> = main
        .plans
        .iter()
        .flat_map(|p| bottlenecks(case, p.class, &p.instance, &p.certificate, names))
        .collect();
    held_back.sort_by_key(|(b, _)| std::cmp::Reverse(b.persons));
    let questions = match subject {
        Subject::Scenario(..) if !options.quick => questions(case, &main, &held_back),
        _ => Vec::new(),
    };
    let answers = answers(case, &main, &questions, progress)?;
    let mut report = report(case, &main, &answers, names);
    let worth = answers.iter().filter_map(|(q, a)| match q {
        Question::Wider(members) => Some((members, a.out().saturating_sub(main.out()))),
        _ => None,
    });
    for (members, gain) in worth {
        for (b, _) in held_back.iter_mut().filter(|(_, m)| m == members) {
            b.gain_per_person_min = Some(gain);
        }
    }
    report.bottlenecks = held_back.into_iter().map(|(b, _)| b).collect();
    report.changes.clone_from(&options.changes);
    report.opens = changed.opens;
    report.closes = changed.closes;
    report.name = subject.name();
    match subject {
        Subject::Scenario(scenario, terms) => {
            of_the_scenario(&mut report, scenario, terms, case, &main);
        }
        Subject::Instance(csv) => report.assumptions = of_instance(csv),
    }
    report.assumptions.extend(of_plan(case, &main, names));
    let plans = || main.plans.iter().map(AsRef::as_ref);
    Ok(Planned {
        stored: StoredPlan::of(&options.changes, subject, &changed, plans()),
        schedule: Schedule::of(subject, &changed, &main.plans),
        report,
    })
}

/// What only a scenario knows.
fn of_the_scenario(
    report: &mut PlanReport,
    scenario: &Scenario,
    terms: &Terms,
    case: &Case,
    main: &Answer,
) {
    report.area = Some(scenario.area.clone());
    report.zone = Some(scenario.zone.clone());
    report.terms = terms.basis.clone();
    report.assumptions = of_scenario(scenario, terms, case);
    report.map = map(scenario, case, main);
    for (told, own) in report.crossings.iter_mut().zip(&scenario.crossings) {
        told.destination = own.destination.clone();
        told.state = own.state;
        told.snapped_m = own.snapped.distance_m;
        told.lon_lat = Some((own.at.lon, own.at.lat));
        if told.windows_s.is_empty() {
            told.persons_per_min = own.persons_per_min;
        }
        told.admits.clone_from(&own.admits);
    }
    for (told, own) in report.zones.iter_mut().zip(&scenario.zones) {
        told.snapped_m = own.snapped.distance_m;
        told.lon_lat = Some((own.at.lon, own.at.lat));
    }
    report.zones = whole_zones(std::mem::take(&mut report.zones));
}

/// Zones put together from their parts at several nodes, which come one after the other.
fn whole_zones(parts: Vec<ZoneReport>) -> Vec<ZoneReport> {
    let mut zones: Vec<ZoneReport> = Vec::new();
    for part in parts {
        let Some(zone) = zones.last_mut().filter(|z| z.id == part.id) else {
            zones.push(part);
            continue;
        };
        for (whole, more) in [
            (&mut zone.people, part.people),
            (&mut zone.out_at_close, part.out_at_close),
            (&mut zone.left_behind, part.left_behind),
            (&mut zone.cut_off, part.cut_off),
        ] {
            for (class, persons) in more {
                match whole.iter_mut().find(|(c, _)| *c == class) {
                    Some((_, sum)) => *sum += persons,
                    None => whole.push((class, persons)),
                }
            }
        }
        zone.snapped_m = zone.snapped_m.max(part.snapped_m);
    }
    zones
}

/// What is asked of a case beside the plan itself.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Question {
    /// The plan with this crossing closed.
    Closed(usize),
    /// Another order of the classes.
    Order(Vec<usize>),
    /// One more person a minute through these.
    Wider(Members),
    /// One more minute at this crossing.
    Minute(usize),
}

/// Bottlenecks of which the worth of more room is planned: the largest ones. Each costs a plan.
const MOST_GAINS: usize = 8;

fn questions(case: &Case, main: &Answer, held_back: &[(Bottleneck, Members)]) -> Vec<Question> {
    let crossings = 0..case.crossings.len();
    let mut questions: Vec<Question> = crossings.clone().map(Question::Closed).collect();
    questions.extend(
        orders(case.classes.len())
            .into_iter()
            .skip(1)
            .map(Question::Order),
    );
    let mut wider: Vec<&Members> = Vec::new();
    for (b, members) in held_back {
        let widens = matches!(b.kind, BottleneckKind::Road | BottleneckKind::Crossing)
            && !wider.contains(&members);
        if widens && wider.len() < MOST_GAINS {
            wider.push(members);
        }
    }
    questions.extend(wider.into_iter().cloned().map(Question::Wider));
    // Where nobody of those whom it admits is left, one more minute lets nobody out.
    let needed = crossings.filter(|&c| {
        let mut plans = main.plans.iter();
        let open = case.crossings[c].capacity.between(0, case.window) > 0;
        open && plans
            .any(|p| case.classes[p.class].admitted[c] && p.accepted.out < p.accepted.people)
    });
    questions.extend(needed.map(Question::Minute));
    questions
}

/// Every order of `n` classes, the given one first.
fn orders(n: usize) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..n {
        all = all
            .into_iter()
            .flat_map(|begun| {
                let rest = (0..n).filter(|c| !begun.contains(c)).collect::<Vec<_>>();
                rest.into_iter().map(move |c| {
                    let mut longer = begun.clone();
                    longer.push(c);
                    longer
                })
            })
            .collect();
    }
    all
}

impl Question {
    fn ask(&self, case: &Case, main: &Answer, kept: Option<&Kept>) -> Result<Answer, PlanError> {
        let everyone: Vec<usize> = (0..case.classes.len()).collect();
        let known = [main];
        let asked = |case, order| Asked {
            case,
            order,
            known: &known,
            kept,
            ways: false,
            steps: &|_, _| {},
        };
        match self {
            Self::Closed(c) => {
                let mut case = case.clone();
                case.crossings[*c].capacity = Capacity::closed();
                asked(&case, &everyone).and_beyond()
            }
            Self::Order(order) => asked(case, order).within_the_window(),
            Self::Wider(members) => asked(&members.wider(case), &everyone).within_the_window(),
            Self::Minute(c) => asked(&case.one_more_minute_at(*c), &everyone).within_the_window(),
        }
    }
}

/// The answers to the questions, in their order.
fn answers(
    case: &Case,
    main: &Answer,
    questions: &[Question],
    progress: Progress<'_>,
) -> Result<Vec<(Question, Answer)>, PlanError> {
    let kept = Kept::last_of(main);
    in_parallel(questions, "asking what if", progress, |question| {
        Ok((question.clone(), question.ask(case, main, kept.as_ref())?))
    })
}

/// Answers questions on all cores, in their order, and tells how many are done.
pub(crate) fn in_parallel<Q: Sync, A: Send>(
    questions: &[Q],
    what: &str,
    progress: Progress<'_>,
    ask: impl Fn(&Q) -> Result<A, PlanError> + Sync,
) -> Result<Vec<A>, PlanError> {
    let total = questions.len() as u64;
    let done = AtomicU64::new(0);
    questions
        .par_iter()
        .map(|question| {
            let answer = ask(question)?;
            progress(what, done.fetch_add(1, Ordering::Relaxed) + 1, total);
            Ok(answer)
        })
        .collect()
}

/// The part of the report that scenarios and bare instances share.
fn report(
    case: &Case,
    main: &Answer,
    answers: &[(Question, Answer)],
    names: &dyn Names,
) -> PlanReport {
    let everyone: u64 = (0..case.classes.len()).map(|c| case.people(c)).sum();
    let proofs = || {
        std::iter::once(main)
            .chain(answers.iter().map(|(_, a)| a))
            .map(|a| &a.proof)
    };
    let seconds = |steps: Option<u32>| steps.map(|t| case.seconds(t));
    let class = |i: usize| case.classes[i].class;
    let mut orders: Vec<(Vec<usize>, Vec<u64>)> = Vec::new();
    let outs = |answer: &Answer| answer.plans.iter().map(|p| p.accepted.out).collect();
    for (question, answer) in answers {
        if let Question::Order(order) = question {
            if orders.is_empty() {
                orders.push(((0..order.len()).collect(), outs(main)));
            }
            orders.push((order.clone(), outs(answer)));
        }
    }
    let classes = main
        .plans
        .iter()
        .enumerate()
        .map(|(i, plan)| {
            let first = orders.iter().find(|(order, _)| order.first() == Some(&i));
            ClassReport {
                class: class(i),
                people: case.people(i),
                out_at_close: plan.accepted.out,
                arrived_by: plan.certificate.arrived_by.clone(),
                shortest_window_s: seconds(main.shortest[i]),
                out_if_first: match first {
                    Some((_, out)) => out.first().copied(),
                    None => (i == 0).then_some(plan.accepted.out),
                },
            }
        })
        .collect();
    let what_if = answers
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
            _ => None,
        })
        .collect();
    let minute = |c: usize| {
        let mut minutes = answers.iter();
        let found = minutes.find(|(q, _)| *q == Question::Minute(c));
        match found {
            Some((_, answer)) => Some(answer.out().saturating_sub(main.out())),
            // Not asked because nobody would come.
            None => (!answers.is_empty()).then_some(0),
        }
    };
    PlanReport {
        name: Name::default(),
        area: None,
        zone: None,
        terms: TermsBasis::Instance,
        changes: Vec::new(),
        opens: None,
        closes: None,
        step_s: case.step_s,
        window_s: case.seconds(case.window),
        people: everyone,
        out_at_close: main.out(),
        left_behind: everyone - main.out(),
        arrived_by: main.arrived_by(case.window),
        shortest_window_s: seconds(main.shortest_for_all()),
        searched_s: case.seconds(main.searched.max(case.window)),
        cut_off: main.cut_off.iter().sum(),
        classes,
        orders: orders
            .into_iter()
            .map(|(order, out_at_close)| OrderReport {
                order: order.into_iter().map(class).collect(),
                out_at_close,
            })
            .collect(),
        crossings: (0..case.crossings.len())
            .map(|c| crossing(case, main, c, minute(c), names))
            .collect(),
        zones: (0..case.zones.len())
            .map(|z| zone(case, main, z, names))
            .collect(),
        bottlenecks: Vec::new(),
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

fn crossing(
    case: &Case,
    main: &Answer,
    c: usize,
    gain_per_open_min: Option<u64>,
    names: &dyn Names,
) -> CrossingReport {
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
    // In lowest terms this is the number that the rate was made of.
    let in_a_minute = |r: Rate| u64::from(r.num) * 60 / (u64::from(r.den) * u64::from(case.step_s));
    let first = capacity.windows().first();
    CrossingReport {
        id: names.crossing_id(c),
        name: names.crossing(c),
        destination: None,
        admits: by_class.iter().map(|(class, _)| *class).collect(),
        state: CrossingState::Designated,
        persons_per_min: u32::try_from(first.map_or(0, |w| in_a_minute(w.rate)))
            .unwrap_or(u32::MAX),
        windows_s: capacity
            .windows()
            .iter()
            .filter(|w| w.open < case.window)
            .map(|w| (case.seconds(w.open), case.seconds(w.close.min(case.window))))
            .collect(),
        out_at_close: by_class.iter().map(|(_, out)| out).sum(),
        by_class,
        places: capacity.between(0, case.window),
        gain_per_open_min,
        per_minute,
        snapped_m: 0,
        lon_lat: None,
    }
}

fn zone(case: &Case, main: &Answer, z: usize, names: &dyn Names) -> ZoneReport {
    let mut told = ZoneReport {
        id: names.zone_id(z),
        name: names.zone(z),
        people: Vec::new(),
        out_at_close: Vec::new(),
        left_behind: Vec::new(),
        cut_off: Vec::new(),
        snapped_m: 0,
        lon_lat: None,
    };
    for plan in &main.plans {
        let own = &case.classes[plan.class];
        if own.supply[z] > 0 {
            let left = u64::from(plan.accepted.left_behind[z]);
            let people = u64::from(own.supply[z]);
            told.people.push((own.class, people));
            told.out_at_close.push((own.class, people - left));
            told.left_behind.push((own.class, left));
            if !main.reaches[plan.class][case.zones[z].pos()] {
                told.cut_off.push((own.class, people));
            }
        }
    }
    told
}
