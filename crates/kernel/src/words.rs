/// Makes enums whose variants are words: the same word in rows, in JSON and in query parameters.
///
/// ```
/// kernel::words! {
///     /// How ripe a fruit is.
///     pub enum Ripeness {
///         /// Wait.
///         Green = "green",
///         /// Eat.
///         Ripe = "ripe",
///     }
/// }
/// assert_eq!("ripe".parse::<Ripeness>().unwrap(), Ripeness::Ripe);
/// assert_eq!(serde_json::to_value(Ripeness::Green).unwrap(), "green");
/// assert!("rotten".parse::<Ripeness>().unwrap_err().to_string().contains("green, ripe"));
/// ```
///
/// The crate that calls it needs `sea-orm`, `serde` and `utoipa`. The words are taken as `tt`: captured as `literal`
/// they reach utoipa in an invisible group, and the document names the variants instead.
#[macro_export]
macro_rules! words {
    ($($(#[$meta:meta])* $visibility:vis enum $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident = $word:tt),+ $(,)?
    })+) => {$(
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, utoipa::ToSchema, sea_orm::DeriveValueType,
        )]
        #[sea_orm(value_type = "String")]
        $visibility enum $name { $($(#[$variant_meta])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];
            pub const WORDS: &[&str] = &[$($word),+];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownWord;

            fn from_str(word: &str) -> Result<Self, $crate::UnknownWord> {
                let known = Self::ALL.iter().copied().find(|known| known.as_str() == word);
                known.ok_or($crate::UnknownWord(Self::WORDS))
            }
        }
    )+};
}

/// The text is none of the words of an enum made by [`words!`](crate::words).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected one of {}", .0.join(", "))]
pub struct UnknownWord(pub &'static [&'static str]);
