//! Readings as JSON, byte for byte as `serde_json` writes them, in less time.
//!
//! A reading is several thousand bytes of short texts, and `serde_json` looks at each byte of each of them, the
//! names of fields among them, by itself. Here the names are written as they are, and a text is looked at in one
//! go: hardly one holds a character to be escaped. What is no text, list or record is left to `serde_json`.

use serde::{
    Serialize, Serializer,
    ser::{Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple},
};
use serde_json::{Error, Result};

/// Adds `value` as JSON.
pub(crate) fn write(out: &mut Vec<u8>, value: &impl Serialize) -> Result<()> {
    value.serialize(Json(out))
}

/// Where a value is to be written.
struct Json<'o>(&'o mut Vec<u8>);

/// A list or record, open.
struct Open<'o> {
    out: &'o mut Vec<u8>,
    empty: bool,
    close: u8,
}

impl<'o> Json<'o> {
    fn open(self, open: u8, close: u8) -> Open<'o> {
        self.0.push(open);
        Open {
            out: self.0,
            empty: true,
            close,
        }
    }
}

impl Open<'_> {
    /// Begins the next part.
    fn next(&mut self) {
        if !std::mem::take(&mut self.empty) {
            self.out.push(b',');
        }
    }

    fn close(self) {
        self.out.push(self.close);
    }
}

fn text(out: &mut Vec<u8>, text: &str) -> Result<()> {
    let escapes = |found, &byte: &u8| found | (byte < 0x20) | (byte == b'"') | (byte == b'\\');
    if text.as_bytes().iter().fold(false, escapes) {
        return serde_json::to_writer(out, text);
    }
    out.reserve(text.len() + 2);
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
    Ok(())
}

macro_rules! by_serde_json {
    ($($method:ident: $kind:ty),+) => {
        $(fn $method(self, value: $kind) -> Result<()> {
            serde_json::to_writer(self.0, &value)
        })+
    };
}

/// No reading has such a value: a mistake that the first test finds.
fn unknown<T>(what: &'static str) -> Result<T> {
    Err(serde::ser::Error::custom(what))
}

impl<'o> Serializer for Json<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Open<'o>;
    type SerializeTuple = Open<'o>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Open<'o>;
    type SerializeStruct = Open<'o>;
    type SerializeStructVariant = Impossible<(), Error>;

    by_serde_json!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64, serialize_char: char, serialize_bytes: &[u8]
    );

    fn serialize_str(self, value: &str) -> Result<()> {
        text(self.0, value)
    }

    fn serialize_none(self) -> Result<()> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<()> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<()> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<()> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<()> {
        let mut open = self.open(b'{', b'}');
        open.serialize_field(variant, value)?;
        SerializeStruct::end(open)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'o>> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'o>> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct> {
        unknown(name)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant> {
        unknown(variant)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'o>> {
        Ok(self.open(b'{', b'}'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'o>> {
        Ok(self.open(b'{', b'}'))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant> {
        unknown(variant)
    }
}

impl SerializeSeq for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.next();
        value.serialize(Json(self.out))
    }

    fn end(self) -> Result<()> {
        self.close();
        Ok(())
    }
}

impl SerializeTuple for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<()> {
        SerializeSeq::end(self)
    }
}

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.next();
        key.serialize(Json(self.out))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.out.push(b':');
        value.serialize(Json(self.out))
    }

    fn end(self) -> Result<()> {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<()> {
        self.next();
        // The name of a field has nothing to escape.
        self.out.reserve(name.len() + 3);
        self.out.push(b'"');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
        value.serialize(Json(self.out))
    }

    fn end(self) -> Result<()> {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        OneWord,
        Held(u8),
    }

    #[derive(Serialize)]
    struct Unit;

    #[derive(Serialize)]
    struct Inner {
        word: Option<&'static str>,
        #[serde(flatten)]
        rest: BTreeMap<&'static str, Vec<i64>>,
    }

    #[derive(Serialize)]
    struct Record<'t> {
        text: &'t str,
        kinds: Vec<Kind>,
        numbers: (u64, i32, f64, f64, bool),
        none: Option<u8>,
        unit: Unit,
        nothing: Vec<u8>,
        no_fields: BTreeMap<String, u8>,
        letter: char,
        inner: [Inner; 2],
    }

    #[test]
    fn every_value_is_written_as_serde_json_writes_it() {
        let every: String = ('\0'..'\u{a0}').collect();
        for text in [
            "", "Hudna", "هدنة", "a\"b", "a\\b", "«a»\n", "\u{2028}", &every,
        ] {
            let record = Record {
                text,
                kinds: vec![Kind::OneWord, Kind::Held(7)],
                numbers: (u64::MAX, i32::MIN, 0.1, f64::NAN, true),
                none: None,
                unit: Unit,
                nothing: Vec::new(),
                no_fields: BTreeMap::new(),
                letter: '"',
                inner: [("x\t", vec![]), ("y", vec![-1, 2])].map(|(key, value)| Inner {
                    word: Some(key),
                    rest: BTreeMap::from([("a", Vec::new()), (key, value)]),
                }),
            };
            let mut out = b"before".to_vec();
            write(&mut out, &record).unwrap();
            let wanted = format!("before{}", serde_json::to_string(&record).unwrap());
            assert_eq!(String::from_utf8(out).unwrap(), wanted);
        }
    }
}
