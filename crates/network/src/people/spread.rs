//! People set on the nodes of a network, in whole persons.

use std::collections::BTreeMap;

use hudna_instance::NodeIdx;

use super::{Area, Cell, People, Shape, Zone};
use crate::{Position, SnapError, Snapper, plane::Plane};

/// Some of a zone's people, at a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedPeople {
    /// The node.
    pub node: NodeIdx,
    /// Who is there.
    pub people: People,
}

/// A zone's people on the network.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlacedZone {
    /// In order of nodes; a node without people is left out.
    pub nodes: Vec<PlacedPeople>,
    /// The farthest that anybody was moved to reach a node, in metres.
    pub farthest_m: u32,
    /// Cells from which the nearest node is farther than the limit; their people are at that node
    /// all the same.
    pub far_cells: u32,
}

/// Shares `total` out in proportion to `weights`, in whole numbers that add up to `total`, by
/// largest remainder; of equal remainders, to the first. `None` when all weights are 0.
#[must_use]
pub fn share_out(total: u32, weights: &[u64]) -> Option<Vec<u32>> {
    let sum: u128 = weights.iter().map(|&w| u128::from(w)).sum();
    if sum == 0 {
        return None;
    }
    let exact = |w: u64| u128::from(total) * u128::from(w);
    // At most `total`, so it fits.
    let mut shares: Vec<u32> = weights.iter().map(|&w| (exact(w) / sum) as u32).collect();
    let given: u64 = shares.iter().map(|&s| u64::from(s)).sum();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(exact(weights[i]) % sum), i));
    // Fewer are left over than there are weights with a remainder.
    let left = usize::try_from(u64::from(total) - given).unwrap_or(usize::MAX);
    for &i in order.iter().take(left) {
        shares[i] += 1;
    }
    Some(shares)
}

/// Cells of equal weight, `spacing_m` metres apart, all over `area`: for a zone of which nothing
/// more is known. At least one cell.
#[must_use]
pub fn even_cells(area: &Area, spacing_m: u32) -> Vec<Cell> {
    let spacing = f64::from(spacing_m.max(1));
    let (south_west, north_east) = area.corners();
    let plane = Plane::at(south_west);
    let [width, height] = plane.xy_m(north_east);
    // An area with more than a hundred million cells would be a slip of the pen.
    let count = |length: f64| (length / spacing).ceil().clamp(1.0, 10_000.0) as u32;
    let mut cells = Vec::new();
    for row in 0..count(height) {
        for column in 0..count(width) {
            let middle = |n: u32| (f64::from(n) + 0.5) * spacing;
            let at = plane.position([middle(column), middle(row)]);
            if area.has(at) {
                cells.push(Cell { at, weight: 1 });
            }
        }
    }
    if cells.is_empty() {
        cells.push(Cell {
            at: area.inner_point(),
            weight: 1,
        });
    }
    cells
}

/// Cells put together in squares of `spacing_m` metres, each at the middle of its people: fewer
/// places, the same weight.
#[must_use]
pub fn gathered(cells: &[Cell], spacing_m: u32) -> Vec<Cell> {
    let Some(first) = cells.first() else {
        return Vec::new();
    };
    let spacing = f64::from(spacing_m.max(1));
    let plane = Plane::at(first.at);
    let mut squares: BTreeMap<(i64, i64), ([f64; 2], u64)> = BTreeMap::new();
    for c in cells.iter().filter(|c| c.weight > 0) {
        let [x, y] = plane.xy_m(c.at);
        let square = ((y / spacing).floor() as i64, (x / spacing).floor() as i64);
        let (sum, weight) = squares.entry(square).or_default();
        // Where the square's people stand is geometry, not a count.
        sum[0] += x * c.weight as f64;
        sum[1] += y * c.weight as f64;
        *weight = weight.saturating_add(c.weight);
    }
    squares
        .into_values()
        .map(|([x, y], weight)| Cell {
            at: plane.position([x / weight as f64, y / weight as f64]),
            weight,
        })
        .collect()
}

/// Sets a zone on the network: a point at its nearest node, an area evenly over cells
/// `spacing_m` metres apart, each at its nearest node.
///
/// # Errors
/// [`SnapError`] when the network is farther than `max_m` from the point, or from every cell.
pub fn place_zone(
    zone: &Zone,
    snapper: &Snapper<'_>,
    spacing_m: u32,
    max_m: u32,
) -> Result<PlacedZone, SnapError> {
    match &zone.shape {
        Shape::Point(at) => {
            place_cells(&[Cell { at: *at, weight: 1 }], &zone.people, snapper, max_m)
        }
        Shape::Area(area) => {
            place_cells(&even_cells(area, spacing_m), &zone.people, snapper, max_m)
        }
    }
}

/// Sets `people` on the nodes nearest to `cells`, in proportion to their weights. With all weights
/// 0 every cell counts the same.
///
/// # Errors
/// [`SnapError`] when there is no cell or no node, or when the network is farther than `max_m` from
/// every cell.
pub fn place_cells(
    cells: &[Cell],
    people: &People,
    snapper: &Snapper<'_>,
    max_m: u32,
) -> Result<PlacedZone, SnapError> {
    let even = cells.iter().all(|c| c.weight == 0);
    let mut placed = PlacedZone::default();
    let mut weights: BTreeMap<NodeIdx, u64> = BTreeMap::new();
    let mut nearest: Option<(u32, Position)> = None;
    for c in cells.iter().filter(|c| even || c.weight > 0) {
        let found = snapper.snap(c.at, u32::MAX)?;
        placed.farthest_m = placed.farthest_m.max(found.distance_m);
        placed.far_cells += u32::from(found.distance_m > max_m);
        if nearest.is_none_or(|(d, _)| found.distance_m < d) {
            nearest = Some((found.distance_m, c.at));
        }
        let weight = weights.entry(found.node).or_default();
        *weight = weight.saturating_add(if even { 1 } else { c.weight });
    }
    // The nearest cell decides whether the zone is on the network at all.
    let (_, at) = nearest.ok_or(SnapError::NoNodes)?;
    snapper.snap(at, max_m)?;

    let all: Vec<u64> = weights.values().copied().collect();
    let mut by_node: Vec<People> = vec![People::new(); all.len()];
    for (&class, &persons) in people {
        let shares = share_out(persons, &all).unwrap_or_default();
        for (here, share) in by_node
            .iter_mut()
            .zip(shares)
            .filter(|(_, share)| *share > 0)
        {
            here.insert(class, share);
        }
    }
    let nodes = weights
        .into_keys()
        .zip(by_node)
        .filter(|(_, people)| !people.is_empty());
    placed.nodes = nodes
        .map(|(node, people)| PlacedPeople { node, people })
        .collect();
    Ok(placed)
}

#[cfg(test)]
mod tests {
    use hudna_truce::PersonClass;
    use proptest::prelude::*;

    use super::*;
    use crate::{RoadNetwork, RoadNode};

    fn at(lon: f64, lat: f64) -> Position {
        Position { lon, lat }
    }

    fn network(places: &[Position]) -> RoadNetwork {
        let node = |(i, &at): (usize, &Position)| RoadNode {
            id: i.to_string(),
            name: None,
            name_ar: None,
            at,
        };
        RoadNetwork::new(places.iter().enumerate().map(node).collect(), Vec::new())
    }

    fn square(side: f64) -> Area {
        Area::new(vec![vec![vec![
            at(37.0, 36.0),
            at(37.0 + side, 36.0),
            at(37.0 + side, 36.0 + side),
            at(37.0, 36.0 + side),
        ]]])
        .unwrap()
    }

    fn zone(shape: Shape) -> Zone {
        let people = [(PersonClass::Wounded, 7), (PersonClass::Civilians, 1_001)].into();
        Zone {
            id: "z".into(),
            name: None,
            name_ar: None,
            shape,
            people,
        }
    }

    fn total(placed: &PlacedZone, class: PersonClass) -> u32 {
        placed
            .nodes
            .iter()
            .filter_map(|n| n.people.get(&class))
            .sum()
    }

    #[test]
    fn leftover_persons_go_to_the_largest_remainders_and_then_to_the_first() {
        assert_eq!(share_out(10, &[1, 1, 1]), Some(vec![4, 3, 3]));
        assert_eq!(share_out(10, &[6, 6, 1]), Some(vec![5, 4, 1]));
        assert_eq!(share_out(0, &[5]), Some(vec![0]));
        assert_eq!(share_out(3, &[0, 2]), Some(vec![0, 3]));
        assert_eq!(share_out(3, &[0, 0]), None);
        assert_eq!(
            share_out(u32::MAX, &[u64::MAX, u64::MAX]),
            Some(vec![1 << 31, (1 << 31) - 1])
        );
    }

    proptest! {
        #[test]
        fn shares_add_up_and_stay_within_one_person_of_the_exact_share(
            total in 0u32..1_000_000, weights in prop::collection::vec(0u64..1_000_000_000, 1..40),
        ) {
            let sum: u128 = weights.iter().map(|&w| u128::from(w)).sum();
            prop_assume!(sum > 0);
            let shares = share_out(total, &weights).unwrap();
            prop_assert_eq!(shares.iter().sum::<u32>(), total);
            for (&s, &w) in shares.iter().zip(&weights) {
                let floor = u128::from(total) * u128::from(w) / sum;
                prop_assert!(u128::from(s) == floor || u128::from(s) == floor + 1);
            }
        }
    }

    #[test]
    fn an_area_is_spread_over_its_nodes_and_nobody_is_lost() {
        let n = network(&[
            at(37.001, 36.001),
            at(37.009, 36.001),
            at(37.005, 36.009),
            at(38.0, 37.0),
        ]);
        let placed = place_zone(
            &zone(Shape::Area(square(0.01))),
            &Snapper::new(&n),
            100,
            2_000,
        )
        .unwrap();
        assert_eq!(placed.nodes.len(), 3);
        assert_eq!(total(&placed, PersonClass::Civilians), 1_001);
        assert_eq!(total(&placed, PersonClass::Wounded), 7);
        assert_eq!(placed.far_cells, 0);
    }

    #[test]
    fn a_zone_far_from_every_road_is_refused_and_a_far_corner_is_counted() {
        let n = network(&[at(37.0, 36.0)]);
        let s = Snapper::new(&n);
        let z = zone(Shape::Area(square(0.01)));
        let placed = place_zone(&z, &s, 100, 500).unwrap();
        assert!(
            placed.far_cells > 0 && placed.farthest_m > 1_000,
            "{placed:?}"
        );
        assert_eq!(total(&placed, PersonClass::Civilians), 1_001);
        let far = network(&[at(38.0, 37.0)]);
        assert!(matches!(
            place_zone(&z, &Snapper::new(&far), 100, 500),
            Err(SnapError::TooFar { .. })
        ));
        let point = zone(Shape::Point(at(37.5, 36.0)));
        assert!(matches!(
            place_zone(&point, &s, 100, 500),
            Err(SnapError::TooFar { .. })
        ));
        assert_eq!(
            place_cells(&[], &point.people, &s, 500),
            Err(SnapError::NoNodes)
        );
    }

    #[test]
    fn an_area_smaller_than_the_spacing_is_one_cell() {
        assert_eq!(even_cells(&square(0.000_1), 500).len(), 1);
        // A kilometre of latitude by 0.9 of longitude, in squares of 100 m.
        assert_eq!(even_cells(&square(0.009), 100).len(), 80);
    }

    #[test]
    fn gathering_keeps_the_weight() {
        let cells = even_cells(&square(0.01), 50);
        let fewer = gathered(&cells, 400);
        let weight = |cells: &[Cell]| cells.iter().map(|c| c.weight).sum::<u64>();
        assert_eq!(weight(&cells), weight(&fewer));
        assert!(
            fewer.len() * 20 < cells.len(),
            "{} of {}",
            fewer.len(),
            cells.len()
        );
    }
}
