//! Arabic: the words of time and the rules that read them.

use crate::time::{
    rule::Rule,
    value::{DayPart, TimeUnit, Weekday},
    words::{Entry, Word},
};

/// A date: day and month, alone or in a pair of names, with or without weekday and year.
///
/// «الخميس 8 ديسمبر/كانون الأول 2016», Thursday 8 December 2016. «يوم الرابع من نوفمبر/ تشرين
/// الثاني», on the fourth of November. The two names of a month must agree.
pub(crate) const DATE: Rule = Rule::new("ar.time.date@1");

/// A month, named twice or with a year, a direction or «شهر».
///
/// «في تشرين الأول/أكتوبر», in October. «يوليو/تموز الماضي», last July.
pub(crate) const MONTH: Rule = Rule::new("ar.time.month@1");

/// A day of the week, before or after publication by its modifier or by the verb that governs it.
///
/// «السبت المقبل», next Saturday. «ستعقد، السبت», will be held, Saturday.
pub(crate) const WEEKDAY: Rule = Rule::new("ar.time.weekday@1");

/// Today, tomorrow, yesterday and the like, with the weekday that must agree.
///
/// «يوم غد الجمعة», tomorrow, Friday. «أول من أمس (السبت)», the day before yesterday (Saturday).
pub(crate) const DEIXIS: Rule = Rule::new("ar.time.deixis@1");

/// An amount of time before or after publication.
///
/// «منذ 17 يوما», 17 days ago. «قبل يومين», two days ago; not «قبل يومين من الهدنة», two days before
/// the truce.
pub(crate) const AGO: Rule = Rule::new("ar.time.ago@1");

/// An hour, in words or digits, with its part of the day, its day and its zone.
///
/// «الساعة الثامنة صباحاً (بتوقيت دمشق)», 08:00 Damascus time. «الحادية عشرة والنصف», half past eleven.
pub(crate) const CLOCK: Rule = Rule::new("ar.time.clock@1");

/// From an hour or day to another, with the date before, after or only at the end.
///
/// «من التاسعة صباحا إلى السابعة مساء يوم الرابع من نوفمبر», from 9 a.m. to 7 p.m. on 4 November.
pub(crate) const WINDOW: Rule = Rule::new("ar.time.window@1");

/// An amount of time: how long something is to last, or did last.
///
/// «لمدة 8 ساعات», for 8 hours. «استمرت ثلاثة أيام», lasted three days (history). «ساعتين», two hours.
pub(crate) const DURATION: Rule = Rule::new("ar.time.duration@1");

/// A whole week, month or year.
///
/// «الأسبوع الماضي», last week.
pub(crate) const PERIOD: Rule = Rule::new("ar.time.period@1");

/// Every day.
///
/// «هدنة يومية», a daily truce. «كل يوم», every day.
pub(crate) const DAILY: Rule = Rule::new("ar.time.daily@1");

/// Months: Levantine, Egyptian and Gulf, Maghreb names; the same number is the same month.
pub(crate) const WORDS: &[Entry] = &[
    ("السبت", Word::Weekday(Weekday::Saturday)),
    ("الأحد", Word::Weekday(Weekday::Sunday)),
    ("الاثنين الإثنين", Word::Weekday(Weekday::Monday)),
    ("الثلاثاء", Word::Weekday(Weekday::Tuesday)),
    ("الأربعاء", Word::Weekday(Weekday::Wednesday)),
    ("الخميس", Word::Weekday(Weekday::Thursday)),
    ("الجمعة", Word::Weekday(Weekday::Friday)),
    ("يناير جانفي", Word::Month(1)),
    ("شباط فبراير فيفري", Word::Month(2)),
    ("آذار مارس", Word::Month(3)),
    ("نيسان أبريل إبريل أفريل", Word::Month(4)),
    ("أيار مايو ماي", Word::Month(5)),
    ("حزيران يونيو يونيه جوان", Word::Month(6)),
    ("تموز يوليو يوليه جويلية يوليوز", Word::Month(7)),
    ("آب أغسطس أغسطوس أوت غشت", Word::Month(8)),
    ("أيلول سبتمبر شتنبر", Word::Month(9)),
    ("أكتوبر", Word::Month(10)),
    ("نوفمبر نونبر", Word::Month(11)),
    ("ديسمبر دجنبر", Word::Month(12)),
    (
        "كانون",
        Word::MonthOfTwo {
            first: 12,
            second: 1,
        },
    ),
    (
        "تشرين",
        Word::MonthOfTwo {
            first: 10,
            second: 11,
        },
    ),
    ("محرم المحرم", Word::Hijri(1)),
    ("صفر", Word::Hijri(2)),
    (
        "ربيع",
        Word::HijriOfTwo {
            first: 3,
            second: 4,
        },
    ),
    (
        "جمادى",
        Word::HijriOfTwo {
            first: 5,
            second: 6,
        },
    ),
    ("رجب", Word::Hijri(7)),
    ("شعبان", Word::Hijri(8)),
    ("رمضان", Word::Hijri(9)),
    ("شوال", Word::Hijri(10)),
    ("ذو ذي ذا", Word::HijriPrefix),
    ("شهر الشهر", Word::MonthNoun),
    ("عام العام سنة", Word::YearNoun),
    ("يوم", Word::DayNoun),
    ("اليوم", Word::Deixis(0)),
    ("غد غدا الغد", Word::Deixis(1)),
    ("أمس الأمس البارحة", Word::Deixis(-1)),
    ("الليلة", Word::DeixisPart(0, DayPart::Night)),
    ("فجر فجرا الفجر", Word::Part(DayPart::Dawn)),
    ("صباح صباحا الصباح ضحى", Word::Part(DayPart::Morning)),
    ("ظهر ظهرا الظهر الظهيرة", Word::Part(DayPart::Noon)),
    ("عصر عصرا العصر", Word::Part(DayPart::Afternoon)),
    ("مساء المساء مساءا مغرب", Word::Part(DayPart::Evening)),
    ("ليل ليلا ليلة الليل", Word::Part(DayPart::Night)),
    ("ص", Word::Am),
    ("م", Word::Pm),
    ("الساعة", Word::ClockNoun),
    ("الواحدة", Word::OneOClock),
    ("منتصف", Word::Midnight),
    ("دقيقة", Word::Unit(TimeUnit::Minute, 1)),
    ("دقيقتان دقيقتين", Word::Unit(TimeUnit::Minute, 2)),
    ("دقائق", Word::Unit(TimeUnit::Minute, 0)),
    ("ساعة", Word::Unit(TimeUnit::Hour, 1)),
    ("ساعتان ساعتين", Word::Unit(TimeUnit::Hour, 2)),
    ("ساعات", Word::Unit(TimeUnit::Hour, 0)),
    ("يوما", Word::Unit(TimeUnit::Day, 1)),
    ("يومان يومين", Word::Unit(TimeUnit::Day, 2)),
    ("أيام", Word::Unit(TimeUnit::Day, 0)),
    ("أسبوع أسبوعا", Word::Unit(TimeUnit::Week, 1)),
    ("أسبوعان أسبوعين", Word::Unit(TimeUnit::Week, 2)),
    ("أسابيع", Word::Unit(TimeUnit::Week, 0)),
    ("شهرا", Word::Unit(TimeUnit::Month, 1)),
    ("شهران شهرين", Word::Unit(TimeUnit::Month, 2)),
    ("أشهر شهور", Word::Unit(TimeUnit::Month, 0)),
    ("عاما", Word::Unit(TimeUnit::Year, 1)),
    ("عامان عامين سنتان سنتين", Word::Unit(TimeUnit::Year, 2)),
    ("أعوام سنوات سنين", Word::Unit(TimeUnit::Year, 0)),
    ("المقبل المقبلة القادم القادمة", Word::Next),
    (
        "الماضي الماضية الفائت الفائتة المنصرم المنصرمة الأخيرة السالفة",
        Word::Last,
    ),
    ("الجاري الجارية الحالي الحالية هذا هذه", Word::This),
    ("نفسه ذاته نفسها ذاتها عينه", Word::Same),
    ("التالي اللاحق", Word::Following),
    ("من", Word::From),
    ("ابتداء بدءا اعتبارا انطلاقا", Word::Starting),
    ("إلى", Word::To),
    ("حتى لغاية", Word::Until),
    ("بين", Word::Between),
    ("و", Word::And),
    ("في عند لدى", Word::At),
    ("بعد", Word::After),
    ("قبل", Word::Before),
    ("أول", Word::First),
    ("إلا", Word::Minus),
    ("النصف", Word::HourPart(30)),
    ("الربع ربعا ربع", Word::HourPart(15)),
    ("الثلث ثلثا ثلث", Word::HourPart(20)),
    ("منذ", Word::Since),
    ("مدة مدتها مدته طولها لمدة ومدتها ومدته", Word::For),
    (
        "تستمر يستمر يدوم تدوم تمتد يمتد ستستمر سيستمر ستدوم",
        Word::Lasts,
    ),
    ("استمرت استمر دامت دام امتدت", Word::Lasted),
    ("إضافية إضافيا إضافي إضافيين إضافيتين أخرى", Word::Extra),
    ("يوميا يومية اليومية يومي", Word::Daily),
    ("كل", Word::Every),
    ("توقيت", Word::ZoneNoun),
    ("المحلي", Word::Local),
    (
        "تبدأ يبدأ بدأت بدأ تنطلق ينطلق تسري يسري انطلقت ستبدأ سيبدأ ستنطلق سينطلق",
        Word::Begins,
    ),
    (
        "تنتهي ينتهي انتهت انتهى تنقضي ينقضي انقضت انقضى ستنتهي سينتهي",
        Word::Ends,
    ),
    (
        "سوف مقرر مقررا المقرر المزمع مزمع المتوقع متوقع المرتقب يعتزم تعتزم يفترض ينتظر موعد تبقى يبقى",
        Word::AheadCue,
    ),
    ("كان كانت وكان", Word::Was),
    (
        "أعلن أعلنت أكد أكدت وافق وافقت أقر أقرت قرر قررت اقترح اقترحت مدد مددت",
        Word::Announced,
    ),
    (
        "قال قالت أضاف أضافت ذكر ذكرت أوضح أوضحت أشار أشارت دعا دعت اتهم اتهمت رفض رفضت رحب رحبت \
         ندد نددت أفاد أفادت صرح صرحت شدد شددت طالب طالبت حث حثت أدان أدانت نفى نفت أبلغ أبلغت كشف \
         كشفت حذر حذرت أبدى أبدت أعرب أعربت طلب طلبت",
        Word::Said,
    ),
    (
        "قبل وصل وصلت وصلوا غادر غادرت غادروا خرج خرجت خرجوا دخل دخلت دخلوا عاد عادت عادوا قتل \
         قتلت قتلوا أصيب أصيبوا سقط سقطت قصف قصفت شن شنت هاجم هاجمت سيطر سيطرت استعاد استعادت \
         اندلع اندلعت شهد شهدت جرى جرت حصل حصلت حدث حدثت وقع وقعت تم تمت التقى التقت التقيا اجتمع \
         اجتمعت اجتمعوا عقد عقدت عقدوا تشاور تشاورا تحدث تحدثت بحث بحثت بحثا ناقش ناقشت ناقشا \
         تواجهت تواجه اشتبك اشتبكت انسحب انسحبت انهار انهارت توقف توقفت أوقف أوقفت علق علقت صدر صدرت سمح سمحت منح نشر نشرت نقل نقلت أطلق أطلقت فشل فشلت حاول حاولت واصل واصلت \
         بلغ بلغت رست ألقى ألقت ألقتها افتتح افتتحت أجرى أجرت اختتم اختتمت انعقد انعقدت انتزعت \
         تقاتل أغار أغارت اتفقنا وافقنا وقعنا توصلنا أبرمنا التقينا اجتمعنا عقدنا",
        Word::BackCue,
    ),
];

/// Words that begin like a future verb and are none.
pub(crate) const NO_FUTURE: &[&str] = &[
    "ستة",
    "ستون",
    "ستين",
    "ستمئة",
    "ستمائة",
    "ستار",
    "ستيفان",
    "ستافان",
    "ستفان",
    "سيارة",
    "سيارات",
    "سيادة",
    "سياسة",
    "سياسي",
    "سياسية",
    "سياق",
    "سيد",
    "سيدة",
    "سيطرة",
    "سيطر",
    "سيطرت",
    "سيطروا",
    "سيرغي",
    "سيرجي",
    "سيئ",
    "سيئة",
    "سيناء",
    "سينما",
    "سيناتور",
    "سيناريو",
    "سيف",
    "سير",
    "سيرها",
    "سيل",
    "سيبيريا",
    "ستوكهولم",
    "سنة",
    "سنوات",
    "سنوي",
    "سنويا",
    "سنين",
    "سني",
    "سنية",
    "سند",
    "سنجار",
];

/// Cities and countries of «بتوقيت …» and their zones.
pub(crate) const ZONES: &[(&str, &str)] = &[
    ("دمشق سوريا سورية حلب", "Asia/Damascus"),
    ("القدس", "Asia/Jerusalem"),
    ("غزة", "Asia/Gaza"),
    ("بيروت لبنان", "Asia/Beirut"),
    ("عمان الأردن", "Asia/Amman"),
    ("بغداد العراق", "Asia/Baghdad"),
    ("الرياض السعودية مكة", "Asia/Riyadh"),
    ("صنعاء عدن اليمن", "Asia/Aden"),
    ("دبي أبوظبي الإمارات", "Asia/Dubai"),
    ("الدوحة قطر", "Asia/Qatar"),
    ("القاهرة مصر", "Africa/Cairo"),
    ("الخرطوم السودان", "Africa/Khartoum"),
    ("طرابلس ليبيا", "Africa/Tripoli"),
    ("تونس", "Africa/Tunis"),
    ("الجزائر", "Africa/Algiers"),
    ("طهران إيران", "Asia/Tehran"),
    ("أنقرة إسطنبول تركيا", "Europe/Istanbul"),
    ("كييف أوكرانيا", "Europe/Kyiv"),
    ("كابول أفغانستان", "Asia/Kabul"),
    ("باكو", "Asia/Baku"),
    ("يريفان", "Asia/Yerevan"),
    ("جنيف", "Europe/Zurich"),
    ("باريس", "Europe/Paris"),
    ("لندن", "Europe/London"),
    ("موسكو", "Moscow"),
    ("غرينتش جرينتش غرينيتش جرينيتش غرينيتس", "GMT"),
    ("واشنطن نيويورك", "US Eastern"),
];
