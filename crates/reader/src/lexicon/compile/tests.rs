//! The data files read as they are written, and nothing in them contradicts the rest.

use super::*;

/// The records of a file; the message names it and shows the line.
fn records<'t, T: serde::Deserialize<'t>>(file: &str, text: &'t str) -> T {
    toml::from_str(text).unwrap_or_else(|e| panic!("{file}: {e}"))
}

/// The first line of a pack says what is in it.
fn head(pack: &str) -> &str {
    pack.lines().next().unwrap_or_default()
}

#[test]
fn every_data_file_reads_as_written() {
    records::<States>("states.toml", STATES);
    records::<Parties>("parties.toml", PARTIES);
    records::<Persons>("persons.toml", PERSONS);
    records::<Places>("places.toml", PLACES);
    for (_, pack) in PACKS {
        records::<Pack>(head(pack), pack);
    }
}

#[test]
fn every_rule_explains_itself_and_its_example_contains_it() {
    let lexicon = Lexicon::built_in();
    let mut ids = std::collections::HashSet::new();
    let mut wrong = Vec::new();
    for (_, text) in PACKS {
        let pack: Pack = records(head(text), text);
        for r in pack.rule {
            assert!(ids.insert(r.id.clone()), "{} is there twice", r.id);
            assert!(r.id.contains('@'), "{} has no version", r.id);
            assert!(!r.doc.is_empty() && !r.gloss.is_empty(), "{}", r.id);
            let folded = Folded::of(&r.example);
            let doc = Document::new(&folded);
            let found = lexicon.scan(&doc).0.iter().any(|h| {
                lexicon
                    .senses(h)
                    .iter()
                    .any(|s| matches!(s, Sense::Cue(at, _) if lexicon.rule(*at).id.0 == r.id))
            });
            if !found {
                wrong.push(format!("{}: {}", r.id, r.example));
            }
        }
    }
    assert!(wrong.is_empty(), "examples without their rule: {wrong:#?}");
}

#[test]
fn every_zone_is_in_the_time_zone_database() {
    for place in &Lexicon::built_in().places {
        if let Some(zone) = &place.zone {
            assert!(
                jiff::tz::TimeZone::get(zone).is_ok(),
                "{}: {zone}",
                place.name
            );
        }
    }
}
/// Parties and persons by each of their names, folded and without articles.
fn by_name<'r>(
    records: impl Iterator<Item = (&'r str, [&'r Vec<String>; 3])>,
) -> HashMap<String, Vec<&'r str>> {
    let mut all: HashMap<String, Vec<&str>> = HashMap::new();
    for (name, lists) in records {
        for alias in lists.into_iter().flatten() {
            let words: Vec<String> = (alias.split_whitespace())
                .map(|w| without_article(&fold(w)).to_owned())
                .collect();
            let holders = all.entry(words.join(" ")).or_default();
            if !holders.contains(&name) {
                holders.push(name);
            }
        }
    }
    all
}

#[test]
fn no_party_or_person_has_the_name_of_another_that_nothing_tells_apart() {
    let parties: Parties = records("parties.toml", PARTIES);
    let records_of = |name: &str| parties.party.iter().find(|p| p.name == name);
    fn names(p: &PartyRecord) -> (&str, [&Vec<String>; 3]) {
        (p.name.as_str(), [&p.ar, &p.en, &p.ru])
    }
    for (alias, holders) in by_name(parties.party.iter().map(names)) {
        // Which is meant is told by the country that the report speaks of, by what the report names
        // beside it, or by nothing: one record stands for that.
        let mut told: Vec<_> = (holders.iter().filter_map(|&h| records_of(h)))
            .map(|p| (&p.country, p.context.is_empty()))
            .collect();
        told.sort_unstable();
        told.dedup();
        assert!(told.len() == holders.len(), "{alias:?} is {holders:?}");
    }
    let persons: Persons = records("persons.toml", PERSONS);
    for (alias, holders) in
        by_name((persons.person.iter()).map(|p| (p.name.as_str(), [&p.ar, &p.en, &p.ru])))
    {
        assert!(holders.len() == 1, "{alias:?} is {holders:?}");
    }
}

#[test]
fn whom_a_record_names_is_there() {
    let lexicon = Lexicon::built_in();
    let parties: Parties = records("parties.toml", PARTIES);
    for p in &parties.party {
        for name in [&p.ally, &p.roll_up].into_iter().flatten() {
            assert!(lexicon.party_named(name).is_some(), "{}: {name}", p.name);
        }
        if let Some(area) = &p.area {
            assert!(lexicon.place_named(area).is_some(), "{}: {area}", p.name);
        }
    }
}
