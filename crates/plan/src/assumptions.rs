//! What the figures rest on, each with its source.

use hudna_flow::Group;
use hudna_network::CsvInstance;
use hudna_truce::PersonClass;

use crate::{
    Assumption, Scenario, Terms, Zone,
    case::Case,
    names::Names,
    solve::{Answer, ClassPlan},
};

/// More zones of one source than this are counted, not named.
pub(crate) const MOST_NAMES: usize = 20;

fn told(text: String, source: Option<&str>) -> Assumption {
    Assumption {
        text,
        source: source.map(str::to_owned),
    }
}

/// The inputs of a scenario: window, people, speeds, capacities.
pub(crate) fn of_scenario(scenario: &Scenario, terms: &Terms, case: &Case) -> Vec<Assumption> {
    let mut all = terms.notes.clone();
    all.push(told(
        "Everyone counted is taken to be free and willing to leave; who stays makes the rest faster."
            .to_owned(),
        None,
    ));
    // Zones with the same source are told together.
    let mut people: Vec<(Option<&str>, u64, Vec<&Zone>)> = Vec::new();
    for z in &scenario.zones {
        let persons: u64 = z.people.values().map(|&n| u64::from(n)).sum();
        let source = z.source.as_deref();
        match people.iter_mut().find(|(s, ..)| *s == source) {
            Some((_, sum, names)) => {
                *sum += persons;
                // The parts of an area come one after the other.
                if names.last().is_none_or(|last| last.id != z.id) {
                    names.push(z);
                }
            }
            None => people.push((source, persons, vec![z])),
        }
    }
    for (source, persons, names) in people {
        let text = if names.len() <= MOST_NAMES {
            let names: Vec<&str> = names.iter().map(|z| z.name.en.as_str()).collect();
            format!("{persons} people in {}.", names.join(", "))
        } else {
            format!("{persons} people in {} zones.", names.len())
        };
        all.push(told(text, source));
    }
    all.extend(scenario.notes.iter().cloned());
    for c in &scenario.classes {
        let text = format!("How the {} move: {}.", c.class, c.movement);
        all.push(told(text, c.source.as_deref()));
        let text = format!("Speed, {}: {} m a minute.", c.movement, c.speed_m_per_min);
        let speed = told(text, c.speed_source.as_deref());
        if !all.contains(&speed) {
            all.push(speed);
        }
    }
    for r in &scenario.roads {
        let text = format!(
            "A road of class {} passes {} persons a minute in each direction.",
            r.facility_type, r.persons_per_min
        );
        all.push(told(text, r.source.as_deref()));
    }
    for (c, own) in scenario.crossings.iter().zip(&case.crossings) {
        let mut text = format!(
            "{} passes {} persons a minute.",
            c.name.en, c.persons_per_min
        );
        for (class, n) in &c.per_class {
            text.push_str(&format!(" Of the {class} at most {n} a minute."));
        }
        if own.capacity.between(0, case.window) == 0 {
            text.push_str(" It is shut during the whole window.");
        }
        all.push(told(text, c.source.as_deref()));
        if let Some(n) = c.storage {
            let text = format!(
                "At most {n} persons wait at {}; who lives there is not counted.",
                c.name.en
            );
            all.push(told(text, c.source.as_deref()));
        }
    }
    for c in &case.classes {
        if let Some(r) = c.rounding {
            let text = format!(
                "Time is counted in steps of {} s. Travel times are rounded up to whole steps, never down: for the {} all roads together become {}.{} % longer.",
                case.step_s,
                c.class,
                r.per_mille() / 10,
                r.per_mille() % 10
            );
            all.push(told(text, None));
        }
    }
    if case.unused_s > 0 {
        let text = format!(
            "The last {} s of the window do not make a whole step and are not used.",
            case.unused_s
        );
        all.push(told(text, None));
    }
    all
}

/// What a bare instance leaves open.
pub(crate) fn of_instance(csv: &CsvInstance) -> Vec<Assumption> {
    vec![told(
        format!(
            "The instance names no classes and no calendar: everyone is one class, shown as civilians, and the window is its horizon of {} steps of {} s.",
            csv.instance.horizon, csv.step_s
        ),
        None,
    )]
}

/// How the plan was made: order of the classes, waiting, hours of the crossings, who is cut off.
pub(crate) fn of_plan(case: &Case, answer: &Answer, names: &dyn Names) -> Vec<Assumption> {
    let mut all = Vec::new();
    let order: Vec<PersonClass> = case.classes.iter().map(|c| c.class).collect();
    if order.len() > 1 {
        let order: Vec<&str> = order.iter().map(|c| c.word()).collect();
        all.push(told(
            format!(
                "Planned in this order: {}. Each class gets the places on roads and at crossings that the earlier ones leave, and is planned exactly on those; another, equally good plan of an earlier class might leave a later one more.",
                order.join(", ")
            ),
            None,
        ));
    }
    all.push(told(
        "Who reaches a crossing after its hours stays inside; nobody is sent out who would not be out before the close."
            .to_owned(),
        None,
    ));
    let waiting = answer.plans.iter().map(|p| waiting(p));
    let (persons, longest) = waiting.fold((0, 0), |(n, most), (persons, steps)| {
        (n + persons, most.max(steps))
    });
    let limited = case.crossings.iter().any(|c| c.storage.is_some());
    let limit = if limited {
        ", except at a crossing where only so many may"
    } else {
        ""
    };
    all.push(told(
        format!(
            "People may wait anywhere without limit{limit}. They set out as late as the plan allows, so that they wait at home: {persons} of those who get out still wait on the way, {} s at most.",
            case.seconds(longest)
        ),
        None,
    ));
    for plan in &answer.plans {
        let reaches = case.reaches(plan.class, 0);
        let own = &case.classes[plan.class];
        // Zone by zone, in their order; the parts of an area come one after the other.
        let mut cut_off: Vec<(String, usize, u64)> = Vec::new();
        for (z, (node, &persons)) in case.zones.iter().zip(&own.supply).enumerate() {
            if persons > 0 && !reaches[node.pos()] {
                let id = names.zone_id(z);
                match cut_off.last_mut() {
                    Some((last, _, sum)) if *last == id => *sum += u64::from(persons),
                    _ => cut_off.push((id, z, u64::from(persons))),
                }
            }
        }
        for (_, z, persons) in cut_off {
            let text = format!(
                "{}: {persons} {} cannot reach any crossing that admits them; they are counted as left behind.",
                names.zone(z).en,
                own.class
            );
            all.push(told(text, None));
        }
    }
    all
}

/// Persons who wait on the way, and for how many steps at most.
fn waiting(plan: &ClassPlan) -> (u64, u32) {
    let waits = |g: &Group| {
        let legs = g.legs.iter();
        let moving: u32 = legs.map(|l| plan.instance.arcs[l.arc.pos()].transit).sum();
        (g.exit - g.departures.start).saturating_sub(moving)
    };
    let waiting = plan.groups.iter().filter(|g| waits(g) > 0);
    (
        waiting.map(Group::persons).sum(),
        plan.groups.iter().map(waits).max().unwrap_or(0),
    )
}
