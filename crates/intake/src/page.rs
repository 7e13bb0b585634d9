//! Web pages: the main article, its publication date, its address and who published it.
//!
//! The article is found by `dom_smoothie`, a port of the reading view of Firefox; this module reads
//! what the page says about itself and decides whether what was found is an article at all.

use dom_query::Document as Tree;
use dom_smoothie::{Config, Readability};
use jiff::civil::Date;
use serde_json::Value;

use crate::{
    IntakeError, TEXT_LIMIT_BYTES, align, date,
    markup::{self, Excess},
    origin::Traced,
};

/// A paragraph with fewer words outside links is a heading, a caption, a menu or a notice.
const WORDS_OF_A_PARAGRAPH: usize = 10;

/// Letters of the shortest article. News of a truce is often a few lines: with the library's own limit it
/// would look for something longer and take the menu along.
const SHORTEST_ARTICLE: usize = 100;

/// What a page holds.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) text: Traced,
    pub(crate) published: Option<Date>,
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) notes: Vec<String>,
}

/// The main article of a page, its title first.
pub(crate) fn article(file: &str, html: &str) -> Result<Page, IntakeError> {
    if let Some((excess, line)) = markup::excess(html) {
        let file = file.to_owned();
        return Err(match excess {
            Excess::Depth => IntakeError::TooDeep { file, line },
            Excess::Text => IntakeError::TextTooLong {
                file,
                line,
                limit_bytes: TEXT_LIMIT_BYTES,
            },
        });
    }
    let tree = Tree::from(html);
    let about = json_ld(&tree);
    let mut page = Page {
        url: attribute(&tree, "link[rel='canonical']", "href")
            .or_else(|| attribute(&tree, "meta[property='og:url']", "content"))
            .filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        outlet: attribute(&tree, "meta[property='og:site_name']", "content").or_else(|| {
            Some(
                about
                    .as_ref()?
                    .pointer("/publisher/name")?
                    .as_str()?
                    .trim()
                    .to_owned(),
            )
        }),
        ..Page::default()
    };
    (page.published, page.notes) = published(file, &tree, about.as_ref());

    let no_article = || IntakeError::NoArticle {
        file: file.to_owned(),
    };
    let config = Config {
        char_threshold: SHORTEST_ARTICLE,
        // What the page says of itself is read here, by a reader that no malformed JSON surprises.
        disable_json_ld: true,
        ..Config::default()
    };
    let mut finder =
        Readability::with_document(tree, None, Some(config)).map_err(|_| no_article())?;
    let found = finder.parse().map_err(|_| no_article())?;
    let blocks = markup::blocks(&Tree::fragment(&*found.content).root());
    if !blocks
        .iter()
        .any(|b| b.words_outside_links >= WORDS_OF_A_PARAGRAPH)
    {
        return Err(no_article());
    }
    let mut source = align::Page::new(html);
    // A title that only the page's metadata has is nowhere to be shown: it is left out.
    let title = found.title.trim();
    let is_said = blocks.first().is_none_or(|b| b.text == title);
    if let Some(title) = Some(title)
        .filter(|t| !t.is_empty() && !is_said)
        .and_then(|t| source.whole(t))
    {
        page.text.append(&title);
    }
    let mut lost = 0;
    for block in &blocks {
        if !page.text.is_empty() {
            page.text.between('\n');
            page.text.between('\n');
        }
        let (words, lost_here) = source.block(&block.text);
        page.text.append(&words);
        lost += lost_here;
    }
    if lost > 0 {
        page.notes.push(format!(
            "{file}: {lost} bytes of the article are written on the page in a way that could not be followed; \
             evidence in them points at the words before"
        ));
    }
    Ok(page)
}

/// An attribute of the first element that has a value there.
fn attribute(tree: &Tree, selector: &str, name: &str) -> Option<String> {
    attributes(tree, selector, name).into_iter().next()
}

fn attributes(tree: &Tree, selector: &str, name: &str) -> Vec<String> {
    let found = tree.select(selector);
    let values = found.nodes().iter().filter_map(|node| node.attr(name));
    values
        .map(|v| v.trim().to_owned())
        .filter(|v| !v.is_empty())
        .collect()
}

/// The publication date, by the first kind of source that has a readable one, and what the user
/// should know about the others.
fn published(file: &str, tree: &Tree, about: Option<&Value>) -> (Option<Date>, Vec<String>) {
    let about_date = about
        .and_then(|a| a.get("datePublished")?.as_str())
        .map(str::to_owned);
    let in_article = attributes(tree, "article time[datetime]", "datetime");
    let times = if in_article.is_empty() {
        attributes(tree, "time[datetime]", "datetime")
    } else {
        in_article
    };
    let sources = [
        (
            "article:published_time",
            attributes(
                tree,
                "meta[property='article:published_time'], meta[name='article:published_time'], \
                 meta[itemprop='datePublished']",
                "content",
            ),
        ),
        ("JSON-LD datePublished", about_date.into_iter().collect()),
        (
            "<time>",
            attributes(
                tree,
                "time[itemprop='datePublished'], time[pubdate]",
                "datetime",
            ),
        ),
        ("<time>", times),
    ];
    let mut taken: Option<(Date, &str, String)> = None;
    let mut notes = Vec::new();
    for (source, values) in sources {
        let mut dates: Vec<(Date, String)> = Vec::new();
        for value in values {
            match date::as_written(&value) {
                Some(day) if dates.iter().any(|(other, _)| *other == day) => {}
                Some(day) => dates.push((day, value)),
                None if taken.is_none() => notes.push(format!(
                    "{file}: {source} is {value:?}, which is not a date; passed over"
                )),
                None => {}
            }
        }
        match (&taken, dates.as_slice()) {
            (_, []) => {}
            (None, [(day, value)]) => taken = Some((*day, source, value.clone())),
            // Times of other stories, comments, updates: which one is the publication, nobody says.
            (None, several) => {
                let values: Vec<_> = several.iter().map(|(_, value)| value.as_str()).collect();
                notes.push(format!(
                    "{file}: {source} gives several dates ({}); the publication date is left open",
                    values.join(", ")
                ));
                break;
            }
            (Some(_), _) if source == "<time>" => {}
            (Some((day, first, value)), others) => {
                if let Some((_, other)) = others.iter().find(|(other, _)| other != day) {
                    notes.push(format!(
                        "{file}: {first} is {value}, {source} is {other}; {day} is taken"
                    ));
                }
            }
        }
    }
    (taken.map(|(day, _, _)| day), notes)
}

/// What the page's JSON-LD says about its article: the first object with a publication date that is an
/// article or a posting, or else a page.
fn json_ld(tree: &Tree) -> Option<Value> {
    let scripts = tree.select("script[type='application/ld+json']");
    let mut open: Vec<Value> = scripts
        .nodes()
        .iter()
        .rev()
        .filter_map(|node| serde_json::from_str(node.text().trim()).ok())
        .collect();
    let mut page = None;
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values.into_iter().rev()),
            Value::Object(mut object) => {
                if object.get("datePublished").is_some_and(Value::is_string) {
                    let kind = object
                        .get("@type")
                        .map(Value::to_string)
                        .unwrap_or_default();
                    if ["Article", "Posting", "Report"]
                        .iter()
                        .any(|k| kind.contains(k))
                    {
                        return Some(Value::Object(object));
                    }
                    if kind.contains("WebPage") && page.is_none() {
                        page = Some(Value::Object(object.clone()));
                    }
                }
                open.extend(object.remove("@graph"));
            }
            _ => {}
        }
    }
    page
}
