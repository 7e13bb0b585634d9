//! The dossiers: each field with its value, every claim, and the words that it stands on.

use hudna_truce::{Dossier, Evidence, Modality};
use maud::{Markup, html};

use super::{name, outside, reports::Marks, text};
use crate::{
    facts::{self, Claim, ListedCrossing, Row, Sources},
    messages::{Messages, n},
};

/// What all dossiers share on the page.
pub(super) struct Truces<'p, 'a> {
    pub(super) marks: &'p Marks<'a>,
    pub(super) sources: Sources<'a>,
    pub(super) m: &'p Messages,
}

/// The class of what stands within a total: parts are set in below it.
fn within(x: ListedCrossing<'_>) -> Option<&'static str> {
    match x.depth {
        0 => None,
        1 => Some("part"),
        _ => Some("part of-part"),
    }
}

impl Truces<'_, '_> {
    fn say(&self, key: &str) -> Markup {
        text(&self.m.text(key))
    }

    fn anchor(&self, index: usize) -> String {
        format!("{}-truce-{index}", self.m.lang().tag())
    }

    /// The card of the headline box: what an officer needs in one look.
    pub(super) fn card(&self, index: usize, d: &Dossier) -> Markup {
        let m = self.m;
        let window = m.window(d);
        let contradictions = facts::contradictions(d, m);
        let unknown = facts::unknown(d, m);
        html! {
            article.card {
                h3 { a href=(format!("#{}", self.anchor(index))) { (text(&facts::headline(d, m))) } }
                p.window { (text(&window.local)) }
                @for other in window.area.iter().chain(&window.utc) { p.utc { (text(other)) } }
                @for (label, length) in facts::lengths(d, m) { p { (text(&label)) ": " (text(&length)) } }
                @if let Some(area) = &d.area.value { p { (text(&m.canonical(area))) } }
                @if !d.crossings.is_empty() {
                    ul.plain { @for x in facts::listed(&d.crossings) {
                        li class=[within(x)] { (self.crossing_line(x)) }
                    } }
                }
                @if !d.crossings_excluded.is_empty() {
                    ul.plain { @for x in facts::listed(&d.crossings_excluded) {
                        li class=[within(x)] { (self.crossing_line(x)) " " span.badge { (self.say("crossing-excluded")) } }
                    } }
                }
                @if contradictions.is_empty() {
                    p.quiet { (text(&m.with("contradiction-count", &[n("n", 0)]))) }
                } @else {
                    p { strong.differ { (self.say("contradictions")) } }
                    ul { @for row in &contradictions {
                        li { (text(&facts::contradiction_line(row, self.sources, m))) }
                    } }
                }
                @if !unknown.is_empty() {
                    p { strong { (self.say("unknown")) } ": " (text(&m.long_list(unknown))) }
                }
            }
        }
    }

    fn crossing_line(&self, x: ListedCrossing<'_>) -> Markup {
        let admits = x.c.admits.value.as_deref().unwrap_or_default();
        html! {
            (name(&x.name(self.m)))
            @if !admits.is_empty() { ": " (text(&self.m.admits(admits))) }
            (self.part(x))
        }
    }

    fn part(&self, x: ListedCrossing<'_>) -> Markup {
        html! { @if let Some(part) = x.part(self.m) { " " span.quiet { "(" (text(&part)) ")" } } }
    }

    /// The whole dossier.
    pub(super) fn dossier(&self, index: usize, d: &Dossier) -> Markup {
        let m = self.m;
        let window = m.window(d);
        let unknown = facts::unknown(d, m);
        html! {
            article.dossier id=(self.anchor(index)) {
                h3 { (text(&facts::headline(d, m))) }
                p.window { (text(&window.local)) @for other in window.area.iter().chain(&window.utc) { " · " (text(other)) } }
                p.quiet { (self.say("truce-id")) ": " code { (outside(&d.id)) } " · " (text(&m.with("reports-count", &[n("n", d.reports.len() as u64)]))) }
                div.scroll tabindex="0" {
                    table.fields {
                        caption { (self.say("captions-fields")) }
                        (self.fields_head())
                        tbody { @for row in facts::rows(d, m) { (self.row(&row)) } }
                    }
                }
                (self.crossings(d))
                (self.positions(d))
                (self.figures(d))
                (self.meetings(d))
                @if !unknown.is_empty() {
                    h4 { (self.say("unknown")) }
                    ul.unknown { @for u in &unknown { li { (text(u)) } } }
                }
            }
        }
    }

    fn fields_head(&self) -> Markup {
        html! {
            thead { tr {
                th scope="col" { (self.say("col-field")) }
                th scope="col" { (self.say("col-value")) }
                th scope="col" { (self.say("col-words")) }
            } }
        }
    }

    fn row(&self, row: &Row<'_>) -> Markup {
        let values = row.values();
        html! {
            tr.conflict[row.conflict] {
                th scope="row" { (text(&row.label)) }
                td {
                    @if row.conflict {
                        span.badge { (self.say("reports-differ")) }
                        ul.plain { @for (value, _) in &values { li { (text(value)) } } }
                    } @else if let Some(value) = &row.value { (text(value)) }
                }
                td { ul.plain { @for claim in &row.claims {
                    li { (self.claim(claim, row.conflict)) }
                } } }
            }
        }
    }

    fn claim(&self, claim: &Claim<'_>, with_value: bool) -> Markup {
        let modality = match claim.modality {
            Modality::Stated => None,
            Modality::Attributed => Some("modality-attributed"),
            Modality::Inferred => Some("modality-inferred"),
        };
        html! {
            @if with_value { (text(&claim.value)) ": " }
            (self.cited(claim.evidence, claim.report))
            @if let Some(speaker) = claim.speaker { " · " (outside(&self.m.canonical(speaker))) }
            @if let Some(key) = modality { " " span.quiet { "(" (self.say(key)) ")" } }
        }
    }

    fn cited(&self, evidence: &[Evidence], report: &str) -> Markup {
        html! {
            @for (i, e) in evidence.iter().enumerate() {
                @if i > 0 { " " }
                (self.marks.cited(e, self.m))
            }
            @if evidence.is_empty() { span.from { (name(&self.sources.name(report))) } }
        }
    }

    fn crossings(&self, d: &Dossier) -> Markup {
        let all = facts::listed(&d.crossings)
            .map(|x| (x, false))
            .chain(facts::listed(&d.crossings_excluded).map(|x| (x, true)));
        html! {
            @if !d.crossings.is_empty() || !d.crossings_excluded.is_empty() {
                h4 { (self.say("section-crossings")) }
                div.scroll tabindex="0" {
                    table.fields {
                        caption.hidden { (self.say("captions-truce-crossings")) }
                        (self.fields_head())
                        @for (x, excluded) in all {
                            tbody class=[within(x)] {
                                tr.group { th scope="rowgroup" colspan="3" {
                                    (name(&x.name(self.m)))
                                    @if let (Some(_), Some(src)) = (&x.c.name, &x.c.name_src) { " " span.quiet { (outside(src)) } }
                                    @if excluded { " " span.badge { (self.say("crossing-excluded")) } }
                                    (self.part(x))
                                } }
                                @for row in facts::crossing_rows(x.c, self.m) { (self.row(&row)) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn table(&self, title: &str, caption: &str, columns: &[&str], rows: &[Vec<Markup>]) -> Markup {
        html! {
            @if !rows.is_empty() {
                h4 { (self.say(title)) }
                div.scroll tabindex="0" {
                    table {
                        caption.hidden { (self.say(caption)) }
                        thead { tr { @for c in columns { th scope="col" { (self.say(c)) } } } }
                        tbody { @for row in rows { tr {
                            @for (i, cell) in row.iter().enumerate() {
                                @if i == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                            }
                        } } }
                    }
                }
            }
        }
    }

    fn positions(&self, d: &Dossier) -> Markup {
        let m = self.m;
        // By party: each party where it is first named.
        let mut by_party: Vec<(&str, Vec<&hudna_truce::Position>)> = Vec::new();
        for p in &d.positions {
            match by_party.iter_mut().find(|(actor, _)| *actor == p.actor) {
                Some((_, positions)) => positions.push(p),
                None => by_party.push((&p.actor, vec![p])),
            }
        }
        let rows: Vec<Vec<Markup>> = by_party
            .iter()
            .flat_map(|(_, positions)| positions)
            .map(|p| {
                vec![
                    name(&m.canonical(&p.actor)),
                    text(&m.word("stance", p.stance.word())),
                    p.target.as_deref().map(outside).unwrap_or_default(),
                    (p.speaker.as_deref())
                        .map(|s| outside(&m.canonical(s)))
                        .unwrap_or_default(),
                    self.source(&p.evidence, &p.quote_src),
                ]
            })
            .collect();
        let columns = [
            "col-party",
            "col-position",
            "col-towards",
            "col-speaker",
            "col-source",
        ];
        self.table("positions", "captions-positions", &columns, &rows)
    }

    /// The words of the evidence; the bare words, where there is none.
    fn source(&self, evidence: &[Evidence], words: &str) -> Markup {
        if evidence.is_empty() {
            self.marks.quote(words, "", self.m)
        } else {
            self.cited(evidence, "")
        }
    }

    fn figures(&self, d: &Dossier) -> Markup {
        let m = self.m;
        let in_conflict = |at: usize| d.figures_in_conflict.iter().any(|g| g.contains(&at));
        let mut figures: Vec<(usize, &hudna_truce::Figure)> =
            d.figures.iter().enumerate().collect();
        figures.sort_by_key(|(_, f)| f.what);
        let rows: Vec<Vec<Markup>> = figures
            .iter()
            .map(|&(at, f)| {
                vec![
                    text(&m.word("figure", f.what.word())),
                    html! {
                        @if in_conflict(at) { span.badge { (self.say("reports-differ")) } " " }
                        (text(&m.figure(f)))
                        @if let Some(total) = f.part_of.and_then(|t| d.figures.get(t)) {
                            " " span.quiet { "(" (text(&m.part_of_figure(total))) ")" }
                        }
                    },
                    f.place
                        .as_deref()
                        .map(|p| name(&m.canonical(p)))
                        .unwrap_or_default(),
                    self.source(&f.evidence, &f.src),
                ]
            })
            .collect();
        let columns = ["col-counts", "col-figure", "col-place", "col-source"];
        html! {
            (self.table("figures", "captions-figures", &columns, &rows))
            @if !rows.is_empty() { p.quiet { (self.say("classes-not-summed")) } }
        }
    }

    fn meetings(&self, d: &Dossier) -> Markup {
        let m = self.m;
        let rows: Vec<Vec<Markup>> = d
            .meetings
            .iter()
            .map(|meeting| {
                let when = match (meeting.when, meeting.relative.as_deref()) {
                    (Some(when), _) => m.local_time(when),
                    (None, Some(words)) => m.with(
                        "date-open-words",
                        &[crate::messages::made("words", m.quoted(words))],
                    ),
                    (None, None) => m.text("date-open"),
                };
                vec![
                    text(&when),
                    meeting
                        .place
                        .as_deref()
                        .map(|p| name(&m.canonical(p)))
                        .unwrap_or_default(),
                    text(&m.parties(&meeting.who)),
                    text(&m.word("meeting", meeting.status.word())),
                    self.cited(&meeting.evidence, ""),
                ]
            })
            .collect();
        let columns = [
            "col-when",
            "col-place",
            "col-who",
            "col-status",
            "col-source",
        ];
        self.table("meetings", "captions-meetings", &columns, &rows)
    }
}
