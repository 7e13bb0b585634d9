//! Which language a report is in: by script, then by function words.

use crate::{
    lexicon::Lexicon,
    token::{Script, Token, TokenKind},
};
use std::sync::LazyLock;

/// The main language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Language {
    /// Arabic.
    Arabic,
    /// English.
    English,
    /// Russian.
    Russian,
    /// None of these, or too little text to tell.
    #[default]
    Undetermined,
}

impl Language {
    /// ISO 639: `ar`, `en`, `ru`, `und`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::English => "en",
            Self::Russian => "ru",
            Self::Undetermined => "und",
        }
    }
}

/// Short frequent words that related languages in the same script do not share.
static FUNCTION_WORDS: LazyLock<Lexicon<Language>> = LazyLock::new(|| {
    use Language::{Arabic, English, Russian};
    let ar = "في من على إلى أن إن عن مع هذا هذه التي الذي بعد قبل قد كان ما لا لم أو ثم حتى بين كما وقال خلال";
    let en =
        "the of and to in that for on with from by at as was were has have it is an be said would";
    let ru = "и в на что не с по из для от до как это его также был были будет или к о об при за а";
    let all = [(ar, Arabic), (en, English), (ru, Russian)];
    all.iter()
        .flat_map(|&(words, l)| words.split(' ').map(move |w| (w, l)))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|(w, l)| (crate::fold(w), l))
        .collect()
});

/// Words looked at: the beginning of a report tells its language.
const LOOKED_AT: usize = 200;

/// Letters that Arabic and Russian do not have.
const fn is_strange(script: Script, c: char) -> bool {
    match script {
        Script::Arabic => matches!(c, 'پ' | 'گ' | 'چ' | 'ژ' | 'ٹ' | 'ڈ' | 'ے'),
        Script::Cyrillic => matches!(c, 'і' | 'ї' | 'є' | 'ґ' | 'ў' | 'ј' | 'љ' | 'њ'),
        _ => false,
    }
}

/// Whether a text may hold such a letter: most hold none, and their bytes tell so at once.
fn may_have_strange(text: &[u8]) -> bool {
    let pairs = text.iter().zip(text.iter().skip(1));
    pairs.fold(false, |found, (&first, &second)| {
        found
            // چ to ے, ґ
            | matches!(first, 0xda | 0xdb | 0xd2)
            // ٹ, پ
            | (first == 0xd9) & (second >= 0xb9)
            // є to њ
            | (first == 0xd1) & (second >= 0x94)
    })
}

/// The language of most words.
pub(crate) fn of(folded: &str, words: &[&str], tokens: &[Token]) -> Language {
    let (mut arabic, mut latin, mut cyrillic, mut other) = (0_u32, 0_u32, 0_u32, 0_u32);
    let (mut ar, mut en, mut ru, mut foreign) = (0_u32, 0_u32, 0_u32, 0_u32);
    let words = (tokens.iter().zip(words)).filter(|(t, _)| t.kind == TokenKind::Word);
    let function_words = &*FUNCTION_WORDS;
    let has_strange = may_have_strange(folded.as_bytes());
    for (t, word) in words.take(LOOKED_AT) {
        match t.script {
            Script::Arabic => arabic += 1,
            Script::Latin => latin += 1,
            Script::Cyrillic => cyrillic += 1,
            Script::Other => other += 1,
        }
        match function_words.find_letters(t.hash, word.as_bytes()) {
            Some(Language::Arabic) => ar += 1,
            Some(Language::English) => en += 1,
            Some(Language::Russian) => ru += 1,
            _ => {}
        }
        foreign += u32::from(has_strange && word.chars().any(|c| is_strange(t.script, c)));
    }
    let most = arabic.max(latin).max(cyrillic);
    if most == 0 || most < other {
        return Language::Undetermined;
    }
    // A text of a few words has no function words; a longer one in the language has many.
    let enough = |found: u32| found * 25 >= most || most < 12;
    if arabic == most && enough(ar) && foreign * 12 <= arabic {
        Language::Arabic
    } else if cyrillic == most && enough(ru) && foreign * 25 <= cyrillic {
        Language::Russian
    } else if latin == most && enough(en) && (en > 0 || most < 4) {
        Language::English
    } else {
        Language::Undetermined
    }
}

#[cfg(test)]
mod tests {
    use super::{Script, is_strange, may_have_strange};
    use crate::{Document, Folded, Language};

    #[test]
    fn every_strange_letter_is_seen_in_the_bytes() {
        let mut seen = 0;
        for c in '\u{400}'..'\u{700}' {
            if [Script::Arabic, Script::Cyrillic]
                .iter()
                .any(|s| is_strange(*s, c))
            {
                seen += 1;
                assert!(may_have_strange(format!("في {c}.").as_bytes()), "{c}");
            }
        }
        assert_eq!(seen, 15);
        let plain =
            "قال وزير الخارجية في ٨ ديسمبر إن الهدنة بدأت. Пауза ещё идёт, The pause holds.";
        assert!(!may_have_strange(crate::fold(plain).as_bytes()));
    }

    #[test]
    fn the_script_and_the_function_words_tell_the_language() {
        for (text, language) in [
            (
                "أعلنت موسكو هدنة في حلب على أن تبدأ بعد غد",
                Language::Arabic,
            ),
            (
                "Russia said that the truce in Aleppo would start on Friday",
                Language::English,
            ),
            (
                "Россия объявила о перемирии в Алеппо, и оно начнётся в пятницу",
                Language::Russian,
            ),
            (
                "Les forces armées annoncent une trêve de dix heures dans la ville d'Alep pour demain",
                Language::Undetermined,
            ),
            (
                "Росія оголосила про перемир'я у місті, і воно почнеться завтра, як повідомили її військові",
                Language::Undetermined,
            ),
            ("12:00 - 14:00", Language::Undetermined),
            ("", Language::Undetermined),
        ] {
            assert_eq!(
                Document::new(&Folded::of(text)).language(),
                language,
                "{text}"
            );
        }
    }

    #[test]
    fn function_words_are_stored_folded() {
        assert!(super::FUNCTION_WORDS.get("الي").is_some());
    }
}
