//! The window that is planned for: confirmed in the scenario, or read from a dossier.

use hudna_truce::{ClockOf, Dossier, DossierCrossing, LocalTime, TruceStatus};
use jiff::tz::{AmbiguousOffset, TimeZone};
use thiserror::Error;

use crate::{Assumption, Scenario, TermsBasis};

/// A window with both hours known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Where it comes from.
    pub basis: TermsBasis,
    /// Opening.
    pub opens: LocalTime,
    /// Close; later than the opening.
    pub closes: LocalTime,
    /// What a reader of the plan must know about it.
    pub notes: Vec<Assumption>,
}

/// Why there is no window to plan for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TermsError {
    /// The scenario has no `[terms]`.
    #[error(
        "scenario {scenario:?} has no confirmed terms; add [terms] with starts and ends to scenario.toml, or plan from a dossier"
    )]
    NotConfirmed {
        /// Id of the scenario.
        scenario: String,
    },
    /// The reports leave something open that a plan needs.
    #[error(
        "dossier {dossier:?} leaves open: {}; nothing is guessed: confirm it as [terms] in scenario.toml",
        missing.join(", ")
    )]
    Open {
        /// Id of the dossier.
        dossier: String,
        /// What is missing.
        missing: Vec<&'static str>,
    },
    /// Nobody has declared the truce, or it holds no more.
    #[error(
        "dossier {dossier:?} tells of a truce that is {status}; nobody is sent out on it unasked: name it with --dossier, or confirm it as [terms] in scenario.toml"
    )]
    NotPromised {
        /// Id of the dossier.
        dossier: String,
        /// How it stands.
        status: TruceStatus,
    },
    /// An hour that the clocks pass over when they go forward.
    #[error(
        "{time} does not exist in {zone}: the clocks go forward over it that night; write the hour that is meant as [terms] in scenario.toml"
    )]
    NoSuchHour {
        /// The hour as written.
        time: LocalTime,
        /// The zone.
        zone: String,
    },
    /// The window does not end after it starts.
    #[error(
        "dossier {dossier:?} has a window that ends at {ends}, which is not after its start at {starts}; confirm the right one as [terms] in scenario.toml"
    )]
    EndsBeforeStart {
        /// Id of the dossier.
        dossier: String,
        /// Start.
        starts: LocalTime,
        /// End.
        ends: LocalTime,
    },
}

impl Terms {
    /// The terms that the scenario confirms.
    ///
    /// # Errors
    /// [`TermsError::NotConfirmed`] when it has none, [`TermsError::NoSuchHour`] when there is no such hour.
    pub fn confirmed(scenario: &Scenario) -> Result<Self, TermsError> {
        let Some(t) = &scenario.terms else {
            return Err(TermsError::NotConfirmed {
                scenario: scenario.id.clone(),
            });
        };
        let by = t.confirmed_by.as_deref().unwrap_or("nobody named");
        let twice = exists([t.starts, t.ends], scenario)?;
        let confirmed = Assumption {
            text: format!(
                "The window is {} to {} as confirmed in the scenario by {by}.",
                t.starts, t.ends
            ),
            source: t.source.clone(),
        };
        Ok(Self {
            basis: TermsBasis::Scenario {
                confirmed_by: t.confirmed_by.clone(),
            },
            opens: t.starts,
            closes: t.ends,
            notes: [confirmed].into_iter().chain(twice).collect(),
        })
    }

    /// The same, with a note on each crossing that the scenario plans with and these dossiers tell to be shut or
    /// left out, where theirs is not known to be the truce of another time.
    #[must_use]
    pub fn beside(mut self, dossiers: &[Dossier], scenario: &Scenario) -> Self {
        let same_days = dossiers.iter().filter(|d| {
            let later = d.starts.value.is_some_and(|t| t.date > self.closes.date);
            let earlier = d.ends.value.is_some_and(|t| t.date < self.opens.date);
            !later && !earlier
        });
        let notes: Vec<_> = same_days
            .flat_map(|d| crossings_shut(d, scenario))
            .collect();
        self.notes.extend(notes);
        self
    }

    /// The window of a dossier that nobody has named: only that of a truce which somebody has declared and which is not
    /// told to have broken down.
    ///
    /// # Errors
    /// [`TermsError::NotPromised`], and those of [`Self::from_dossier`].
    pub fn promised(dossier: &Dossier, scenario: &Scenario) -> Result<Self, TermsError> {
        match unpromised(dossier) {
            Some(status) => Err(TermsError::NotPromised {
                dossier: dossier.id.clone(),
                status,
            }),
            None => Self::from_dossier(dossier, scenario),
        }
    }

    /// The window that a dossier gives, by the clock of the scenario's time zone.
    ///
    /// Hours that the reports tell on another clock ("22:00 GMT") are those of the area's clock at the same
    /// moment; where reports use several clocks, no window follows.
    ///
    /// Crossings are always the scenario's: a dossier knows names and numbers, but no positions and
    /// no capacities. Where the two differ, a note says so.
    ///
    /// # Errors
    /// [`TermsError`] when the day or an hour is open: nothing is guessed, and an end is never
    /// computed from a duration.
    pub fn from_dossier(dossier: &Dossier, scenario: &Scenario) -> Result<Self, TermsError> {
        let other_clock = match dossier.clock_of() {
            ClockOf::Zone(zone) if zone != scenario.zone => Some(zone),
            _ => None,
        };
        let by_own_clock = |time: Option<LocalTime>, clock| {
            time.map(|t| match other_clock {
                Some(zone) if t.clock.is_some() => t
                    .by_clock_of(zone, &scenario.zone)
                    .unwrap_or(LocalTime { clock: None, ..t }),
                // An hour on its own joins the date only where it is stated on the area's own clock.
                Some(_) => t,
                None => LocalTime {
                    clock: t.clock.or(clock),
                    ..t
                },
            })
        };
        let starts = by_own_clock(dossier.starts.value, dossier.clock_start.value);
        let ends = by_own_clock(dossier.ends.value, dossier.clock_end.value);
        let mut missing = Vec::new();
        if dossier.clock_of() == ClockOf::Several {
            missing.push("on which clock its hours are told (the reports use several)");
        }
        for (time, day, hour) in [
            (
                starts,
                "the day on which it starts",
                "the hour at which it starts",
            ),
            (
                ends,
                "the day on which it ends",
                "the hour at which it ends",
            ),
        ] {
            match time {
                None => missing.push(day),
                Some(t) if t.clock.is_none() => missing.push(hour),
                Some(_) => {}
            }
        }
        let (Some(opens), Some(mut closes), true) = (starts, ends, missing.is_empty()) else {
            return Err(TermsError::Open {
                dossier: dossier.id.clone(),
                missing,
            });
        };
        let mut notes = vec![Assumption {
            text: format!("The window is {opens} to {closes} as the reports give it."),
            source: Some(format!("dossier {}", dossier.id)),
        }];
        if let Some(status) = unpromised(dossier) {
            notes.push(Assumption {
                text: format!(
                    "The reports tell of this truce as {status}: its window is not to be relied on. Ask before anybody is sent."
                ),
                source: Some(format!("dossier {}", dossier.id)),
            });
        }
        if let Some(zone) = other_clock {
            notes.push(Assumption {
                text: format!(
                    "The reports tell the hours on the clock of {zone}; {opens} to {closes} is the same by the clock of {}.",
                    scenario.zone
                ),
                source: Some(format!("dossier {}", dossier.id)),
            });
        }
        if dossier.daily.value == Some(true) && closes.date > opens.date {
            closes.date = opens.date;
            notes.push(Assumption {
                text: format!(
                    "The window recurs every day; planned is its first day, {opens} to {closes}."
                ),
                source: Some(format!("dossier {}", dossier.id)),
            });
        }
        if closes <= opens {
            return Err(TermsError::EndsBeforeStart {
                dossier: dossier.id.clone(),
                starts: opens,
                ends: closes,
            });
        }
        let told = dossier.versions.iter().filter_map(|v| v.issued).max();
        if let Some(told) = told.filter(|&day| closes.date < day) {
            notes.push(Assumption {
                text: format!(
                    "The window was over before {told}, when a report told of it: check the day, or read the plan as one for the past."
                ),
                source: Some(format!("dossier {}", dossier.id)),
            });
        }
        if dossier.starts.conflict || dossier.ends.conflict {
            notes.push(Assumption {
                text: "The reports contradict each other about the window; planned is the value with the best support.".to_owned(),
                source: Some(format!("dossier {}", dossier.id)),
            });
        }
        notes.extend(exists([opens, closes], scenario)?);
        notes.extend(crossings_that_differ(dossier, scenario));
        Ok(Self {
            basis: TermsBasis::Dossier {
                id: dossier.id.clone(),
            },
            opens,
            closes,
            notes,
        })
    }
}

/// How a truce stands that nobody is to rely on: only asked for, turned down, called off, broken down.
fn unpromised(dossier: &Dossier) -> Option<TruceStatus> {
    dossier.status.value.filter(|status| {
        matches!(
            status,
            TruceStatus::Proposed
                | TruceStatus::Rejected
                | TruceStatus::Cancelled
                | TruceStatus::Collapsed
        )
    })
}

/// Refuses an hour that is passed over when the clocks go forward; a note on each that comes twice when they
/// go back.
fn exists(ends: [LocalTime; 2], scenario: &Scenario) -> Result<Vec<Assumption>, TermsError> {
    let mut notes = Vec::new();
    let Ok(tz) = TimeZone::get(&scenario.zone) else {
        return Ok(notes);
    };
    for time in ends {
        let Some(datetime) = time.datetime() else {
            continue;
        };
        match tz.to_ambiguous_timestamp(datetime).offset() {
            AmbiguousOffset::Unambiguous { .. } => {}
            AmbiguousOffset::Gap { .. } => {
                return Err(TermsError::NoSuchHour {
                    time,
                    zone: scenario.zone.clone(),
                });
            }
            AmbiguousOffset::Fold { .. } => notes.push(Assumption {
                text: format!(
                    "{time} comes twice that night in {}, for the clocks go back: planned is the first.",
                    scenario.zone
                ),
                source: None,
            }),
        }
    }
    Ok(notes)
}

/// What the reports call the crossing.
fn names(c: &DossierCrossing) -> impl Iterator<Item = &str> {
    let names = [&c.name, &c.name_src];
    names.into_iter().filter_map(Option::as_deref)
}

/// Whether the scenario has a crossing of that name.
fn is_placed(c: &DossierCrossing, scenario: &Scenario) -> bool {
    let same = |own: &str| names(c).any(|n| n.to_lowercase() == own.to_lowercase());
    let mut placed = scenario.crossings.iter();
    placed.any(|s| same(&s.name.en) || s.name.ar.as_deref().is_some_and(same))
}

/// Notes on crossings that the reports and the scenario do not share.
fn crossings_that_differ(dossier: &Dossier, scenario: &Scenario) -> Vec<Assumption> {
    let mut texts = Vec::new();
    let told: u64 = dossier
        .crossings
        .iter()
        .filter(|c| c.part_of.is_none())
        .map(|c| u64::from(c.count.value.unwrap_or(1)))
        .sum();
    let placed = scenario.crossings.len();
    if told > 0 && told != placed as u64 {
        texts.push(format!(
            "The reports speak of {told} crossings; the scenario places {placed}."
        ));
    }
    for c in &dossier.crossings {
        if let (Some(name), false) = (names(c).next(), is_placed(c, scenario)) {
            texts.push(format!(
                "The reports name the crossing {name:?}; the scenario places none of that name."
            ));
        }
    }
    let differ = texts.into_iter().map(|text| Assumption {
        text,
        source: Some(format!("dossier {}", dossier.id)),
    });
    differ.chain(crossings_shut(dossier, scenario)).collect()
}

/// Notes on crossings that the scenario plans with and reports tell to be shut or left out.
fn crossings_shut(dossier: &Dossier, scenario: &Scenario) -> impl Iterator<Item = Assumption> {
    let shut = dossier.crossings_excluded.iter();
    shut.filter(|c| is_placed(c, scenario)).filter_map(|c| {
        let name = names(c).next()?;
        let others = if c.open.conflict {
            " and others that it is open"
        } else {
            ""
        };
        Some(Assumption {
            text: format!(
                "Reports tell that the crossing {name:?} is shut or left out{others}; the scenario plans with it: ask before anybody is sent there."
            ),
            source: Some(format!("dossier {}", dossier.id)),
        })
    })
}
