//! The words that numbers are made of, in Arabic, English and Russian.

use std::sync::LazyLock;

use crate::{Lexicon, fold};

/// What a word contributes to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberWord {
    /// 1 to 9, and 0.
    Unit(u8),
    /// 1, only before "عشر" or tens: «أحد» alone is "one of" or Sunday.
    CompoundOne,
    /// 10 to 19 in one word.
    Teen(u8),
    /// 10, or with a unit before it 11 to 19: «عشر», «عشرة».
    Ten,
    /// 20, 30, …
    Tens(u8),
    /// 100, times the unit before it.
    Hundred,
    /// 100, 200, … in one word.
    Hundreds(u16),
    /// A thousand and more, times what stands before it; alone, one of it.
    Scale(i64),
    /// The same, but alone it is vague («آلاف», "thousands") or another word.
    PluralScale(i64),
    /// Two thousand and more in one word: «ألفان».
    DualScale(i64),
    /// A half.
    Half,
    /// One and a half: «полтора».
    OneAndHalf,
    /// First, second, …
    Ordinal(u8),
    /// Twentieth, thirtieth: may follow an ordinal below ten.
    OrdinalTens(u8),
    /// "a", "an" before a scale.
    Article,
    /// "and", «с» before a half.
    And,
}

fn add(to: &mut Vec<(String, NumberWord)>, words: &str, value: NumberWord) {
    to.extend(words.split_whitespace().map(|w| (fold(w), value)));
}

/// All of them, folded.
pub(super) static WORDS: LazyLock<Lexicon<NumberWord>> = LazyLock::new(|| {
    let mut words = Vec::new();
    arabic(&mut words);
    english(&mut words);
    russian(&mut words);
    words.into_iter().collect()
});

fn arabic(w: &mut Vec<(String, NumberWord)>) {
    use NumberWord::{
        CompoundOne, DualScale, Half, Hundred, Hundreds, Ordinal, OrdinalTens, PluralScale, Scale,
        Ten, Tens, Unit,
    };
    add(w, "واحد واحدة", Unit(1));
    add(w, "أحد إحدى", CompoundOne);
    add(
        w,
        "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي إثنان إثنين",
        Unit(2),
    );
    let stems = ["ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"];
    for (n, stem) in (3..).zip(stems) {
        add(w, &format!("{stem} {stem}ة"), Unit(n));
        let tens = if n == 6 { "ستّ" } else { stem };
        add(w, &format!("{tens}ون {tens}ين"), Tens(n * 10));
        let hundreds = u16::from(n) * 100;
        for hundred in ["مئة", "مائة", "مية"] {
            add(
                w,
                &format!("{stem}{hundred} {stem}ي{hundred}"),
                Hundreds(hundreds),
            );
        }
    }
    add(w, "ثماني ثمانية", Unit(8));
    add(w, "عشر عشرة", Ten);
    add(w, "عشرون عشرين", Tens(20));
    add(w, "مئة مائة مية", Hundred);
    add(
        w,
        "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي",
        Hundreds(200),
    );
    add(w, "ألف", Scale(1_000));
    add(w, "آلاف ألفا", PluralScale(1_000));
    add(w, "ألفان ألفين ألفي", DualScale(1_000));
    add(w, "مليون", Scale(1_000_000));
    add(w, "ملايين مليونا", PluralScale(1_000_000));
    add(w, "مليونان مليونين مليوني", DualScale(1_000_000));
    add(w, "مليار بليون", Scale(1_000_000_000));
    add(w, "مليارات مليارا", PluralScale(1_000_000_000));
    add(w, "ملياران مليارين", DualScale(1_000_000_000));
    add(w, "نصف", Half);
    add(w, "الأول الأولى", Ordinal(1));
    add(w, "الحادي الحادية", Ordinal(1));
    let ordinals = [
        "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر",
    ];
    for (n, stem) in (2..).zip(ordinals) {
        add(w, &format!("ال{stem} ال{stem}ة"), Ordinal(n));
    }
    add(w, "العشرون العشرين", OrdinalTens(20));
    add(w, "الثلاثون الثلاثين", OrdinalTens(30));
}

fn english(w: &mut Vec<(String, NumberWord)>) {
    use NumberWord::{
        And, Article, Half, Hundred, Ordinal, OrdinalTens, PluralScale, Scale, Teen, Tens, Unit,
    };
    let units = "zero one two three four five six seven eight nine";
    for (n, word) in (0..).zip(units.split(' ')) {
        add(w, word, Unit(n));
    }
    let teens = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
    for (n, word) in (10..).zip(teens.split(' ')) {
        add(w, word, Teen(n));
    }
    let tens = "twenty thirty forty fifty sixty seventy eighty ninety";
    for (n, word) in (2..).zip(tens.split(' ')) {
        add(w, word, Tens(n * 10));
    }
    add(w, "hundred", Hundred);
    add(w, "thousand", PluralScale(1_000));
    add(w, "million", PluralScale(1_000_000));
    add(w, "billion", PluralScale(1_000_000_000));
    add(w, "dozen", Scale(12));
    add(w, "half", Half);
    add(w, "a an", Article);
    add(w, "and", And);
    let ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth \
                    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth";
    for (n, word) in (1..).zip(ordinals.split_whitespace()) {
        add(w, word, Ordinal(n));
    }
    add(w, "twentieth", OrdinalTens(20));
    add(w, "thirtieth", OrdinalTens(30));
}

fn russian(w: &mut Vec<(String, NumberWord)>) {
    use NumberWord::{
        And, Half, Hundreds, OneAndHalf, Ordinal, OrdinalTens, Scale, Teen, Tens, Unit,
    };
    let units = [
        "ноль нуля",
        "один одна одно одного одной одному одним одну",
        "два две двух двум двумя двое",
        "три трех трем тремя трое",
        "четыре четырех четырем четырьмя четверо",
        "пять пяти пятью пятеро",
        "шесть шести шестью шестеро",
        "семь семи семью семеро",
        "восемь восьми восемью",
        "девять девяти девятью",
    ];
    for (n, words) in (0..).zip(units) {
        add(w, words, Unit(n));
    }
    let teens = [
        "десять десяти десятью",
        "одиннадцать одиннадцати",
        "двенадцать двенадцати",
        "тринадцать тринадцати",
        "четырнадцать четырнадцати",
        "пятнадцать пятнадцати",
        "шестнадцать шестнадцати",
        "семнадцать семнадцати",
        "восемнадцать восемнадцати",
        "девятнадцать девятнадцати",
    ];
    for (n, words) in (10..).zip(teens) {
        add(w, words, Teen(n));
    }
    let tens = [
        "двадцать двадцати",
        "тридцать тридцати",
        "сорок сорока",
        "пятьдесят пятидесяти",
        "шестьдесят шестидесяти",
        "семьдесят семидесяти",
        "восемьдесят восьмидесяти",
        "девяносто девяноста",
    ];
    for (n, words) in (2..).zip(tens) {
        add(w, words, Tens(n * 10));
    }
    let hundreds = [
        "сто ста",
        "двести двухсот",
        "триста трехсот",
        "четыреста четырехсот",
        "пятьсот пятисот",
        "шестьсот шестисот",
        "семьсот семисот",
        "восемьсот восьмисот",
        "девятьсот девятисот",
    ];
    for (n, words) in (1..).zip(hundreds) {
        add(w, words, Hundreds(n * 100));
    }
    // «тысячи» alone is vague; «тысяча» and «тысячу» are one thousand.
    add(w, "тысяча тысячу", Scale(1_000));
    add(
        w,
        "тысячи тысяч тысячам тысячами тыс",
        NumberWord::PluralScale(1_000),
    );
    add(w, "миллион", Scale(1_000_000));
    add(
        w,
        "миллиона миллионов млн",
        NumberWord::PluralScale(1_000_000),
    );
    add(w, "миллиард", Scale(1_000_000_000));
    add(
        w,
        "миллиарда миллиардов млрд",
        NumberWord::PluralScale(1_000_000_000),
    );
    add(w, "полтора полторы полутора", OneAndHalf);
    add(w, "половиной половина половину", Half);
    add(w, "с", And);
    let ordinals = [
        "перв",
        "втор",
        "трет",
        "четверт",
        "пят",
        "шест",
        "седьм",
        "восьм",
        "девят",
        "десят",
        "одиннадцат",
        "двенадцат",
        "тринадцат",
        "четырнадцат",
        "пятнадцат",
        "шестнадцат",
        "семнадцат",
        "восемнадцат",
        "девятнадцат",
    ];
    for (n, stem) in (1..).zip(ordinals) {
        if n == 3 {
            add(
                w,
                "третий третье третьего третьему третьем третья третьей",
                Ordinal(3),
            );
        } else {
            for ending in ["ый", "ой", "ое", "ого", "ому", "ом", "ая"] {
                add(w, &format!("{stem}{ending}"), Ordinal(n));
            }
        }
    }
    for (n, stem) in [(20, "двадцат"), (30, "тридцат")] {
        for ending in ["ый", "ое", "ого", "ому", "ом", "ая", "ой"] {
            add(w, &format!("{stem}{ending}"), OrdinalTens(n));
        }
    }
}
