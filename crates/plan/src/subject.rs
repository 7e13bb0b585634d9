//! What is planned: a scenario with its window, or a bare instance, and the changes made to it.

use hudna_instance::{ArcIdx, Capacity, CapacityWindow, Rate};
use hudna_network::CsvInstance;
use hudna_truce::{Clock, LocalTime, PersonClass};
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    Amount, Change, ChangeError, Name, PlanError, Scenario, Terms, When,
    case::{Case, rate, reduced},
    names::Names,
};

/// What is planned.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// A scenario in a window.
    Scenario(&'a Scenario, &'a Terms),
    /// A bare instance: its horizon is the window, its people are one class, shown as civilians.
    Instance(&'a CsvInstance),
}

/// A case and the window it stands for.
pub(crate) struct Changed {
    pub(crate) case: Case,
    /// The window after the changes; `None` for a bare instance.
    pub(crate) opens: Option<LocalTime>,
    pub(crate) closes: Option<LocalTime>,
}

impl Subject<'_> {
    pub(crate) fn names(&self) -> &dyn Names {
        match self {
            Self::Scenario(scenario, _) => *scenario,
            Self::Instance(csv) => *csv,
        }
    }

    /// The window and everything in it, with the changes made in their order.
    pub(crate) fn changed(
        &self,
        changes: &[Change],
        priority: Option<&[PersonClass]>,
    ) -> Result<Changed, PlanError> {
        let (mut opens_min, mut closes_min, mut term) = (0, 0, String::new());
        for change in changes {
            if let Change::Window {
                opens_min: opens,
                closes_min: closes,
            } = change
            {
                opens_min += opens;
                closes_min += closes;
                term = change.to_string();
            }
        }
        let mut changed = match self {
            Self::Scenario(scenario, terms) => {
                let terms = Terms {
                    opens: later(terms.opens, opens_min, &scenario.zone),
                    closes: later(terms.closes, closes_min, &scenario.zone),
                    ..(*terms).clone()
                };
                Changed {
                    case: Case::of_scenario(scenario, &terms)?,
                    opens: Some(terms.opens),
                    closes: Some(terms.closes),
                }
            }
            Self::Instance(csv) => {
                if opens_min != 0 {
                    return Err(ChangeError::NotHere {
                        term,
                        problem: "an instance has no calendar; only closes=+N or closes=-N, in minutes, lengthens or shortens its window".to_owned(),
                    }
                    .into());
                }
                let steps = i64::from(closes_min) * 60 / i64::from(csv.step_s);
                let mut case = Case::of_instance(csv, PersonClass::Civilians);
                case.window = u32::try_from(i64::from(case.window) + steps)
                    .ok()
                    .filter(|w| (1..=hudna_instance::Instance::MAX_HORIZON).contains(w))
                    .ok_or_else(|| ChangeError::NotHere {
                        term,
                        problem: format!(
                            "it leaves no step of the horizon of {}",
                            csv.instance.horizon
                        ),
                    })?;
                case.search = case.search.max(case.window);
                Changed {
                    case,
                    opens: None,
                    closes: None,
                }
            }
        };
        if let Some(order) = priority {
            in_order(&mut changed.case, order)?;
        }
        self.road_by_road(&mut changed.case, changes);
        for change in changes {
            self.change(&mut changed, change)?;
        }
        Ok(changed)
    }

    /// Gives the roads of every street of which one road changes their own exact rates: the rate of the
    /// street's narrowest road stands at its beginning only as long as none of them changes.
    fn road_by_road(&self, case: &mut Case, changes: &[Change]) {
        let Self::Scenario(scenario, _) = self else {
            return;
        };
        let names = self.names();
        let roads = changes.iter().filter_map(|c| match c {
            Change::Road { road, .. } => road.as_deref(),
            _ => None,
        });
        let mut touched = Vec::new();
        for road in roads {
            let meant = case.arc_numbers().filter(|&i| called(names, i, road));
            touched.extend(meant.flat_map(|i| case.together.street(i)));
        }
        for arc in touched {
            let Some(road) = scenario.network.arcs().get(arc.pos()).map(|a| a.road) else {
                continue;
            };
            let own = rate(scenario.persons_per_min(road), case.step_s);
            case.arcs[arc.pos()].capacity = Capacity::always(own);
        }
    }

    fn change(&self, to: &mut Changed, change: &Change) -> Result<(), PlanError> {
        let names = self.names();
        let case = &mut to.case;
        match change {
            Change::Close { crossing, at } => {
                let index = self.crossing(case, crossing, change)?;
                let from = match at {
                    None => 0,
                    Some(at) => self.step(to.opens, &to.case, *at, change)?,
                };
                let capacity = &mut to.case.crossings[index].capacity;
                *capacity = between(capacity, 0, from);
            }
            Change::Surprise { .. } => {
                return Err(ChangeError::NotHere {
                    term: change.to_string(),
                    problem: "a surprise is no plan but the end of one; ask it as a what-if of its own, and for a plan that knows of the closing write close=…".to_owned(),
                }
                .into());
            }
            Change::Crossing { crossing, amount } => {
                let only = match crossing {
                    Some(id) => Some(self.crossing(case, id, change)?),
                    None => None,
                };
                let step_s = case.step_s;
                for (i, c) in case.crossings.iter_mut().enumerate() {
                    if only.is_none_or(|only| only == i) {
                        c.capacity = scaled(&c.capacity, *amount, step_s);
                    }
                }
            }
            Change::Road { road, amount } => {
                let (step_s, mut found) = (case.step_s, false);
                for (i, arc) in case.arc_numbers().zip(&mut case.arcs) {
                    if road.as_ref().is_none_or(|name| called(names, i, name)) {
                        found = true;
                        arc.capacity = scaled(&arc.capacity, *amount, step_s);
                    }
                }
                if !found {
                    let mut known: Vec<String> = case
                        .arc_numbers()
                        .filter_map(|i| names.road(i).map(|n| format!("{:?}", n.en)))
                        .collect();
                    known.sort();
                    known.dedup();
                    known.push("the ids of links".to_owned());
                    return Err(unknown(change, "road", road.as_deref(), known));
                }
            }
            Change::People {
                zone,
                class,
                percent,
            } => {
                let ids: Vec<String> = (0..case.zones.len()).map(|z| names.zone_id(z)).collect();
                // An area has one number for each of its nodes.
                let meant = |z: usize| zone.as_ref().is_none_or(|id| ids.get(z) == Some(id));
                if let Some(id) = zone
                    && !ids.contains(id)
                {
                    let mut known = ids;
                    known.dedup();
                    return Err(unknown(change, "zone", Some(id), known));
                }
                if let Some(class) = class
                    && !case.classes.iter().any(|c| c.class == *class)
                {
                    let known = case.classes.iter().map(|c| c.class.to_string());
                    return Err(unknown(
                        change,
                        "class",
                        Some(class.word()),
                        known.collect(),
                    ));
                }
                for c in &mut case.classes {
                    if class.is_some_and(|class| class != c.class) {
                        continue;
                    }
                    for (z, n) in c.supply.iter_mut().enumerate() {
                        if meant(z) {
                            *n = share(*n, *percent, 100);
                        }
                    }
                }
            }
            // Made with the window itself.
            Change::Window { .. } => {}
        }
        Ok(())
    }

    /// Id of the scenario, or name of the instance.
    pub(crate) fn id(&self) -> &str {
        match self {
            Self::Scenario(scenario, _) => &scenario.id,
            Self::Instance(csv) => &csv.name,
        }
    }

    /// Its name.
    pub(crate) fn name(&self) -> Name {
        match self {
            Self::Scenario(scenario, _) => scenario.name.clone(),
            Self::Instance(csv) => Name {
                en: csv.name.clone(),
                ar: None,
            },
        }
    }

    /// IANA zone of its local times.
    pub(crate) fn zone(&self) -> Option<String> {
        match self {
            Self::Scenario(scenario, _) => Some(scenario.zone.clone()),
            Self::Instance(_) => None,
        }
    }

    /// Which crossing closes by surprise, and in which step.
    pub(crate) fn surprise(
        &self,
        changed: &Changed,
        change: &Change,
    ) -> Result<(usize, u32), PlanError> {
        let Change::Surprise { crossing, at } = change else {
            return Err(ChangeError::NotHere {
                term: change.to_string(),
                problem: "it is no surprise".to_owned(),
            }
            .into());
        };
        let index = self.crossing(&changed.case, crossing, change)?;
        let step = self.step(changed.opens, &changed.case, *at, change)?;
        Ok((index, step))
    }

    /// Which crossing is meant.
    pub(crate) fn crossing(
        &self,
        case: &Case,
        id: &str,
        change: &Change,
    ) -> Result<usize, PlanError> {
        let names = self.names();
        let mut all = 0..case.crossings.len();
        all.find(|&c| names.crossing_id(c) == id).ok_or_else(|| {
            let known = (0..case.crossings.len()).map(|c| names.crossing_id(c));
            unknown(change, "crossing", Some(id), known.collect())
        })
    }

    /// The first step that begins at the time or holds it.
    pub(crate) fn step(
        &self,
        opens: Option<LocalTime>,
        case: &Case,
        at: When,
        change: &Change,
    ) -> Result<u32, PlanError> {
        let not_here = |problem: String| ChangeError::NotHere {
            term: change.to_string(),
            problem,
        };
        let seconds = match (at, self, opens) {
            (When::After(minutes), ..) => i64::from(minutes) * 60,
            (When::Clock(clock), Self::Scenario(scenario, _), Some(opens)) => {
                seconds_until(opens, clock, &scenario.zone)
                    .ok_or_else(|| not_here("the window has no opening hour".to_owned()))?
            }
            (When::Clock(_), ..) => {
                return Err(not_here(
                    "an instance has no clock; write minutes after the opening, @+240".to_owned(),
                )
                .into());
            }
        };
        let step = seconds / i64::from(case.step_s);
        u32::try_from(step)
            .ok()
            .filter(|&s| s <= case.window)
            .ok_or_else(|| {
                let opening = match (at, opens.and_then(|t| t.clock)) {
                    (When::Clock(_), Some(clock)) => format!("before the opening at {clock} or "),
                    _ => String::new(),
                };
                not_here(format!("that is {opening}after the close of the window")).into()
            })
    }
}

fn unknown(
    change: &Change,
    what: &'static str,
    name: Option<&str>,
    known: Vec<String>,
) -> PlanError {
    ChangeError::Unknown {
        term: change.to_string(),
        what,
        name: name.unwrap_or("*").to_owned(),
        known,
    }
    .into()
}

/// Whether an arc's road goes by this name, or its link by this id.
fn called(names: &dyn Names, arc: ArcIdx, name: &str) -> bool {
    let road = || names.road(arc);
    names.link(arc) == Some(name)
        || road().is_some_and(|n| n.en == name || n.ar.as_deref() == Some(name))
}

/// Classes in the order given; each class of the case must be named.
fn in_order(case: &mut Case, order: &[PersonClass]) -> Result<(), PlanError> {
    let place = |class: PersonClass| order.iter().position(|&c| c == class);
    if let Some(missing) = case.classes.iter().find(|c| place(c.class).is_none()) {
        return Err(PlanError::Priority {
            class: missing.class,
        });
    }
    case.classes.sort_by_key(|c| place(c.class));
    Ok(())
}

/// `n · part / whole`, rounded half up.
pub(crate) fn share(n: u32, part: u32, whole: u32) -> u32 {
    let (n, part, whole) = (u64::from(n), u64::from(part), u64::from(whole));
    u32::try_from((n * part + whole / 2) / whole).unwrap_or(u32::MAX)
}

/// The capacity in the steps `from..to`, nothing outside them.
pub(crate) fn between(capacity: &Capacity, from: u32, to: u32) -> Capacity {
    let windows = capacity.windows().iter();
    let kept = windows.filter_map(|w| {
        let (open, close) = (w.open.max(from), w.close.min(to));
        (open < close).then_some(CapacityWindow { open, close, ..*w })
    });
    // Cut from windows that did not overlap.
    Capacity::from_windows(kept.collect()).unwrap_or_default()
}

/// The capacity, so many parts of `whole`.
pub(crate) fn times(capacity: &Capacity, parts: u64, whole: u64) -> Capacity {
    with_rates(capacity, |r| {
        reduced(u64::from(r.num) * parts, u64::from(r.den) * whole)
    })
}

/// The capacity by another amount.
pub(crate) fn scaled(capacity: &Capacity, amount: Amount, step_s: u32) -> Capacity {
    match amount {
        Amount::Percent(percent) => times(capacity, u64::from(percent), 100),
        Amount::PerMinute(more) => with_rates(capacity, |r| {
            let (num, den) = (i64::from(r.num), i64::from(r.den));
            let num = num * 60 + i64::from(more) * i64::from(step_s) * den;
            reduced(u64::try_from(num).unwrap_or(0), u64::from(r.den) * 60)
        }),
    }
}

/// The capacity with another rate in every window.
fn with_rates(capacity: &Capacity, rate: impl Fn(Rate) -> Rate) -> Capacity {
    let windows = capacity.windows().iter();
    let windows = windows.map(|w| CapacityWindow {
        rate: rate(w.rate),
        ..*w
    });
    Capacity::from_windows(windows.collect()).unwrap_or_default()
}

/// A time so many minutes later, by the instant.
pub(crate) fn later(time: LocalTime, minutes: i32, zone: &str) -> LocalTime {
    if minutes == 0 {
        return time;
    }
    let moved = || {
        let second = time.instant(zone)?.as_second() + i64::from(minutes) * 60;
        local(Timestamp::from_second(second).ok()?, zone)
    };
    moved().unwrap_or(time)
}

/// An instant on the wall of a zone, to the minute.
fn local(instant: Timestamp, zone: &str) -> Option<LocalTime> {
    let civil = instant.to_zoned(TimeZone::get(zone).ok()?).datetime();
    let (hour, minute) = (civil.hour(), civil.minute());
    Some(LocalTime {
        date: civil.date(),
        clock: Clock::new(hour.unsigned_abs().into(), minute.unsigned_abs().into()),
    })
}

/// Seconds from the opening to the next such time of the clock.
fn seconds_until(opens: LocalTime, clock: Clock, zone: &str) -> Option<i64> {
    let opening = opens.instant(zone)?.as_second();
    let today = LocalTime {
        clock: Some(clock),
        ..opens
    };
    let on = |time: LocalTime| time.instant(zone).map(|t| t.as_second() - opening);
    match on(today)? {
        past if past < 0 => on(LocalTime {
            date: opens.date.tomorrow().ok()?,
            ..today
        }),
        later => Some(later),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_of_half_as_many_loses_nobody_over_two_steps() {
        let c = Capacity::constant(5);
        let half = scaled(&c, Amount::Percent(50), 10);
        assert_eq!((half.at(0), half.at(1), half.between(0, 100)), (2, 3, 250));
        let more = scaled(&c, Amount::PerMinute(1), 10);
        assert_eq!(more.between(0, 6), 31);
        let none = scaled(&c, Amount::PerMinute(-1_000), 10);
        assert_eq!(none.between(0, 100), 0);
    }

    #[test]
    fn a_clock_time_before_the_opening_is_that_of_the_next_day() {
        let opens: LocalTime = "2016-11-04T20:00".parse().unwrap();
        let at = |c: &str| seconds_until(opens, c.parse().unwrap(), "Asia/Damascus");
        assert_eq!(at("20:00"), Some(0));
        assert_eq!(at("21:30"), Some(5_400));
        assert_eq!(at("01:00"), Some(5 * 3_600));
    }

    #[test]
    fn a_capacity_between_two_steps_is_what_it_was_there() {
        let c = between(&Capacity::constant(3), 2, 5);
        let all: Vec<u32> = (0..7).map(|t| c.at(t)).collect();
        assert_eq!(all, [0, 0, 3, 3, 3, 0, 0]);
        assert_eq!(between(&c, 5, 9), Capacity::closed());
    }
}
