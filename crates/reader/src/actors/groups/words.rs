//! Words that open, end or mark the names of groups.

use crate::lexicon::Cue;

pub(super) fn is_political(word: &str) -> bool {
    let bare = word
        .trim_start_matches(['و', 'ل', 'ب'])
        .trim_start_matches("ال");
    matches!(bare, "حزب" | "party" | "union" | "congress" | "league") || word.starts_with("парти")
}

/// First words of names that are no name of a thing: «شهداء بدر».
pub(super) fn opens_name(word: &str) -> bool {
    matches!(
        word,
        "شهداء"
            | "ابو"
            | "ابي"
            | "انصار"
            | "احرار"
            | "اسود"
            | "صقور"
            | "ثوار"
            | "اجناد"
            | "جند"
            | "فرسان"
            | "مغاوير"
            | "ابناء"
            | "حماه"
            | "احفاد"
            | "درع"
            | "فجر"
            | "تحرير"
            | "نسور"
            | "ليوث"
            | "رجال"
            | "مجاهدي"
    )
}

/// Words that no name of a group ends in: "the ruling party", "the traffic", "the government's army".
pub(super) fn is_common(word: &str) -> bool {
    matches!(
        word,
        "الحاكم"
            | "المعارض"
            | "المعارضه"
            | "المسلح"
            | "المسلحه"
            | "المتشدده"
            | "المتطرفه"
            | "المتمرده"
            | "الانفصاليه"
            | "الارهابيه"
            | "الحكومه"
            | "الحكومي"
            | "الحكوميه"
            | "النظام"
            | "النظامي"
            | "البلاد"
            | "الدوله"
            | "الامن"
            | "الاسد"
            | "المسلحين"
            | "المتمردين"
            | "المتمردون"
            | "المرور"
            | "الملاحه"
            | "الطيران"
            | "السير"
            | "النزوح"
            | "المدنيين"
            | "السكان"
            | "الاهالي"
            | "المشاه"
            | "المدرعات"
            | "الاحتلال"
            | "الرييس"
            | "الرييسيه"
            | "الوطني"
            | "العمليه"
            | "المسووليه"
            | "القضيه"
            | "الاتفاقيه"
            | "الاقليمي"
            | "الدولي"
            | "الجديد"
            | "الجديده"
            | "نفسه"
            | "نفسها"
    )
}

/// «الشمال» in a name is no preposition.
pub(super) fn is_side(word: &str) -> bool {
    matches!(word, "الشمال" | "الجنوب" | "الشرق" | "الغرب" | "الوسط")
}

/// Words of the names of groups; the first are enough beside any noun, the others beside one of fighting.
pub(super) fn is_strong(word: &str) -> bool {
    matches!(
        word,
        "liberation"
            | "revolutionary"
            | "freedom"
            | "independence"
            | "resistance"
            | "salvation"
            | "martyrs"
            | "patriotic"
            | "liberators"
    )
}

pub(super) fn is_weak(word: &str) -> bool {
    matches!(
        word,
        "national"
            | "democratic"
            | "united"
            | "popular"
            | "people"
            | "peoples"
            | "islamic"
            | "republican"
            | "justice"
            | "unity"
    )
}

/// Cues that are no part of a name.
pub(super) const CLOSING: [Cue; 30] = [
    Cue::Truce,
    Cue::Stop,
    Cue::Hostilities,
    Cue::Raids,
    Cue::Declare,
    Cue::Agree,
    Cue::Agreement,
    Cue::Extend,
    Cue::InForce,
    Cue::Upcoming,
    Cue::Ended,
    Cue::Propose,
    Cue::Crossing,
    Cue::Open,
    Cue::Say,
    Cue::Office,
    Cue::Not,
    Cue::If,
    Cue::That,
    Cue::AccordingTo,
    Cue::PrepIn,
    Cue::Possible,
    Cue::Breach,
    Cue::Accepts,
    Cue::Rejects,
    Cue::Welcomes,
    Cue::Denies,
    Cue::Accuses,
    Cue::CallsFor,
    Cue::Group,
];
