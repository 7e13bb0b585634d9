//! A true certificate, changed at random, is refused unless it is still true.

mod support;

use hudna_certify::certify;
use hudna_instance::{Certificate, FlowRun, NEVER};
use proptest::prelude::*;
use support::{any_bounded_instance, any_instance, oracle, solved};

/// One small lie.
#[derive(Debug, Clone, Copy)]
enum Lie {
    Arc(usize, usize),
    Departure(usize, usize),
    Exit(usize, usize),
    Cut(usize, usize),
    Source(usize),
    Arrived(usize),
}

fn any_lie() -> impl Strategy<Value = (Lie, i32, i32)> {
    let i = || 0usize..64;
    let lie = prop_oneof![
        (i(), i()).prop_map(|(a, b)| Lie::Arc(a, b)),
        (i(), i()).prop_map(|(a, b)| Lie::Departure(a, b)),
        (i(), i()).prop_map(|(a, b)| Lie::Exit(a, b)),
        (i(), i()).prop_map(|(a, b)| Lie::Cut(a, b)),
        i().prop_map(Lie::Source),
        i().prop_map(Lie::Arrived),
    ];
    (lie, -2i32..3, -2i32..3)
}

fn pick<T>(list: &mut [T], i: usize) -> Option<&mut T> {
    let n = list.len();
    list.get_mut(i.checked_rem(n)?)
}

fn nudge(n: &mut u32, by: i32) {
    *n = n.saturating_add_signed(by);
}

fn tell(c: &mut Certificate, (lie, by, also): (Lie, i32, i32)) {
    let change = |runs: &mut Vec<FlowRun>, i: usize| {
        if let Some(r) = pick(runs, i) {
            nudge(&mut r.persons, by);
            nudge(&mut r.end, also);
        } else {
            runs.push(FlowRun {
                start: by.unsigned_abs(),
                end: by.unsigned_abs() + 1,
                persons: also.unsigned_abs(),
            });
        }
    };
    match lie {
        Lie::Arc(a, i) => pick(&mut c.flow.arcs, a)
            .into_iter()
            .for_each(|r| change(r, i)),
        Lie::Departure(s, i) => {
            pick(&mut c.flow.departures, s)
                .into_iter()
                .for_each(|r| change(r, i));
        }
        Lie::Exit(x, i) => pick(&mut c.flow.exits, x)
            .into_iter()
            .for_each(|r| change(r, i)),
        Lie::Cut(v, i) => {
            if let Some(r) = pick(&mut c.cuts.nodes, v).and_then(|runs| pick(runs, i)) {
                nudge(&mut r.since, by);
                if r.start > 0 {
                    nudge(&mut r.start, also);
                }
            }
        }
        Lie::Source(s) => {
            if let Some(s) = pick(&mut c.cuts.sources, s) {
                *s = if *s == NEVER {
                    by.unsigned_abs()
                } else {
                    s.saturating_add_signed(by)
                };
            }
        }
        Lie::Arrived(t) => {
            if let Some(n) = pick(&mut c.arrived_by, t) {
                *n = n.saturating_add_signed(by.into());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lies_are_refused_and_what_is_accepted_is_true(
        instance in prop_oneof![2 => any_instance(), 1 => any_bounded_instance()],
        lies in prop::collection::vec(any_lie(), 1..4),
    ) {
        let truth = solved(&instance).certificate;
        let mut told = truth.clone();
        for lie in lies {
            tell(&mut told, lie);
        }
        if certify(&instance, &told).is_ok() {
            // Then no claim about people may be wrong.
            prop_assert_eq!(&told.arrived_by, &oracle(&instance));
            prop_assert!(still_true(&instance, &told));
        } else {
            prop_assert!(told != truth);
        }
    }
}

/// Step by step, without runs, what the checker should have found.
fn still_true(instance: &hudna_instance::Instance, c: &Certificate) -> bool {
    let horizon = instance.horizon as usize;
    let dense = |runs: &[FlowRun]| {
        let mut row = vec![0i64; horizon];
        for r in runs {
            row[r.start as usize..r.end as usize]
                .iter_mut()
                .for_each(|n| *n += i64::from(r.persons));
        }
        row
    };
    let mut balance = vec![vec![0i64; horizon]; instance.node_count as usize];
    for (arc, runs) in instance.arcs.iter().zip(&c.flow.arcs) {
        for (t, n) in (0u32..).zip(dense(runs)).filter(|&(_, n)| n > 0) {
            if n > i64::from(arc.capacity.at(t)) {
                return false;
            }
            balance[arc.tail.pos()][t as usize] -= n;
            balance[arc.head.pos()][(t + arc.transit) as usize] += n;
        }
    }
    for (source, runs) in instance.sources.iter().zip(&c.flow.departures) {
        let row = dense(runs);
        if row.iter().sum::<i64>() > i64::from(source.supply) {
            return false;
        }
        for (t, n) in row.into_iter().enumerate().filter(|&(_, n)| n > 0) {
            if t < source.release as usize {
                return false;
            }
            balance[source.node.pos()][t] += n;
        }
    }
    for (crossing, runs) in instance.crossings.iter().zip(&c.flow.exits) {
        for (t, n) in (0u32..).zip(dense(runs)) {
            if n > i64::from(crossing.capacity.at(t)) {
                return false;
            }
            balance[crossing.node.pos()][t as usize] -= n;
        }
    }
    balance.into_iter().enumerate().all(|(node, row)| {
        let mut here = 0;
        let waits = instance.hold == hudna_instance::Hold::All;
        let at_node = || instance.crossings.iter().filter(|c| c.node.pos() == node);
        (0u32..).zip(row).all(|(t, n)| {
            here += n;
            let mut storage = at_node().filter_map(|c| c.storage.as_ref());
            here == 0 || (waits && here > 0 && storage.all(|s| here <= i64::from(s.at(t))))
        }) && here == 0
    })
}
