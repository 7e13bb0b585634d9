//! The day that a page or a feed writes as its publication date.

use jiff::{civil::Date, fmt::strtime::BrokenDownTime};

/// The date as it is written, in the writer's own zone: "20 Oct 2016 01:30 +0300" is the 20th, though
/// it is still the 19th in Greenwich. "Tomorrow" in the report counts from the writer's day.
///
/// `None` if it is no date, or one that its weekday contradicts.
pub(crate) fn as_written(value: &str) -> Option<Date> {
    // ISO 8601 (web pages, Atom), then RFC 822 with its short and long names (RSS).
    const FORMATS: &[&str] = &[
        "%Y-%m-%d",
        "%a, %d %b %Y",
        "%d %b %Y",
        "%A, %d %B %Y",
        "%d %B %Y",
    ];
    let value = value.trim();
    FORMATS.iter().find_map(|format| {
        let (parsed, length) = BrokenDownTime::parse_prefix(format, value).ok()?;
        let rest = value.get(length..)?;
        (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(())?;
        // A year of two digits is no year of our time.
        parsed.to_date().ok().filter(|day| day.year() >= 1900)
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::as_written;

    #[test]
    fn a_date_is_taken_as_written_and_never_shifted_to_another_zone() {
        let day = Some(date(2016, 10, 20));
        for value in [
            "2016-10-20",
            " 2016-10-20T01:30:00+03:00 ",
            "2016-10-20 23:59",
            "2016-10-20T00:10:00.000Z",
            "Thu, 20 Oct 2016 01:30:00 +0300",
            "20 Oct 2016 01:30 GMT",
            "Thursday, 20 October 2016",
        ] {
            assert_eq!(as_written(value), day, "{value}");
        }
    }

    #[test]
    fn what_is_no_date_or_contradicts_its_weekday_gives_none() {
        for value in [
            "",
            "yesterday",
            "2016-13-01",
            "2016-10-200",
            "20 Oct 16",
            "Fri, 20 Oct 2016 01:30:00 +0300",
        ] {
            assert_eq!(as_written(value), None, "{value}");
        }
    }
}
