//! Maps made as small as they can be: just enough of the PBF format, protocol buffers in
//! uncompressed blobs.

fn varint(mut n: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while n >= 0x80 {
        bytes.push((n & 0x7F) as u8 | 0x80);
        n >>= 7;
    }
    bytes.push(n as u8);
    bytes
}

fn zigzag(n: i64) -> u64 {
    ((n << 1) ^ (n >> 63)) as u64
}

fn number(field: u64, n: u64) -> Vec<u8> {
    [varint(field << 3), varint(n)].concat()
}

fn bytes(field: u64, content: &[u8]) -> Vec<u8> {
    [
        varint(field << 3 | 2),
        varint(content.len() as u64),
        content.to_vec(),
    ]
    .concat()
}

fn packed(field: u64, numbers: impl IntoIterator<Item = u64>) -> Vec<u8> {
    bytes(
        field,
        &numbers.into_iter().flat_map(varint).collect::<Vec<_>>(),
    )
}

fn blob(kind: &str, content: &[u8]) -> Vec<u8> {
    let blob = [bytes(1, content), number(2, content.len() as u64)].concat();
    let header = [bytes(1, kind.as_bytes()), number(3, blob.len() as u64)].concat();
    [(header.len() as u32).to_be_bytes().to_vec(), header, blob].concat()
}

pub(crate) fn header(features: &[&str]) -> Vec<u8> {
    blob(
        "OSMHeader",
        &features
            .iter()
            .flat_map(|f| bytes(4, f.as_bytes()))
            .collect::<Vec<_>>(),
    )
}

type Tags<'t> = &'t [(&'t str, &'t str)];

/// Nodes with longitude and latitude in hundredths of a microdegree, and ways.
pub(crate) fn data(
    nodes: &[(i64, i64, i64, Tags<'_>)],
    ways: &[(i64, &[i64], Tags<'_>)],
) -> Vec<u8> {
    let mut strings = vec![""];
    let all = nodes.iter().map(|n| n.3).chain(ways.iter().map(|w| w.2));
    for (k, v) in all.flatten() {
        for s in [k, v] {
            if !strings.contains(s) {
                strings.push(s);
            }
        }
    }
    let place = |s: &str| strings.iter().position(|t| *t == s).unwrap() as u64;
    let tags = |tags: Tags<'_>| {
        [
            packed(2, tags.iter().map(|(k, _)| place(k))),
            packed(3, tags.iter().map(|(_, v)| place(v))),
        ]
        .concat()
    };
    let mut group = Vec::new();
    for (id, lon, lat, t) in nodes {
        let node = [
            number(1, zigzag(*id)),
            tags(t),
            number(8, zigzag(*lat)),
            number(9, zigzag(*lon)),
        ];
        group.extend(bytes(1, &node.concat()));
    }
    for (id, refs, t) in ways {
        let mut last = 0;
        let deltas: Vec<u64> = refs
            .iter()
            .map(|r| zigzag(r - std::mem::replace(&mut last, *r)))
            .collect();
        group.extend(bytes(
            3,
            &[number(1, *id as u64), tags(t), packed(8, deltas)].concat(),
        ));
    }
    let table: Vec<u8> = strings
        .iter()
        .flat_map(|s| bytes(1, s.as_bytes()))
        .collect();
    blob("OSMData", &[bytes(1, &table), bytes(2, &group)].concat())
}
/// Four nodes in a row and a motorway bridge over the third.
pub(crate) fn map() -> Vec<u8> {
    let at = |id: i64, x: i64, y: i64| (370_000_000 + x * 10_000, 360_000_000 + y * 10_000, id);
    let node = |id, x, y| {
        let (lon, lat, id) = at(id, x, y);
        (id, lon, lat, &[][..])
    };
    let (lon, lat, id) = at(2, 1, 0);
    [
        header(&["OsmSchema-V0.6", "DenseNodes"]),
        data(
            &[
                node(1, 0, 0),
                (id, lon, lat, &[("barrier", "bollard")]),
                node(3, 2, 0),
                node(4, 3, 0),
                node(5, 2, 1),
                node(6, 2, -1),
            ],
            &[
                (
                    10,
                    &[1, 2, 3],
                    &[
                        ("highway", "residential"),
                        ("name", "شارع النيل"),
                        ("width", "5 m"),
                    ],
                ),
                (
                    11,
                    &[3, 4],
                    &[
                        ("highway", "secondary"),
                        ("oneway", "-1"),
                        ("maxspeed", "60"),
                    ],
                ),
                (
                    12,
                    &[5, 6],
                    &[("highway", "motorway"), ("bridge", "yes"), ("layer", "1")],
                ),
                (13, &[1, 4], &[("waterway", "river")]),
            ],
        ),
    ]
    .concat()
}
