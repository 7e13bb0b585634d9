//! What streets let through in a step and how long they take, chain by chain.
//!
//! A street is cut into many roads on the map. Its time is rounded up to whole steps once, not road
//! by road, and its narrowest road sets the rate at its beginning; the other roads pass at least what
//! that lets in within any step. See [`hudna_network::chains`] for why that changes nothing for
//! anybody.

use hudna_instance::{ArcIdx, Capacity, Instance, Rate};
use hudna_network::{Pace, Road, Rounding, chains};

use crate::{PlanError, Scenario, case::rate};

pub(crate) struct Streets<'s> {
    scenario: &'s Scenario,
    chains: Vec<Vec<ArcIdx>>,
}

impl<'s> Streets<'s> {
    pub(crate) fn of(scenario: &'s Scenario) -> Self {
        let network = &scenario.network;
        let mut stays = vec![false; network.nodes().len()];
        let zones = scenario.zones.iter().map(|z| z.snapped.node);
        for node in zones.chain(scenario.crossings.iter().map(|c| c.snapped.node)) {
            stays[node.pos()] = true;
        }
        Self {
            scenario,
            chains: chains(network, &stays),
        }
    }

    fn per_min(&self, arc: ArcIdx) -> u32 {
        let road = self.scenario.network.arcs()[arc.pos()].road;
        self.scenario.persons_per_min(road)
    }

    /// The rate of a chain's narrowest arc, if it is no whole number of persons in a step: then it
    /// stands at the beginning of the chain.
    fn in_parts(&self, chain: &[ArcIdx]) -> Option<Rate> {
        let least = chain.iter().map(|&a| self.per_min(a)).min()?;
        Some(rate(least, self.scenario.step_s)).filter(|r| r.den > 1)
    }

    /// Persons who may enter each arc.
    pub(crate) fn capacities(&self) -> Vec<Capacity> {
        let mut capacities = vec![Capacity::closed(); self.scenario.network.arcs().len()];
        for chain in &self.chains {
            let in_parts = self.in_parts(chain);
            for (i, arc) in chain.iter().enumerate() {
                let own = rate(self.per_min(*arc), self.scenario.step_s);
                let rate = match in_parts {
                    None => own,
                    Some(least) if i == 0 => least,
                    Some(least) => {
                        Rate::whole((own.num / own.den).max(least.num.div_ceil(least.den)))
                    }
                };
                capacities[arc.pos()] = Capacity::always(rate);
            }
        }
        capacities
    }

    /// Which arcs belong together, for whoever speaks of one of them.
    pub(crate) fn together(self) -> Together {
        let mut narrowest: Vec<ArcIdx> = (0u32..)
            .map(ArcIdx)
            .take(self.scenario.network.arcs().len())
            .collect();
        let mut chain_of = vec![0; narrowest.len()];
        for (n, chain) in self.chains.iter().enumerate() {
            for arc in chain {
                chain_of[arc.pos()] = n;
            }
            let least = chain.iter().min_by_key(|a| self.per_min(**a));
            if let (Some(_), Some(first), Some(least)) =
                (self.in_parts(chain), chain.first(), least)
            {
                narrowest[first.pos()] = *least;
            }
        }
        Together {
            narrowest,
            chain_of,
            chains: self.chains,
        }
    }

    /// Steps on each arc at a speed, and what rounding adds.
    pub(crate) fn transits(&self, speed_m_per_min: u32) -> Result<(Vec<u32>, Rounding), PlanError> {
        let network = &self.scenario.network;
        let pace = |road: &Road| {
            let limit = road.speed_limit_m_per_min.unwrap_or(u32::MAX);
            Pace::new(speed_m_per_min.min(limit), self.scenario.step_s)
        };
        let mut transits = vec![0; network.arcs().len()];
        let mut rounding = Rounding::default();
        for chain in &self.chains {
            let mut rest = chain.as_slice();
            while let Some(&first) = rest.first() {
                // Where the speed changes, the rounding begins anew.
                let own = pace(network.road_of(first))?;
                let mut length = 0;
                for a in rest {
                    if pace(network.road_of(*a))? != own {
                        break;
                    }
                    length += 1;
                }
                let (same, others) = rest.split_at(length);
                let lengths = || same.iter().map(|a| network.road_of(*a).length_mm);
                for (a, steps) in same.iter().zip(own.along(lengths())) {
                    transits[a.pos()] = steps.min(Instance::MAX_HORIZON);
                }
                rounding.add(own, lengths().sum());
                rest = others;
            }
        }
        Ok((transits, rounding))
    }
}

/// Which arcs are one street in one direction. A bare instance knows of none.
#[derive(Debug, Default)]
pub(crate) struct Together {
    narrowest: Vec<ArcIdx>,
    chain_of: Vec<usize>,
    chains: Vec<Vec<ArcIdx>>,
}

impl Together {
    /// The arc by which one is called that holds people back: the narrowest of its street, where the
    /// street's rate stands at its beginning.
    pub(crate) fn called(&self, arc: ArcIdx) -> ArcIdx {
        self.narrowest.get(arc.pos()).copied().unwrap_or(arc)
    }

    /// All arcs, street by street, in the order in which they are walked.
    pub(crate) fn streets(&self) -> &[Vec<ArcIdx>] {
        &self.chains
    }

    /// The whole street of an arc: it gets wider as a whole or not at all.
    pub(crate) fn street(&self, arc: ArcIdx) -> Vec<ArcIdx> {
        let chain = self.chain_of.get(arc.pos());
        let chain = chain.and_then(|&n| self.chains.get(n));
        chain.cloned().unwrap_or_else(|| vec![arc])
    }
}
