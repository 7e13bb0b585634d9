//! Who held an office when: a person spoken of as holding it bounds the year of a report.
//!
//! Only offices whose dates are beyond dispute, each with where the dates are published. A tenure
//! bounds a year that other words leave open; it never makes a date by itself.

use std::sync::LazyLock;

use hudna_text::{Document, Lexicon, TokenIdx, TokenKind, fold};
use jiff::civil::{Date, date};

/// An office held by a person.
#[derive(Debug)]
pub(super) struct Tenure {
    /// Person and office, for the reasons.
    pub(super) who: &'static str,
    /// Surnames as written, in all languages and spellings.
    names: &'static str,
    /// Words of the office, one of which must stand near the name.
    office: &'static str,
    /// From the first to the last day; an open end is the end of what is looked at.
    pub(super) spans: &'static [(Date, Date)],
}

const OPEN: Date = date(2100, 1, 1);

/// Sources: Office of the Historian, US Department of State (secretaries of state, presidents);
/// decrees published on kremlin.ru; United Nations press releases of the SG/A series; European
/// External Action Service; Encyclopaedia Britannica for heads of state.
static TENURES: &[Tenure] = &[
    Tenure {
        who: "John Kerry, US Secretary of State",
        names: "كيري kerry керри",
        office: "وزير الخارجية وزيري الأميركي secretary госсекретарь госсекретаря",
        spans: &[(date(2013, 2, 1), date(2017, 1, 20))],
    },
    Tenure {
        who: "Hillary Clinton, US Secretary of State",
        names: "كلينتون clinton клинтон",
        office: "وزيرة الخارجية secretary госсекретарь",
        spans: &[(date(2009, 1, 21), date(2013, 2, 1))],
    },
    Tenure {
        who: "Rex Tillerson, US Secretary of State",
        names: "تيلرسون tillerson тиллерсон",
        office: "وزير الخارجية secretary госсекретарь",
        spans: &[(date(2017, 2, 1), date(2018, 3, 31))],
    },
    Tenure {
        who: "Mike Pompeo, US Secretary of State",
        names: "بومبيو pompeo помпео",
        office: "وزير الخارجية secretary госсекретарь",
        spans: &[(date(2018, 4, 26), date(2021, 1, 20))],
    },
    Tenure {
        who: "Antony Blinken, US Secretary of State",
        names: "بلينكن blinken блинкен",
        office: "وزير الخارجية secretary госсекретарь",
        spans: &[(date(2021, 1, 26), date(2025, 1, 20))],
    },
    Tenure {
        who: "Barack Obama, US President",
        names: "أوباما obama обама обамы",
        office: "الرئيس president президент президента",
        spans: &[(date(2009, 1, 20), date(2017, 1, 20))],
    },
    Tenure {
        who: "Donald Trump, US President",
        names: "ترامب ترمب trump трамп трампа",
        office: "الرئيس president президент президента",
        spans: &[
            (date(2017, 1, 20), date(2021, 1, 20)),
            (date(2025, 1, 20), OPEN),
        ],
    },
    Tenure {
        who: "Joe Biden, US President",
        names: "بايدن biden байден байдена",
        office: "الرئيس president президент президента",
        spans: &[(date(2021, 1, 20), date(2025, 1, 20))],
    },
    Tenure {
        who: "Sergei Shoigu, Russian Minister of Defence",
        names: "شويغو شويجو shoigu шойгу",
        office: "وزير الدفاع defence defense министр обороны",
        spans: &[(date(2012, 11, 6), date(2024, 5, 12))],
    },
    Tenure {
        who: "Vladimir Putin, Russian President",
        names: "بوتين putin путин путина",
        office: "الرئيس president президент президента",
        spans: &[
            (date(2000, 5, 7), date(2008, 5, 7)),
            (date(2012, 5, 7), OPEN),
        ],
    },
    Tenure {
        who: "Bashar al-Assad, Syrian President",
        names: "الأسد assad асад асада",
        office: "الرئيس president президент президента",
        spans: &[(date(2000, 7, 17), date(2024, 12, 8))],
    },
    Tenure {
        who: "Ban Ki-moon, UN Secretary-General",
        names: "مون moon мун муна",
        office: "الأمين العام secretary генсек генеральный",
        spans: &[(date(2007, 1, 1), date(2016, 12, 31))],
    },
    Tenure {
        who: "António Guterres, UN Secretary-General",
        names: "غوتيريش غوتيريس جوتيريش guterres гутерреш",
        office: "الأمين العام secretary генсек генеральный",
        spans: &[(date(2017, 1, 1), date(2026, 12, 31))],
    },
    Tenure {
        who: "Staffan de Mistura, UN Special Envoy for Syria",
        names: "ميستورا mistura мистура мистуры",
        office: "مبعوث المبعوث envoy посланник спецпосланник",
        spans: &[(date(2014, 7, 10), date(2019, 1, 7))],
    },
    Tenure {
        who: "Federica Mogherini, EU High Representative",
        names: "موغيريني موجيريني mogherini могерини",
        office: "وزيرة الممثلة المفوضة foreign representative глава дипломатии",
        spans: &[(date(2014, 11, 1), date(2019, 11, 30))],
    },
    Tenure {
        who: "Volodymyr Zelensky, Ukrainian President",
        names: "زيلينسكي zelensky zelenskyy зеленский зеленского",
        office: "الرئيس president президент президента",
        spans: &[(date(2019, 5, 20), OPEN)],
    },
];

/// How far the office may stand from the name, in tokens.
const NEAR: u32 = 8;

static NAMES: LazyLock<Lexicon<usize>> = LazyLock::new(|| {
    TENURES
        .iter()
        .enumerate()
        .flat_map(|(i, t)| t.names.split(' ').map(move |n| (fold(n), i)))
        .collect()
});

static OFFICES: LazyLock<Vec<Lexicon<()>>> = LazyLock::new(|| {
    TENURES
        .iter()
        .map(|t| t.office.split(' ').map(|w| (fold(w), ())).collect())
        .collect()
});

/// Words that put the office into the past.
const FORMER: [&str; 10] = [
    "السابق",
    "السابقه",
    "الاسبق",
    "الراحل",
    "former",
    "ex",
    "then",
    "late",
    "бывший",
    "экс",
];

/// The tenures that a text speaks of, each once, with the place of the name.
pub(super) fn spoken_of(doc: &Document<'_>) -> Vec<(&'static Tenure, TokenIdx)> {
    let mut out: Vec<(&'static Tenure, TokenIdx)> = Vec::new();
    let words = (0..).map(TokenIdx).zip(doc.tokens());
    for (at, _) in words.filter(|(_, t)| t.kind == TokenKind::Word) {
        let Some((_, person)) = doc.look_up_front(at, &NAMES) else {
            continue;
        };
        let (Some(tenure), Some(office)) = (TENURES.get(person), OFFICES.get(person)) else {
            continue;
        };
        if out.iter().any(|(t, _)| t.who == tenure.who) {
            continue;
        }
        let sentence = doc.sentence_of(at).and_then(|s| doc.sentence(s));
        let range = sentence.map_or(at.0..at.0, |s| s.tokens.clone());
        let from = at.0.saturating_sub(NEAR).max(range.start);
        let around = || (from..(at.0 + NEAR).min(range.end)).map(TokenIdx);
        let holds = around().any(|i| doc.look_up_front(i, office).is_some());
        let former = around().any(|i| FORMER.contains(&doc.word(i)));
        if holds && !former {
            out.push((tenure, at));
        }
    }
    out
}

impl Tenure {
    /// Whether the person held the office on that day.
    pub(super) fn holds(&self, day: Date) -> bool {
        self.spans.iter().any(|&(a, b)| a <= day && day <= b)
    }

    /// "from 2013-02-01 to 2017-01-20".
    pub(super) fn when(&self) -> String {
        let spans: Vec<String> = self
            .spans
            .iter()
            .map(|&(a, b)| {
                if b == OPEN {
                    format!("since {a}")
                } else {
                    format!("from {a} to {b}")
                }
            })
            .collect();
        spans.join(" and ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hudna_text::Folded;

    fn who(text: &str) -> Vec<&'static str> {
        let folded = Folded::of(text);
        let doc = Document::new(&folded);
        spoken_of(&doc).iter().map(|(t, _)| t.who).collect()
    }

    #[test]
    fn an_office_counts_only_with_its_name_and_not_when_it_is_over() {
        assert_eq!(
            who("قال وزير الخارجية الأميركي، جون كيري، إن بلاده ترحب."),
            ["John Kerry, US Secretary of State"]
        );
        assert_eq!(who("قال كيري إنه متفائل."), [""; 0]);
        assert_eq!(who("قال وزير الخارجية الأميركي السابق جون كيري."), [""; 0]);
        assert_eq!(who("قال وزير الخارجية."), [""; 0]);
    }

    #[test]
    fn spans_of_an_office_are_in_order() {
        for t in TENURES {
            assert!(t.spans.iter().all(|(a, b)| a < b), "{}", t.who);
            assert!(t.spans.windows(2).all(|w| w[0].1 < w[1].0), "{}", t.who);
        }
    }
}
