//! A plan with its proof as a file, and the check of such a file against what it was made for.
//!
//! The file's shapes and units are described in `docs/certificate.md`.

use hudna_certify::{Accepted, Rejection};
use hudna_instance::{Certificate, CutRun, FlowOverTime, FlowRun, NEVER, NestedCuts};
use hudna_truce::{LocalTime, PersonClass};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Change, PlanError, Subject, case::Case, solve::ClassPlan, subject::Changed};

const FORMAT: &str = "hudna certificate";
const VERSION: u32 = 1;

/// `[item, first step, step after the last, persons in each step]`.
type Run = [u32; 4];
/// `[node, first step, horizon or −1 for never, 1 when the horizon rises with the step]`.
type Cut = [i64; 4];

/// A plan and its proof, as `--certificate` writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredPlan {
    format: String,
    version: u32,
    /// Id of the scenario, or name of the instance.
    pub plan: String,
    /// What was asked to be different.
    pub changes: Vec<Change>,
    opens: Option<LocalTime>,
    closes: Option<LocalTime>,
    step_s: u32,
    horizon: u32,
    /// Ids of the zones and crossings, in the order of their numbers.
    zones: Vec<String>,
    crossings: Vec<String>,
    /// The classes in the order in which they were planned.
    classes: Vec<StoredClass>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredClass {
    class: PersonClass,
    people: u64,
    out: u64,
    left_behind: Vec<u32>,
    arcs: Vec<Run>,
    departures: Vec<Run>,
    exits: Vec<Run>,
    node_cuts: Vec<Cut>,
    zone_cuts: Vec<i64>,
    arrived_by: Vec<u64>,
}

/// Why a stored plan is not believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The scenario or instance cannot be planned at all.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The file says something else than the scenario or instance.
    #[error("{what} of the plan: {stored}; of what it is checked against: {own}")]
    Differs {
        /// What is compared.
        what: &'static str,
        /// In the file.
        stored: String,
        /// In the scenario or instance.
        own: String,
    },
    /// The file speaks of something that does not exist.
    #[error(
        "{class}: the plan speaks of {what} {index}, but there are only {count}, numbered from 0"
    )]
    NoSuch {
        /// The class.
        class: PersonClass,
        /// Arc, zone, crossing or node.
        what: &'static str,
        /// Its number.
        index: u64,
        /// How many there are.
        count: usize,
    },
    /// A number is out of range.
    #[error(
        "{class}: {value} is no step of a cut; steps are numbered from 0, and -1 stands for never"
    )]
    Step {
        /// The class.
        class: PersonClass,
        /// As stored.
        value: i64,
    },
    /// The checker refuses the flow or the cuts of a class.
    #[error("{class}: {reason}")]
    Rejected {
        /// The class.
        class: PersonClass,
        /// Why.
        reason: Rejection,
    },
}

/// What was accepted of a stored plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Each class with what its certificate proves, in the order in which they were planned.
    pub classes: Vec<(PersonClass, Accepted)>,
    /// Steps of the window: a cut was found as large as the flow for each, for each class.
    pub steps: u32,
}

impl StoredPlan {
    pub(crate) fn of<'a>(
        changes: &[Change],
        subject: &Subject<'_>,
        changed: &Changed,
        plans: impl Iterator<Item = &'a ClassPlan>,
    ) -> Self {
        let (case, names) = (&changed.case, subject.names());
        let classes = plans
            .map(|p| {
                let certificate = &p.certificate;
                StoredClass {
                    class: case.classes[p.class].class,
                    people: p.accepted.people,
                    out: p.accepted.out,
                    left_behind: p.accepted.left_behind.clone(),
                    arcs: flat(&certificate.flow.arcs),
                    departures: flat(&certificate.flow.departures),
                    exits: flat(&certificate.flow.exits),
                    node_cuts: flat_cuts(&certificate.cuts.nodes),
                    zone_cuts: certificate.cuts.sources.iter().map(|&s| since(s)).collect(),
                    arrived_by: certificate.arrived_by.clone(),
                }
            })
            .collect();
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            plan: subject.id().to_owned(),
            changes: changes.to_vec(),
            opens: changed.opens,
            closes: changed.closes,
            step_s: case.step_s,
            horizon: case.window,
            zones: (0..case.zones.len()).map(|z| names.zone_id(z)).collect(),
            crossings: (0..case.crossings.len())
                .map(|c| names.crossing_id(c))
                .collect(),
            classes,
        }
    }

    /// Checks the whole plan against the scenario or instance: every class on the places that the
    /// classes before it leave. Nothing is solved; nothing that the file claims is believed.
    ///
    /// # Errors
    /// [`VerifyError`] names the first fault found.
    pub fn verify(&self, subject: &Subject<'_>) -> Result<Verified, VerifyError> {
        same("format", &self.format, &FORMAT.to_owned())?;
        same("version", &self.version, &VERSION)?;
        let order: Vec<PersonClass> = self.classes.iter().map(|c| c.class).collect();
        let changed = subject.changed(&self.changes, None)?;
        let case = &changed.case;
        let names = subject.names();
        same("opening", &time(self.opens), &time(changed.opens))?;
        same("close", &time(self.closes), &time(changed.closes))?;
        same("length of a step in seconds", &self.step_s, &case.step_s)?;
        same("number of steps", &self.horizon, &case.window)?;
        let zones = (0..case.zones.len()).map(|z| names.zone_id(z));
        list("zones", &self.zones, zones.collect())?;
        let crossings = (0..case.crossings.len()).map(|c| names.crossing_id(c));
        list("crossings", &self.crossings, crossings.collect())?;
        let sorted = |mut classes: Vec<PersonClass>| {
            classes.sort_unstable();
            classes
                .iter()
                .map(|c| c.word().to_owned())
                .collect::<Vec<_>>()
        };
        let own = case.classes.iter().map(|c| c.class).collect();
        list("classes", &sorted(order), sorted(own))?;
        let mut free = case.free();
        let mut classes = Vec::new();
        for stored in &self.classes {
            let mut all = case.classes.iter();
            // The lists were found equal.
            let Some(class) = all.position(|c| c.class == stored.class) else {
                continue;
            };
            let instance = case.instance(class, &free, case.window);
            let certificate = stored.certificate(case)?;
            let accepted = hudna_certify::certify(&instance, &certificate).map_err(|reason| {
                VerifyError::Rejected {
                    class: stored.class,
                    reason,
                }
            })?;
            same("number of people", &stored.people, &accepted.people)?;
            same("number of people out", &stored.out, &accepted.out)?;
            if stored.left_behind != accepted.left_behind {
                let told = |list: &[u32]| format!("{list:?}");
                let stored = told(&stored.left_behind);
                same(
                    "people left behind by zone",
                    &stored,
                    &told(&accepted.left_behind),
                )?;
            }
            free.take(&instance, &certificate.flow);
            classes.push((stored.class, accepted));
        }
        Ok(Verified {
            classes,
            steps: self.horizon,
        })
    }
}

impl StoredClass {
    fn certificate(&self, case: &Case) -> Result<Certificate, VerifyError> {
        let (nodes, zones) = (case.node_count as usize, case.zones.len());
        let mut cuts: Vec<Vec<CutRun>> = vec![Vec::new(); nodes];
        for &[node, start, since, rises] in &self.node_cuts {
            let runs = usize::try_from(node).ok().and_then(|n| cuts.get_mut(n));
            let runs = runs.ok_or_else(|| self.no_such("node", node.unsigned_abs(), nodes))?;
            runs.push(CutRun {
                start: self.step(start)?,
                since: self.horizon(since)?,
                rises: rises != 0,
            });
        }
        Ok(Certificate {
            flow: FlowOverTime {
                arcs: self.rows("arc", &self.arcs, case.arcs.len())?,
                departures: self.rows("zone", &self.departures, zones)?,
                exits: self.rows("crossing", &self.exits, case.crossings.len())?,
            },
            cuts: NestedCuts {
                nodes: cuts,
                sources: self
                    .zone_cuts
                    .iter()
                    .map(|&s| self.horizon(s))
                    .collect::<Result<_, _>>()?,
            },
            arrived_by: self.arrived_by.clone(),
        })
    }

    fn no_such(&self, what: &'static str, index: u64, count: usize) -> VerifyError {
        VerifyError::NoSuch {
            class: self.class,
            what,
            index,
            count,
        }
    }

    fn step(&self, value: i64) -> Result<u32, VerifyError> {
        u32::try_from(value).map_err(|_| VerifyError::Step {
            class: self.class,
            value,
        })
    }

    fn horizon(&self, value: i64) -> Result<u32, VerifyError> {
        if value == -1 {
            Ok(NEVER)
        } else {
            self.step(value)
        }
    }

    fn rows(
        &self,
        what: &'static str,
        runs: &[Run],
        count: usize,
    ) -> Result<Vec<Vec<FlowRun>>, VerifyError> {
        let mut rows = vec![Vec::new(); count];
        for &[item, start, end, persons] in runs {
            let row: Option<&mut Vec<FlowRun>> = rows.get_mut(item as usize);
            row.ok_or_else(|| self.no_such(what, u64::from(item), count))?
                .push(FlowRun {
                    start,
                    end,
                    persons,
                });
        }
        Ok(rows)
    }
}

fn flat(rows: &[Vec<FlowRun>]) -> Vec<Run> {
    let rows = (0u32..).zip(rows);
    rows.flat_map(|(i, runs)| runs.iter().map(move |r| [i, r.start, r.end, r.persons]))
        .collect()
}

fn flat_cuts(nodes: &[Vec<CutRun>]) -> Vec<Cut> {
    let nodes = (0i64..).zip(nodes);
    nodes
        .flat_map(|(n, runs)| {
            runs.iter()
                .map(move |r| [n, i64::from(r.start), since(r.since), i64::from(r.rises)])
        })
        .collect()
}

fn since(horizon: u32) -> i64 {
    if horizon == NEVER {
        -1
    } else {
        i64::from(horizon)
    }
}

fn time(time: Option<LocalTime>) -> String {
    time.map_or_else(|| "none".to_owned(), |t| t.to_string())
}

fn same<T: PartialEq + ToString>(
    what: &'static str,
    stored: &T,
    own: &T,
) -> Result<(), VerifyError> {
    if stored == own {
        return Ok(());
    }
    Err(VerifyError::Differs {
        what,
        stored: stored.to_string(),
        own: own.to_string(),
    })
}

/// Compares two lists and tells the first difference, not the whole lists.
fn list(what: &'static str, stored: &[String], own: Vec<String>) -> Result<(), VerifyError> {
    let differ = stored.iter().zip(&own).find(|(a, b)| a != b);
    match differ {
        Some((stored, own)) => same(what, stored, own),
        None => same(what, &stored.len(), &own.len()),
    }
}
