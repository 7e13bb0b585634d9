//! Russian: the words of time and the rules that read them.

use crate::time::{
    rule::Rule,
    value::{DayPart, TimeUnit, Weekday},
    words::{Entry, Word},
};

/// A date: day and month, with or without weekday and year.
///
/// «в пятницу, 4 ноября 2016 года», on Friday, 4 November 2016. «04.11.2016».
pub(crate) const DATE: Rule = Rule::new("ru.time.date@1");

/// A month with a year, a direction or a preposition.
///
/// «в ноябре 2020 года», in November 2020.
pub(crate) const MONTH: Rule = Rule::new("ru.time.month@1");

/// A day of the week, before or after publication by its modifier or the verb that governs it.
///
/// «в следующую субботу», next Saturday. «сообщили во вторник», reported on Tuesday.
pub(crate) const WEEKDAY: Rule = Rule::new("ru.time.weekday@1");

/// Today, tomorrow, yesterday and the like.
///
/// «сегодня, 5 марта», today, 5 March. «послезавтра», the day after tomorrow.
pub(crate) const DEIXIS: Rule = Rule::new("ru.time.deixis@1");

/// An amount of time before or after publication.
///
/// «три года назад», three years ago.
pub(crate) const AGO: Rule = Rule::new("ru.time.ago@1");

/// An hour with its part of the day, its day and its zone.
///
/// «13:00 (15:00 по времени Астаны) 20 сентября». «в 9 утра», at 9 in the morning.
pub(crate) const CLOCK: Rule = Rule::new("ru.time.clock@1");

/// From an hour or day to another.
///
/// «с 9:00 до 16:00», from 9:00 to 16:00.
pub(crate) const WINDOW: Rule = Rule::new("ru.time.window@1");

/// An amount of time: how long something is to last, or did last.
///
/// «10-часовая пауза», a ten-hour pause. «длился три часа», lasted three hours (history).
pub(crate) const DURATION: Rule = Rule::new("ru.time.duration@1");

/// A whole week, month or year.
///
/// «на прошлой неделе», last week.
pub(crate) const PERIOD: Rule = Rule::new("ru.time.period@1");

/// Every day.
///
/// «ежедневно», daily.
pub(crate) const DAILY: Rule = Rule::new("ru.time.daily@1");

/// The words.
pub(crate) const WORDS: &[Entry] = &[
    (
        "суббота субботу субботы субботе",
        Word::Weekday(Weekday::Saturday),
    ),
    (
        "воскресенье воскресенья воскресенью",
        Word::Weekday(Weekday::Sunday),
    ),
    (
        "понедельник понедельника понедельнику",
        Word::Weekday(Weekday::Monday),
    ),
    ("вторник вторника вторнику", Word::Weekday(Weekday::Tuesday)),
    ("среда среду среды", Word::Weekday(Weekday::Wednesday)),
    (
        "четверг четверга четвергу",
        Word::Weekday(Weekday::Thursday),
    ),
    (
        "пятница пятницу пятницы пятнице",
        Word::Weekday(Weekday::Friday),
    ),
    ("январь января январе", Word::Month(1)),
    ("февраль февраля феврале", Word::Month(2)),
    ("март марта марте", Word::Month(3)),
    ("апрель апреля апреле", Word::Month(4)),
    ("май мая мае", Word::Month(5)),
    ("июнь июня июне", Word::Month(6)),
    ("июль июля июле", Word::Month(7)),
    ("август августа августе", Word::Month(8)),
    ("сентябрь сентября сентябре", Word::Month(9)),
    ("октябрь октября октябре", Word::Month(10)),
    ("ноябрь ноября ноябре", Word::Month(11)),
    ("декабрь декабря декабре", Word::Month(12)),
    ("месяце", Word::MonthNoun),
    ("году г", Word::YearNoun),
    ("сегодня сегодняшний сегодняшнего", Word::Deixis(0)),
    ("завтра завтрашнего", Word::Deixis(1)),
    ("вчера вчерашнего", Word::Deixis(-1)),
    ("послезавтра", Word::Deixis(2)),
    ("позавчера", Word::Deixis(-2)),
    ("рассвете рассвета", Word::Part(DayPart::Dawn)),
    ("утра утром утро", Word::Part(DayPart::Morning)),
    ("дня днем", Word::Part(DayPart::Afternoon)),
    ("вечера вечером вечер", Word::Part(DayPart::Evening)),
    ("ночи ночью ночь", Word::Part(DayPart::Night)),
    ("полдень полудня", Word::Noon),
    ("полночь полуночи", Word::Midnight),
    (
        "минута минуты минуту минут",
        Word::Unit(TimeUnit::Minute, 0),
    ),
    ("час", Word::Unit(TimeUnit::Hour, 1)),
    ("часа часов часам часами", Word::Unit(TimeUnit::Hour, 0)),
    ("день", Word::Unit(TimeUnit::Day, 1)),
    ("дней дням", Word::Unit(TimeUnit::Day, 0)),
    ("неделя неделю неделе", Word::Unit(TimeUnit::Week, 1)),
    ("недели недель", Word::Unit(TimeUnit::Week, 0)),
    ("месяц", Word::Unit(TimeUnit::Month, 1)),
    ("месяца месяцев", Word::Unit(TimeUnit::Month, 0)),
    ("год", Word::Unit(TimeUnit::Year, 1)),
    ("года лет", Word::Unit(TimeUnit::Year, 0)),
    ("сутки суток", Word::Unit(TimeUnit::Day, 1)),
    ("полчаса получаса", Word::UnitOf(TimeUnit::Hour, 1, 2)),
    (
        "часовой часовая часовую часовое часового часовом",
        Word::Unit(TimeUnit::Hour, 0),
    ),
    (
        "дневный дневная дневную дневное дневного дневном",
        Word::Unit(TimeUnit::Day, 0),
    ),
    (
        "трехчасовой трехчасовая трехчасовую трехчасовое трехчасового",
        Word::UnitOf(TimeUnit::Hour, 3, 1),
    ),
    (
        "восьмичасовой восьмичасовая восьмичасовую восьмичасовое восьмичасового",
        Word::UnitOf(TimeUnit::Hour, 8, 1),
    ),
    (
        "десятичасовой десятичасовая десятичасовую десятичасовое десятичасового",
        Word::UnitOf(TimeUnit::Hour, 10, 1),
    ),
    (
        "двухдневный двухдневная двухдневную двухдневное двухдневного",
        Word::UnitOf(TimeUnit::Day, 2, 1),
    ),
    (
        "трехдневный трехдневная трехдневную трехдневное трехдневного",
        Word::UnitOf(TimeUnit::Day, 3, 1),
    ),
    (
        "следующий следующая следующую следующей следующее следующем будущей будущую ближайшую ближайший",
        Word::Next,
    ),
    (
        "прошлый прошлая прошлую прошлой прошлое прошлом минувший минувшую минувшей минувшего последние последних",
        Word::Last,
    ),
    ("этот эту этой этом нынешней нынешнего", Word::This),
    ("с со", Word::From),
    ("начиная", Word::Starting),
    ("до по", Word::Until),
    ("между", Word::Between),
    ("и", Word::And),
    ("в во на к около", Word::At),
    ("после", Word::After),
    ("назад", Word::Ago),
    ("продолжительностью длительностью течение", Word::For),
    (
        "продлится продлятся продлиться длится действует",
        Word::Lasts,
    ),
    (
        "длился длилась длилось длились продлился продлилась продлилось продолжался продолжалась занявший занял",
        Word::Lasted,
    ),
    ("дополнительных дополнительные дополнительно", Word::Extra),
    (
        "ежедневно ежедневное ежедневный ежедневная ежедневную ежедневной ежедневного ежедневные ежедневных",
        Word::Daily,
    ),
    ("каждый каждую каждое", Word::Every),
    ("времени время", Word::ZoneNoun),
    ("местному местного", Word::Local),
    ("мск", Word::Zone("Moscow")),
    (
        "начнется начинается начался началась началось начались начнут начало стартует стартовал",
        Word::Begins,
    ),
    (
        "закончится заканчивается закончился закончилась закончилось завершится завершился завершилась завершилось истекает истек истекла истекло",
        Word::Ends,
    ),
    (
        "будет будут встретятся встретится соберутся соберется обсудят обсудит начнутся вступит вступят состоится состоятся пройдет пройдут должна должен должны намерены намерен назначен назначена назначены запланирован запланирована",
        Word::AheadCue,
    ),
    (
        "объявил объявила объявили подтвердил подтвердила принял приняла приняли договорились \
         согласились",
        Word::Announced,
    ),
    (
        "заявил заявила заявили сообщил сообщила сообщили сказал сказала сказали отверг отвергла \
         отвергли призвал призвала призвали обвинил обвинила обвинили",
        Word::Said,
    ),
    (
        "вступил вступила вступило вступили прошел прошла прошли состоялся состоялась были был была было погиб погибли ранены \
         покинули вышли вывезли нарушили обстреляли",
        Word::BackCue,
    ),
];

/// Places of «по времени …», «по … времени» and their zones.
pub(crate) const ZONES: &[(&str, &str)] = &[
    ("дамаска дамасскому сирийскому сирии", "Asia/Damascus"),
    ("киева киеву киевскому", "Europe/Kyiv"),
    ("астаны астане", "Asia/Almaty"),
    ("баку бакинскому", "Asia/Baku"),
    ("еревана еревану ереванскому", "Asia/Yerevan"),
    ("иерусалима", "Asia/Jerusalem"),
    ("анкары стамбула", "Europe/Istanbul"),
    ("москвы москве московскому", "Moscow"),
    ("гринвичу гринвича", "GMT"),
    ("центральноевропейскому", "CET"),
];
