//! Values of list filters.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{borrow::Cow, fmt::Display, str::FromStr};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};

/// Several values in one query parameter, separated by commas: `stage=new,working`. At most 100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Many<T>(pub Vec<T>);

const MAX_VALUES: usize = 100;

impl<'de, T> Deserialize<'de> for Many<T>
where
    T: FromStr,
    T::Err: Display,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let values: Vec<T> =
            parts.map(|part| part.parse().map_err(de::Error::custom)).collect::<Result<_, _>>()?;
        if values.len() > MAX_VALUES {
            return Err(de::Error::custom(format!("at most {MAX_VALUES} values")));
        }
        Ok(Self(values))
    }
}

/// As it is read, so that a stored filter reads back.
impl<T: Display> Serialize for Many<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let texts: Vec<String> = self.0.iter().map(T::to_string).collect();
        serializer.serialize_str(&texts.join(","))
    }
}

impl<T: ToSchema> PartialSchema for Many<T> {
    fn schema() -> RefOr<Schema> {
        String::schema()
    }
}

impl<T: ToSchema> ToSchema for Many<T> {}
