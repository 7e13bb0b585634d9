//! What is asked to be different: the words of a "what if".
//!
//! A change is written as one short term, `close=c-castello@13:00`, several of them with commas
//! between: on the command line, in reports and in stored plans alike.

use std::{fmt, str::FromStr};

use hudna_truce::{Clock, PersonClass};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

/// A time of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum When {
    /// The first such time of the area's clock at or after the opening.
    Clock(Clock),
    /// Minutes after the opening.
    After(u32),
}

/// By how much a capacity changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Amount {
    /// To so many hundredths of what it is.
    Percent(u32),
    /// So many persons a minute more, or fewer.
    PerMinute(i32),
}

/// One change of a scenario or instance.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Change {
    /// A crossing lets nobody out, from a time on or from the opening. Everybody knows it from the
    /// opening on, so nobody sets out in vain.
    Close {
        /// Its id.
        crossing: String,
        /// From when on; `None`: it stays closed.
        at: Option<When>,
    },
    /// A crossing closes and nobody knew: who is on the road is where they are.
    Surprise {
        /// Its id.
        crossing: String,
        /// When.
        at: When,
    },
    /// A crossing lets more or fewer out.
    Crossing {
        /// Its id; `None`: every crossing.
        crossing: Option<String>,
        /// How many.
        amount: Amount,
    },
    /// A road lets more or fewer pass, in both directions.
    Road {
        /// Its name or the id of one link; `None`: every road.
        road: Option<String>,
        /// How many.
        amount: Amount,
    },
    /// More or fewer people than believed.
    People {
        /// Only in this zone.
        zone: Option<String>,
        /// Only of this class.
        class: Option<PersonClass>,
        /// Hundredths of what is believed.
        percent: u32,
    },
    /// The window opens and closes later (or earlier).
    Window {
        /// Minutes by which it opens later.
        opens_min: i32,
        /// Minutes by which it closes later.
        closes_min: i32,
    },
}

/// Why words are no change, or none of this scenario.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ChangeError {
    /// The words have no meaning.
    #[error("{term:?} is not a change: {problem}; write for example {example}")]
    Words {
        /// As written.
        term: String,
        /// What is wrong.
        problem: String,
        /// How it is written.
        example: &'static str,
    },
    /// There is nothing of that name.
    #[error("{term:?}: there is no {what} {name:?}; known are {}", known.join(", "))]
    Unknown {
        /// The change.
        term: String,
        /// Crossing, zone, road or class.
        what: &'static str,
        /// As written.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The change cannot be made here.
    #[error("{term:?} cannot be asked here: {problem}")]
    NotHere {
        /// The change.
        term: String,
        /// Why, and what to do instead.
        problem: String,
    },
}

const EXAMPLE: &str = "close=ID, close=ID@13:00, surprise=ID@13:00, crossing=ID:50%, crossing=*:+10, block=ROAD, road=*:50%, people=120%, people=civilians:110%, zone=ID:150%, opens=+30, closes=-60 or shift=+30";
/// A hundred times as many is beyond any doubt, and keeps every product in range.
const MOST_PERCENT: u32 = 10_000;
/// A week, in minutes.
const MOST_MINUTES: i32 = 7 * 24 * 60;
const MOST_PER_MINUTE: i32 = 100_000;

impl Change {
    /// The changes written in one text, with commas between; commas inside `"…"` belong to a name.
    /// An empty text has none.
    ///
    /// # Errors
    /// [`ChangeError::Words`] names the term at fault.
    pub fn list(text: &str) -> Result<Vec<Self>, ChangeError> {
        if text.trim().is_empty() {
            return Ok(Vec::new());
        }
        let mut quoted = false;
        text.split(|c| {
            quoted ^= c == '"';
            c == ',' && !quoted
        })
        .map(str::parse)
        .collect()
    }

    /// Several changes in one text.
    #[must_use]
    pub fn text(changes: &[Self]) -> String {
        let terms: Vec<String> = changes.iter().map(ToString::to_string).collect();
        terms.join(", ")
    }
}

fn unquoted(text: &str) -> &str {
    let inner = text.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
    inner.unwrap_or(text)
}

fn whose(name: &str) -> Option<String> {
    (name != "*").then(|| unquoted(name).to_owned())
}

fn amount(text: &str) -> Result<Amount, String> {
    if text.ends_with('%') {
        return percent(text).map(Amount::Percent);
    }
    signed(text, MOST_PER_MINUTE).map(Amount::PerMinute)
}

fn percent(text: &str) -> Result<u32, String> {
    text.strip_suffix('%')
        .and_then(|n| n.parse().ok())
        .filter(|&n| n <= MOST_PERCENT)
        .ok_or_else(|| format!("{text:?} is no percentage from 0% to {MOST_PERCENT}%"))
}

/// A number with its sign, which says that it is a difference.
fn signed(text: &str, most: i32) -> Result<i32, String> {
    text.strip_prefix(['+', '-'])
        .filter(|digits| digits.chars().all(|c| c.is_ascii_digit()))
        .and_then(|_| text.parse().ok())
        .filter(|n: &i32| n.abs() <= most)
        .ok_or_else(|| format!("{text:?} is no difference such as +30 or -60, {most} at most"))
}

impl FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.starts_with('+') {
            let minutes = signed(text, MOST_MINUTES)?;
            return Ok(Self::After(minutes.unsigned_abs()));
        }
        text.parse().map(Self::Clock).map_err(|_| {
            format!("{text:?} is no time such as 13:00, or +240 for 240 minutes after the opening")
        })
    }
}

impl FromStr for Change {
    type Err = ChangeError;

    fn from_str(term: &str) -> Result<Self, ChangeError> {
        let term = term.trim();
        let wrong = |problem: String| ChangeError::Words {
            term: term.to_owned(),
            problem,
            example: EXAMPLE,
        };
        let (word, value) = term
            .split_once('=')
            .ok_or_else(|| wrong("it has no =".to_owned()))?;
        let (word, value) = (word.trim(), value.trim());
        if value.is_empty() {
            return Err(wrong("nothing stands after =".to_owned()));
        }
        let named = |what: &str| {
            let (name, of) = value
                .rsplit_once(':')
                .ok_or_else(|| format!("{what} and how much are written with : between"))?;
            Ok::<_, String>((name.trim(), of.trim()))
        };
        let change = match word {
            "close" => match value.rsplit_once('@') {
                None => Ok(Self::Close {
                    crossing: unquoted(value).to_owned(),
                    at: None,
                }),
                Some((crossing, at)) => at.trim().parse().map(|at| Self::Close {
                    crossing: unquoted(crossing.trim()).to_owned(),
                    at: Some(at),
                }),
            },
            "surprise" => value
                .rsplit_once('@')
                .ok_or_else(|| "a surprise needs its time after @".to_owned())
                .and_then(|(crossing, at)| {
                    Ok(Self::Surprise {
                        crossing: unquoted(crossing.trim()).to_owned(),
                        at: at.trim().parse()?,
                    })
                }),
            "crossing" => named("a crossing").and_then(|(name, of)| {
                Ok(Self::Crossing {
                    crossing: whose(name),
                    amount: amount(of)?,
                })
            }),
            "road" => named("a road").and_then(|(name, of)| {
                Ok(Self::Road {
                    road: whose(name),
                    amount: amount(of)?,
                })
            }),
            "block" => Ok(Self::Road {
                road: whose(value),
                amount: Amount::Percent(0),
            }),
            "people" => match value.rsplit_once(':') {
                None => percent(value).map(|percent| (None, percent)),
                Some((class, of)) => class
                    .trim()
                    .parse()
                    .map_err(|e| format!("{e}"))
                    .and_then(|class| Ok((Some(class), percent(of.trim())?))),
            }
            .map(|(class, percent)| Self::People {
                zone: None,
                class,
                percent,
            }),
            "zone" => named("a zone").and_then(|(name, of)| {
                Ok(Self::People {
                    zone: whose(name),
                    class: None,
                    percent: percent(of)?,
                })
            }),
            "opens" | "closes" | "shift" => signed(value, MOST_MINUTES).map(|min| Self::Window {
                opens_min: if word == "closes" { 0 } else { min },
                closes_min: if word == "opens" { 0 } else { min },
            }),
            _ => Err(format!("the word {word:?} is not known")),
        };
        change.map_err(wrong)
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clock(clock) => write!(f, "{clock}"),
            Self::After(minutes) => write!(f, "+{minutes}"),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent(percent) => write!(f, "{percent}%"),
            Self::PerMinute(persons) => write!(f, "{persons:+}"),
        }
    }
}

/// A name as it can be read again.
struct Quoted<'a>(&'a Option<String>);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("*"),
            Some(name) if name == "*" || name.contains([',', ' ', ':', '@']) => {
                write!(f, "\"{name}\"")
            }
            Some(name) => f.write_str(name),
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Close { crossing, at } => {
                write!(f, "close={}", Quoted(&Some(crossing.clone())))?;
                at.map_or(Ok(()), |at| write!(f, "@{at}"))
            }
            Self::Surprise { crossing, at } => {
                write!(f, "surprise={}@{at}", Quoted(&Some(crossing.clone())))
            }
            Self::Crossing { crossing, amount } => {
                write!(f, "crossing={}:{amount}", Quoted(crossing))
            }
            Self::Road {
                road: road @ Some(_),
                amount: Amount::Percent(0),
            } => write!(f, "block={}", Quoted(road)),
            Self::Road { road, amount } => write!(f, "road={}:{amount}", Quoted(road)),
            Self::People {
                zone: None,
                class: None,
                percent,
            } => write!(f, "people={percent}%"),
            Self::People {
                zone: None,
                class: Some(class),
                percent,
            } => write!(f, "people={class}:{percent}%"),
            Self::People { zone, percent, .. } => {
                write!(f, "zone={}:{percent}%", Quoted(zone))
            }
            Self::Window {
                opens_min,
                closes_min: 0,
            } => write!(f, "opens={opens_min:+}"),
            Self::Window {
                opens_min: 0,
                closes_min,
            } => write!(f, "closes={closes_min:+}"),
            Self::Window { opens_min, .. } => write!(f, "shift={opens_min:+}"),
        }
    }
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Change {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_is_read_as_it_is_written() {
        for text in [
            "close=c-a",
            "close=c-a@13:00",
            "close=c-a@+240",
            "surprise=c-a@09:05",
            "crossing=c-a:50%",
            "crossing=*:+10",
            "crossing=\"a, b: c\":-3",
            "block=\"Castello road\"",
            "road=*:50%",
            "people=120%",
            "people=civilians:110%",
            "zone=z-a:0%",
            "opens=+30",
            "closes=-60",
            "shift=+90",
            "close=c-a, people=120%",
            "block=\"North, upper\", opens=+30",
        ] {
            let changes = Change::list(text).unwrap();
            assert_eq!(Change::text(&changes), text);
        }
    }

    #[test]
    fn words_without_meaning_are_refused_with_what_is_wrong() {
        for (text, part) in [
            ("castello", "it has no ="),
            ("close=", "nothing stands after ="),
            ("close=c-a@noon", "\"noon\" is no time"),
            ("surprise=c-a", "needs its time"),
            ("crossing=c-a", "with : between"),
            ("crossing=c-a:10", "no difference such as +30"),
            ("people=120", "no percentage"),
            ("people=soldiers:120%", "unknown class of people"),
            ("closes=60", "no difference"),
            ("closes=-99999", "10080 at most"),
            ("shut=c-a", "the word \"shut\" is not known"),
            ("people=120%,", "it has no ="),
        ] {
            let message = Change::list(text).unwrap_err().to_string();
            assert!(message.contains(part), "{text}: {message}");
        }
    }
}
