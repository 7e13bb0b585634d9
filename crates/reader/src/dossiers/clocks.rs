//! Hours of several reports that are told on different clocks: 9 o'clock in Moscow and 8 o'clock in Damascus
//! may be one moment.

use std::collections::HashMap;

use hudna_truce::{Attributed, Clock, Field, LocalTime, ReportReading, Truce, database_zone};

use super::join::At;

/// One edge of a window.
#[derive(Debug, Clone, Copy)]
pub(super) enum Edge {
    Start,
    End,
}

/// On whose clock each report of a dossier tells its hours.
pub(super) struct Clocks<'a> {
    /// The zone of the area, whose clock is meant where none is named.
    area: Option<&'a str>,
    truces: HashMap<&'a str, &'a Truce>,
}

impl<'a> Clocks<'a> {
    pub(super) fn of(area: Option<&'a str>, group: &[At], told: &'a [ReportReading]) -> Self {
        let truces = (group.iter())
            .filter_map(|at| {
                let r = told.get(at.report)?;
                Some((r.id.as_str(), r.truces.get(at.truce)?))
            })
            .collect();
        Self { area, truces }
    }

    /// Whether a report tells that the start was put on another day or hour.
    pub(super) fn moved(&self) -> bool {
        let mut old = self.truces.values().filter_map(|t| t.replaces.as_ref());
        old.any(|old| old.starts.is_some())
    }

    fn stated(&self, report: &str) -> Option<&str> {
        self.truces.get(report)?.timezone_stated.as_deref()
    }

    /// The zone of the database on whose clock the report tells its hours.
    fn zone(&self, report: &str) -> Option<&str> {
        match self.stated(report) {
            Some(name) => database_zone(name),
            None => self.area,
        }
    }

    fn one_clock(&self, a: &str, b: &str) -> bool {
        self.stated(a) == self.stated(b) || {
            let zone = self.zone(a);
            zone.is_some() && zone == self.zone(b)
        }
    }

    /// Whether the report tells its hours on the clock of the area.
    pub(super) fn is_local(&self, report: &str) -> bool {
        self.zone(report) == self.area
    }

    /// Whether one of them names no clock: it may have left out the name that the other has.
    fn one_unnamed(&self, a: &str, b: &str) -> bool {
        self.stated(a).is_none() || self.stated(b).is_none()
    }

    /// Whether two reports tell one day or moment: as moments where day, hours and both clocks are known, else
    /// as told. A day without an hour agrees with an hour of that day.
    pub(super) fn agree(&self, a: &Attributed<LocalTime>, b: &Attributed<LocalTime>) -> bool {
        let (x, y) = (a.value, b.value);
        let as_told =
            || x.date == y.date && (x.clock == y.clock || x.clock.is_none() || y.clock.is_none());
        if self.one_clock(&a.report, &b.report)
            || self.one_unnamed(&a.report, &b.report) && as_told()
        {
            return as_told();
        }
        let (Some(here), Some(there)) = (self.zone(&a.report), self.zone(&b.report)) else {
            return as_told();
        };
        let same = match (x.clock, y.clock) {
            (Some(_), Some(_)) => (x.instant(here)).zip(y.instant(there)).map(|(a, b)| a == b),
            (Some(_), None) => x.by_clock_of(here, there).map(|x| x.date == y.date),
            (None, Some(_)) => y.by_clock_of(there, here).map(|y| x.date == y.date),
            (None, None) => None,
        };
        same.unwrap_or_else(as_told)
    }

    /// Whether two reports tell one hour of an edge.
    pub(super) fn agree_on_hour(
        &self,
        edge: Edge,
        a: &Attributed<Clock>,
        b: &Attributed<Clock>,
    ) -> bool {
        let moment = |report: &str| {
            let t = self.truces.get(report)?;
            let at = match edge {
                Edge::Start => t.starts,
                Edge::End => t.ends,
            };
            at?.instant(self.zone(report)?)
        };
        if self.one_clock(&a.report, &b.report)
            || self.one_unnamed(&a.report, &b.report) && a.value == b.value
        {
            return a.value == b.value;
        }
        (moment(&a.report).zip(moment(&b.report))).map_or(a.value == b.value, |(a, b)| a == b)
    }

    /// The field of these claims. Its value is the one most claims give, and of claims of one moment that on
    /// the clock of the area.
    pub(super) fn field<T: Copy>(
        &self,
        claims: Vec<Attributed<T>>,
        agree: impl Fn(&Attributed<T>, &Attributed<T>) -> bool,
    ) -> Field<T> {
        let votes = |c: &Attributed<T>| claims.iter().filter(|d| agree(c, d)).count();
        let rank = |c: &Attributed<T>| (votes(c), self.is_local(&c.report));
        let mut best: Option<(&Attributed<T>, (usize, bool))> = None;
        for c in &claims {
            let rank = rank(c);
            if best.is_none_or(|(_, most)| rank > most) {
                best = Some((c, rank));
            }
        }
        let conflict = (claims.iter().enumerate())
            .any(|(i, a)| claims.iter().skip(i + 1).any(|b| !agree(a, b)));
        Field {
            value: best.map(|(c, _)| c.value),
            conflict,
            claims,
        }
    }
}
