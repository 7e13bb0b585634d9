//! What a dossier says, row by row, for both outputs: the value, every claim, the contradictions
//! and what is unknown.

use hudna_truce::{Attributed, Dossier, DossierCrossing, Evidence, Field, Figure, Modality};

use crate::{
    SourceText,
    messages::{Messages, made, n},
    visible::{one_line, visible},
};

/// The texts of the reports, found by id.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sources<'a> {
    texts: &'a [SourceText],
    by_outlet: bool,
}

impl<'a> Sources<'a> {
    /// Reports are called after who published them, where that is known.
    pub(crate) const fn by_outlet(texts: &'a [SourceText]) -> Self {
        Self {
            texts,
            by_outlet: true,
        }
    }

    /// Reports are called by their id, which is what a command line knows them by.
    pub(crate) const fn by_id(texts: &'a [SourceText]) -> Self {
        Self {
            texts,
            by_outlet: false,
        }
    }

    /// The report with this id, and its place in the list.
    pub(crate) fn get(self, id: &str) -> Option<(usize, &'a SourceText)> {
        self.texts.iter().enumerate().find(|(_, s)| s.id == id)
    }

    /// The report at this place in the list.
    pub(crate) fn at(self, place: usize) -> Option<&'a SourceText> {
        self.texts.get(place)
    }

    /// What to call the report.
    pub(crate) fn name(self, id: &str) -> String {
        let outlet = self.get(id).and_then(|(_, s)| s.outlet.as_deref());
        one_line(outlet.filter(|_| self.by_outlet).unwrap_or(id))
    }

    /// The words at a piece of evidence.
    pub(crate) fn words(self, evidence: &Evidence) -> Option<&'a str> {
        let (_, source) = self.get(&evidence.report)?;
        evidence.span().of(&source.text)
    }
}

/// One report's value of a field.
#[derive(Debug)]
pub(crate) struct Claim<'a> {
    /// Id of the report.
    pub(crate) report: &'a str,
    /// The value in words.
    pub(crate) value: String,
    /// Who said it.
    pub(crate) speaker: Option<&'a str>,
    /// How firmly.
    pub(crate) modality: Modality,
    /// Where.
    pub(crate) evidence: &'a [Evidence],
}

/// A field of a dossier.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    /// What the field is called.
    pub(crate) label: String,
    /// Its value in words.
    pub(crate) value: Option<String>,
    /// Whether reports differ.
    pub(crate) conflict: bool,
    /// Every claim.
    pub(crate) claims: Vec<Claim<'a>>,
}

impl Row<'_> {
    /// The distinct values in the order of the reports, each with the reports that have it.
    pub(crate) fn values(&self) -> Vec<(&str, Vec<&str>)> {
        let mut values: Vec<(&str, Vec<&str>)> = Vec::new();
        for claim in &self.claims {
            match values.iter_mut().find(|(v, _)| *v == claim.value) {
                Some((_, reports)) if reports.contains(&claim.report) => {}
                Some((_, reports)) => reports.push(claim.report),
                None => values.push((&claim.value, vec![claim.report])),
            }
        }
        values
    }
}

fn row<'a, T>(label: String, field: &'a Field<T>, say: impl Fn(&T) -> String) -> Row<'a> {
    let claim = |c: &'a Attributed<T>| Claim {
        report: &c.report,
        value: say(&c.value),
        speaker: c.speaker.as_deref(),
        modality: c.modality,
        evidence: &c.evidence,
    };
    Row {
        label,
        value: field.value.as_ref().map(&say),
        conflict: field.conflict,
        claims: field.claims.iter().map(claim).collect(),
    }
}

/// The fields of a dossier that somebody stated, most needed first.
pub(crate) fn rows<'a>(d: &'a Dossier, m: &Messages) -> Vec<Row<'a>> {
    let text = |s: &String| visible(s).into_owned();
    let number = |v: &f64| Messages::number(*v);
    let yes_no = |v: &bool| m.text(if *v { "yes" } else { "no" });
    let label = |key: &str| m.text(key);
    let mut rows = vec![
        row(label("field-declared-by"), &d.declared_by, |v| m.parties(v)),
        row(label("field-starts"), &d.starts, |v| m.local_time(*v)),
        row(label("field-ends"), &d.ends, |v| m.local_time(*v)),
        row(label("field-starts-open"), &d.starts_open, |v| m.one_of(v)),
        row(label("field-ends-open"), &d.ends_open, |v| m.one_of(v)),
        row(label("field-as-of"), &d.as_of, |v| m.local_time(*v)),
    ];
    // The stated hours are part of start and end; on their own they are told where these have
    // none, or where the reports differ.
    let told = |time: Option<hudna_truce::LocalTime>| time.is_some_and(|t| t.clock.is_some());
    if !told(d.starts.value) || (d.clock_start.conflict && !d.starts.conflict) {
        rows.push(row(
            label("field-clock-start"),
            &d.clock_start,
            ToString::to_string,
        ));
    }
    if !told(d.ends.value) || (d.clock_end.conflict && !d.ends.conflict) {
        rows.push(row(
            label("field-clock-end"),
            &d.clock_end,
            ToString::to_string,
        ));
    }
    rows.push(row(label("field-duration"), &d.duration_hours, |v| {
        hours(*v, m)
    }));
    if d.daily.conflict || d.daily.value == Some(true) {
        rows.push(row(label("field-daily"), &d.daily, yes_no));
    }
    rows.extend([
        row(label("field-days"), &d.days, number),
        row(label("field-timezone"), &d.timezone_stated, text),
        row(label("field-relative"), &d.relative, |v| m.quoted(v)),
        row(label("field-area"), &d.area, |v| m.canonical(v)),
        row(label("field-status"), &d.status, |v| {
            m.word("status", v.word())
        }),
        row(label("field-kind"), &d.kind, |v| m.word("kind", v.word())),
        row(label("field-purpose"), &d.purpose, |v| {
            m.list(v.iter().map(|p| m.word("purpose", p.word())))
        }),
        row(label("field-label"), &d.label_used, |v| m.quoted(v)),
    ]);
    rows.retain(|r| r.value.is_some() || !r.claims.is_empty());
    rows
}

/// How long the truce is to last, with what that is called, where no end is told: a window without its end
/// does not say it.
pub(crate) fn lengths(d: &Dossier, m: &Messages) -> Vec<(String, String)> {
    if d.ends.value.is_some() || d.clock_end.value.is_some() {
        return Vec::new();
    }
    let hours = d
        .duration_hours
        .value
        .map(|v| (m.text("field-duration"), hours(v, m)));
    let days = d
        .days
        .value
        .map(|v| (m.text("field-days"), Messages::number(v)));
    hours.into_iter().chain(days).collect()
}

/// Hours as a report states them.
pub(crate) fn hours(value: f64, m: &Messages) -> String {
    let minutes = (value * 60.0).round();
    if (0.0..1e9).contains(&minutes) {
        // Hours of a report in whole minutes; nothing is counted with it.
        let seconds = minutes as u64 * 60;
        m.duration(seconds)
    } else {
        Messages::number(value)
    }
}

/// A crossing of a dossier with its place among the others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ListedCrossing<'a> {
    pub(crate) c: &'a DossierCrossing,
    /// The entry within which it is counted.
    total: Option<&'a DossierCrossing>,
    /// How many totals stand above it.
    pub(crate) depth: usize,
    has_parts: bool,
}

/// The crossings of a list, each with its total.
pub(crate) fn listed(all: &[DossierCrossing]) -> impl Iterator<Item = ListedCrossing<'_>> {
    all.iter().enumerate().map(|(at, c)| {
        let total = |c: &DossierCrossing| c.part_of.and_then(|t| all.get(t));
        let above = std::iter::successors(total(c), |t| total(t));
        ListedCrossing {
            c,
            total: total(c),
            // No part is its own total; a list that says so is still shown.
            depth: above.take(all.len()).count(),
            has_parts: all.iter().any(|x| x.part_of == Some(at)),
        }
    })
}

impl ListedCrossing<'_> {
    /// What to call it; a total whose parts follow is not called unnamed, for they may have names.
    pub(crate) fn name(&self, m: &Messages) -> String {
        match (&self.c.name, &self.c.name_src) {
            (Some(name), _) => m.canonical(name),
            (None, Some(name)) => visible(name).into_owned(),
            (None, None) => {
                let key = if self.has_parts {
                    "crossing-total"
                } else {
                    "crossing-unnamed"
                };
                m.with(key, &[n("n", count(self.c))])
            }
        }
    }

    /// Of which total it is how many, if of any: "2 of 8".
    pub(crate) fn part(&self, m: &Messages) -> Option<String> {
        let total = self.total?;
        let args = [n("part", count(self.c)), n("total", count(total))];
        Some(m.with("crossing-part", &args))
    }
}

fn count(c: &DossierCrossing) -> u64 {
    u64::from(c.count.value.unwrap_or(1))
}

/// The fields of a crossing that somebody stated.
pub(crate) fn crossing_rows<'a>(c: &'a DossierCrossing, m: &Messages) -> Vec<Row<'a>> {
    let mut rows = vec![
        row(m.text("field-admits"), &c.admits, |v| m.admits(v)),
        row(m.text("field-count"), &c.count, ToString::to_string),
        row(m.text("field-leads-to"), &c.leads_to, |v| m.canonical(v)),
    ];
    // In which list it stands says so, unless reports differ.
    if c.open.conflict {
        rows.push(row(m.text("field-open"), &c.open, |v| {
            m.text(if *v { "yes" } else { "no" })
        }));
    }
    rows.retain(|r| r.value.is_some() || !r.claims.is_empty());
    rows
}

/// The same, with the crossing named in each label.
fn named_crossing_rows<'a>(x: ListedCrossing<'a>, m: &Messages) -> Vec<Row<'a>> {
    let name = x.name(m);
    let mut rows = crossing_rows(x.c, m);
    for row in &mut rows {
        let args = [
            made("field", std::mem::take(&mut row.label)),
            made("crossing", name.clone()),
        ];
        row.label = m.with("field-crossing-of", &args);
    }
    rows
}

/// Every field on which the reports differ.
pub(crate) fn contradictions<'a>(d: &'a Dossier, m: &Messages) -> Vec<Row<'a>> {
    let excluded = listed(&d.crossings_excluded).flat_map(|x| {
        let mut rows = named_crossing_rows(x, m);
        // That it is open and shut is told of the open one.
        rows.truncate(rows.len() - usize::from(x.c.open.conflict));
        rows
    });
    rows(d, m)
        .into_iter()
        .chain(listed(&d.crossings).flat_map(|x| named_crossing_rows(x, m)))
        .chain(excluded)
        .chain(figure_rows(d, m))
        .filter(|r| r.conflict)
        .collect()
}

/// Figures that cannot all be right, each group as one field.
fn figure_rows<'a>(d: &'a Dossier, m: &Messages) -> Vec<Row<'a>> {
    let group = |places: &Vec<usize>| {
        let figures: Vec<&Figure> = places.iter().filter_map(|&at| d.figures.get(at)).collect();
        let first = figures.first()?;
        let what = m.word("figure", first.what.word());
        let label = match &first.place {
            Some(place) => {
                let args = [made("field", what), made("place", m.canonical(place))];
                m.with("field-figure-at", &args)
            }
            None => what,
        };
        let claims = figures.iter().flat_map(|f| {
            let by_report = f.evidence.chunk_by(|a, b| a.report == b.report);
            by_report.filter_map(|evidence| {
                Some(Claim {
                    report: &evidence.first()?.report,
                    value: m.figure(f),
                    speaker: None,
                    modality: Modality::Stated,
                    evidence,
                })
            })
        });
        Some(Row {
            label,
            value: None,
            conflict: true,
            claims: claims.collect(),
        })
    };
    d.figures_in_conflict.iter().filter_map(group).collect()
}

/// A contradiction in one line: the values, each with its reports.
pub(crate) fn contradiction_line(row: &Row<'_>, sources: Sources<'_>, m: &Messages) -> String {
    let values = m.long_list(row.values().into_iter().map(|(value, reports)| {
        let names = m.list(reports.into_iter().map(|r| m.outside(&sources.name(r))));
        m.with(
            "contradiction-value",
            &[made("value", value.to_owned()), made("reports", names)],
        )
    }));
    m.with(
        "labelled",
        &[made("field", row.label.clone()), made("values", values)],
    )
}

/// The reader's phrases for what is unknown, each with its message.
const UNKNOWN: [(&str, &str); 7] = [
    ("who declares it", "unknown-declarer"),
    ("where it holds", "unknown-area"),
    ("the day it starts", "unknown-date"),
    (
        "the day it starts: the words hang on the day of publication, which is not known",
        "unknown-date-publication",
    ),
    ("the hour it starts", "unknown-start"),
    ("when it ends", "unknown-end"),
    ("which crossings are open", "unknown-crossings"),
];

/// What nobody states. The reader speaks English; what this crate has no message for is shown in
/// the reader's words.
pub(crate) fn unknown(d: &Dossier, m: &Messages) -> Vec<String> {
    let say = |phrase: &String| {
        let known = UNKNOWN.iter().find(|(words, _)| words == phrase);
        known.map_or_else(|| one_line(phrase), |(_, key)| m.text(key))
    };
    d.unknown.iter().map(say).collect()
}

/// Who declares the truce and what it is called.
pub(crate) fn headline(d: &Dossier, m: &Messages) -> String {
    let who = match &d.declared_by.value {
        Some(names) if !names.is_empty() => m.parties(names),
        _ => m.text("truce-nobody"),
    };
    let label = match &d.label_used.value {
        Some(label) => m.quoted(label),
        None => m.text("truce-unlabelled"),
    };
    m.with("truce-headline", &[made("who", who), made("label", label)])
}
