//! Lines cut into roads where they meet.
//!
//! Two lines meet where they have a point *in common*: the same OpenStreetMap node, or the same
//! coordinates of a GeoJSON line. Lines that only cross on paper, a bridge over a street, do not
//! meet.

use std::{collections::HashMap, hash::Hash};

use crate::{Position, snap::haversine_m};

/// The points `first..=last` of a line: from one junction or end to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) line: usize,
    pub(crate) first: usize,
    pub(crate) last: usize,
}

/// Cuts `lines` at their ends and wherever a point occurs more than once.
///
/// A loop that meets nothing else in between is cut once more in its middle, so that no road leads
/// from a node to itself. Points that repeat one after the other must have been taken out.
pub(crate) fn pieces<K: Copy + Eq + Hash>(lines: &[Vec<K>]) -> Vec<Piece> {
    let mut uses: HashMap<K, u32> = HashMap::new();
    for line in lines {
        let ends = line.first().into_iter().chain(line.last());
        for &key in line.iter().chain(ends) {
            *uses.entry(key).or_default() += 1;
        }
    }
    let mut found = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let mut first = 0;
        for (i, key) in line.iter().enumerate().skip(1) {
            if uses.get(key).is_some_and(|&u| u > 1) {
                cut(
                    &mut found,
                    line,
                    Piece {
                        line: n,
                        first,
                        last: i,
                    },
                );
                first = i;
            }
        }
    }
    found
}

fn cut<K: Eq>(found: &mut Vec<Piece>, line: &[K], piece: Piece) {
    let Piece {
        line: n,
        first,
        last,
    } = piece;
    if line.get(first) != line.get(last) {
        found.push(piece);
    } else if last - first >= 2 {
        let middle = first.midpoint(last);
        found.push(Piece {
            line: n,
            first,
            last: middle,
        });
        found.push(Piece {
            line: n,
            first: middle,
            last,
        });
    }
}

/// Cuts `piece` once more at points of its line that are at least [`STOP_M`] along it from the cut
/// before: places where a zone or a crossing can be set on a long street without a junction.
pub(crate) fn with_stops(piece: Piece, line: &[Position]) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut first = piece.first;
    let mut since = 0.0;
    for i in piece.first + 1..piece.last {
        if let (Some(&a), Some(&b)) = (line.get(i - 1), line.get(i)) {
            since += haversine_m(a, b);
        }
        if since >= STOP_M {
            found.push(Piece {
                first,
                last: i,
                ..piece
            });
            first = i;
            since = 0.0;
        }
    }
    found.push(Piece { first, ..piece });
    found
}

/// Metres between two such places. They cost nothing: whoever solves takes them out again.
const STOP_M: f64 = 200.0;

/// Length along `line`, in millimetres, rounded up; at least 1.
pub(crate) fn length_mm(line: &[Position]) -> u64 {
    let metres: f64 = line
        .windows(2)
        .map(|pair| match pair {
            &[a, b] => haversine_m(a, b),
            _ => 0.0,
        })
        .sum();
    // No line on the globe is longer than a u64 of millimetres.
    ((metres * 1_000.0).ceil() as u64).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuts(lines: &[&str]) -> Vec<String> {
        let lines: Vec<Vec<char>> = lines.iter().map(|l| l.chars().collect()).collect();
        pieces(&lines)
            .iter()
            .map(|p| lines[p.line][p.first..=p.last].iter().collect())
            .collect()
    }

    #[test]
    fn lines_are_cut_where_they_share_a_point_and_nowhere_else() {
        assert_eq!(cuts(&["abcd", "xby"]), ["ab", "bcd", "xb", "by"]);
        assert_eq!(cuts(&["abcd", "xy"]), ["abcd", "xy"]);
        assert_eq!(cuts(&["abc", "cde"]), ["abc", "cde"]);
    }

    #[test]
    fn a_loop_is_cut_in_the_middle_so_that_no_road_returns_to_its_node() {
        assert_eq!(cuts(&["abcda"]), ["abc", "cda"]);
        assert_eq!(cuts(&["abcdb"]), ["ab", "bc", "cdb"]);
        assert_eq!(cuts(&["aba"]), ["ab", "ba"]);
    }

    #[test]
    fn a_long_street_is_cut_at_its_bends_and_a_short_one_is_not() {
        // About 111 m from point to point.
        let line: Vec<Position> = (0..6)
            .map(|i| Position {
                lon: 37.0,
                lat: 36.0 + f64::from(i) / 1_000.0,
            })
            .collect();
        let cuts = |last| -> Vec<(usize, usize)> {
            let whole = Piece {
                line: 0,
                first: 0,
                last,
            };
            let found = with_stops(whole, &line);
            found.iter().map(|p| (p.first, p.last)).collect()
        };
        assert_eq!(cuts(5), [(0, 2), (2, 4), (4, 5)]);
        assert_eq!(cuts(2), [(0, 2)]);
    }

    #[test]
    fn a_line_of_no_length_still_has_a_millimetre() {
        let p = Position {
            lon: 37.0,
            lat: 36.0,
        };
        assert_eq!(length_mm(&[p, p]), 1);
        let q = Position {
            lon: 37.0,
            lat: 36.001,
        };
        assert_eq!(length_mm(&[p, q]), 111_196);
    }
}
