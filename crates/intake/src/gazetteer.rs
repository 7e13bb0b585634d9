//! Places of a GeoNames dump or of GeoJSON, for `hudna gazetteer build`.

use std::{
    collections::{HashMap, HashSet},
    io::BufRead,
};

use hudna_reader::Entry;
use serde_json::Value;

/// What to take of a table.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Settlements of fewer people are left out; capitals are not.
    pub min_people: u64,
    /// Codes of the states wanted (ISO 3166); all if there is none.
    pub countries: Vec<String>,
}

/// Why places could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PlacesError {
    /// The system gave up.
    #[error("{file}, line {line}: reading: {source}")]
    Read {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        line: usize,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line of another shape.
    #[error("{file}, line {line}: {what} is {value:?}; expected {expected}")]
    Line {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        line: usize,
        /// Which column or key.
        what: &'static str,
        /// What is there.
        value: String,
        /// What should be there.
        expected: &'static str,
    },
    /// No GeoJSON.
    #[error("{file}, line {line}: not a GeoJSON FeatureCollection: {reason}")]
    NotGeoJson {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A feature that is no place.
    #[error("{file}, feature {number}: {what} is {value}; expected {expected}")]
    Feature {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        number: usize,
        /// Which key.
        what: &'static str,
        /// What is there.
        value: String,
        /// What should be there.
        expected: &'static str,
    },
}

/// A place with its number in GeoNames, to which alternate names refer.
#[derive(Debug, Clone)]
pub struct Numbered {
    /// The number.
    pub id: u32,
    /// The place.
    pub entry: Entry,
}

/// The name of a state by its code.
#[must_use]
pub fn country(code: &str) -> Option<&'static str> {
    const TABLE: &str = include_str!("../data/countries.tsv");
    (TABLE.lines())
        .filter_map(|line| line.split_once('\t'))
        .find_map(|(known, name)| (known == code).then_some(name))
}

/// Each line of a stream with its number.
fn lines(
    file: &str,
    reader: impl BufRead,
    mut each: impl FnMut(usize, &str) -> Result<(), PlacesError>,
) -> Result<(), PlacesError> {
    for (line, text) in (1..).zip(reader.lines()) {
        let text = text.map_err(|source| PlacesError::Read {
            file: file.to_owned(),
            line,
            source,
        })?;
        each(line, &text)?;
    }
    Ok(())
}

/// The settlements and provinces of a GeoNames table (`cities15000.txt`, `SY.txt`, `allCountries.txt`).
/// Of its alternate names those in Arabic, Russian and Latin letters are taken.
///
/// # Errors
///
/// [`PlacesError`], naming file and line.
pub fn geonames(
    file: &str,
    reader: impl BufRead,
    choice: &Choice,
) -> Result<Vec<Numbered>, PlacesError> {
    let names: HashMap<&str, &str> = include_str!("../data/countries.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let mut out = Vec::new();
    lines(file, reader, |line, text| {
        if text.trim().is_empty() || text.starts_with('#') {
            return Ok(());
        }
        let wrong = |what: &'static str, value: &str, expected: &'static str| PlacesError::Line {
            file: file.to_owned(),
            line,
            what,
            value: value.to_owned(),
            expected,
        };
        let columns: Vec<&str> = text.split('\t').collect();
        let column = |at: usize| columns.get(at).copied().unwrap_or_default();
        if columns.len() < 18 {
            let number = columns.len().to_string();
            return Err(wrong(
                "the number of columns",
                &number,
                "19, as GeoNames has them, with tabs between",
            ));
        }
        let (class, code) = (column(6), column(7));
        let region = class == "A" && matches!(code, "ADM1" | "ADM2");
        if !(class == "P" || region) || code == "PPLH" || code == "PPLQ" {
            return Ok(());
        }
        let people: u64 = match column(14) {
            "" => 0,
            number => number
                .parse()
                .map_err(|_| wrong("population (column 15)", number, "a number"))?,
        };
        let state = column(8);
        let wanted = choice.countries.is_empty() || choice.countries.iter().any(|c| c == state);
        if !wanted || people < choice.min_people && code != "PPLC" && !region {
            return Ok(());
        }
        let id = column(0)
            .parse()
            .map_err(|_| wrong("geonameid (column 1)", column(0), "a number"))?;
        let degrees = |at: usize, what: &'static str, most: f64| {
            (column(at).parse::<f64>().ok())
                .filter(|d| d.abs() <= most)
                .ok_or_else(|| wrong(what, column(at), "degrees"))
        };
        let name = match column(2) {
            "" => column(1),
            ascii => ascii,
        };
        if name.is_empty() {
            return Err(wrong("name (column 2)", name, "a name"));
        }
        let Some(country) = names.get(state) else {
            return Err(wrong("country code (column 9)", state, "an ISO 3166 code"));
        };
        let mut all: Vec<String> = vec![name.to_owned()];
        all.extend(
            column(3)
                .split(',')
                .filter(|n| is_read(n))
                .map(str::to_owned),
        );
        out.push(Numbered {
            id,
            entry: Entry {
                name: name.to_owned(),
                names: all,
                country: (*country).to_owned(),
                zone: Some(column(17).to_owned()).filter(|z| !z.is_empty()),
                at: [
                    degrees(5, "longitude (column 6)", 180.0)?,
                    degrees(4, "latitude (column 5)", 90.0)?,
                ],
                people,
                region,
            },
        });
        Ok(())
    })?;
    Ok(out)
}

/// Whether a name is written in letters of a language that is read. Latin alternate names are of any
/// language, and short ones are codes: only Arabic and Russian ones are taken without being asked for.
fn is_read(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && (letters
            .clone()
            .all(|c| matches!(c, '\u{621}'..='\u{652}' | 'گ' | 'پ' | 'چ'))
            || letters.all(|c| matches!(c, 'А'..='я' | 'Ё' | 'ё')))
        && !name.contains(['(', '،'])
}

/// Adds the Arabic, English and Russian names of GeoNames' `alternateNamesV2.txt`; colloquial and historic
/// names are left out. Returns how many were added.
///
/// # Errors
///
/// [`PlacesError`], naming file and line.
pub fn alternate_names(
    file: &str,
    reader: impl BufRead,
    places: &mut [Numbered],
) -> Result<usize, PlacesError> {
    let by_id: HashMap<u32, usize> = (places.iter().enumerate())
        .map(|(i, p)| (p.id, i))
        .collect();
    let mut known: HashSet<(usize, String)> = (places.iter().enumerate())
        .flat_map(|(i, p)| p.entry.names.iter().map(move |n| (i, n.clone())))
        .collect();
    let mut added = 0;
    lines(file, reader, |line, text| {
        let columns: Vec<&str> = text.split('\t').collect();
        let column = |at: usize| columns.get(at).copied().unwrap_or_default();
        if columns.len() < 4 {
            return Err(PlacesError::Line {
                file: file.to_owned(),
                line,
                what: "the number of columns",
                value: columns.len().to_string(),
                expected: "at least 4, as alternateNamesV2.txt has them, with tabs between",
            });
        }
        let kept = matches!(column(2), "ar" | "en" | "ru") && column(6) != "1" && column(7) != "1";
        let place = (column(1).parse().ok()).and_then(|id: u32| by_id.get(&id).copied());
        if let (true, Some(at), name) = (kept, place, column(3))
            && name.chars().count() > 2
            && known.insert((at, name.to_owned()))
            && let Some(place) = places.get_mut(at)
        {
            place.entry.names.push(name.to_owned());
            added += 1;
        }
        Ok(())
    })?;
    Ok(added)
}

/// The points of a GeoJSON FeatureCollection. Properties: `name`, or `name:en` and the like, at least one;
/// `country` (a code or a name) and, if known, `zone` and `population`.
///
/// # Errors
///
/// [`PlacesError`], naming the feature and the key.
pub fn geojson(file: &str, text: &str) -> Result<Vec<Entry>, PlacesError> {
    let value: Value = serde_json::from_str(text).map_err(|e| PlacesError::NotGeoJson {
        file: file.to_owned(),
        line: e.line(),
        reason: e.to_string(),
    })?;
    let Some(features) = value.get("features").and_then(Value::as_array) else {
        return Err(PlacesError::NotGeoJson {
            file: file.to_owned(),
            line: 1,
            reason: "it has no list of features".to_owned(),
        });
    };
    let mut out = Vec::new();
    for (number, feature) in (1..).zip(features) {
        let wrong =
            |what: &'static str, value: &Value, expected: &'static str| PlacesError::Feature {
                file: file.to_owned(),
                number,
                what,
                value: value.to_string(),
                expected,
            };
        let null = Value::Null;
        let at = feature.pointer("/geometry/coordinates").unwrap_or(&null);
        let degrees = |i: usize, most: f64| {
            at.get(i)
                .and_then(Value::as_f64)
                .filter(|d| d.abs() <= most)
        };
        let (Some(lon), Some(lat)) = (degrees(0, 180.0), degrees(1, 90.0)) else {
            return Err(wrong("geometry", at, "a Point: [longitude, latitude]"));
        };
        let properties = feature.get("properties").unwrap_or(&null);
        let word = |keys: &[&str]| {
            (keys.iter().filter_map(|k| properties.get(*k)?.as_str()))
                .map(str::trim)
                .find(|w| !w.is_empty())
        };
        let english = word(&["name:en", "name_en"]);
        let names = [
            word(&["name"]),
            english,
            word(&["name:ar", "name_ar"]),
            word(&["name:ru", "name_ru"]),
        ];
        let Some(name) = english.or_else(|| names.into_iter().flatten().next()) else {
            return Err(wrong(
                "name",
                properties,
                "a name in \"name\", \"name:en\", \"name:ar\" or \"name:ru\"",
            ));
        };
        let Some(state) = word(&["country"]) else {
            return Err(wrong(
                "country",
                properties,
                "an ISO 3166 code or the name of a state",
            ));
        };
        let zone = word(&["zone", "timezone"]);
        if let Some(zone) = zone
            && jiff::tz::TimeZone::get(zone).is_err()
        {
            return Err(wrong(
                "zone",
                &Value::from(zone),
                "an IANA name such as Asia/Damascus",
            ));
        }
        let mut all: Vec<String> = Vec::new();
        for n in names.into_iter().flatten() {
            if !all.iter().any(|known| known == n) {
                all.push(n.to_owned());
            }
        }
        out.push(Entry {
            name: name.to_owned(),
            names: all,
            country: country(state).unwrap_or(state).to_owned(),
            zone: zone.map(str::to_owned),
            at: [lon, lat],
            people: properties
                .get("population")
                .and_then(Value::as_u64)
                .unwrap_or(0),
            region: false,
        });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALEPPO: &str = "170063\tAleppo\tAleppo\tHaleb,حلب,Алеппо,ALP,アレッポ\t36.20124\t37.16117\tP\tPPLA\tSY\t\t09\t\t\t\t2098210\t\t392\tAsia/Damascus\t2023-01-01\n";

    #[test]
    fn a_table_of_geonames_gives_settlements_with_names_in_the_letters_that_are_read() {
        let places = geonames("SY.txt", ALEPPO.as_bytes(), &Choice::default()).unwrap();
        let [Numbered { id: 170_063, entry }] = places.as_slice() else {
            panic!("{places:?}")
        };
        assert_eq!(entry.names, ["Aleppo", "حلب", "Алеппо"]);
        assert_eq!(
            (entry.country.as_str(), entry.at),
            ("Syria", [37.16117, 36.20124])
        );
        let small = Choice {
            min_people: 3_000_000,
            countries: Vec::new(),
        };
        assert!(
            geonames("SY.txt", ALEPPO.as_bytes(), &small)
                .unwrap()
                .is_empty()
        );
        let bad = geonames(
            "SY.txt",
            ALEPPO.replace("36.20124", "x").as_bytes(),
            &Choice::default(),
        );
        assert_eq!(
            bad.unwrap_err().to_string(),
            "SY.txt, line 1: latitude (column 5) is \"x\"; expected degrees"
        );
        let short = geonames("SY.txt", "\na\tb\n".as_bytes(), &Choice::default());
        assert!(
            short
                .unwrap_err()
                .to_string()
                .starts_with("SY.txt, line 2: the number of columns")
        );
    }

    #[test]
    fn alternate_names_are_taken_by_language() {
        let mut places = geonames("SY.txt", ALEPPO.as_bytes(), &Choice::default()).unwrap();
        let names = "1\t170063\tar\tحلب الشهباء\t\t\t\t\n2\t170063\tde\tHaleppo\n3\t170063\ten\tBeroea\t\t\t\t1\n4\t9\tar\tأخرى\n";
        assert_eq!(
            alternate_names("a.txt", names.as_bytes(), &mut places).unwrap(),
            1
        );
        assert_eq!(places[0].entry.names.last().unwrap(), "حلب الشهباء");
    }

    #[test]
    fn points_of_geojson_are_places_and_what_is_none_is_named() {
        let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[37.1,36.2]},
            "properties":{"name:ar":"تل الزيتون","name:en":"Tell Zaitoun","country":"SY","zone":"Asia/Damascus","population":900}}]}"#;
        let places = geojson("own.geojson", text).unwrap();
        assert_eq!(
            (places[0].name.as_str(), places[0].country.as_str()),
            ("Tell Zaitoun", "Syria")
        );
        assert_eq!(places[0].names, ["Tell Zaitoun", "تل الزيتون"]);
        for (from, to, words) in [
            (
                "[37.1,36.2]",
                "[37.1]",
                "own.geojson, feature 1: geometry is [37.1]",
            ),
            (
                "Asia/Damascus",
                "Asia/Nowhere",
                "feature 1: zone is \"Asia/Nowhere\"",
            ),
            ("\"country\":\"SY\",", "", "feature 1: country"),
            (
                "\"features\"",
                "\"feature\"",
                "own.geojson, line 1: not a GeoJSON",
            ),
        ] {
            let e = geojson("own.geojson", &text.replace(from, to))
                .unwrap_err()
                .to_string();
            assert!(e.contains(words), "{e}");
        }
    }
}
