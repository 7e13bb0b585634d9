//! Moving all evidence at once: from the text that was read to the file in which its words stand.

use std::ops::Range;

use crate::{
    Attributed, Crossing, Dossier, DossierCrossing, Evidence, Field, Figure, Meeting, Position,
    Reason, ReportReading, Truce,
};

/// From a report's id and bytes of its text to bytes elsewhere.
type Moved<'m> = dyn Fn(&str, Range<usize>) -> Range<usize> + 'm;

impl ReportReading {
    /// The steps of each value.
    fn reasons(&mut self) -> impl Iterator<Item = &mut Vec<Reason>> {
        let truces = self.truces.iter_mut().flat_map(|t| {
            let crossings = t.crossings.iter_mut().chain(&mut t.crossings_excluded);
            std::iter::once(&mut t.reasons).chain(crossings.map(|c| &mut c.reasons))
        });
        truces
            .chain(self.positions.iter_mut().map(|p| &mut p.reasons))
            .chain(self.figures.iter_mut().map(|f| &mut f.reasons))
            .chain(self.meetings.iter_mut().map(|m| &mut m.reasons))
    }

    /// Leaves out the steps of all values.
    pub fn drop_reasons(&mut self) {
        self.reasons().for_each(Vec::clear);
    }

    /// Puts every piece of evidence, every step and every note at the bytes that `moved` gives for it.
    pub fn move_evidence(&mut self, moved: &Moved<'_>) {
        evidence(&mut self.published.evidence, moved);
        for truce in &mut self.truces {
            self::truce(truce, moved);
        }
        self.positions.iter_mut().for_each(|p| position(p, moved));
        self.figures.iter_mut().for_each(|f| figure(f, moved));
        self.meetings.iter_mut().for_each(|m| meeting(m, moved));
        for note in &mut self.notes {
            let Range { start, end } = moved(&self.id, note.start..note.end);
            (note.start, note.end) = (start, end);
        }
        let id = self.id.clone();
        for words in self.reasons().flatten().filter_map(|r| r.words.as_mut()) {
            let Range { start, end } = moved(&id, words.start..words.end);
            (words.start, words.end) = (start, end);
        }
    }
}

impl Dossier {
    /// Puts every piece of evidence at the bytes that `moved` gives for it.
    pub fn move_evidence(&mut self, moved: &Moved<'_>) {
        // Taken apart, so that a field that is added cannot be forgotten here.
        let Self {
            id: _,
            declared_by,
            kind,
            area,
            starts,
            ends,
            starts_open,
            ends_open,
            as_of,
            clock_start,
            clock_end,
            daily,
            days,
            duration_hours,
            timezone_stated,
            zone: _,
            relative,
            status,
            versions,
            purpose,
            label_used,
            crossings,
            crossings_excluded,
            positions,
            figures,
            figures_in_conflict: _,
            meetings,
            reports: _,
            unknown: _,
        } = self;
        field(declared_by, moved);
        field(kind, moved);
        field(area, moved);
        field(starts, moved);
        field(ends, moved);
        field(starts_open, moved);
        field(ends_open, moved);
        field(as_of, moved);
        field(clock_start, moved);
        field(clock_end, moved);
        field(daily, moved);
        field(days, moved);
        field(duration_hours, moved);
        field(timezone_stated, moved);
        field(relative, moved);
        field(status, moved);
        field(purpose, moved);
        field(label_used, moved);
        for version in versions {
            evidence(&mut version.evidence, moved);
        }
        for c in crossings.iter_mut().chain(crossings_excluded) {
            let DossierCrossing {
                name: _,
                name_src: _,
                admits,
                count,
                leads_to,
                open,
                part_of: _,
            } = c;
            field(admits, moved);
            field(count, moved);
            field(leads_to, moved);
            field(open, moved);
        }
        positions.iter_mut().for_each(|p| position(p, moved));
        figures.iter_mut().for_each(|f| figure(f, moved));
        meetings.iter_mut().for_each(|m| meeting(m, moved));
    }
}

fn evidence(all: &mut [Evidence], moved: &Moved<'_>) {
    for e in all {
        let Range { start, end } = moved(&e.report, e.start..e.end);
        (e.start, e.end) = (start, end);
    }
}

fn field<T>(field: &mut Field<T>, moved: &Moved<'_>) {
    for Attributed { evidence, .. } in &mut field.claims {
        self::evidence(evidence, moved);
    }
}

fn truce(truce: &mut Truce, moved: &Moved<'_>) {
    evidence(&mut truce.evidence, moved);
    let crossings = truce.crossings.iter_mut();
    for Crossing { evidence, .. } in crossings.chain(&mut truce.crossings_excluded) {
        self::evidence(evidence, moved);
    }
}

fn position(position: &mut Position, moved: &Moved<'_>) {
    evidence(&mut position.evidence, moved);
}

fn figure(figure: &mut Figure, moved: &Moved<'_>) {
    evidence(&mut figure.evidence, moved);
}

fn meeting(meeting: &mut Meeting, moved: &Moved<'_>) {
    evidence(&mut meeting.evidence, moved);
}
