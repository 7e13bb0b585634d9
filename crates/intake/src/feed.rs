//! RSS and Atom: one document for each entry.
//!
//! Read with an XML reader and not with a feed library: those give every date as an instant in UTC,
//! and a report of half past one in the morning in Damascus would move to the day before.

use hudna_reader::Document;
use quick_xml::{
    NsReader,
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
    name::{Namespace, ResolveResult},
};

use crate::{
    Intake, IntakeError, Report, TEXT_LIMIT_BYTES, date, markup, origin::Traced, tags::letters,
};

/// What an element is for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Entry,
    Title,
    Link,
    Guid,
    Published,
    Updated,
    Content,
    Summary,
    Other,
}

impl Role {
    fn of(namespace: &ResolveResult<'_>, name: &str) -> Self {
        let vocabulary = match namespace {
            ResolveResult::Bound(Namespace(uri)) => *uri,
            // A prefix that nobody declared is taken by its usual meaning.
            ResolveResult::Unknown(prefix) => prefix,
            ResolveResult::Unbound => "",
        };
        match (vocabulary, name) {
            ("http://www.w3.org/2005/Atom" | "atom", name) => match name {
                "entry" => Self::Entry,
                "title" => Self::Title,
                "link" => Self::Link,
                "published" => Self::Published,
                "updated" => Self::Updated,
                "content" => Self::Content,
                "summary" => Self::Summary,
                _ => Self::Other,
            },
            ("http://purl.org/rss/1.0/modules/content/" | "content", "encoded") => Self::Content,
            ("http://purl.org/dc/elements/1.1/" | "dc", "date") => Self::Published,
            ("" | "http://purl.org/rss/1.0/" | "http://backend.userland.com/rss2", name) => {
                match name {
                    "item" => Self::Entry,
                    "title" => Self::Title,
                    "link" => Self::Link,
                    "guid" => Self::Guid,
                    "pubDate" => Self::Published,
                    "description" => Self::Summary,
                    _ => Self::Other,
                }
            }
            _ => Self::Other,
        }
    }
}

/// How the content of an element is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Plain text.
    Text,
    /// HTML, escaped once.
    Html,
    /// HTML as elements of the feed itself.
    Xhtml,
}

/// An element whose content is being collected.
struct Collected {
    role: Role,
    form: Form,
    depth: usize,
    value: Traced,
}

/// An entry as far as it has been read.
#[derive(Default)]
struct Entry {
    depth: usize,
    title: Traced,
    content: Traced,
    summary: Traced,
    url: Option<String>,
    link: Traced,
    guid: Traced,
    published: Traced,
    has_update_time: bool,
}

/// The entries of a feed; ids are `stem#1`, `stem#2`, … in the feed's order.
pub(crate) fn entries(file: &str, stem: &str, source: &Traced) -> Result<Intake, IntakeError> {
    let xml = source.text();
    let mut reader = NsReader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().allow_dangling_amp = true;
    reader.config_mut().trim_markup_names_in_closing_tags = true;
    let mut intake = Intake::default();
    let mut outlet = String::new();
    let mut number = 0_usize;
    let mut depth = 0_usize;
    let mut entry: Option<Entry> = None;
    let mut collected: Option<Collected> = None;
    let broken = loop {
        match reader.read_resolved_event() {
            Ok((namespace, Event::Start(start))) => {
                depth += 1;
                let role = Role::of(&namespace, start.local_name().as_ref());
                if let Some(c) = &mut collected {
                    c.open(&start);
                } else if let Some(open) = &mut entry {
                    if depth == open.depth + 1 {
                        if role == Role::Link {
                            open.link(&start);
                        }
                        collected = Some(Collected {
                            role,
                            form: form(&namespace, &start),
                            depth,
                            value: Traced::default(),
                        });
                    }
                } else if role == Role::Entry {
                    number += 1;
                    entry = Some(Entry {
                        depth,
                        ..Entry::default()
                    });
                } else if role == Role::Title && outlet.is_empty() && depth <= 3 {
                    collected = Some(Collected {
                        role,
                        form: form(&namespace, &start),
                        depth,
                        value: Traced::default(),
                    });
                }
            }
            Ok((_, Event::End(end))) => {
                match &mut collected {
                    Some(c) if c.depth < depth => c.close(end.local_name().as_ref()),
                    Some(_) => {
                        if let Some(c) = collected.take() {
                            match &mut entry {
                                Some(open) => open.take(c),
                                None => outlet = c.plain().text().to_owned(),
                            }
                        }
                    }
                    None => {}
                }
                if entry.as_ref().is_some_and(|open| open.depth == depth)
                    && let Some(done) = entry.take()
                {
                    done.finish(file, stem, number, source, &mut intake);
                }
                depth = depth.saturating_sub(1);
            }
            Ok((_, Event::Text(text))) => {
                if let Some(c) = &mut collected {
                    c.text(&text, offset_in(xml, &text));
                }
            }
            Ok((_, Event::CData(text))) => {
                if let Some(c) = &mut collected {
                    c.text(&text, offset_in(xml, &text));
                }
            }
            Ok((_, Event::GeneralRef(reference))) => {
                if let Some(c) = &mut collected {
                    c.reference(&reference, offset_in(xml, &reference));
                }
            }
            Ok((_, Event::Eof)) if depth == 0 => break None,
            Ok((_, Event::Eof)) => break Some("the feed ends before its elements do".to_owned()),
            Ok(_) => {}
            Err(e) => break Some(e.to_string()),
        }
    };
    if !outlet.is_empty() {
        for report in &mut intake.reports {
            report.document.outlet = Some(outlet.clone());
        }
    }
    if let Some(reason) = broken {
        let offset = usize::try_from(reader.error_position().max(reader.buffer_position()))
            .unwrap_or(usize::MAX);
        let line = xml.bytes().take(offset).filter(|&b| b == b'\n').count() + 1;
        if intake.reports.is_empty() {
            return Err(IntakeError::BrokenFeed {
                file: file.to_owned(),
                line,
                reason,
            });
        }
        intake.notes.push(format!(
            "{file}, line {line}: the feed is broken here ({reason}); the {} entries before are read, what follows is not",
            intake.reports.len(),
        ));
    }
    if intake.reports.is_empty() {
        return Err(IntakeError::NoEntries {
            file: file.to_owned(),
            entries: number,
        });
    }
    Ok(intake)
}

/// How an element's content is written: Atom says so, RSS is HTML.
fn form(namespace: &ResolveResult<'_>, start: &BytesStart<'_>) -> Form {
    let atom = match namespace {
        ResolveResult::Bound(Namespace(uri)) => *uri == "http://www.w3.org/2005/Atom",
        ResolveResult::Unknown(prefix) => prefix == "atom",
        ResolveResult::Unbound => false,
    };
    match attribute(start, "type").as_deref() {
        Some("xhtml") => Form::Xhtml,
        Some(kind) if kind.contains("html") => Form::Html,
        _ if atom => Form::Text,
        _ => Form::Html,
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    // HTML rules: unquoted and doubled attributes are no reason to lose an entry.
    let found = start
        .html_attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.as_ref() == name)?;
    let value = quick_xml::escape::unescape(&found.value)
        .map_or_else(|_| found.value.to_string(), |v| v.to_string());
    Some(value.trim().to_owned())
}

/// Where in the feed a part of it begins.
fn offset_in(xml: &str, part: &str) -> usize {
    (part.as_ptr() as usize)
        .saturating_sub(xml.as_ptr() as usize)
        .min(xml.len())
}

impl Collected {
    fn open(&mut self, start: &BytesStart<'_>) {
        self.tag("<", start.local_name().as_ref());
    }

    fn close(&mut self, name: &str) {
        self.tag("</", name);
    }

    /// A tag again as it was, for the reading of the markup; no word lies in it.
    fn tag(&mut self, begin: &str, name: &str) {
        if self.form == Form::Xhtml {
            for c in begin.chars().chain(name.chars()).chain(['>']) {
                self.value.between(c);
            }
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        self.value.copy(text, at);
    }

    /// `&name;`, whose name stands at `at`.
    fn reference(&mut self, name: &str, at: usize) {
        let written = format!("&{name};");
        let source = at.saturating_sub(1)..at + name.len() + 1;
        // One layer of escaping is the feed's; entities of HTML that it never declared are left to
        // the reading of the markup, as is markup that is the feed's own.
        let resolved: Vec<char> = letters(&written, 0..written.len())
            .map(|(c, _)| c)
            .collect();
        match resolved.as_slice() {
            [c] if self.form != Form::Xhtml
                && (name.starts_with('#') || resolve_xml_entity(name).is_some()) =>
            {
                self.value.put(*c, source);
            }
            [c] if self.form == Form::Text => self.value.put(*c, source),
            _ => self.value.copy(&written, source.start),
        }
    }

    fn plain(self) -> Traced {
        match self.form {
            Form::Text => {
                let text = self.value.text();
                let mut out = Traced::default();
                let mut chars = text.char_indices().skip_while(|(_, c)| c.is_whitespace());
                if let Some((first, _)) = chars.next()
                    && let Some(words) = text.get(first..)
                {
                    out.copy(words.trim_end(), first);
                }
                out.through(&self.value)
            }
            Form::Html | Form::Xhtml => markup::plain(&self.value),
        }
    }
}

impl Entry {
    /// The address of an Atom entry is an attribute.
    fn link(&mut self, start: &BytesStart<'_>) {
        let is_the_page = attribute(start, "rel").is_none_or(|rel| rel == "alternate");
        if is_the_page && self.url.is_none() {
            self.url = attribute(start, "href");
        }
    }

    /// The first element of a kind counts.
    fn take(&mut self, element: Collected) {
        let slot = match element.role {
            Role::Title => &mut self.title,
            Role::Content => &mut self.content,
            Role::Summary => &mut self.summary,
            Role::Guid => &mut self.guid,
            Role::Published => &mut self.published,
            Role::Link => &mut self.link,
            Role::Updated => {
                self.has_update_time = true;
                return;
            }
            Role::Entry | Role::Other => return,
        };
        if slot.is_empty() {
            *slot = element.plain();
        }
    }

    fn finish(self, file: &str, stem: &str, number: usize, source: &Traced, intake: &mut Intake) {
        let body = if self.content.is_empty() {
            &self.summary
        } else {
            &self.content
        };
        let mut words = self.title.clone();
        if !words.is_empty() && !body.is_empty() {
            words.between('\n');
            words.between('\n');
        }
        words.append(body);
        if words.is_empty() {
            intake
                .notes
                .push(format!("{file}: entry {number} has no text; left out"));
            return;
        }
        if words.text().len() > TEXT_LIMIT_BYTES {
            intake.notes.push(format!(
                "{file}: entry {number} has a text of {} bytes, and no report is longer than {TEXT_LIMIT_BYTES}; left out",
                words.text().len()
            ));
            return;
        }
        let published = date::as_written(self.published.text());
        if published.is_none() {
            let why = match (self.published.text(), self.has_update_time) {
                ("", false) => None,
                ("", true) => Some("has only the time of its last change".to_owned()),
                (value, _) => Some(format!("gives {value:?}, which is not a date")),
            };
            let open = why.map(|why| {
                format!("{file}: entry {number} {why}; its publication date is left open")
            });
            intake.notes.extend(open);
        }
        let is_address = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        let (text, origin) = words.through(source).finish();
        let document = Document {
            id: format!("{stem}#{number}"),
            text,
            published,
            url: [
                self.url,
                Some(self.link.text().to_owned()),
                Some(self.guid.text().to_owned()),
            ]
            .into_iter()
            .flatten()
            .find(is_address),
            outlet: None,
        };
        intake.reports.push(Report { document, origin });
    }
}
