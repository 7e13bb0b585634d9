//! The question in whole steps: what all classes share, and what each has for itself.
//!
//! Arcs, zones and crossings have the same numbers in the instance of every class. A crossing that
//! does not admit a class is closed in its instance; a zone without people of a class has nobody.

use std::sync::Arc as Shared;

use hudna_instance::{
    Arc, ArcIdx, Capacity, CapacityWindow, Crossing, FlowOverTime, FlowRun, Hold, Instance,
    NodeIdx, Rate, Source,
};
use hudna_network::{CsvInstance, Rounding, reaching};
use hudna_truce::{CrossingState, PersonClass};

use crate::{
    PlanError, Scenario, Terms,
    streets::{Streets, Together},
};

/// A road arc or a crossing with all the capacity that there is, before any class is planned.
#[derive(Debug, Clone)]
pub(crate) struct CaseArc {
    pub(crate) tail: NodeIdx,
    pub(crate) head: NodeIdx,
    pub(crate) capacity: Capacity,
}

#[derive(Debug, Clone)]
pub(crate) struct CaseCrossing {
    pub(crate) node: NodeIdx,
    /// Hours that reach the close of the window go on beyond it, for the search for the shortest
    /// window; a plan for the window itself ends before that matters.
    pub(crate) capacity: Capacity,
    /// How many may wait there, where that is limited.
    pub(crate) storage: Option<Capacity>,
}

#[derive(Debug, Clone)]
pub(crate) struct CaseClass {
    pub(crate) class: PersonClass,
    /// Steps on each arc.
    pub(crate) transit: Vec<u32>,
    /// Persons in each zone.
    pub(crate) supply: Vec<u32>,
    /// Whether each crossing admits them.
    pub(crate) admitted: Vec<bool>,
    /// How many of them pass each crossing at most, where that is less than of everybody.
    pub(crate) at_most: Vec<Option<Rate>>,
    /// What whole steps add to the travel times; `None` where the times were given in steps.
    pub(crate) rounding: Option<Rounding>,
}

#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) node_count: u32,
    pub(crate) arcs: Vec<CaseArc>,
    pub(crate) crossings: Vec<CaseCrossing>,
    /// Node of each zone.
    pub(crate) zones: Vec<NodeIdx>,
    /// In the order in which they are planned.
    pub(crate) classes: Vec<CaseClass>,
    pub(crate) step_s: u32,
    /// Length of the window, in steps.
    pub(crate) window: u32,
    /// Seconds at the end of the announced window that do not make a whole step.
    pub(crate) unused_s: u64,
    /// How far to look for the shortest window, in steps.
    pub(crate) search: u32,
    /// Which arcs are one street.
    pub(crate) together: Shared<Together>,
}

/// What is left of roads and crossings after the classes planned so far.
#[derive(Debug, Clone)]
pub(crate) struct Free {
    pub(crate) arcs: Vec<Capacity>,
    pub(crate) crossings: Vec<Capacity>,
    /// Room to wait at each crossing, where it is limited.
    pub(crate) storage: Vec<Option<Capacity>>,
}

impl Free {
    /// Takes away the places that a flow of an instance uses.
    pub(crate) fn take(&mut self, instance: &Instance, flow: &FlowOverTime) {
        for (left, used) in self.arcs.iter_mut().zip(&flow.arcs) {
            *left = without(left, used);
        }
        for (left, used) in self.crossings.iter_mut().zip(&flow.exits) {
            *left = without(left, used);
        }
        for (left, crossing) in self.storage.iter_mut().zip(&instance.crossings) {
            if let Some(left) = left {
                *left = without(left, &instance.waiting(flow, crossing.node));
            }
        }
    }
}

impl Case {
    pub(crate) fn of_scenario(scenario: &Scenario, terms: &Terms) -> Result<Self, PlanError> {
        let step_s = scenario.step_s;
        let wrong = |reason| PlanError::Window {
            opens: terms.opens.to_string(),
            closes: terms.closes.to_string(),
            reason,
        };
        let second = |t: hudna_truce::LocalTime| {
            t.instant(&scenario.zone)
                .map(jiff::Timestamp::as_second)
                .ok_or_else(|| wrong("an hour is missing"))
        };
        let opens = second(terms.opens)?;
        let steps = |s: i64| u32::try_from(s / i64::from(step_s)).ok();
        let lasts = second(terms.closes)? - opens;
        let window = steps(lasts)
            .filter(|&w| (1..=Instance::MAX_HORIZON).contains(&w))
            .ok_or_else(|| wrong("it must last at least one step and at most 20 years"))?;
        let search = steps(i64::from(scenario.search_h) * 3_600).unwrap_or(window);

        let network = &scenario.network;
        let streets = Streets::of(scenario);
        let arcs = network
            .arcs()
            .iter()
            .zip(streets.capacities())
            .map(|(a, capacity)| CaseArc {
                tail: a.tail,
                head: a.head,
                capacity,
            })
            .collect();
        let mut crossings = Vec::new();
        for c in &scenario.crossings {
            let rate = rate(c.persons_per_min, step_s);
            let capacity = if c.state == CrossingState::Closed {
                Capacity::closed()
            } else if c.windows.is_empty() {
                Capacity::always(rate)
            } else {
                let mut hours = Vec::new();
                for &(from, to) in &c.windows {
                    // Only whole steps within the hours count.
                    let from = (second(from)? - opens).max(0) + i64::from(step_s) - 1;
                    let to = second(to)? - opens;
                    hours.push((steps(from).unwrap_or(0), steps(to.max(0)).unwrap_or(0)));
                }
                going_on(&hours, rate, window)
            };
            crossings.push(CaseCrossing {
                node: c.snapped.node,
                capacity,
                storage: c.storage.map(Capacity::constant),
            });
        }
        let classes = scenario
            .classes
            .iter()
            .map(|c| {
                let (transit, rounding) = streets.transits(c.speed_m_per_min)?;
                Ok(CaseClass {
                    class: c.class,
                    transit,
                    supply: scenario
                        .zones
                        .iter()
                        .map(|z| z.people.get(&c.class).copied().unwrap_or(0))
                        .collect(),
                    admitted: scenario
                        .crossings
                        .iter()
                        .map(|x| x.admits.contains(&c.class))
                        .collect(),
                    at_most: scenario
                        .crossings
                        .iter()
                        .map(|x| x.per_class.get(&c.class).map(|&n| rate(n, step_s)))
                        .collect(),
                    rounding: Some(rounding),
                })
            })
            .collect::<Result<_, PlanError>>()?;
        Ok(Self {
            node_count: u32::try_from(network.nodes().len()).unwrap_or(u32::MAX),
            arcs,
            crossings,
            zones: scenario.zones.iter().map(|z| z.snapped.node).collect(),
            classes,
            step_s,
            window,
            unused_s: u64::try_from(lasts % i64::from(step_s)).unwrap_or(0),
            search: search.max(window),
            together: Shared::new(streets.together()),
        })
    }

    /// A bare instance has one class; its own horizon is the window.
    pub(crate) fn of_instance(csv: &CsvInstance, class: PersonClass) -> Self {
        let i = &csv.instance;
        let window = i.horizon;
        Self {
            node_count: i.node_count,
            arcs: i
                .arcs
                .iter()
                .map(|a| CaseArc {
                    tail: a.tail,
                    head: a.head,
                    capacity: a.capacity.clone(),
                })
                .collect(),
            crossings: i
                .crossings
                .iter()
                .map(|c| {
                    let windows = c
                        .capacity
                        .windows()
                        .iter()
                        .map(|w| CapacityWindow {
                            close: if w.close >= window { u32::MAX } else { w.close },
                            ..*w
                        })
                        .collect();
                    CaseCrossing {
                        node: c.node,
                        capacity: Capacity::from_windows(windows)
                            .unwrap_or_else(|_| c.capacity.clone()),
                        storage: c.storage.clone(),
                    }
                })
                .collect(),
            zones: i.sources.iter().map(|s| s.node).collect(),
            classes: vec![CaseClass {
                class,
                transit: i.arcs.iter().map(|a| a.transit).collect(),
                supply: i.sources.iter().map(|s| s.supply).collect(),
                admitted: vec![true; i.crossings.len()],
                at_most: vec![None; i.crossings.len()],
                rounding: None,
            }],
            step_s: csv.step_s,
            window,
            unused_s: 0,
            search: window.saturating_mul(8).min(Instance::MAX_HORIZON),
            together: Shared::default(),
        }
    }

    /// Everything that roads and crossings let through.
    pub(crate) fn free(&self) -> Free {
        Free {
            arcs: self.arcs.iter().map(|a| a.capacity.clone()).collect(),
            crossings: self.crossings.iter().map(|c| c.capacity.clone()).collect(),
            storage: self.crossings.iter().map(|c| c.storage.clone()).collect(),
        }
    }

    /// The instance of one class on what is free, in steps `0..horizon`.
    pub(crate) fn instance(&self, class: usize, free: &Free, horizon: u32) -> Instance {
        let people = self.zones.iter().zip(&self.classes[class].supply);
        let sources = people.map(|(&node, &supply)| Source {
            node,
            supply,
            release: 0,
        });
        self.instance_of(class, free, horizon, sources.collect())
    }

    /// The same with people at other places.
    pub(crate) fn instance_of(
        &self,
        class: usize,
        free: &Free,
        horizon: u32,
        sources: Vec<Source>,
    ) -> Instance {
        let own = &self.classes[class];
        Instance {
            node_count: self.node_count,
            arcs: self
                .arcs
                .iter()
                .zip(&free.arcs)
                .zip(&own.transit)
                .map(|((a, capacity), &transit)| Arc {
                    tail: a.tail,
                    head: a.head,
                    transit,
                    capacity: capacity.clone(),
                })
                .collect(),
            sources,
            crossings: self
                .crossings
                .iter()
                .zip(free.crossings.iter().zip(&free.storage))
                .zip(own.admitted.iter().zip(&own.at_most))
                .map(
                    |((c, (capacity, storage)), (&admitted, own_rate))| Crossing {
                        node: c.node,
                        storage: storage.clone(),
                        capacity: match own_rate {
                            _ if !admitted => Capacity::closed(),
                            None => capacity.clone(),
                            Some(rate) => at_most(capacity, *rate, horizon),
                        },
                    },
                )
                .collect(),
            horizon,
            hold: Hold::All,
        }
    }

    /// From which nodes a class can reach a crossing that ever admits them from step `from` on.
    pub(crate) fn reaches(&self, class: usize, from: u32) -> Vec<bool> {
        let own = &self.classes[class];
        let passes = |c: &Capacity| c.between(from, u32::MAX) > 0;
        let exits = self
            .crossings
            .iter()
            .enumerate()
            .filter(|(i, c)| own.admitted[*i] && passes(&c.capacity))
            .map(|(_, c)| c.node);
        let roads = self
            .arcs
            .iter()
            .filter(|a| passes(&a.capacity))
            .map(|a| (a.tail, a.head));
        reaching(self.node_count, roads, exits)
    }

    /// Persons of a class who can never leave, however long the window.
    pub(crate) fn cut_off(&self, class: usize) -> u64 {
        let reaches = self.reaches(class, 0);
        self.zones
            .iter()
            .zip(&self.classes[class].supply)
            .filter(|(z, _)| !reaches[z.pos()])
            .map(|(_, &n)| u64::from(n))
            .sum()
    }

    /// Persons of a class in all zones.
    pub(crate) fn people(&self, class: usize) -> u64 {
        let supply = &self.classes[class].supply;
        supply.iter().map(|&n| u64::from(n)).sum()
    }

    /// The case with one crossing open for a minute more (a step, where steps are longer) than it is,
    /// and every other one exactly as long as it is.
    pub(crate) fn one_more_minute_at(&self, crossing: usize) -> Self {
        let mut case = self.clone();
        let more = 60u32.div_ceil(self.step_s);
        for (i, c) in case.crossings.iter_mut().enumerate() {
            let windows = c.capacity.windows();
            let last = windows.iter().rposition(|w| w.open < self.window);
            let next = last
                .and_then(|l| windows.get(l + 1))
                .map_or(u32::MAX, |w| w.open);
            let own = windows.iter().enumerate().map(|(k, w)| {
                let mut w = *w;
                w.close = w.close.min(self.window);
                if i == crossing && Some(k) == last {
                    w.close = (w.close + more).min(next);
                }
                w
            });
            let own = own.filter(|w| w.open < w.close).collect();
            c.capacity = Capacity::from_windows(own).unwrap_or_default();
            if i == crossing {
                let until = c.capacity.windows().last().map_or(0, |w| w.close);
                case.window = case.window.max(until);
            }
        }
        case.search = case.search.max(case.window);
        case
    }

    /// A step as seconds after the opening.
    pub(crate) fn seconds(&self, step: u32) -> u64 {
        u64::from(step) * u64::from(self.step_s)
    }

    /// The arcs' numbers.
    pub(crate) fn arc_numbers(&self) -> impl Iterator<Item = ArcIdx> + use<> {
        (0u32..).map(ArcIdx).take(self.arcs.len())
    }
}

/// Persons per minute as an exact fraction of persons per step, in lowest terms.
pub(crate) fn rate(persons_per_min: u32, step_s: u32) -> Rate {
    reduced(u64::from(persons_per_min) * u64::from(step_s), 60)
}

/// A fraction in lowest terms. One beyond any street keeps only its whole persons.
pub(crate) fn reduced(num: u64, den: u64) -> Rate {
    let g = gcd(num, den).max(1);
    match (u32::try_from(num / g), u32::try_from(den / g)) {
        (Ok(num), Ok(den)) => Rate { num, den },
        _ => Rate::whole(u32::try_from(num / den.max(1)).unwrap_or(u32::MAX)),
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Hours in order, without overlaps; those that reach the close at step `window` never end.
fn going_on(hours: &[(u32, u32)], rate: Rate, window: u32) -> Capacity {
    let mut windows = Vec::new();
    for &(open, close) in hours {
        if open >= close {
            continue;
        }
        let last = open < window && close >= window;
        windows.push(CapacityWindow {
            open,
            close: if last { u32::MAX } else { close },
            rate,
        });
        if last {
            break;
        }
    }
    Capacity::from_windows(windows).unwrap_or_default()
}

/// `capacity`, but nowhere before the horizon more than `rate`.
fn at_most(capacity: &Capacity, rate: Rate, horizon: u32) -> Capacity {
    let (most, least) = (
        |r: Rate| r.num.div_ceil(r.den.max(1)),
        |r: Rate| r.num / r.den.max(1),
    );
    let mut windows: Vec<CapacityWindow> = Vec::new();
    for w in capacity.windows().iter().filter(|w| w.open < horizon) {
        let close = w.close.min(horizon);
        let one = if w.rate == rate || most(w.rate) <= least(rate) {
            Some(w.rate)
        } else {
            (most(rate) <= least(w.rate)).then_some(rate)
        };
        if let Some(rate) = one {
            let open = w.open;
            windows.push(CapacityWindow { open, close, rate });
            continue;
        }
        // Two rates in parts of persons: the smaller one changes from step to step.
        for t in w.open..close {
            let rate = Rate::whole(w.rate.at(t).min(rate.at(t)));
            match windows.last_mut() {
                Some(last) if last.close == t && last.rate == rate => last.close = t + 1,
                _ => windows.push(CapacityWindow {
                    open: t,
                    close: t + 1,
                    rate,
                }),
            }
        }
    }
    // Windows were cut from windows that did not overlap.
    Capacity::from_windows(windows).unwrap_or_default()
}

/// `capacity` without the persons who already use it.
fn without(capacity: &Capacity, used: &[FlowRun]) -> Capacity {
    if used.is_empty() {
        return capacity.clone();
    }
    let mut left: Vec<CapacityWindow> = Vec::new();
    let mut add = |open: u32, close: u32, rate: Rate| {
        if open >= close || rate.num == 0 {
            return;
        }
        match left.last_mut() {
            Some(last) if last.close == open && last.rate == rate => last.close = close,
            _ => left.push(CapacityWindow { open, close, rate }),
        }
    };
    for w in capacity.windows() {
        let mut t = w.open;
        for run in used.iter().filter(|r| r.start < w.close && r.end > w.open) {
            let (from, to) = (run.start.max(w.open), run.end.min(w.close));
            add(t, from, w.rate);
            if w.rate.den == 1 {
                add(
                    from,
                    to,
                    Rate::whole(w.rate.num.saturating_sub(run.persons)),
                );
            } else {
                for s in from..to {
                    let free = w.rate.at(s).saturating_sub(run.persons);
                    add(s, s + 1, Rate::whole(free));
                }
            }
            t = to;
        }
        add(t, w.close, w.rate);
    }
    // Windows were cut from windows that did not overlap.
    Capacity::from_windows(left).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_road_of_a_hundred_a_minute_passes_fifty_thirds_in_ten_seconds() {
        assert_eq!(rate(100, 10), Rate { num: 50, den: 3 });
        assert_eq!(rate(180, 10), Rate::whole(30));
        assert_eq!(rate(0, 10), Rate::whole(0));
    }

    #[test]
    fn hours_that_reach_the_close_go_on_and_others_do_not() {
        let c = going_on(&[(2, 4), (6, 10), (12, 14)], Rate::whole(1), 10);
        let open: Vec<u32> = (0..20).filter(|&t| c.at(t) > 0).collect();
        assert_eq!(
            open,
            [2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]
        );
        let c = going_on(&[(2, 4), (12, 14)], Rate::whole(1), 10);
        assert_eq!((c.at(3), c.at(9), c.at(13), c.at(14)), (1, 0, 1, 0));
    }

    proptest! {
        #[test]
        fn a_class_of_its_own_rate_passes_the_smaller_of_the_two_in_every_step(
            a in (0u32..20, 1u32..4), b in (0u32..20, 1u32..4), open in 0u32..5, long in 1u32..20,
        ) {
            let rate = |(num, den)| Rate { num, den };
            let whole = Capacity::from_windows(vec![
                CapacityWindow { open, close: open + long, rate: rate(a) },
                CapacityWindow { open: open + long + 2, close: u32::MAX, rate: Rate::whole(3) },
            ]).unwrap();
            let least = at_most(&whole, rate(b), 40);
            for t in 0..40 {
                prop_assert_eq!(least.at(t), whole.at(t).min(rate(b).at(t)), "step {}", t);
            }
        }

        #[test]
        fn what_one_class_leaves_is_what_it_did_not_use(
            num in 0u32..20, den in 1u32..4, open in 0u32..5, long in 1u32..20,
            cuts in proptest::collection::vec((1u32..4, 0u32..4), 0..6),
        ) {
            let whole = Capacity::from_windows(vec![
                CapacityWindow { open, close: open + long, rate: Rate { num, den } },
                CapacityWindow { open: open + long + 2, close: u32::MAX, rate: Rate::whole(3) },
            ]).unwrap();
            let mut used = Vec::new();
            let mut t = 0;
            for (length, persons) in cuts {
                let most = (t..t + length).map(|s| whole.at(s)).min().unwrap_or(0);
                let persons = persons.min(most);
                if persons > 0 {
                    used.push(FlowRun { start: t, end: t + length, persons });
                }
                t += length;
            }
            let left = without(&whole, &used);
            for s in 0..60 {
                let taken = used.iter().find(|r| (r.start..r.end).contains(&s)).map_or(0, |r| r.persons);
                prop_assert_eq!(left.at(s) + taken, whole.at(s), "step {}", s);
            }
        }
    }
}
