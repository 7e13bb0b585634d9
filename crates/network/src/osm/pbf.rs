//! The file: blocks of nodes and ways, read in two passes (ways, then the nodes they use).

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use osmpbf::{BlobDecode, BlobReader, Element, PrimitiveBlock};

use super::{OsmError, OsmExtract, OsmNode, OsmWay};
use crate::Position;

/// What a file may require of its reader.
const KNOWN_FEATURES: [&str; 2] = ["OsmSchema-V0.6", "DenseNodes"];

/// Tags of a road that the network is made from; the rest of a map is not kept in memory.
const ROAD_TAGS: &[&str] = &[
    "access",
    "area",
    "est_width",
    "foot",
    "foot:backward",
    "foot:forward",
    "highway",
    "junction",
    "lanes",
    "lanes:backward",
    "lanes:forward",
    "maxspeed",
    "maxspeed:backward",
    "maxspeed:forward",
    "motor_vehicle",
    "name",
    "name:ar",
    "name:en",
    "oneway",
    "oneway:foot",
    "oneway:motor_vehicle",
    "ref",
    "vehicle",
    "width",
];

/// Tags of a barrier.
const BARRIER_TAGS: &[&str] = &[
    "access",
    "barrier",
    "foot",
    "locked",
    "motor_vehicle",
    "vehicle",
];

impl OsmExtract {
    /// Reads the ways with a `highway` tag and the nodes that they use.
    ///
    /// # Errors
    /// [`OsmError`] names the file, the block or the element, and what to do.
    pub fn read(file: &Path) -> Result<Self, OsmError> {
        check_length(file)?;
        let mut ways = Vec::new();
        each_block(file, |block| {
            block.for_each_element(|e| {
                if let Element::Way(w) = e
                    && w.tags().any(|(k, _)| k == "highway")
                {
                    ways.push(OsmWay {
                        id: w.id(),
                        nodes: w.refs().collect(),
                        tags: kept(w.tags(), ROAD_TAGS),
                    });
                }
            });
            Ok(())
        })?;

        let mut wanted: Vec<i64> = ways.iter().flat_map(|w| w.nodes.iter().copied()).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut nodes = Vec::with_capacity(wanted.len());
        each_block(file, |block| {
            let mut bad = None;
            block.for_each_element(|e| {
                let (id, lon, lat, tags) = match &e {
                    Element::Node(n) => (
                        n.id(),
                        degrees(n.nano_lon()),
                        degrees(n.nano_lat()),
                        kept(n.tags(), BARRIER_TAGS),
                    ),
                    Element::DenseNode(n) => (
                        n.id(),
                        degrees(n.nano_lon()),
                        degrees(n.nano_lat()),
                        kept(n.tags(), BARRIER_TAGS),
                    ),
                    _ => return,
                };
                if wanted.binary_search(&id).is_err() {
                    return;
                }
                match Position::new(lon, lat) {
                    Some(at) => nodes.push(OsmNode {
                        id,
                        at,
                        tags: if tags.contains_key("barrier") {
                            tags
                        } else {
                            BTreeMap::new()
                        },
                    }),
                    None => {
                        bad = Some(OsmError::Node {
                            file: file.to_owned(),
                            id,
                            lon,
                            lat,
                        });
                    }
                }
            });
            bad.map_or(Ok(()), Err)
        })?;
        nodes.sort_by_key(|n| n.id);
        nodes.dedup_by_key(|n| n.id);
        Ok(Self {
            file: file.to_owned(),
            nodes,
            ways,
        })
    }
}

fn kept<'t>(
    tags: impl Iterator<Item = (&'t str, &'t str)>,
    keys: &[&str],
) -> BTreeMap<String, String> {
    tags.filter(|(k, _)| keys.binary_search(k).is_ok())
        .map(|(k, v)| (k.to_owned(), v.trim().to_owned()))
        .collect()
}

/// The map knows places to a ten-millionth of a degree. Seven places after the point read back as
/// the same number from every format; the digits of a longer sum do not.
fn degrees(nano: i64) -> f64 {
    (nano / 100) as f64 / 1e7
}

/// Refuses a file that ends within a block. The library reads what is there of the last block, and
/// a map that lost only its last roads looks whole.
fn check_length(file: &Path) -> Result<(), OsmError> {
    let unreadable = |e: io::Error| OsmError::Read {
        file: file.to_owned(),
        problem: e.to_string(),
    };
    let opened = File::open(file).map_err(unreadable)?;
    let about = opened.metadata().map_err(unreadable)?;
    if about.is_dir() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    let length = about.len();
    let mut reader = BufReader::new(opened);
    let mut at = 0u64;
    let mut block = 0;
    while at < length {
        block += 1;
        let cut = || OsmError::Damaged {
            file: file.to_owned(),
            block,
            problem: "the file ends before the block does".to_owned(),
        };
        let mut size = [0; 4];
        reader.read_exact(&mut size).map_err(|_| cut())?;
        let header_length = u32::from_be_bytes(size);
        // Beyond this the bytes are no block at all; the library says what they are.
        if header_length >= 64 * 1024 {
            return Ok(());
        }
        let mut header = vec![0; header_length as usize];
        reader.read_exact(&mut header).map_err(|_| cut())?;
        let Some(content) = content_length(&header) else {
            return Ok(());
        };
        at = at
            .saturating_add(4 + u64::from(header_length))
            .saturating_add(content);
        if at > length {
            return Err(cut());
        }
        reader.seek(SeekFrom::Start(at)).map_err(unreadable)?;
    }
    Ok(())
}

/// How many bytes follow a block's header: its field 3 (`datasize`), a varint.
fn content_length(mut header: &[u8]) -> Option<u64> {
    loop {
        let key = varint(&mut header)?;
        match (key >> 3, key & 7) {
            (3, 0) => return varint(&mut header),
            (_, 0) => {
                varint(&mut header)?;
            }
            (_, 2) => {
                let length = usize::try_from(varint(&mut header)?).ok()?;
                header = header.get(length..)?;
            }
            _ => return None,
        }
    }
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut n = 0;
    for shift in (0..63).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        n |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(n);
        }
    }
    None
}

fn each_block(
    file: &Path,
    mut read: impl FnMut(&PrimitiveBlock) -> Result<(), OsmError>,
) -> Result<(), OsmError> {
    let unreadable = |problem: String| OsmError::Read {
        file: file.to_owned(),
        problem,
    };
    let blobs = BlobReader::from_path(file).map_err(|e| unreadable(e.to_string()))?;
    let mut headers = 0;
    let mut block = 0;
    let damaged = |block, problem: String| OsmError::Damaged {
        file: file.to_owned(),
        block,
        problem,
    };
    for blob in blobs {
        block += 1;
        let blob = blob.map_err(|e| damaged(block, e.to_string()))?;
        match blob.decode().map_err(|e| damaged(block, e.to_string()))? {
            BlobDecode::OsmHeader(header) => {
                headers += 1;
                let unknown = |f: &&String| !KNOWN_FEATURES.contains(&f.as_str());
                if let Some(feature) = header.required_features().iter().find(unknown) {
                    return Err(OsmError::Feature {
                        file: file.to_owned(),
                        feature: feature.clone(),
                    });
                }
            }
            // Ids and coordinates are sums of differences. Where a build checks for overflow, the
            // sums of a damaged file panic inside the library.
            BlobDecode::OsmData(data) => catch_unwind(AssertUnwindSafe(|| read(&data)))
                .map_err(|_| damaged(block, "its numbers do not add up".to_owned()))??,
            BlobDecode::Unknown(_) => {}
        }
    }
    if headers == 0 {
        return Err(damaged(block + 1, "the header is missing".to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kept_tags_are_in_the_order_that_the_search_needs() {
        assert!(ROAD_TAGS.is_sorted() && BARRIER_TAGS.is_sorted());
    }
}
