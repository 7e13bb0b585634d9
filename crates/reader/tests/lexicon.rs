//! Names of the user: found like the built-in ones; a mistake is named with file and line.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use hudna_reader::{Document, Extension, Options, Reader};

const OWN: &str = r#"
[[party]]
name = "Council of Zaitoun"
kind = "authority"
country = "Syria"
ar = ["مجلس الزيتونة"]
en = ["Zaitoun Council"]
ru = ["Совет* Зайтуна"]

[[person]]
name = "Lina Example"
party = "Council of Zaitoun"
ar = ["لينا مثال"]
en = ["Lina Example"]
ru = []

[[place]]
name = "Zaitoun quarter"
kind = "quarter"
country = "Syria"
within = "Aleppo"
at = [37.15, 36.21]
ar = ["حي الزيتونة"]
en = ["Zaitoun quarter"]
ru = []

[[office]]
name = "relief secretary"
ar = ["كاتب الإغاثة"]
en = ["relief secretary"]
ru = []
"#;

fn extended(files: &[(&str, &str)]) -> Result<Extension, String> {
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    let mut extension = Extension::default();
    match extension.add_files(&files).first() {
        Some(e) => Err(e.to_string()),
        None => Ok(extension),
    }
}

#[test]
fn parties_persons_and_places_of_the_user_are_found() {
    let reader = Reader::extended(Options::default(), extended(&[("own.toml", OWN)]).unwrap());
    let read = |text: &str| {
        reader.read(&Document {
            id: "a".to_owned(),
            text: text.to_owned(),
            ..Document::default()
        })
    };
    let reading =
        read("أعلن مجلس الزيتونة هدنة في حي الزيتونة من الساعة التاسعة صباحا حتى الخامسة مساء.");
    assert_eq!(reading.truces[0].declared_by, ["Council of Zaitoun"]);
    assert_eq!(reading.truces[0].area.as_deref(), Some("Zaitoun quarter"));
    let reading = read("رحبت لينا مثال بالهدنة في حلب.");
    assert_eq!(reading.positions[0].actor, "Council of Zaitoun");
    assert_eq!(
        reading.positions[0].speaker.as_deref(),
        Some("Lina Example")
    );
    assert_eq!(reader.position("Zaitoun quarter"), Some([37.15, 36.21]));
    // Without the file nobody knows them.
    let plain = Reader::new(Options::default());
    assert!(plain.places("حي الزيتونة").is_empty());
}

#[test]
fn a_name_that_is_built_in_gets_more_words() {
    let more = r#"
[[party]]
name = "Russia"
kind = "state"
ar = ["دولة الدببة"]
en = []
ru = []
"#;
    let reader = Reader::extended(
        Options::default(),
        extended(&[("more.toml", more)]).unwrap(),
    );
    let reading = reader.read(&Document {
        text: "أعلنت دولة الدببة هدنة في حلب.".to_owned(),
        ..Document::default()
    });
    assert_eq!(reading.truces[0].declared_by, ["Russia"]);
}

#[test]
fn names_have_their_arabic_form_for_the_page() {
    let names = extended(&[("own.toml", OWN)]).unwrap().arabic_names();
    assert_eq!(names["Lina Example"], "لينا مثال");
    assert_eq!(names["Vladimir Putin"], "فلاديمير بوتين");
    assert_eq!(names["Turkey"], "تركيا");
    assert_eq!(names["Zaitoun quarter"], "حي الزيتونة");
}

#[test]
fn a_mistake_is_named_with_file_and_line() {
    for (from, to, words) in [
        (
            "kind = \"authority\"",
            "kind = \"clan\"",
            "own.toml, line 4: unknown variant `clan`",
        ),
        (
            "country = \"Syria\"\nar = [\"مجلس",
            "land = \"Syria\"\nar = [\"مجلس",
            "own.toml, line 5: unknown field `land`",
        ),
        (
            "\"Zaitoun Council\"",
            "\"Russia\"",
            "own.toml, line 7: \"Russia\" is already a name of \"Russia\" (built in)",
        ),
        (
            "\"لينا مثال\"",
            "\"لافروف\"",
            "own.toml, line 13: \"لافروف\" is already a name of",
        ),
        (
            "[\"Zaitoun quarter\"]",
            "[\"Zaitoun quarter\", \"zaitoun quarter\"]",
            "own.toml, line 24: \"Zaitoun quarter\" is already",
        ),
        (
            "party = \"Council of Zaitoun\"",
            "party = \"Nobody\"",
            "own.toml, line 12: party = \"Nobody\" is not known",
        ),
        (
            "within = \"Aleppo\"",
            "within = \"Atlantis\"",
            "own.toml, line 21: within = \"Atlantis\" is not known",
        ),
        (
            "[37.15, 36.21]",
            "[337.15, 36.21]",
            "own.toml, line 22: at = [337.15, 36.21] is no longitude",
        ),
        ("[[office]]", "[[office]", "own.toml, line 27"),
    ] {
        assert!(OWN.contains(from), "{from}");
        let e = extended(&[("own.toml", &OWN.replacen(from, to, 1))]).unwrap_err();
        // A name written twice in one list is found at one of its lines.
        let line = words.split(':').next().unwrap();
        assert!(
            e.contains(words) || e.starts_with(line),
            "{e}\nexpected {words}"
        );
    }
    let twice = extended(&[
        ("a.toml", OWN),
        ("b.toml", &OWN.replace("Council of", "Board of")),
    ])
    .unwrap_err();
    assert!(
        twice.starts_with("b.toml, line 6: \"مجلس الزيتونة\" is already a name of \"Council of Zaitoun\" (a.toml, line 6)"),
        "{twice}"
    );
}

#[test]
fn a_file_with_a_mistake_is_left_out_with_those_that_need_it_and_the_others_are_used() {
    let more = |name: &str, ally: &str, word: &str| {
        format!(
            "[[party]]\nname = \"{name}\"\nkind = \"authority\"\nally = \"{ally}\"\nar = [\"{word}\"]\nen = []\nru = []\n"
        )
    };
    let files = [
        // Its own mistake is in the second record; nothing of the first is kept either.
        (
            "a.toml".to_owned(),
            more("Council A", "Russia", "مجلس الألف") + &more("Council A2", "Russia", "روسيا"),
        ),
        (
            "b.toml".to_owned(),
            more("Council B", "Council A", "مجلس الباء"),
        ),
        (
            "c.toml".to_owned(),
            more("Council C", "Council B", "مجلس التاء"),
        ),
        (
            "d.toml".to_owned(),
            more("Council D", "Russia", "مجلس الألف"),
        ),
        ("e.toml".to_owned(), "sort = 1\n".to_owned()),
    ];
    let mut extension = Extension::default();
    let refused: Vec<String> = (extension.add_files(&files).iter())
        .map(ToString::to_string)
        .collect();
    let expected = [
        "a.toml, line 12: \"روسيا\" is already a name of \"Russia\" (built in)",
        "b.toml, line 4: ally = \"Council A\" is not known",
        "c.toml, line 4: ally = \"Council B\" is not known",
        "e.toml, line 1: unknown field `sort`",
    ];
    assert_eq!(refused.len(), expected.len(), "{refused:#?}");
    for (is, expected) in refused.iter().zip(expected) {
        assert!(is.starts_with(expected), "{is}\nexpected {expected}");
    }
    let reader = Reader::extended(Options::default(), extension);
    let declared = |text: &str| {
        reader
            .read(&Document {
                text: text.to_owned(),
                ..Document::default()
            })
            .truces
            .into_iter()
            .flat_map(|t| t.declared_by)
            .collect::<Vec<_>>()
    };
    assert_eq!(declared("أعلن مجلس الألف هدنة في حلب."), ["Council D"]);
    assert!(declared("أعلن مجلس الباء هدنة في حلب.").is_empty());
}
