//! Zones as issuers name them: «بتوقيت دمشق», "local time", «мск».

use std::sync::LazyLock;

use hudna_text::{Lexicon, TokenIdx, fold};

use super::{
    ar, en, ru,
    value::{ZoneName, ZoneWords},
    words::{Text, Word},
};

static PLACES: LazyLock<Lexicon<&'static str>> = LazyLock::new(|| {
    [ar::ZONES, en::ZONES, ru::ZONES]
        .into_iter()
        .flatten()
        .flat_map(|&(names, zone)| names.split(' ').map(move |n| (fold(n), zone)))
        .collect()
});

/// Zones of the database have a slash; the others stand for an offset or for several places.
fn named(zone: &'static str) -> ZoneName {
    if zone.contains('/') {
        ZoneName::Iana(zone)
    } else {
        ZoneName::Named(zone)
    }
}

impl Text<'_, '_> {
    fn place(&self, at: TokenIdx) -> Option<ZoneName> {
        let (_, zone) = self.doc.look_up_front(at, &PLACES)?;
        Some(named(zone))
    }

    /// The zone named at `at` and the token after it.
    pub(crate) fn zone(&self, at: TokenIdx) -> Option<(ZoneWords, TokenIdx)> {
        if !self.near(at) {
            return None;
        }
        let (zone, end) = self.zone_words(at)?;
        Some((
            ZoneWords {
                span: self.doc.span(at..end),
                zone,
            },
            end,
        ))
    }

    fn zone_words(&self, at: TokenIdx) -> Option<(ZoneName, TokenIdx)> {
        let next = at.plus(1);
        match self.word(at) {
            // «ت.غ», «ت غ»
            "ت" => {
                let letter = if self.word(next) == "." {
                    at.plus(2)
                } else {
                    next
                };
                if self.word(letter) != "غ" {
                    return None;
                }
                let end = letter.plus(1);
                let dotted = self.word(next) == "." && self.word(end) == "." && self.glued(end);
                return Some((
                    ZoneName::Named("GMT"),
                    if dotted { end.plus(1) } else { end },
                ));
            }
            "توقيت" | "بتوقيت" | "وتوقيت" => {
                // «بتوقيت وسط أوروبا», «بتوقيت شرق الولايات المتحدة»
                let fixed = match (self.word(next), self.word(at.plus(2))) {
                    ("وسط", "اوروبا") => Some(("CET", 3)),
                    ("شرق", "الولايات") => Some(("US Eastern", 4)),
                    ("شرق", "امريكا" | "اميركا") => Some(("US Eastern", 3)),
                    ("شرق", "اوروبا") => Some(("EET", 3)),
                    _ => None,
                };
                if let Some((zone, n)) = fixed {
                    return Some((ZoneName::Named(zone), at.plus(n)));
                }
                if matches!(self.is(next), Some(Word::Local)) {
                    return Some((ZoneName::Local, at.plus(2)));
                }
                return Some((self.place(next)?, at.plus(2)));
            }
            "بالتوقيت" | "التوقيت" => {
                return match self.word(next) {
                    "المحلي" => Some((ZoneName::Local, self.after_local(at.plus(2)))),
                    "الشرقي" => Some((ZoneName::Named("US Eastern"), at.plus(2))),
                    "العالمي" => Some((ZoneName::Named("GMT"), at.plus(2))),
                    _ => None,
                };
            }
            "حسب" | "وفق" if self.is(next) == Some(Word::ZoneNoun) => {
                return self.zone_words(next);
            }
            // «по московскому времени», «по времени Астаны», «по Гринвичу»
            "по" => {
                if self.is(next) == Some(Word::Local) && self.is(at.plus(2)) == Some(Word::ZoneNoun)
                {
                    return Some((ZoneName::Local, at.plus(3)));
                }
                if self.is(next) == Some(Word::ZoneNoun) {
                    return Some((self.place(at.plus(2))?, at.plus(3)));
                }
                let zone = self.place(next)?;
                let noun = self.is(at.plus(2)) == Some(Word::ZoneNoun);
                return Some((zone, at.plus(2 + u32::from(noun))));
            }
            "in" if self.place(next).is_some() && self.is(at.plus(2)) == Some(Word::ZoneNoun) => {
                return Some((self.place(next)?, at.plus(3)));
            }
            _ => {}
        }
        match self.is(at)? {
            Word::Zone("GMT") if self.word(at) == "z" => None,
            Word::Zone(zone) => Some((ZoneName::Named(zone), next)),
            Word::Local if self.is(next) == Some(Word::ZoneNoun) => {
                Some((ZoneName::Local, at.plus(2)))
            }
            Word::Local if self.word(at) == "local" => Some((ZoneName::Local, next)),
            _ => None,
        }
        .or_else(|| self.english_place(at))
    }

    /// «بالتوقيت المحلي لمدينة دمشق»
    fn after_local(&self, at: TokenIdx) -> TokenIdx {
        let city = matches!(self.word(at), "لمدينه" | "في") && self.place(at.plus(1)).is_some();
        if city { at.plus(2) } else { at }
    }

    /// "Damascus time", "Eastern time".
    fn english_place(&self, at: TokenIdx) -> Option<(ZoneName, TokenIdx)> {
        let place = self.place(at)?;
        let mut next = at.plus(1);
        if matches!(
            self.word(next),
            "mean" | "standard" | "daylight" | "coordinated" | "summer"
        ) {
            next = next.plus(1);
        }
        (self.word(next) == "time").then_some((place, next.plus(1)))
    }

    /// A zone, also without a meaning of its own at `at` ("Damascus time").
    pub(crate) fn any_zone(&self, at: TokenIdx) -> Option<(ZoneWords, TokenIdx)> {
        self.zone(at).or_else(|| {
            let (zone, end) = self.near(at).then(|| self.english_place(at)).flatten()?;
            Some((
                ZoneWords {
                    span: self.doc.span(at..end),
                    zone,
                },
                end,
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_of_a_place_is_in_the_database() {
        for &(names, zone) in [ar::ZONES, en::ZONES, ru::ZONES].into_iter().flatten() {
            let iana = named(zone).iana();
            assert!(
                iana.is_some_and(|z| jiff::tz::TimeZone::get(z).is_ok()),
                "{names}: {zone}"
            );
        }
    }
}
