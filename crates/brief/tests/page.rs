//! The page: nothing is fetched, nothing breaks out, everything is one click from its words.

mod aleppo;

use std::collections::{BTreeMap, BTreeSet};

use hudna_brief::{BriefInput, SourceText, html};
use hudna_plan::{MapData, PlanReport};
use hudna_truce::{Dossier, Evidence, ReportReading, RuleId};

struct Input {
    readings: Vec<ReportReading>,
    dossiers: Vec<Dossier>,
    sources: Vec<SourceText>,
    arabic_names: BTreeMap<String, String>,
    plan: Option<PlanReport>,
}

impl Input {
    fn aleppo() -> Self {
        Self {
            readings: aleppo::readings(),
            dossiers: aleppo::dossiers(),
            sources: aleppo::sources(),
            arabic_names: BTreeMap::new(),
            plan: Some(aleppo::plan()),
        }
    }

    fn page(&self) -> String {
        html(&BriefInput {
            readings: &self.readings,
            dossiers: &self.dossiers,
            sources: &self.sources,
            arabic_names: &self.arabic_names,
            plan: self.plan.as_ref(),
            what_if: Some(&aleppo::what_if()),
            no_plan_reason: Some("no zones were given"),
        })
    }
}

#[derive(Debug)]
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The start tags of a page as a browser sees them; style and script are skipped over.
fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        let name: String = after
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if name.is_empty() {
            continue;
        }
        let mut chars = after.get(name.len()..).unwrap_or_default().chars();
        let (mut attributes, mut quoted) = (String::new(), false);
        for c in chars.by_ref() {
            match c {
                '"' => quoted = !quoted,
                '>' if !quoted => break,
                _ => {}
            }
            attributes.push(c);
        }
        rest = chars.as_str();
        if matches!(name.as_str(), "style" | "script") {
            let end = format!("</{name}>");
            rest = rest.split_once(&end).map_or("", |(_, after)| after);
        }
        let mut parts = Vec::new();
        let mut left = attributes.trim();
        while !left.is_empty() {
            let end = left.find(['=', ' ']).unwrap_or(left.len());
            let (key, after) = left.split_at(end);
            if let Some(value) = after.strip_prefix("=\"") {
                let (value, after) = value.split_once('"').expect("a closing quote");
                parts.push((key.to_owned(), value.to_owned()));
                left = after.trim_start();
            } else {
                parts.push((key.to_owned(), String::new()));
                left = after.trim_start();
            }
        }
        tags.push(Tag {
            name,
            attributes: parts,
        });
    }
    tags
}

fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let (_, after) = page.split_once(from).expect(from);
    after.split_once(to).expect(to).0
}

/// What a reader sees of a stretch of the page, one line for each block.
fn words(part: &str) -> String {
    let mut text = String::new();
    let mut inside = true;
    for c in format!("<{part}").chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
        if c == '<' && !text.ends_with(['\n', ' ']) {
            text.push('\u{1f}');
        }
    }
    text.replace('\u{1f}', "").replace("&amp;", "&")
}

#[test]
fn the_page_asks_nobody_for_anything() {
    let page = Input::aleppo().page();
    assert!(page.contains(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
    ));
    for tag in tags(&page) {
        for (name, value) in &tag.attributes {
            assert!(
                !matches!(
                    name.as_str(),
                    "src" | "srcset" | "action" | "data" | "poster" | "ping"
                ),
                "{tag:?}"
            );
            if name == "href" {
                assert!(value.starts_with('#') || value == "data:,", "{tag:?}");
            }
        }
    }
    let style = between(&page, "<style>", "</style>");
    assert!(!style.contains("url(") && !style.contains("@import"));
    let script = between(&page, "<script>", "</script>");
    for word in [
        "fetch",
        "XMLHttp",
        "import",
        "Image(",
        "http",
        "innerHTML",
        "eval",
    ] {
        assert!(!script.contains(word), "{word}");
    }
}

#[test]
fn every_link_leads_to_a_place_and_every_id_is_there_once() {
    let page = Input::aleppo().page();
    let mut ids = BTreeSet::new();
    for tag in tags(&page) {
        if let Some(id) = tag.get("id") {
            assert!(ids.insert(id.to_owned()), "{id} twice");
        }
    }
    for tag in tags(&page) {
        if let Some(target) = tag.get("href").and_then(|h| h.strip_prefix('#')) {
            assert!(ids.contains(target), "{target} is nowhere");
        }
        for id in tag
            .get("aria-labelledby")
            .unwrap_or_default()
            .split_whitespace()
        {
            assert!(ids.contains(id), "{id} is nowhere");
        }
        if let Some(id) = tag.get("for") {
            assert!(ids.contains(id), "{id} is nowhere");
        }
    }
}

#[test]
fn every_claim_is_one_click_from_its_words() {
    let page = Input::aleppo().page();
    let cites = tags(&page)
        .into_iter()
        .filter(|t| t.get("class") == Some("cite"))
        .count();
    let claims = page.matches("في الأحياء الشرقية من حلب").count();
    assert!(cites > 60, "{cites}");
    assert!(claims >= 4, "quoted and marked in both languages: {claims}");
    // Nested spans: the window and its start share their first byte and are marked in pieces.
    assert!(
        page.contains(">الساعة التاسعة صباحا<span class=\"tip\""),
        "nested mark"
    );
}

#[test]
fn every_mark_tells_its_rule_and_value_to_pointer_keyboard_and_screen_reader() {
    let page = Input::aleppo().page();
    let all = tags(&page);
    let tips: BTreeSet<&str> = (all.iter())
        .filter(|t| t.get("class") == Some("tip"))
        .filter_map(|t| t.get("id"))
        .collect();
    let marks: Vec<_> = all.iter().filter(|t| t.name == "mark").collect();
    assert_eq!(marks.len(), tips.len());
    for mark in marks {
        assert_eq!(mark.get("tabindex"), Some("0"));
        assert!(
            mark.get("aria-describedby")
                .is_some_and(|id| tips.contains(id))
        );
    }
    // In both languages, each value behind the label of its field.
    let values: Vec<&str> = (page.split("class=\"tip-value\">").skip(1))
        .filter_map(|rest| rest.split("</span>").next())
        .collect();
    for label in ["What it counts", "ما يعدّه", "Party", "الطرف"] {
        assert!(
            values.iter().any(|v| v.contains(label)),
            "no {label} in {values:#?}"
        );
    }
}

#[test]
fn tables_and_pictures_are_labelled() {
    let page = Input::aleppo().page();
    let all = tags(&page);
    let count = |name: &str| all.iter().filter(|t| t.name == name).count();
    assert_eq!(count("table"), count("caption"));
    assert!(
        all.iter()
            .filter(|t| t.name == "th")
            .all(|t| t.get("scope").is_some())
    );
    for svg in all.iter().filter(|t| t.name == "svg") {
        let labelled = svg.get("role") == Some("img") && svg.get("aria-labelledby").is_some();
        assert!(
            labelled || svg.get("aria-hidden") == Some("true"),
            "{svg:?}"
        );
    }
    for scroll in all.iter().filter(|t| t.get("class") == Some("scroll")) {
        assert_eq!(
            scroll.get("tabindex"),
            Some("0"),
            "a keyboard must reach it"
        );
    }
}

#[test]
fn both_languages_are_in_the_page_and_say_the_same_numbers() {
    let page = Input::aleppo().page();
    let (en, ar) = page.split_once("class=\"page ar\"").expect("Arabic");
    for part in [en, ar] {
        for number in ["139,075", "120,625", "259,700", "16,200"] {
            assert!(part.contains(number), "{number}");
        }
    }
    assert!(ar.starts_with(" lang=\"ar\" dir=\"rtl\""));
    assert!(!page.contains('⟦'), "a message is missing");
}

#[test]
fn a_part_of_a_total_stands_within_it_and_says_so() {
    let page = Input::aleppo().page();
    let (en, ar) = page.split_once("class=\"page ar\"").expect("Arabic");
    for (page, total, part) in [
        (en, "8 crossings", "1 of the 8"),
        (ar, "8 معابر", "1 من أصل 8"),
    ] {
        let card = between(page, "<article class=\"card\">", "</article>");
        let list = between(card, "<ul class=\"plain\">", "</ul>");
        // Whom its parts admit is not said of the total.
        assert_eq!(words(between(list, "<li>", "</li>")).trim(), total);
        let castello = between(list, "<li class=\"part\">", "</li>");
        assert!(words(castello).contains(part), "{castello}");
        assert!(page.contains("<tbody class=\"part\">"));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(Input::aleppo().page(), Input::aleppo().page());
}

#[test]
fn hostile_words_are_shown_and_do_nothing() {
    let hostile = "<script>alert(1)</script> \"><img src=x onerror=alert(2)> ' onload='x \
                   \u{202E}txet\u{2069} \u{0}\u{1b}[31m </title></style></bdi>&lt;b&gt;";
    let mut input = Input::aleppo();
    for source in &mut input.sources {
        source.text = format!("{hostile}{}", source.text);
        source.outlet = Some(hostile.to_owned());
        source.url = Some(hostile.to_owned());
    }
    for reading in &mut input.readings {
        reading.lang = hostile.to_owned();
        reading.published.reasons.push(hostile.to_owned());
        for position in &mut reading.positions {
            position.evidence.push(Evidence {
                report: "01-ar-pause".into(),
                start: 0,
                end: hostile.len(),
                rule: RuleId(hostile.to_owned().into()),
                slot: None,
            });
        }
    }
    for dossier in &mut input.dossiers {
        dossier.id = hostile.to_owned();
        dossier.zone = Some(hostile.to_owned());
        dossier.unknown.push(hostile.to_owned());
        dossier.declared_by.value = Some(vec![hostile.to_owned()]);
        dossier.label_used.value = Some(hostile.to_owned());
        for position in &mut dossier.positions {
            position.actor = hostile.to_owned();
            position.target = Some(hostile.to_owned());
            position.speaker = Some(hostile.to_owned());
        }
        for figure in &mut dossier.figures {
            figure.unit = hostile.to_owned();
            figure.place = Some(hostile.to_owned());
        }
        for crossing in &mut dossier.crossings {
            crossing.name = Some(hostile.to_owned());
            crossing.name_src = Some(hostile.to_owned());
        }
    }
    let plan = input.plan.as_mut().unwrap();
    plan.name.en = hostile.to_owned();
    plan.name.ar = Some(hostile.to_owned());
    plan.zone = Some(hostile.to_owned());
    for crossing in &mut plan.crossings {
        crossing.name.en = hostile.to_owned();
        crossing.name.ar = Some(hostile.to_owned());
        crossing.id = hostile.to_owned();
    }
    for link in &mut plan.map.links {
        link.facility_type = hostile.to_owned();
        if let Some(name) = &mut link.name {
            name.en = hostile.to_owned();
            name.ar = None;
        }
    }
    for assumption in &mut plan.assumptions {
        assumption.text = hostile.to_owned();
    }
    let page = input.page();
    let safe: BTreeSet<String> = tags(&Input::aleppo().page())
        .into_iter()
        .map(|t| t.name)
        .collect();
    for tag in tags(&page) {
        assert!(safe.contains(&tag.name), "{tag:?}");
        for (name, _) in &tag.attributes {
            assert!(!name.starts_with("on") && name != "src", "{tag:?}");
        }
    }
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</style>").count(), 1);
    for c in ['\u{202E}', '\u{0}', '\u{1b}'] {
        assert!(!page.contains(c), "{c:?}");
    }
    assert!(page.contains("[U+202E]txet[U+2069]"));
    // Our own isolates all close.
    assert_eq!(page.matches("<bdi").count(), page.matches("</bdi>").count());
}

#[test]
fn evidence_that_is_not_in_the_text_costs_only_its_link() {
    let mut input = Input::aleppo();
    input.sources[0].text = "ه".repeat(20);
    input.sources.remove(1);
    let page = input.page();
    assert!(page.contains("words not at hand"));
    assert!(page.contains("The text of this report is not at hand."));
}

#[test]
fn without_a_plan_the_page_gives_the_reason() {
    let mut input = Input::aleppo();
    input.plan = None;
    let page = input.page();
    assert_eq!(page.matches("no zones were given").count(), 4);
    assert!(!page.contains("<svg"));
}

#[test]
fn a_plan_that_nobody_asked_for_is_left_out() {
    let input = Input::aleppo();
    let page = html(&BriefInput {
        readings: &input.readings,
        dossiers: &input.dossiers,
        sources: &input.sources,
        arabic_names: &input.arabic_names,
        plan: None,
        what_if: None,
        no_plan_reason: None,
    });
    assert!(!page.contains("No plan") && !page.contains("en-plan"));
}

#[test]
fn reports_without_terms_say_so() {
    let mut input = Input::aleppo();
    input.dossiers.clear();
    input.plan = None;
    let page = input.page();
    assert!(page.contains("No truce terms found"));
    assert!(page.contains("لم يُعثر على شروط هدنة"));
}

#[test]
fn a_plan_without_positions_or_calendar_is_still_told() {
    let mut input = Input::aleppo();
    let plan = input.plan.as_mut().unwrap();
    plan.opens = None;
    plan.closes = None;
    plan.zone = None;
    plan.map = MapData::default();
    plan.departures.clear();
    plan.bottlenecks.clear();
    plan.shortest_window_s = None;
    for zone in &mut plan.zones {
        zone.lon_lat = None;
    }
    for crossing in &mut plan.crossings {
        crossing.lon_lat = None;
    }
    let page = input.page();
    assert!(page.contains("No positions are known"));
    assert!(page.contains("+10:00"));
    assert!(!page.contains("NaN") && !page.contains("inf\""));
}

#[test]
fn the_arabic_headline_reads_as_this() {
    let page = Input::aleppo().page();
    let (_, ar) = page.split_once("class=\"page ar\"").expect("Arabic");
    let glance = between(ar, "id=\"ar-glance\"", "</section>");
    insta::assert_snapshot!(words(
        &glance
            .replace("</p>", "\n</p>")
            .replace("</li>", "\n</li>")
            .replace("</h3>", "\n</h3>")
            .replace("</h2>", "\n</h2>")
    ));
}

#[test]
fn pairs_stand_in_a_matrix_and_uncertain_numbers_in_a_fan_in_both_languages() {
    let page = Input::aleppo().page();
    // Eight crossings: eight alone and 28 pairs, in each language.
    let cells = page.matches("<td class=\"num shade-").count();
    assert_eq!(cells, 2 * (8 + 28));
    assert_eq!(page.matches("class=\"num shade-5\"").count() % 2, 0);
    for part in [
        "class=\"band-wide\"",
        "class=\"median\"",
        "class=\"planned\"",
    ] {
        // A drawing and its key, in each language.
        assert_eq!(page.matches(part).count(), 4, "{part}");
    }
    for words in ["by surprise", "مفاجأةً", "draws with seed", "بالبذرة"] {
        assert!(page.contains(words), "{words}");
    }
}
