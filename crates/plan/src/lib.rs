//! Terms, people and a network to a certified evacuation plan.
//!
//! [`Scenario`] is what is known, [`Terms`] is the window; [`plan()`] answers how many can be out at
//! every minute, by which crossing, what holds them back, how long the window would have to be, and
//! what changes when a crossing stays shut. [`plan_instance`] does the same for a bare instance.
//!
//! # Invariants
//! - Nothing is reported that `hudna-certify` has not accepted.
//! - People in = out + left behind, for every class and zone.
//! - Same input, same report, on any number of cores.

mod assumptions;
mod bottleneck;
mod case;
mod change;
mod departures;
mod draws;
mod kept;
mod map;
mod names;
mod plan;
mod report;
mod scenario;
mod schedule;
mod solve;
mod stored;
mod streets;
mod subject;
mod surprise;
mod terms;
mod what_if;

pub use change::{Amount, Change, ChangeError, When};
pub use draws::{Draws, Fan, FanCurve, Spread};
pub use plan::{Options, PlanError, Planned, Progress, plan, plan_instance, planned};
pub use report::{
    Assumption, Bottleneck, BottleneckKind, ClassReport, CrossingReport, Departure, MapData,
    MapLink, Name, OrderReport, PlanReport, Proof, TermsBasis, WhatIf, ZoneReport,
};
pub use scenario::{
    Class, ConfirmedTerms, Crossing, RoadClass, Scenario, ScenarioError, Uncertainty, Zone,
};
pub use schedule::Schedule;
pub use stored::{StoredPlan, Verified, VerifyError};
pub use subject::Subject;
pub use terms::{Terms, TermsError};
pub use what_if::{Answered, Closing, Closings, WhatIfOptions, WhatIfReport, what_if};
