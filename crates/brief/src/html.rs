//! One page that needs nothing but itself: style, script and pictures are in it, and its policy
//! forbids it to ask for anything. Both languages are in the page; a switch shows one of them, with
//! or without a script.

mod curve;
mod map;
mod plan;
mod reports;
mod tips;
mod truces;
mod what_if;

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};
use unicode_width::UnicodeWidthStr;

use crate::{
    BriefInput,
    facts::Sources,
    messages::{CLOSE, FIRST_STRONG, LEFT_TO_RIGHT, Lang, Messages, RIGHT_TO_LEFT, bare},
    plan_words::plan_window,
    visible::visible,
};
use reports::Marks;
use truces::Truces;

const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
                      img-src data:; base-uri 'none'; form-action 'none'";

/// Text made of messages: escaped, with the isolates of inserted values turned into `<bdi>`.
fn text(message: &str) -> Markup {
    let escaped = markup! { (message) }.into_string();
    PreEscaped(
        escaped
            .replace(FIRST_STRONG, "<bdi>")
            .replace(LEFT_TO_RIGHT, "<bdi dir=\"ltr\">")
            .replace(RIGHT_TO_LEFT, "<bdi dir=\"rtl\">")
            .replace(CLOSE, "</bdi>"),
    )
}

/// A name that messages gave, on its own and isolated: it may be in another language.
fn name(words: &str) -> Markup {
    markup! { bdi { (text(words)) } }
}

/// Room that a text takes in a drawing with letters of `size`. Fonts differ, so it is a little
/// too much.
fn text_width(text: &str, size: f64) -> f64 {
    let columns = u32::try_from(UnicodeWidthStr::width(bare(text).as_str())).unwrap_or(u32::MAX);
    f64::from(columns) * size * 0.59 + 4.0
}

/// A text from outside on its own: visible and isolated.
fn outside(words: &str) -> Markup {
    markup! { bdi { (visible(words)) } }
}

/// The brief as one self-contained HTML page in English and Arabic. The same input gives the same
/// bytes.
#[must_use]
pub fn html(input: &BriefInput<'_>) -> String {
    let marks = Marks::of(input);
    let languages = Lang::ALL.map(|lang| Messages::with_names(lang, input.arabic_names));
    let titles: Vec<String> = languages.iter().map(|m| bare(&title(input, m))).collect();
    let page = markup! {
        (DOCTYPE)
        html lang="en" dir="ltr" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                link rel="icon" href="data:,";
                title { (titles.join(" · ")) }
                style { (PreEscaped(include_str!("html/page.css"))) }
            }
            body {
                @for (i, m) in languages.iter().enumerate() {
                    input.switch type="radio" name="language" id=(format!("show-{}", m.lang().tag())) checked[i == 0] aria-label=(m.lang().own_name());
                }
                header.bar {
                    span.mark { "Hudna · " span lang="ar" { "هدنة" } }
                    span.languages {
                        @for m in &languages {
                            label for=(format!("show-{}", m.lang().tag())) lang=(m.lang().tag()) { (m.lang().own_name()) }
                        }
                    }
                }
                @if let Some(plan) = input.plan { (map::quiet_roads(plan)) }
                main {
                    @for (m, title) in languages.iter().zip(&titles) {
                        (language(input, &marks, m, title))
                    }
                }
                script { (PreEscaped(include_str!("html/page.js"))) }
            }
        }
    };
    page.into_string()
}

fn title(input: &BriefInput<'_>, m: &Messages) -> String {
    match input.plan {
        Some(plan) => m.name(&plan.name),
        None => m.text("title-reading"),
    }
}

fn language(input: &BriefInput<'_>, marks: &Marks<'_>, m: &Messages, title: &str) -> Markup {
    let lang = m.lang().tag();
    let id = |part: &str| format!("{lang}-{part}");
    let say = |key: &str| text(&m.text(key));
    let truces = Truces {
        marks,
        sources: Sources::by_outlet(input.sources),
        m,
    };
    let window = input.plan.and_then(|p| plan_window(p, m));
    let planned = input.plan.is_some() || input.no_plan_reason.is_some();
    let mut sections = vec![
        ("glance", "section-glance"),
        ("truces", "section-truces"),
        ("plan", "section-plan"),
        ("reports", "section-reports"),
    ];
    sections.retain(|(part, _)| planned || *part != "plan");
    markup! {
        div class=(format!("page {lang}")) lang=(lang) dir=(m.lang().dir()) data-title=(title) {
            p.kicker { (say("kicker")) }
            h1 { (text(title)) }
            @if let Some(window) = &window {
                p.lead { (text(&window.local)) }
                @for other in window.area.iter().chain(&window.utc) { p.lead.quiet { (text(other)) } }
            }
            nav aria-label=(m.text("contents")) {
                ul { @for (part, key) in &sections { li { a href=(format!("#{}", id(part))) { (say(key)) } } } }
            }
            section.glance id=(id("glance")) {
                h2 { (say("section-glance")) }
                @if let Some(plan) = input.plan { (plan::tiles(plan, m)) }
                (no_plan(input, m))
                @if input.dossiers.is_empty() { p.note { (say("no-terms")) } }
                div.cards { @for (i, d) in input.dossiers.iter().enumerate() { (truces.card(i, d)) } }
                p.caution { (say("caution")) }
            }
            section id=(id("truces")) {
                h2 { (say("section-truces")) }
                @if input.dossiers.is_empty() { p.note { (say("no-terms")) } }
                @for (i, d) in input.dossiers.iter().enumerate() { (truces.dossier(i, d)) }
            }
            @if planned {
                section id=(id("plan")) {
                    h2 { (say("section-plan")) }
                    @if let Some(plan) = input.plan { (plan::plan(plan, input.what_if, m)) }
                    (no_plan(input, m))
                }
            }
            section id=(id("reports")) {
                h2 { (say("section-reports")) }
                (marks.reports(input.readings, m))
            }
            footer.quiet { p { (say("credit-places")) } }
        }
    }
}

fn no_plan(input: &BriefInput<'_>, m: &Messages) -> Markup {
    let reason = input.no_plan_reason.filter(|_| input.plan.is_none());
    markup! {
        @if let Some(reason) = reason {
            p.note { strong { (text(&m.text("plan-missing"))) } " — " (outside(reason)) }
        }
    }
}
