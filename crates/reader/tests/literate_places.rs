//! The places of the gazetteer as a document: `tests/rules/places.md` shows where a name is a place and
//! where it is not.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use hudna_reader::{Entry, Extension, Gazetteer, Options, Reader, Writer};

/// Places that a text names, those of the curated files left out.
fn beyond_the_curated<'r>(reader: &'r Reader, text: &str) -> Vec<&'r str> {
    const CURATED: &str = concat!(
        include_str!("../data/places.toml"),
        include_str!("../data/states.toml")
    );
    let named = reader.places(text).into_iter().map(|(_, name)| name);
    named
        .filter(|name| !CURATED.contains(&format!("\"{name}\"")))
        .collect()
}

#[test]
fn a_name_is_a_place_where_the_document_says_so_and_nowhere_else() {
    let reader = Reader::new(Options::default());
    let mut inside = false;
    let (mut checked, mut wrong) = (0, Vec::new());
    for (number, line) in (1..).zip(include_str!("rules/places.md").lines()) {
        if line.starts_with("```") {
            inside = line == "```places";
            continue;
        }
        let Some((text, expected)) = line.split_once(" => ").filter(|_| inside) else {
            continue;
        };
        checked += 1;
        let found = beyond_the_curated(&reader, text);
        let found = if found.is_empty() {
            "none".to_owned()
        } else {
            found.join(", ")
        };
        if found != expected {
            wrong.push(format!(
                "line {number}: {text} => {found}, expected {expected}"
            ));
        }
    }
    assert!(checked > 25, "{checked} examples");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn entry(name: &str, names: &[&str], country: &str, people: u64, at: [f64; 2]) -> Entry {
    Entry {
        name: name.to_owned(),
        names: names.iter().map(|n| (*n).to_owned()).collect(),
        country: country.to_owned(),
        zone: Some("Asia/Damascus".to_owned()),
        at,
        people,
        region: false,
    }
}

fn reader_with(entries: &[Entry]) -> Reader {
    let mut writer = Writer::default();
    entries.iter().for_each(|e| writer.add(e.clone()));
    let bytes = writer.finish().unwrap();
    let mut extension = Extension::default();
    extension.add_gazetteer(Gazetteer::from_bytes("own.gaz", bytes).unwrap());
    Reader::extended(Options::default(), extension)
}

#[test]
fn places_of_the_user_are_found_with_their_coordinates_and_zone() {
    let reader = reader_with(&[entry(
        "Tell Zaitoun",
        &["Tell Zaitoun", "تل الزيتونة", "Телль-Зайтун"],
        "Syria",
        900,
        [37.11, 36.22],
    )]);
    for text in [
        "الهدنة في تل الزيتونة",
        "a truce near Tell Zaitoun.",
        "перемирие в Телль-Зайтуне",
    ] {
        assert_eq!(
            beyond_the_curated(&reader, text),
            ["Tell Zaitoun"],
            "{text}"
        );
    }
    assert_eq!(reader.position("Tell Zaitoun"), Some([37.11, 36.22]));
}

#[test]
fn of_two_places_of_one_name_the_named_country_decides_or_the_size_or_nobody() {
    let twins = |first: u64, second: u64| {
        reader_with(&[
            entry("Qasr one", &["Zzqasrabad"], "Syria", first, [37.0, 36.0]),
            entry("Qasr two", &["Zzqasrabad"], "Iraq", second, [44.0, 33.0]),
        ])
    };
    let text = "a truce near Zzqasrabad.";
    assert_eq!(
        beyond_the_curated(&twins(1000, 1100), text),
        Vec::<&str>::new()
    );
    assert_eq!(beyond_the_curated(&twins(1000, 90_000), text), ["Qasr two"]);
    assert_eq!(
        beyond_the_curated(
            &twins(1000, 90_000),
            "The Syrian army announced a truce near Zzqasrabad."
        ),
        ["Qasr one"]
    );
}

#[test]
fn a_file_that_is_no_gazetteer_or_is_damaged_is_refused_by_name() {
    let e = Gazetteer::from_bytes("x.gaz", b"PK".to_vec()).unwrap_err();
    assert!(e.to_string().starts_with("x.gaz is no gazetteer"), "{e}");
    let mut writer = Writer::default();
    writer.add(entry("A", &["Abcdefg"], "Syria", 5, [1.0, 2.0]));
    let whole = writer.finish().unwrap();
    for cut in 10..whole.len() {
        let bytes = whole.get(..cut).unwrap().to_vec();
        assert!(
            Gazetteer::from_bytes("x.gaz", bytes).is_err(),
            "cut at {cut}"
        );
    }
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        // Refused or read: never a panic, whatever it then says.
        if let Ok(gazetteer) = Gazetteer::from_bytes("x.gaz", bytes) {
            let mut extension = Extension::default();
            extension.add_gazetteer(gazetteer);
            let reader = Reader::extended(Options::default(), extension);
            let _ = reader.places("a truce near Abcdefg.");
        }
    }
}

#[test]
fn the_built_in_gazetteer_is_small_and_whole() {
    let bytes = include_bytes!("../data/places.gaz");
    assert!(bytes.len() < 1_500_000, "{} bytes", bytes.len());
    let gazetteer = Gazetteer::from_bytes("places.gaz", bytes.to_vec()).unwrap();
    assert!(gazetteer.len() > 15_000, "{} places", gazetteer.len());
    assert_eq!(Gazetteer::built_in().unwrap().len(), gazetteer.len());
}
