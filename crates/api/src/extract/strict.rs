//! JSON as the document describes it. Serde alone is more generous: it takes a list of values for an object, in the
//! order of the fields, and the last of two values for one field of a free object. It is also narrower: `5.0` is no
//! integer to it, as it is to JSON Schema.

use serde::de::{
    Deserialize, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    Visitor,
    value::{MapDeserializer, SeqDeserializer},
};
use serde_json::{Error, Map, Value};
use std::fmt;

/// Text that was read, with every field of every object at most once.
pub struct Json(pub Value);

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor).map(Self)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Json(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some((name, Json(value))) = entries.next_entry::<String, _>()? {
            if fields.contains_key(&name) {
                return Err(A::Error::custom(format_args!("duplicate field `{name}`")));
            }
            fields.insert(name, value);
        }
        Ok(Value::Object(fields))
    }
}

/// Reads a value into the type of a body.
pub struct Strict(pub Value);

impl IntoDeserializer<'_, Error> for Strict {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// A whole number that was written with a point. Beyond 2⁵³ a float doesn't say which integer it is.
fn whole(value: &Value) -> Option<i64> {
    let number = value.as_f64().filter(|_| value.is_f64())?;
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
    (number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0).then_some(number as i64)
}

macro_rules! integers {
    ($($method:ident)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match whole(&self.0) {
                Some(number) => visitor.visit_i64(number),
                None => self.0.$method(visitor),
            }
        }
    )+};
}

impl<'de> Deserializer<'de> for Strict {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(items) => {
                let mut items = SeqDeserializer::new(items.into_iter().map(Self));
                let list = visitor.visit_seq(&mut items)?;
                items.end().map(|()| list)
            }
            Value::Object(fields) => {
                let fields = fields.into_iter().map(|(name, value)| (name, Self(value)));
                let mut fields = MapDeserializer::new(fields);
                let object = visitor.visit_map(&mut fields)?;
                fields.end().map(|()| object)
            }
            plain => plain.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if self.0.is_array() {
            return Err(Error::invalid_type(Unexpected::Seq, &"an object"));
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    serde::forward_to_deserialize_any! {
        bool f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize, PartialEq)]
    #[serde(default)]
    #[derive(Default)]
    struct Shop {
        seats: i32,
        rooms: Vec<Room>,
        rent: Option<f64>,
    }

    #[derive(Debug, serde::Deserialize, PartialEq)]
    struct Room {
        seats: u16,
    }

    fn read(text: &str) -> Result<Shop, Error> {
        Shop::deserialize(Strict(serde_json::from_str::<Json>(text)?.0))
    }

    #[test]
    fn a_list_is_no_object_at_any_depth() {
        assert!(read("[]").unwrap_err().to_string().contains("expected an object"));
        assert!(read(r#"{"rooms":[[3]]}"#).unwrap_err().to_string().contains("expected an object"));
    }

    #[test]
    fn a_whole_number_may_be_written_with_a_point() {
        let shop = read(r#"{"seats":5.0,"rooms":[{"seats":2e1}],"rent":1}"#).unwrap();
        assert_eq!(shop, Shop { seats: 5, rooms: vec![Room { seats: 20 }], rent: Some(1.0) });
        assert!(read(r#"{"seats":5.5}"#).is_err());
        assert!(read(r#"{"seats":1e300}"#).is_err());
        assert!(read(r#"{"rooms":[{"seats":-1.0}]}"#).is_err());
    }

    #[test]
    fn a_field_is_given_once_also_in_free_objects() {
        assert!(read(r#"{"seats":1,"seats":1}"#).unwrap_err().to_string().contains("duplicate"));
        assert!(serde_json::from_str::<Json>(r#"{"a":{"b":1,"b":2}}"#).is_err());
    }
}
