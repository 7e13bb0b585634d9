//! The sentences and words of the brief, in English and Arabic.
//!
//! Fluent chooses the plural by the rules of the language (Arabic has six forms). Every inserted
//! value is isolated, so that a number or a foreign name cannot turn the line around it; Fluent's
//! own isolates are not used, because they cannot tell a foreign name from a composed phrase.

use std::{borrow::Cow, collections::BTreeMap};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use hudna_plan::Name;
use unic_langid::LanguageIdentifier;

use crate::visible::visible;

/// A language of the brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lang {
    /// English.
    En,
    /// Arabic.
    Ar,
}

impl Lang {
    /// Every language of the page, in the order of the switch.
    pub(crate) const ALL: [Self; 2] = [Self::En, Self::Ar];

    /// BCP 47 tag.
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ar => "ar",
        }
    }

    /// Direction of writing, as HTML names it.
    pub(crate) const fn dir(self) -> &'static str {
        match self {
            Self::En => "ltr",
            Self::Ar => "rtl",
        }
    }

    /// Its own name.
    pub(crate) const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ar => "العربية",
        }
    }

    const fn sources(self) -> &'static [&'static str] {
        match self {
            Self::En => &[include_str!("../../../locales/en/brief.ftl")],
            Self::Ar => &[
                include_str!("../../../locales/ar/brief.ftl"),
                include_str!("../../../locales/ar/names.ftl"),
            ],
        }
    }
}

/// A value to insert.
#[derive(Debug, Clone)]
pub(crate) enum Value<'a> {
    /// A number, which also chooses the plural: `{ $n }` is shown, `{ $n-form -> … }` chooses.
    Count(u64),
    /// Chooses the plural and is not shown.
    Form(u64),
    /// From outside: made visible, and isolated with the direction of its own first letter.
    Outside(Cow<'a, str>),
    /// Made of messages: isolated with the direction of this language, since it may consist of
    /// isolated parts and then shows no letter of its own.
    Made(String),
}

/// A value with its name in the message.
pub(crate) type Arg<'a> = (&'static str, Value<'a>);

/// A number to insert.
pub(crate) fn n(name: &'static str, value: u64) -> Arg<'static> {
    (name, Value::Count(value))
}

/// A text from outside to insert.
pub(crate) fn s<'a>(name: &'static str, value: &'a str) -> Arg<'a> {
    (name, Value::Outside(visible(value)))
}

/// A text made of messages to insert.
pub(crate) fn made(name: &'static str, value: String) -> Arg<'static> {
    (name, Value::Made(value))
}

/// Opens an isolate with the direction of its first letter.
pub(crate) const FIRST_STRONG: char = '\u{2068}';
/// Opens a left-to-right isolate.
pub(crate) const LEFT_TO_RIGHT: char = '\u{2066}';
/// Opens a right-to-left isolate.
pub(crate) const RIGHT_TO_LEFT: char = '\u{2067}';
/// Closes an isolate.
pub(crate) const CLOSE: char = '\u{2069}';

/// The text without isolating marks.
pub(crate) fn bare(text: &str) -> String {
    text.replace([FIRST_STRONG, LEFT_TO_RIGHT, RIGHT_TO_LEFT, CLOSE], "")
}

/// The messages of one language.
pub(crate) struct Messages {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    isolating: bool,
    /// Names that no message gives, by their canonical English.
    names: BTreeMap<String, String>,
}

impl Messages {
    /// For the page: inserted values are isolated.
    pub(crate) fn new(lang: Lang) -> Self {
        let tag: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        bundle.set_use_isolating(false);
        for source in lang.sources() {
            // A test parses every file without errors; what does parse is used in any case.
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self {
            lang,
            bundle,
            isolating: true,
            names: BTreeMap::new(),
        }
    }

    /// For the page, with the Arabic names of parties, persons and places.
    pub(crate) fn with_names(lang: Lang, arabic: &BTreeMap<String, String>) -> Self {
        let mut messages = Self::new(lang);
        if lang == Lang::Ar {
            messages.names.clone_from(arabic);
        }
        messages
    }

    /// For the terminal: English, without isolating marks, which some terminals draw as boxes.
    pub(crate) fn terminal() -> Self {
        Self {
            isolating: false,
            ..Self::new(Lang::En)
        }
    }

    /// The language.
    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// The message with this key; the key in brackets, if it does not exist.
    pub(crate) fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The message with values inserted.
    pub(crate) fn with(&self, key: &str, args: &[Arg<'_>]) -> String {
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            let shown = match value {
                Value::Count(n) => self.isolated(FIRST_STRONG, &count(*n)),
                Value::Form(_) => FluentValue::None,
                Value::Outside(text) => self.isolated(FIRST_STRONG, text),
                Value::Made(text) => self.isolated(self.own_direction(), text),
            };
            fluent.set(*name, shown);
            if let Value::Count(n) | Value::Form(n) = value {
                fluent.set(format!("{name}-form"), self.form(*n));
            }
        }
        self.optional(key, &fluent)
            .unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// The number that chooses the plural. Arabic counts by the last two digits (103 and 8,005 are
    /// "few"), which intl_pluralrules 7.0 forgets; so it is given those digits alone.
    fn form(&self, n: u64) -> u64 {
        match (self.lang, n % 100) {
            (Lang::Ar, last @ 3..) => last,
            (Lang::Ar, _) if n >= 100 => 100,
            _ => n,
        }
    }

    fn own_direction(&self) -> char {
        match self.lang {
            Lang::En => LEFT_TO_RIGHT,
            Lang::Ar => RIGHT_TO_LEFT,
        }
    }

    fn isolated(&self, open: char, text: &str) -> FluentValue<'static> {
        FluentValue::from(if self.isolating {
            format!("{open}{text}{CLOSE}")
        } else {
            text.to_owned()
        })
    }

    fn optional(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(args), &mut errors)
            .into_owned();
        debug_assert!(errors.is_empty(), "message {key}: {errors:?}");
        Some(text)
    }

    /// A word of a closed list, `stance-rejects`; the bare word, if the list grew without us.
    pub(crate) fn word(&self, list: &str, word: &str) -> String {
        self.optional(&format!("{list}-{word}"), &FluentArgs::new())
            .unwrap_or_else(|| visible(word).into_owned())
    }

    /// A canonical English name in this language, where the language has one.
    pub(crate) fn canonical(&self, name: &str) -> String {
        if let Some(neighbour) = name.strip_prefix("border with ") {
            let mut args = FluentArgs::new();
            args.set("name", self.canonical(neighbour));
            if let Some(text) = self.optional("border-with", &args) {
                return text;
            }
        }
        self.optional(&format!("name-{}", slug(name)), &FluentArgs::new())
            .unwrap_or_else(|| {
                let known = self.names.get(name).map_or(name, String::as_str);
                visible(known).into_owned()
            })
    }

    /// A name of the plan.
    pub(crate) fn name(&self, name: &Name) -> String {
        match (self.lang, &name.ar) {
            (Lang::Ar, Some(ar)) if !ar.trim().is_empty() => visible(ar).into_owned(),
            _ => self.canonical(&name.en),
        }
    }

    /// Items in a row, with this language's comma.
    pub(crate) fn list<I: IntoIterator<Item = String>>(&self, items: I) -> String {
        self.joined("list-comma", items)
    }

    /// Longer items in a row.
    pub(crate) fn long_list<I: IntoIterator<Item = String>>(&self, items: I) -> String {
        self.joined("list-semicolon", items)
    }

    /// A text from outside for a list: in a row of them each keeps its own direction.
    pub(crate) fn outside(&self, text: &str) -> String {
        let text = visible(text);
        if self.isolating {
            format!("{FIRST_STRONG}{text}{CLOSE}")
        } else {
            text.into_owned()
        }
    }

    fn joined<I: IntoIterator<Item = String>>(&self, separator: &str, items: I) -> String {
        items
            .into_iter()
            .collect::<Vec<_>>()
            .join(&self.text(separator))
    }
}

/// Digits in groups of three.
pub(crate) fn grouped(digits: &str) -> String {
    let len = digits.len();
    let mut out = String::with_capacity(len + len / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (len - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// A number of persons, grouped.
pub(crate) fn count(value: u64) -> String {
    grouped(&value.to_string())
}

fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(source: &str) -> BTreeSet<&str> {
        source
            .lines()
            .filter(|l| l.starts_with(|c: char| c.is_ascii_alphabetic()))
            .filter_map(|l| l.split_once(" =").map(|(key, _)| key))
            .collect()
    }

    #[test]
    fn every_key_exists_in_both_languages_and_every_file_parses() {
        for lang in Lang::ALL {
            for source in lang.sources() {
                assert!(FluentResource::try_new((*source).to_owned()).is_ok());
            }
        }
        assert_eq!(keys(Lang::En.sources()[0]), keys(Lang::Ar.sources()[0]));
    }

    fn sources_of_this_crate(folder: &std::path::Path, out: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources_of_this_crate(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }

    #[test]
    fn every_key_that_the_code_asks_for_exists() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut code = String::new();
        sources_of_this_crate(&folder, &mut code);
        let known = keys(Lang::En.sources()[0]);
        let mut asked = 0;
        for call in [
            ".text(", ".with(", "say(", "words(", "numbers(", "times(", ".column(",
        ] {
            for (_, rest) in code
                .match_indices(call)
                .filter_map(|(at, _)| code.split_at_checked(at))
            {
                let argument = rest.get(call.len()..).unwrap_or_default().trim_start();
                let key = argument.strip_prefix('"').and_then(|k| k.split_once('"'));
                // Keys begin with a letter; this list of calls does not.
                if let Some((key, _)) = key.filter(|(k, _)| k.starts_with(char::is_alphabetic)) {
                    assert!(known.contains(key), "no message {key:?}");
                    asked += 1;
                }
            }
        }
        assert!(asked > 150, "{asked}");
    }

    #[test]
    fn arabic_counts_persons_in_six_forms() {
        let ar = Messages::new(Lang::Ar);
        let persons = |count| bare(&ar.with("persons", &[n("n", count)]));
        assert_eq!(persons(0), "لا أحد");
        assert_eq!(persons(1), "شخص واحد");
        assert_eq!(persons(2), "شخصان");
        assert_eq!(persons(7), "7 أشخاص");
        assert_eq!(persons(11), "11 شخصًا");
        assert_eq!(persons(100), "100 شخص");
        assert_eq!(persons(8_000), "8,000 شخص");
        assert_eq!(persons(8_005), "8,005 أشخاص");
    }

    #[test]
    fn an_inserted_text_cannot_leave_its_isolate() {
        let ar = Messages::new(Lang::Ar);
        let line = ar.with("about", &[s("n", "5\u{2069}\u{202E}x")]);
        assert_eq!(line, "نحو \u{2068}5[U+2069][U+202E]x\u{2069}");
    }

    #[test]
    fn numbers_are_grouped_in_threes() {
        assert_eq!(
            ["7", "999", "1000", "1234567"].map(grouped),
            ["7", "999", "1,000", "1,234,567"]
        );
    }

    #[test]
    fn a_known_party_has_its_arabic_name_and_an_unknown_one_keeps_its_own() {
        let ar = Messages::new(Lang::Ar);
        assert_eq!(
            ar.canonical("Aleppo (eastern districts)"),
            "حلب (الأحياء الشرقية)"
        );
        assert_eq!(ar.canonical("Ruritania"), "Ruritania");
        assert_eq!(ar.canonical("border with Turkey"), "الحدود مع تركيا");
        let known = [("Ruritania".to_owned(), "روريتانيا".to_owned())].into();
        let ar = Messages::with_names(Lang::Ar, &known);
        assert_eq!(ar.canonical("border with Ruritania"), "الحدود مع روريتانيا");
        let en = Messages::with_names(Lang::En, &known);
        assert_eq!(
            en.canonical("border with Ruritania"),
            "border with Ruritania"
        );
    }

    #[test]
    fn an_id_that_begins_with_digits_keeps_its_order_on_the_page() {
        let id = "2016-10-17-ar-announcement";
        let on_the_page = Messages::new(Lang::Ar).outside(id);
        assert_eq!(on_the_page, format!("{FIRST_STRONG}{id}{CLOSE}"));
        assert_eq!(Messages::terminal().outside(id), id);
    }
}
