//! Files of formats that nobody writes by hand, made as small as they can be: just enough of
//! OpenStreetMap's PBF (uncompressed blocks) and of GeoTIFF (one strip of 32-bit floats).

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
    ((n << 1) ^ (n >> 63)).cast_unsigned()
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

fn block(kind: &str, content: &[u8]) -> Vec<u8> {
    let blob = [bytes(1, content), number(2, content.len() as u64)].concat();
    let header = [bytes(1, kind.as_bytes()), number(3, blob.len() as u64)].concat();
    let length = u32::try_from(header.len()).expect("a short header");
    [length.to_be_bytes().to_vec(), header, blob].concat()
}

/// Nodes 1, 2, … going south from 37.1°, 36.23° in steps of a hundredth of a degree, and ways over
/// them with one tag each.
fn extract(nodes: i64, ways: &[(&[i64], &str, &str)]) -> Vec<u8> {
    let mut strings: Vec<&str> = vec![""];
    for (_, key, value) in ways {
        strings.extend([key, value]);
    }
    let mut group = Vec::new();
    for id in 1..=nodes {
        let (lon, lat) = (371_000_000, 362_300_000 - (id - 1) * 100_000);
        group.extend(bytes(
            1,
            &[
                number(1, zigzag(id)),
                number(8, zigzag(lat)),
                number(9, zigzag(lon)),
            ]
            .concat(),
        ));
    }
    for (i, (refs, ..)) in ways.iter().enumerate() {
        let mut last = 0;
        let steps = refs
            .iter()
            .map(|&r| zigzag(r - std::mem::replace(&mut last, r)));
        let tag = 1 + 2 * i as u64;
        let way = [
            number(1, i as u64 + 1),
            packed(2, [tag]),
            packed(3, [tag + 1]),
            packed(8, steps),
        ];
        group.extend(bytes(3, &way.concat()));
    }
    let table: Vec<u8> = strings
        .iter()
        .flat_map(|s| bytes(1, s.as_bytes()))
        .collect();
    [
        block("OSMHeader", &bytes(4, b"OsmSchema-V0.6")),
        block("OSMData", &[bytes(1, &table), bytes(2, &group)].concat()),
    ]
    .concat()
}

/// A street of four nodes in a row, and one that is only proposed.
pub(crate) fn map() -> Vec<u8> {
    extract(
        4,
        &[
            (&[1, 2, 3, 4], "highway", "residential"),
            (&[1, 3], "highway", "proposed"),
        ],
    )
}

pub(crate) fn map_without_roads() -> Vec<u8> {
    extract(4, &[(&[1, 2, 3, 4], "waterway", "river")])
}

/// 12 × 12 cells of a thousandth of a degree from 37.095°, 36.212° to the south-east, 12.34 persons
/// in each, in the geographic system `epsg`.
pub(crate) fn raster(epsg: u16) -> Vec<u8> {
    const SIDE: u32 = 12;
    let values: Vec<u8> = (0..SIDE * SIDE)
        .flat_map(|_| 12.34f32.to_le_bytes())
        .collect();
    let doubles = |d: &[f64]| -> Vec<u8> { d.iter().flat_map(|x| x.to_le_bytes()).collect() };
    let shorts = |s: &[u16]| -> Vec<u8> { s.iter().flat_map(|x| x.to_le_bytes()).collect() };
    // Tag, type (3: u16, 4: u32, 12: f64), number of values, values.
    let long = |n: u32| n.to_le_bytes().to_vec();
    let entries: Vec<(u16, u16, u32, Vec<u8>)> = vec![
        (256, 4, 1, long(SIDE)),
        (257, 4, 1, long(SIDE)),
        (258, 3, 1, shorts(&[32])),
        (259, 3, 1, shorts(&[1])),
        (262, 3, 1, shorts(&[1])),
        (273, 4, 1, long(8)),
        (277, 3, 1, shorts(&[1])),
        (278, 4, 1, long(SIDE)),
        (279, 4, 1, long(values.len() as u32)),
        (339, 3, 1, shorts(&[3])),
        (33_550, 12, 3, doubles(&[0.001, 0.001, 0.0])),
        (
            33_922,
            12,
            6,
            doubles(&[0.0, 0.0, 0.0, 37.095, 36.212, 0.0]),
        ),
        (
            34_735,
            3,
            16,
            shorts(&[1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, epsg]),
        ),
    ];
    let directory = 8 + values.len();
    let mut beyond = directory + 2 + entries.len() * 12 + 4;
    let mut file = [
        b"II".to_vec(),
        shorts(&[42]),
        long(directory as u32),
        values,
    ]
    .concat();
    file.extend(shorts(&[entries.len() as u16]));
    let mut tail = Vec::new();
    for (tag, kind, count, value) in entries {
        file.extend([shorts(&[tag, kind]), long(count)].concat());
        if value.len() <= 4 {
            let mut inline = value;
            inline.resize(4, 0);
            file.extend(inline);
        } else {
            file.extend(long(beyond as u32));
            beyond += value.len();
            tail.extend(value);
        }
    }
    file.extend(long(0));
    file.extend(tail);
    file
}
