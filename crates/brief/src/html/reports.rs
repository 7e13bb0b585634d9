//! The reports with the words that were read marked in them, one anchor for each mark.

use std::collections::{BTreeMap, BTreeSet};

use hudna_truce::{Dossier, Evidence, Field, Published, Reason, ReportReading, Span};
use maud::{Markup, html};

use super::{name, outside, text, tips::Claim};
use crate::{
    BriefInput, SourceText,
    facts::Sources,
    messages::{Messages, bare, made, s},
    plan_words::{found, published},
    visible::{shortened, visible},
};

const MOST_WORDS: usize = 120;

/// What words were read as. The order decides the colour where several share the same words:
/// the later kinds are the rarer ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Truce,
    Figure,
    Position,
    Meeting,
    Published,
}

impl Kind {
    const fn key(self) -> &'static str {
        match self {
            Self::Truce => "mark-truce",
            Self::Figure => "mark-figure",
            Self::Position => "mark-position",
            Self::Meeting => "mark-meeting",
            Self::Published => "mark-published",
        }
    }
}

type Spans<'a> = BTreeMap<(usize, usize), BTreeMap<(Kind, &'a str), Vec<Claim<'a>>>>;

/// Every marked span of every report.
pub(super) struct Marks<'a> {
    sources: Sources<'a>,
    languages: BTreeMap<&'a str, &'a str>,
    spans: Vec<Spans<'a>>,
}

/// A stretch of text under the same marks.
struct Stretch<'t, 'a> {
    start: usize,
    words: &'t str,
    read_as: BTreeMap<(Kind, &'a str), Vec<Claim<'a>>>,
}

impl Stretch<'_, '_> {
    const fn span(&self) -> Span {
        Span::new(self.start, self.start + self.words.len())
    }
}

impl<'a> Marks<'a> {
    /// Collects the evidence of everything that the brief shows.
    pub(super) fn of(input: &BriefInput<'a>) -> Self {
        let mut marks = Self {
            sources: Sources::by_outlet(input.sources),
            languages: input
                .readings
                .iter()
                .map(|r| (r.id.as_str(), r.lang.as_str()))
                .collect(),
            spans: vec![Spans::new(); input.sources.len()],
        };
        for reading in input.readings {
            for truce in &reading.truces {
                for e in &truce.evidence {
                    let claim = Claim::Truce(truce, e.slot.as_deref());
                    marks.add(Kind::Truce, std::slice::from_ref(e), Some(claim));
                }
                for list in [&truce.crossings, &truce.crossings_excluded] {
                    for c in list {
                        let total = c.part_of.and_then(|t| list.get(t)).map(|t| t.count);
                        marks.add(Kind::Truce, &c.evidence, Some(Claim::Crossing(c, total)));
                    }
                }
            }
            for p in &reading.positions {
                marks.add(Kind::Position, &p.evidence, Some(Claim::Position(p)));
            }
            for f in &reading.figures {
                marks.add(Kind::Figure, &f.evidence, Some(Claim::Figure(f)));
            }
            for x in &reading.meetings {
                marks.add(Kind::Meeting, &x.evidence, Some(Claim::Meeting(x)));
            }
            let published = Claim::Published(reading);
            marks.add(
                Kind::Published,
                &reading.published.evidence,
                Some(published),
            );
        }
        for dossier in input.dossiers {
            marks.add_dossier(dossier);
        }
        marks
    }

    fn add(&mut self, kind: Kind, evidence: &'a [Evidence], claim: Option<Claim<'a>>) {
        for e in evidence {
            let Some((at, source)) = self.sources.get(&e.report) else {
                continue;
            };
            let whole = e.span().of(&source.text).is_some_and(|w| !w.is_empty());
            if let (true, Some(spans)) = (whole, self.spans.get_mut(at)) {
                spans
                    .entry((e.start, e.end))
                    .or_default()
                    .entry((kind, e.rule.0.as_ref()))
                    .or_default()
                    .extend(claim);
            }
        }
    }

    fn add_field<T>(&mut self, field: &'a Field<T>) {
        for claim in &field.claims {
            self.add(Kind::Truce, &claim.evidence, None);
        }
    }

    fn add_dossier(&mut self, d: &'a Dossier) {
        self.add_field(&d.declared_by);
        self.add_field(&d.kind);
        self.add_field(&d.area);
        self.add_field(&d.starts);
        self.add_field(&d.as_of);
        self.add_field(&d.ends);
        self.add_field(&d.clock_start);
        self.add_field(&d.clock_end);
        self.add_field(&d.daily);
        self.add_field(&d.days);
        self.add_field(&d.duration_hours);
        self.add_field(&d.timezone_stated);
        self.add_field(&d.relative);
        self.add_field(&d.status);
        self.add_field(&d.purpose);
        self.add_field(&d.label_used);
        for c in d.crossings.iter().chain(&d.crossings_excluded) {
            self.add_field(&c.admits);
            self.add_field(&c.count);
            self.add_field(&c.leads_to);
        }
        for p in &d.positions {
            self.add(Kind::Position, &p.evidence, None);
        }
        for f in &d.figures {
            self.add(Kind::Figure, &f.evidence, None);
        }
        for m in &d.meetings {
            self.add(Kind::Meeting, &m.evidence, None);
        }
    }

    /// The id of the anchor where these words begin.
    fn anchor(&self, e: &Evidence, m: &Messages) -> Option<String> {
        let (at, _) = self.sources.get(&e.report)?;
        let marked = self.spans.get(at)?.contains_key(&(e.start, e.end));
        marked.then(|| format!("{}-r{at}-{}", m.lang().tag(), e.start))
    }

    /// The words, linked to their place in the report, with the report's name.
    pub(super) fn cited(&self, e: &Evidence, m: &Messages) -> Markup {
        let source = self.sources.name(&e.report);
        match (self.sources.words(e), self.anchor(e, m)) {
            (Some(words), Some(anchor)) => html! {
                a.cite href=(format!("#{anchor}")) data-to=(e.end) {
                    (self.quote(words, &e.report, m))
                } " " span.from { (name(&source)) }
            },
            _ => text(&m.with("claim-without-words", &[s("report", &source)])),
        }
    }

    /// Words of a report in quotation marks, in their own language and direction.
    pub(super) fn quote(&self, words: &str, report: &str, m: &Messages) -> Markup {
        let short = shortened(words, MOST_WORDS);
        let lang = self.languages.get(report).and_then(|l| tag(l));
        let quoted = bare(&m.quoted(&short));
        html! { bdi lang=[lang] { (quoted) } }
    }

    /// One sweep over the text: the marks over a stretch are those over the one before, less what ended,
    /// and what begins here.
    fn stretches<'t>(&self, at: usize, text: &'t str) -> Vec<Stretch<'t, 'a>> {
        let empty = Spans::new();
        let spans = self.spans.get(at).unwrap_or(&empty);
        let mut cuts: BTreeSet<usize> = [0, text.len()].into();
        cuts.extend(spans.keys().flat_map(|&(a, b)| [a, b]));
        let cuts: Vec<usize> = cuts.into_iter().collect();
        let mut coming = spans.iter().peekable();
        let mut over: Vec<(&(usize, usize), &BTreeMap<_, _>)> = Vec::new();
        cuts.windows(2)
            .filter_map(|w| {
                let [start, end] = *w else { return None };
                while let Some(next) = coming.next_if(|((first, _), _)| *first <= start) {
                    over.push(next);
                }
                over.retain(|((_, last), _)| *last > start);
                let mut read_as: BTreeMap<_, Vec<Claim<'a>>> = BTreeMap::new();
                for (key, claims) in over.iter().flat_map(|(_, read_as)| *read_as) {
                    read_as.entry(*key).or_default().extend(claims);
                }
                Some(Stretch {
                    start,
                    words: text.get(start..end)?,
                    read_as,
                })
            })
            .collect()
    }

    fn marked_text(&self, at: usize, source: &SourceText, m: &Messages) -> Markup {
        let stretches = self.stretches(at, &source.text);
        html! {
            @for stretch in &stretches {
                @match stretch.read_as.last_key_value() {
                    Some(((kind, _), _)) => {
                        @let id = format!("{}-r{at}-{}", m.lang().tag(), stretch.start);
                        @let tip = format!("{id}-tip");
                        mark class=(kind.key()) id=(id) data-at=(stretch.start)
                            tabindex="0" aria-describedby=(tip)
                        {
                            (visible(stretch.words))
                            (self.read_as(&tip, at, stretch, m))
                        }
                    }
                    None => { (visible(stretch.words)) }
                }
            }
        }
    }

    /// What a marked stretch was read as: each value with its rule and the steps to it. Shown while a
    /// pointer is over the words or the keyboard is on them; no script is needed.
    fn read_as(&self, id: &str, at: usize, stretch: &Stretch<'_, '_>, m: &Messages) -> Markup {
        let lang = m.lang().tag();
        let dir = if lang == "ar" { "rtl" } else { "ltr" };
        html! {
            span.tip id=(id) role="tooltip" lang=(lang) dir=(dir) {
                @for ((kind, rule), claims) in &stretch.read_as {
                    @let rule = m.with("mark-rule", &[made("what", m.text(kind.key())), s("rule", rule)]);
                    span.tip-rule { (text(&rule)) }
                    @let values: BTreeSet<String> = claims.iter().filter_map(|c| c.value(m)).collect();
                    @for value in &values { span.tip-value { (text(value)) } }
                    @for chain in self.chains(claims, at, stretch, m) { (chain) }
                }
            }
        }
    }

    /// The chains of all claims; several may come by the same steps.
    fn chains(
        &self,
        claims: &[Claim<'_>],
        at: usize,
        stretch: &Stretch<'_, '_>,
        m: &Messages,
    ) -> Vec<Markup> {
        let mut told: BTreeSet<String> = BTreeSet::new();
        (claims.iter().flat_map(|c| c.chains()))
            .map(|(label, steps)| self.chain(label, &steps, at, stretch, m))
            .filter(|chain| told.insert(chain.0.clone()))
            .collect()
    }

    /// The steps to one field. Words are quoted where they are others than those that are marked.
    fn chain(
        &self,
        label: &str,
        steps: &[&Reason],
        at: usize,
        stretch: &Stretch<'_, '_>,
        m: &Messages,
    ) -> Markup {
        let source = self.sources.at(at);
        let elsewhere = |step: &Reason| {
            let words = step.words.filter(|w| !w.overlaps(stretch.span()))?;
            Some((words.of(&source?.text)?, source?.id.as_str()))
        };
        html! {
            span.tip-why {
                (text(&m.text(label))) ":"
                @for step in steps {
                    span.tip-step dir="ltr" {
                        bdi lang="en" { (visible(&step.gave)) }
                        @if let Some((words, report)) = elsewhere(step) { " " (self.quote(words, report, m)) }
                        " " span.tip-id { (step.rule.0) }
                    }
                }
            }
        }
    }

    /// Every report: when it was published and why, what was found, its marked text.
    pub(super) fn reports(&self, readings: &[ReportReading], m: &Messages) -> Markup {
        let lang = m.lang().tag();
        html! {
            @if readings.is_empty() { p.note { (text(&m.text("no-reports"))) } }
            @for (i, r) in readings.iter().enumerate() {
                article.report id=(format!("{lang}-report-{i}")) {
                    h3 { (name(&self.sources.name(&r.id))) }
                    (self.about(r, m))
                    @match self.sources.get(&r.id) {
                        Some((at, source)) => {
                            details.source {
                                summary { (text(&m.text("report-text"))) }
                                div.text lang=[tag(&r.lang)] dir=(direction(&r.lang)) { (self.marked_text(at, source, m)) }
                            }
                        }
                        None => { p.note { (text(&m.text("report-text-missing"))) } }
                    }
                }
            }
        }
    }

    fn about(&self, r: &ReportReading, m: &Messages) -> Markup {
        let source = self.sources.get(&r.id).map(|(_, s)| s);
        let url = source.and_then(|s| s.url.as_deref());
        let named = source.is_some_and(|s| s.outlet.is_some());
        html! {
            dl {
                @if named { dt { (text(&m.text("col-report"))) } dd { (outside(&r.id)) } }
                dt { (text(&m.text("col-language"))) } dd { (text(&m.word("lang", &r.lang))) }
                dt { (text(&m.text("col-published"))) } dd { (text(&published(r, m))) }
                @if !r.published.reasons.is_empty() || !r.published.evidence.is_empty() {
                    dt { (text(&m.text("published-why"))) }
                    dd { (self.why(&r.published, m)) }
                }
                dt { (text(&m.text("col-found"))) } dd { (text(&found(r, m))) }
                // The address is text, not a link: opening it would tell the site who reads this.
                @if let Some(url) = url { dt { "URL" } dd { code dir="ltr" { (visible(url)) } } }
                @if !r.notes.is_empty() {
                    dt { (text(&m.text("report-notes"))) }
                    dd { ul {
                        @for note in &r.notes {
                            @let words = source.and_then(|s| s.text.get(note.start..note.end));
                            li {
                                (outside(&note.message))
                                @if let Some(words) = words { " " (self.quote(words, &r.id, m)) }
                            }
                        }
                    } }
                }
            }
        }
    }

    fn why(&self, published: &Published, m: &Messages) -> Markup {
        html! {
            ul {
                @for reason in &published.reasons { li { (outside(reason)) } }
                @for e in &published.evidence { li { (self.cited(e, m)) } }
            }
        }
    }
}

/// The language as an attribute, if it is one.
fn tag(lang: &str) -> Option<&str> {
    let plain = lang.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (plain && lang != "und").then_some(lang)
}

fn direction(lang: &str) -> &'static str {
    match lang {
        "ar" | "fa" | "he" | "ur" => "rtl",
        "und" => "auto",
        _ => "ltr",
    }
}
