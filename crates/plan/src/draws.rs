//! Numbers that nobody knows exactly: the same plan for many drawn values, and how far the curves lie
//! apart.
//!
//! # Method
//!
//! Each draw multiplies the people and the capacities by factors, each uniform in whole thousandths
//! around 1, and is planned and certified like any other case. So the fan shows the best that could
//! be done if the drawn values were the true ones and known; a fixed plan does not do better.
//!
//! Draw `k` depends on the seed and `k` alone: the same fan on any number of cores, and more draws
//! leave the first ones as they were.
//!
//! # References
//!
//! G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.

use std::collections::BTreeMap;

use hudna_instance::Capacity;
use serde::{Deserialize, Serialize};

use crate::{
    case::Case,
    names::Names,
    subject::{share, times},
};

/// How far each kind of number may be off, in per cent to either side; 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Spread {
    /// All people together: one factor for everybody.
    pub people: u32,
    /// The people of each zone, apart from that: one factor for each zone.
    pub zones: u32,
    /// Each crossing: one factor for each.
    pub crossings: u32,
    /// The roads: one factor for each class of road.
    pub roads: u32,
}

impl Spread {
    /// Whether nothing is uncertain.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// How many draws.
    pub count: u32,
    /// Where the numbers start; shown with the result, so that it can be had again.
    pub seed: u64,
    /// How far each number may be off.
    pub spread: Spread,
}

/// What came of the draws.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fan {
    /// How many draws.
    pub draws: u32,
    /// Where the numbers started.
    pub seed: u64,
    /// How far each number may be off, in per cent to either side.
    pub spread: Spread,
    /// Seconds between two points of the curves; the first point is at this time.
    pub every_s: u64,
    /// Curves of the people out, each for one rank among the draws, lowest first.
    pub ranks: Vec<FanCurve>,
    /// For each draw in order: people, and of these out at the close.
    pub outcomes: Vec<(u64, u64)>,
}

/// At each time the number of people out below which so many per cent of the draws lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FanCurve {
    /// 0 is the lowest draw, 100 the highest, 50 the median.
    pub percent: u32,
    /// People out by each time.
    pub arrived_by: Vec<u64>,
}

/// The ranks shown.
const RANKS: [u32; 7] = [0, 5, 25, 50, 75, 95, 100];
/// Points of a curve, about: one a minute for ten hours.
const MOST_POINTS: u32 = 600;

/// SplitMix64.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A factor in thousandths, uniform within so many per cent of 1000.
    fn factor(&mut self, percent: u32) -> u32 {
        let span = u64::from(percent.min(100)) * 20 + 1;
        // The excess of 2⁶⁴ over a multiple of at most 2001 is far below what any draw could show.
        let drawn = self.next() % span;
        1000 - percent.min(100) * 10 + u32::try_from(drawn).unwrap_or(0)
    }
}

impl Draws {
    /// The case of draw `k`.
    pub(crate) fn case(&self, k: u32, base: &Case, names: &dyn Names) -> Case {
        let mut start = Numbers(self.seed);
        // A stream of its own for each draw.
        let mut numbers = Numbers(start.next() ^ u64::from(k).wrapping_mul(0xd134_2543_de82_ef95));
        let mut case = base.clone();
        let everybody = numbers.factor(self.spread.people);
        // An area has one number for each of its nodes, and one factor.
        let mut own = (String::new(), 1000);
        for zone in 0..case.zones.len() {
            let id = names.zone_id(zone);
            if own.0 != id {
                own = (id, numbers.factor(self.spread.zones));
            }
            for class in &mut case.classes {
                let n = &mut class.supply[zone];
                *n = share(*n, everybody * own.1, 1_000_000);
            }
        }
        let by = |c: &Capacity, factor| times(c, u64::from(factor), 1000);
        for c in &mut case.crossings {
            c.capacity = by(&c.capacity, numbers.factor(self.spread.crossings));
        }
        let mut factors: BTreeMap<&str, u32> = BTreeMap::new();
        for (i, arc) in base.arc_numbers().zip(&mut case.arcs) {
            let factor = factors
                .entry(names.road_class(i))
                .or_insert_with(|| numbers.factor(self.spread.roads));
            arc.capacity = by(&arc.capacity, *factor);
        }
        case
    }

    /// The fan of the curves of all draws, each with the people of its draw.
    pub(crate) fn fan(&self, curves: &[(u64, Vec<u64>)], step_s: u32) -> Fan {
        let steps = curves.first().map_or(0, |(_, c)| c.len());
        let steps = u32::try_from(steps).unwrap_or(u32::MAX);
        // Whole minutes where that is fine enough.
        let minute = (60 / step_s).max(1);
        let every = minute * steps.div_ceil(minute * MOST_POINTS).max(1);
        let points: Vec<usize> = (1..=steps / every)
            .map(|p| (p * every - 1) as usize)
            .collect();
        let mut ranks: Vec<FanCurve> = RANKS
            .iter()
            .map(|&percent| FanCurve {
                percent,
                arrived_by: Vec::with_capacity(points.len()),
            })
            .collect();
        for point in points {
            let mut out: Vec<u64> = curves.iter().map(|(_, c)| c[point]).collect();
            out.sort_unstable();
            let last = out.len().saturating_sub(1);
            for rank in &mut ranks {
                // The nearest rank: a number that some draw gave, not one between two.
                let at = (last * rank.percent as usize + 50) / 100;
                rank.arrived_by.push(out.get(at).copied().unwrap_or(0));
            }
        }
        Fan {
            draws: self.count,
            seed: self.seed,
            spread: self.spread,
            every_s: u64::from(every) * u64::from(step_s),
            ranks,
            outcomes: curves
                .iter()
                .map(|(people, c)| (*people, c.last().copied().unwrap_or(0)))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_fill_their_range_evenly_and_never_leave_it() {
        let mut numbers = Numbers(7);
        let drawn: Vec<u32> = (0..20_000).map(|_| numbers.factor(10)).collect();
        assert!(drawn.iter().all(|f| (900..=1100).contains(f)));
        assert!([900, 1000, 1100].iter().all(|f| drawn.contains(f)));
        let mean = drawn.iter().map(|&f| u64::from(f)).sum::<u64>() / drawn.len() as u64;
        assert!((998..=1002).contains(&mean), "{mean}");
        assert_eq!(numbers.factor(0), 1000);
    }

    #[test]
    fn ranks_are_numbers_that_some_draw_gave() {
        let draws = Draws {
            count: 5,
            seed: 1,
            spread: Spread::default(),
        };
        let curves: Vec<(u64, Vec<u64>)> = [5, 1, 4, 2, 3].map(|n| (10, vec![0, n])).to_vec();
        let fan = draws.fan(&curves, 60);
        let at_close = |percent: u32| {
            let rank = fan.ranks.iter().find(|r| r.percent == percent);
            rank.and_then(|r| r.arrived_by.last().copied())
        };
        assert_eq!(
            (at_close(0), at_close(50), at_close(100)),
            (Some(1), Some(3), Some(5))
        );
        assert_eq!(fan.outcomes[0], (10, 5));
        assert_eq!(fan.every_s, 60);
    }
}
