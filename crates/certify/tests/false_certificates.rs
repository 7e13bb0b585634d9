//! The checker believes a true certificate and none of its false relatives.

use hudna_certify::{Rejection, certify};
use hudna_instance::{
    Arc, Capacity, CapacityWindow, Certificate, Crossing, CutRun, FlowOverTime, FlowRun, Hold,
    Instance, NEVER, NestedCuts, NodeIdx, Rate, Source,
};

fn window(open: u32, close: u32, persons: u32) -> Capacity {
    Capacity::from_windows(vec![CapacityWindow {
        open,
        close,
        rate: Rate::whole(persons),
    }])
    .expect("one window")
}

fn run(start: u32, end: u32, persons: u32) -> FlowRun {
    FlowRun {
        start,
        end,
        persons,
    }
}

fn from(start: u32, since: u32) -> CutRun {
    CutRun {
        start,
        since,
        rises: false,
    }
}

/// Zone 0 with five people, one step and two persons a step to crossing 1, open in steps 1 to 3.
fn five_people() -> (Instance, Certificate) {
    let instance = Instance {
        node_count: 2,
        arcs: vec![Arc {
            tail: NodeIdx(0),
            head: NodeIdx(1),
            transit: 1,
            capacity: Capacity::constant(2),
        }],
        sources: vec![Source {
            node: NodeIdx(0),
            supply: 5,
            release: 0,
        }],
        crossings: vec![Crossing {
            node: NodeIdx(1),
            capacity: window(1, 4, 2),
            storage: None,
        }],
        horizon: 6,
        hold: Hold::All,
    };
    let out = vec![run(0, 2, 2), run(2, 3, 1)];
    let certificate = Certificate {
        flow: FlowOverTime {
            arcs: vec![out.clone()],
            departures: vec![out],
            exits: vec![vec![run(1, 3, 2), run(3, 4, 1)]],
        },
        // From step 3 on everybody is out: the people themselves are the limit.
        cuts: NestedCuts {
            nodes: vec![vec![from(0, 3)], vec![from(0, 3)]],
            sources: vec![3],
        },
        arrived_by: vec![0, 2, 4, 5, 5, 5],
    };
    (instance, certificate)
}

fn rejected(change: impl FnOnce(&mut Instance, &mut Certificate)) -> Rejection {
    let (mut instance, mut certificate) = five_people();
    change(&mut instance, &mut certificate);
    certify(&instance, &certificate).expect_err("a false certificate was believed")
}

#[test]
fn a_true_certificate_is_accepted_with_its_totals() {
    for hold in [Hold::All, Hold::Sources] {
        let (mut instance, certificate) = five_people();
        instance.hold = hold;
        let accepted = certify(&instance, &certificate).unwrap();
        assert_eq!((accepted.people, accepted.out), (5, 5));
        assert_eq!(accepted.left_behind, [0]);
        assert_eq!(accepted.clearance, Some(4));
    }
}

#[test]
fn one_person_too_many_on_an_arc_is_refused() {
    let why = rejected(|_, c| c.flow.arcs[0][0].persons = 3);
    assert!(matches!(
        why,
        Rejection::OverCapacity {
            what: "arc",
            index: 0,
            step: 0,
            persons: 3,
            capacity: 2
        }
    ));
}

#[test]
fn one_person_too_many_at_a_crossing_is_refused() {
    let why = rejected(|_, c| c.flow.exits[0] = vec![run(1, 2, 3), run(2, 4, 1)]);
    assert!(matches!(
        why,
        Rejection::OverCapacity {
            what: "crossing",
            ..
        }
    ));
}

#[test]
fn a_cut_off_by_one_horizon_is_refused() {
    for later in [2, 4] {
        let why = rejected(|_, c| c.cuts.sources[0] = later);
        assert!(
            matches!(
                why,
                Rejection::NotTight { .. } | Rejection::DepartureCrossesCut { .. }
            ),
            "{why}"
        );
    }
    let why = rejected(|_, c| {
        c.cuts = NestedCuts {
            nodes: vec![vec![from(0, 4)]; 2],
            sources: vec![4],
        };
    });
    assert!(matches!(
        why,
        Rejection::NotTight {
            step: 3,
            value: 5,
            capacity: 6
        }
    ));
}

#[test]
fn a_person_leaving_before_arriving_is_refused() {
    let why = rejected(|i, c| {
        i.crossings[0].capacity = window(0, 4, 2);
        c.flow.exits[0] = vec![run(0, 2, 2), run(2, 3, 1)];
        c.arrived_by = vec![2, 4, 5, 5, 5, 5];
    });
    assert_eq!(
        why,
        Rejection::LeavesBeforeArriving {
            node: 1,
            step: 0,
            missing: 2
        }
    );
}

#[test]
fn the_step_at_which_a_stock_runs_out_is_named() {
    let why = rejected(|i, c| {
        i.arcs[0].capacity = Capacity::constant(3);
        i.crossings[0].capacity = window(0, 6, 2);
        c.flow.arcs[0] = vec![run(0, 1, 3), run(3, 4, 2)];
        c.flow.departures[0] = vec![run(0, 1, 3), run(3, 4, 2)];
        c.flow.exits[0] = vec![run(1, 3, 2), run(5, 6, 1)];
        c.arrived_by = vec![0, 2, 4, 4, 4, 5];
    });
    assert_eq!(
        why,
        Rejection::LeavesBeforeArriving {
            node: 1,
            step: 2,
            missing: 1
        }
    );
}

#[test]
fn a_closed_window_that_is_used_is_refused() {
    let why = rejected(|i, _| i.crossings[0].capacity = window(1, 3, 2));
    assert!(matches!(
        why,
        Rejection::OverCapacity {
            what: "crossing",
            step: 3,
            persons: 1,
            capacity: 0,
            ..
        }
    ));
}

#[test]
fn a_fractional_capacity_is_kept_to_the_person() {
    let rate = Rate::per_steps(5, 3).unwrap();
    let why = rejected(|i, _| i.arcs[0].capacity = Capacity::always(rate));
    // Steps 0, 1, 2 take 1, 2, 2 persons.
    assert!(matches!(
        why,
        Rejection::OverCapacity {
            step: 0,
            capacity: 1,
            ..
        }
    ));
}

#[test]
fn lists_of_the_wrong_length_are_refused() {
    let changes: [fn(&mut Certificate); 6] = [
        |c| c.flow.arcs.push(vec![]),
        |c| c.flow.departures.clear(),
        |c| c.flow.exits.clear(),
        |c| c.arrived_by.truncate(5),
        |c| c.cuts.nodes.truncate(1),
        |c| c.cuts.sources.clear(),
    ];
    for change in changes {
        assert!(matches!(
            rejected(|_, c| change(c)),
            Rejection::Shape { .. }
        ));
    }
}

#[test]
fn runs_that_overlap_or_carry_nobody_or_are_empty_are_refused() {
    let runs = [
        vec![run(0, 2, 2), run(1, 2, 1)],
        vec![run(0, 2, 2), run(2, 3, 0)],
        vec![run(0, 2, 2), run(3, 3, 1)],
        vec![run(2, 3, 1), run(0, 2, 2)],
    ];
    for bad in runs {
        assert!(matches!(
            rejected(|_, c| c.flow.arcs[0] = bad),
            Rejection::Run { what: "arc", .. }
        ));
    }
}

#[test]
fn an_arrival_after_the_horizon_is_refused() {
    let why = rejected(|_, c| {
        c.flow.arcs[0].push(run(5, 6, 1));
        c.flow.departures[0] = vec![run(0, 2, 2), run(5, 6, 1)];
    });
    assert!(matches!(
        why,
        Rejection::ArrivesTooLate {
            arc: 0,
            step: 5,
            limit: 5,
            ..
        }
    ));
}

#[test]
fn waiting_on_the_way_is_refused_where_only_zones_may_hold_people() {
    let why = rejected(|i, c| {
        i.hold = Hold::Sources;
        i.crossings[0].capacity = window(2, 5, 2);
        c.flow.exits[0] = vec![run(2, 4, 2), run(4, 5, 1)];
        c.arrived_by = vec![0, 0, 2, 4, 5, 5];
    });
    assert_eq!(
        why,
        Rejection::Waits {
            node: 1,
            step: 1,
            persons: 2
        }
    );
}

#[test]
fn lost_people_are_refused() {
    let why = rejected(|_, c| {
        c.flow.exits[0] = vec![run(1, 3, 2)];
        c.arrived_by = vec![0, 2, 4, 4, 4, 4];
    });
    assert_eq!(
        why,
        Rejection::Stranded {
            node: 1,
            persons: 1
        }
    );
    let why = rejected(|_, c| c.flow.departures[0] = vec![run(0, 2, 2)]);
    assert!(matches!(
        why,
        Rejection::LeavesBeforeArriving { node: 0, .. }
    ));
}

#[test]
fn more_people_than_there_are_and_people_before_their_release_are_refused() {
    let why = rejected(|i, _| i.sources[0].supply = 4);
    assert!(matches!(
        why,
        Rejection::OverSupply {
            departed: 5,
            supply: 4,
            ..
        }
    ));
    let why = rejected(|i, _| i.sources[0].release = 1);
    assert!(matches!(
        why,
        Rejection::BeforeRelease {
            step: 0,
            release: 1,
            ..
        }
    ));
}

#[test]
fn an_arrival_curve_that_does_not_add_up_is_refused() {
    let why = rejected(|_, c| c.arrived_by[2] = 5);
    assert_eq!(
        why,
        Rejection::ArrivedBy {
            step: 2,
            counted: 4,
            claimed: 5
        }
    );
}

#[test]
fn a_feasible_plan_that_is_one_step_late_is_refused() {
    let why = rejected(|_, c| {
        c.flow.arcs[0] = vec![run(0, 1, 2), run(1, 2, 1), run(2, 3, 2)];
        c.flow.departures[0] = c.flow.arcs[0].clone();
        c.flow.exits[0] = vec![run(1, 2, 2), run(2, 3, 1), run(3, 4, 2)];
        c.arrived_by = vec![0, 2, 3, 5, 5, 5];
    });
    assert!(matches!(
        why,
        Rejection::NotTight {
            step: 2,
            value: 3,
            capacity: 4
        }
    ));
}

#[test]
fn misshaped_cuts_are_refused() {
    let bad = [
        vec![],
        vec![from(1, 3)],
        vec![from(0, 3), from(0, 4)],
        vec![from(0, 3), from(6, 3)],
        vec![CutRun {
            start: 0,
            since: NEVER,
            rises: true,
        }],
    ];
    for runs in bad {
        assert!(matches!(
            rejected(|_, c| c.cuts.nodes[1] = runs),
            Rejection::CutRun { node: 1, .. }
        ));
    }
}

#[test]
fn a_cut_that_waiting_crosses_is_refused() {
    let why = rejected(|_, c| c.cuts.nodes[1] = vec![from(0, 3), from(4, 2)]);
    assert_eq!(why, Rejection::WaitingCrossesCut { node: 1, step: 4 });
}

/// One person a step comes to a crossing that opens in step 3 and passes four; one may wait there.
fn one_may_wait() -> (Instance, Certificate) {
    let (mut instance, _) = five_people();
    instance.arcs[0].capacity = Capacity::constant(1);
    instance.sources[0].supply = 9;
    instance.crossings[0] = Crossing {
        node: NodeIdx(1),
        capacity: window(3, 6, 4),
        storage: Some(Capacity::constant(1)),
    };
    let certificate = Certificate {
        flow: FlowOverTime {
            arcs: vec![vec![run(1, 5, 1)]],
            departures: vec![vec![run(1, 5, 1)]],
            exits: vec![vec![run(3, 4, 2), run(4, 6, 1)]],
        },
        // One from step 2 to the next, and who comes from then on.
        cuts: NestedCuts {
            nodes: vec![
                vec![from(0, NEVER)],
                vec![
                    from(0, NEVER),
                    CutRun {
                        start: 3,
                        since: 3,
                        rises: true,
                    },
                ],
            ],
            sources: vec![NEVER],
        },
        arrived_by: vec![0, 0, 0, 2, 3, 4],
    };
    (instance, certificate)
}

#[test]
fn storage_counts_in_the_cut_where_a_copy_falls_before_an_earlier_one() {
    let (mut instance, mut certificate) = one_may_wait();
    assert_eq!(certify(&instance, &certificate).unwrap().out, 4);
    // Of several crossings at one node the least counts, and only in the step at which it does.
    let mut second = instance.crossings[0].clone();
    (second.capacity, second.storage) = (Capacity::closed(), Some(Capacity::constant(7)));
    instance.crossings.push(second);
    certificate.flow.exits.push(vec![]);
    certify(&instance, &certificate).unwrap();
    instance.crossings[1].storage = Some(window(3, 4, 2));
    assert!(matches!(
        certify(&instance, &certificate),
        Err(Rejection::OverStorage {
            node: 1,
            step: 2,
            persons: 1,
            room: 0
        })
    ));
}

#[test]
fn more_than_may_wait_are_refused_with_node_and_step() {
    let (instance, mut certificate) = one_may_wait();
    certificate.flow.arcs[0] = vec![run(0, 5, 1)];
    certificate.flow.departures[0] = vec![run(0, 5, 1)];
    certificate.flow.exits[0] = vec![run(3, 4, 3), run(4, 6, 1)];
    certificate.arrived_by = vec![0, 0, 0, 3, 4, 5];
    assert_eq!(
        certify(&instance, &certificate),
        Err(Rejection::OverStorage {
            node: 1,
            step: 2,
            persons: 2,
            room: 1
        })
    );
}

#[test]
fn a_cut_that_leaves_storage_out_or_counts_too_little_is_not_tight() {
    // Room for one more, which nobody uses: so the cut is larger than the flow.
    let (mut instance, mut certificate) = one_may_wait();
    instance.crossings[0].storage = Some(Capacity::constant(2));
    assert!(matches!(
        certify(&instance, &certificate),
        Err(Rejection::NotTight {
            step: 3,
            value: 2,
            capacity: 3
        })
    ));
    // Without a drop no storage is in the cut, but who came before step 3 is.
    (instance, certificate) = one_may_wait();
    certificate.cuts.nodes[1] = vec![
        from(0, 3),
        CutRun {
            start: 4,
            since: 4,
            rises: true,
        },
    ];
    assert!(matches!(
        certify(&instance, &certificate),
        Err(Rejection::NotTight {
            step: 3,
            value: 2,
            capacity: 3
        })
    ));
}

#[test]
fn without_storage_or_at_another_node_a_drop_is_still_refused() {
    let (mut instance, certificate) = one_may_wait();
    instance.crossings[0].storage = None;
    assert_eq!(
        certify(&instance, &certificate),
        Err(Rejection::WaitingCrossesCut { node: 1, step: 3 })
    );
    let (instance, mut certificate) = one_may_wait();
    certificate.cuts.nodes[0] = vec![from(0, 4), from(3, 3)];
    assert_eq!(
        certify(&instance, &certificate),
        Err(Rejection::WaitingCrossesCut { node: 0, step: 3 })
    );
}

#[test]
fn a_cut_that_setting_out_crosses_is_refused() {
    let why = rejected(|i, c| {
        i.hold = Hold::Sources;
        c.cuts.nodes[0] = vec![from(0, 3), from(2, 1)];
    });
    assert_eq!(
        why,
        Rejection::DepartureCrossesCut {
            source_index: 0,
            step: 2,
            copy: 1,
            source_since: 3
        }
    );
}

#[test]
fn a_rising_cut_counts_as_the_same_cut_written_step_by_step() {
    // The arc is the bottleneck: the copies of node 1 fall one after the other.
    let (mut instance, mut certificate) = five_people();
    instance.crossings[0].capacity = window(0, 6, 9);
    for rate in [Rate::whole(2), Rate { num: 4, den: 2 }] {
        instance.arcs[0].capacity = Capacity::always(rate);
        certificate.cuts.nodes = vec![
            vec![from(0, 3)],
            vec![CutRun {
                start: 0,
                since: 0,
                rises: true,
            }],
        ];
        certify(&instance, &certificate).unwrap();
        certificate.cuts.nodes[1] = (0..6).map(|t| from(t, t)).collect();
        certify(&instance, &certificate).unwrap();
        certificate.cuts.nodes[1][2].since = 3;
        assert!(matches!(
            certify(&instance, &certificate),
            Err(Rejection::NotTight { .. })
        ));
    }
}

#[test]
fn a_circulation_within_one_step_moves_nobody_and_is_not_refused() {
    let (mut instance, mut certificate) = five_people();
    for (tail, head) in [(0, 1), (1, 0)] {
        instance.arcs.push(Arc {
            tail: NodeIdx(tail),
            head: NodeIdx(head),
            transit: 0,
            capacity: window(4, 5, 1),
        });
        certificate.flow.arcs.push(vec![run(4, 5, 1)]);
    }
    assert_eq!(certify(&instance, &certificate).unwrap().out, 5);
}

#[test]
fn a_window_that_is_off_by_one_step_is_refused_at_either_end() {
    // People pass from step 1 on, the crossing opens at step 2.
    let why = rejected(|i, _| i.crossings[0].capacity = window(2, 4, 2));
    assert!(matches!(
        why,
        Rejection::OverCapacity {
            what: "crossing",
            step: 1,
            persons: 2,
            capacity: 0,
            ..
        }
    ));
    // The arc closes one step before the last of them.
    let why = rejected(|i, _| i.arcs[0].capacity = window(0, 2, 2));
    assert!(matches!(
        why,
        Rejection::OverCapacity {
            what: "arc",
            step: 2,
            persons: 1,
            capacity: 0,
            ..
        }
    ));
    // Windows that the plan does not fill: more people could have been out.
    for wider in [window(0, 4, 2), window(1, 4, 3)] {
        let why = rejected(|i, _| {
            i.crossings[0].capacity = wider;
            i.arcs[0].transit = 0;
        });
        assert!(!matches!(why, Rejection::OverCapacity { .. }), "{why}");
    }
}

#[test]
fn a_person_lost_at_a_node_between_two_streets_is_refused() {
    let (mut instance, mut certificate) = five_people();
    // A second street from the crossing's node to a new crossing; one person more enters the first.
    instance.node_count = 3;
    instance.arcs[0].head = NodeIdx(2);
    instance.arcs.push(Arc {
        tail: NodeIdx(2),
        head: NodeIdx(1),
        transit: 0,
        capacity: Capacity::constant(2),
    });
    certificate.flow.arcs.push(vec![run(1, 3, 2), run(3, 4, 1)]);
    certificate.cuts.nodes.push(vec![from(0, 3)]);
    certify(&instance, &certificate).unwrap();
    for (lost, node) in [
        (vec![run(1, 3, 2)], 1),
        (vec![run(1, 2, 2), run(2, 4, 1)], 1),
    ] {
        let mut told = certificate.clone();
        told.flow.arcs[1] = lost;
        let why = certify(&instance, &told).expect_err("a person is missing");
        assert!(
            matches!(why, Rejection::LeavesBeforeArriving { node: n, .. } if n == node),
            "{why}"
        );
    }
    // The same person lost in the count of exits as well: then they are stranded on the way.
    certificate.flow.arcs[1] = vec![run(1, 3, 2)];
    certificate.flow.exits[0] = vec![run(1, 3, 2)];
    certificate.arrived_by = vec![0, 2, 4, 4, 4, 4];
    assert_eq!(
        certify(&instance, &certificate),
        Err(Rejection::Stranded {
            node: 2,
            persons: 1
        })
    );
}

#[test]
fn a_cut_that_holds_for_one_horizon_only_is_refused_at_the_others() {
    // The cut of everybody's homes proves the end, but not the steps in which the crossing is the limit.
    let all_fall_at = |since: u32| NestedCuts {
        nodes: vec![vec![from(0, since)]; 2],
        sources: vec![since],
    };
    let why = rejected(|_, c| c.cuts = all_fall_at(0));
    assert_eq!(
        why,
        Rejection::NotTight {
            step: 0,
            value: 0,
            capacity: 5
        }
    );
    // The cut of the crossing proves the first steps, but not that nobody is left to come.
    let why = rejected(|_, c| c.cuts = all_fall_at(NEVER));
    assert_eq!(
        why,
        Rejection::NotTight {
            step: 3,
            value: 5,
            capacity: 6
        }
    );
}

#[test]
fn numbers_at_the_end_of_their_range_are_refused_and_not_wrapped_round() {
    let max = u32::MAX;
    // As many persons as a counter holds, twice: wrapped round it would be 2 fewer than nobody.
    let why = rejected(|i, c| {
        i.arcs[0].capacity = Capacity::constant(max);
        c.flow.arcs[0] = vec![run(0, 2, max)];
        c.flow.departures[0] = vec![run(0, 2, max)];
    });
    assert!(matches!(
        why,
        Rejection::OverSupply {
            departed: 8_589_934_590,
            ..
        }
    ));
    let why = rejected(|_, c| c.flow.arcs[0] = vec![run(0, max, 1)]);
    assert!(matches!(why, Rejection::Run { end: u32::MAX, .. }), "{why}");
    let why = rejected(|_, c| c.flow.exits[0] = vec![run(max, 0, 1)]);
    assert!(matches!(why, Rejection::Run { .. }), "{why}");
    let why = rejected(|_, c| c.arrived_by[5] = u64::MAX);
    assert!(matches!(
        why,
        Rejection::ArrivedBy {
            claimed: u64::MAX,
            ..
        }
    ));
    // Nearly for ever is not for ever: a run may rise up to the last number and no further.
    for since in [max - 1, max - 2] {
        let why = rejected(|_, c| {
            let runs = vec![CutRun {
                start: 0,
                since,
                rises: true,
            }];
            c.cuts.nodes = vec![runs.clone(), runs];
            c.cuts.sources = vec![since];
        });
        assert!(matches!(why, Rejection::NotTight { .. }), "{why}");
    }
    let why = rejected(|i, _| i.sources[0].supply = max - 1);
    assert!(matches!(why, Rejection::NotTight { .. }), "{why}");
    let why = rejected(|i, _| {
        let more = i.sources[0].clone();
        i.sources.push(Source {
            supply: max,
            ..more
        });
    });
    assert!(matches!(why, Rejection::Instance(_)), "{why}");
}

#[test]
fn sums_that_hide_one_fault_behind_another_are_refused() {
    // One person fewer in one step and one more in the next: the total is right, the curve is not.
    let why = rejected(|_, c| c.arrived_by = vec![0, 1, 4, 5, 5, 5]);
    assert_eq!(
        why,
        Rejection::ArrivedBy {
            step: 1,
            counted: 2,
            claimed: 1
        }
    );
    // Two sources of which one sends the other's people.
    let two = |i: &mut Instance, c: &mut Certificate| {
        i.sources[0].supply = 2;
        i.sources.push(Source {
            node: NodeIdx(0),
            supply: 3,
            release: 0,
        });
        c.cuts.sources.push(3);
        c.flow.departures = vec![vec![run(0, 1, 2)], vec![run(1, 2, 2), run(2, 3, 1)]];
    };
    let (mut instance, mut certificate) = five_people();
    two(&mut instance, &mut certificate);
    certify(&instance, &certificate).unwrap();
    let why = rejected(|i, c| {
        two(i, c);
        c.flow.departures = vec![vec![run(0, 1, 2), run(2, 3, 1)], vec![run(1, 2, 2)]];
    });
    assert!(matches!(
        why,
        Rejection::OverSupply {
            source_index: 0,
            departed: 3,
            supply: 2
        }
    ));
    // A cut too large for one step and too small for another, right on the whole.
    let why = rejected(|i, c| {
        two(i, c);
        c.cuts.sources = vec![2, 4];
        c.cuts.nodes = vec![vec![from(0, 4)], vec![from(0, 4)]];
    });
    assert!(matches!(why, Rejection::NotTight { step: 2, .. }), "{why}");
}

#[test]
fn people_who_turn_back_in_time_are_refused() {
    // They leave by the crossing in the step in which they enter the street that takes one step.
    let why = rejected(|i, c| {
        i.crossings[0].capacity = window(0, 4, 2);
        c.flow.exits[0] = vec![run(0, 1, 1), run(1, 3, 2)];
        c.arrived_by = vec![1, 3, 5, 5, 5, 5];
    });
    assert_eq!(
        why,
        Rejection::LeavesBeforeArriving {
            node: 1,
            step: 0,
            missing: 1
        }
    );
}
