//! One Rust type per kind of id: a UUIDv7 in the database, TypeID text outside (`lead_01h455vb4pex5vsknk084sn02q`).
//!
//! [`typed_id!`](crate::typed_id) makes such a type. All of ours are in [`crate::ids`].

pub mod typeid;

use typeid::TypeIdError;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType, Type};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// A well-formed id of something else.
    #[error("expected an id that begins with {expected}_, found one that begins with {found}_")]
    WrongPrefix { expected: &'static str, found: String },
    #[error("expected an id such as {expected}_01h455vb4pex5vsknk084sn02q: {cause}")]
    Malformed { expected: &'static str, cause: TypeIdError },
}

/// Reads an id of the kind that `expected` names.
pub fn parse(expected: &'static str, text: &str) -> Result<Uuid, IdError> {
    match typeid::decode(text) {
        Ok((prefix, uuid)) if prefix == expected => Ok(uuid),
        Ok(("", _)) => Err(IdError::Malformed { expected, cause: TypeIdError::Prefix }),
        Ok((prefix, _)) => Err(IdError::WrongPrefix { expected, found: prefix.to_owned() }),
        Err(cause) => Err(IdError::Malformed { expected, cause }),
    }
}

/// How the OpenAPI document describes an id with this prefix.
pub fn schema(prefix: &str) -> Schema {
    let example = Uuid::from_u128(0x0189_0a5d_ac96_774b_bcce_b302_099a_8057);
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .description(Some(format!("An id (TypeID) that begins with `{prefix}_`.")))
        .pattern(Some(format!("^{prefix}_[0-7][0-9a-hjkmnp-tv-z]{{25}}$")))
        .examples([typeid::encode(prefix, example)])
        .build()
        .into()
}

/// Makes a type for one kind of id.
///
/// ```
/// kernel::typed_id! {
///     /// A parcel on its way.
///     pub struct ParcelId("parcel");
/// }
/// let id: ParcelId = "parcel_01h455vb4pex5vsknk084sn02q".parse().unwrap();
/// assert_eq!(id.to_string(), "parcel_01h455vb4pex5vsknk084sn02q");
/// assert!("lead_01h455vb4pex5vsknk084sn02q".parse::<ParcelId>().is_err());
/// ```
///
/// The crate that calls it needs `sea-orm`, `serde`, `utoipa` and `uuid`.
#[macro_export]
macro_rules! typed_id {
    ($($(#[$meta:meta])* $visibility:vis struct $name:ident($prefix:literal);)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, sea_orm::DeriveValueType)]
        $visibility struct $name(uuid::Uuid);

        impl $name {
            pub const PREFIX: &'static str = $prefix;

            pub const fn from_uuid(uuid: uuid::Uuid) -> Self {
                Self(uuid)
            }

            pub const fn uuid(self) -> uuid::Uuid {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::id::typeid::encode(Self::PREFIX, self.0))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::id::IdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::id::parse(Self::PREFIX, text).map(Self)
            }
        }

        impl From<uuid::Uuid> for $name {
            fn from(uuid: uuid::Uuid) -> Self {
                Self(uuid)
            }
        }

        impl From<$name> for uuid::Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                $crate::id::schema(Self::PREFIX).into()
            }
        }

        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(stringify!($name))
            }
        }
    )+};
}

#[cfg(test)]
mod tests {
    use crate::ids::{AccountId, LeadId};
    use uuid::Uuid;

    const TEXT: &str = "lead_01h455vb4pex5vsknk084sn02q";

    #[test]
    fn an_id_is_written_and_read_as_typeid_text_everywhere() {
        let id: LeadId = TEXT.parse().unwrap();
        assert_eq!(id.uuid().to_string(), "01890a5d-ac96-774b-bcce-b302099a8057");
        assert_eq!(id.to_string(), TEXT);
        assert_eq!(format!("{id:?}"), TEXT);
        assert_eq!(serde_json::to_value(id).unwrap(), TEXT);
        assert_eq!(serde_json::from_str::<LeadId>(&format!("\"{TEXT}\"")).unwrap(), id);
        assert_eq!(LeadId::from_uuid(id.uuid()), id);
    }

    #[test]
    fn an_id_of_another_kind_is_refused_by_name() {
        let message = TEXT.parse::<AccountId>().unwrap_err().to_string();
        assert!(message.contains("acc_") && message.contains("lead_"), "{message}");
        let bare = Uuid::nil().to_string().parse::<AccountId>().unwrap_err().to_string();
        assert!(bare.contains("acc_01h455vb4pex5vsknk084sn02q"), "{bare}");
        assert!("01h455vb4pex5vsknk084sn02q".parse::<AccountId>().is_err());
    }

    #[test]
    fn a_number_or_null_is_no_id() {
        assert!(serde_json::from_str::<LeadId>("17").is_err());
        assert!(serde_json::from_str::<LeadId>("null").is_err());
    }

    #[test]
    fn the_document_gives_pattern_and_example() {
        let schema = serde_json::to_value(<LeadId as utoipa::PartialSchema>::schema()).unwrap();
        assert_eq!(schema["type"], "string");
        assert_eq!(schema["pattern"], "^lead_[0-7][0-9a-hjkmnp-tv-z]{25}$");
        assert_eq!(schema["examples"][0], TEXT);
    }

    #[expect(clippy::disallowed_methods, reason = "the entity derive calls EntityTrait::find")]
    mod parcel {
        use crate::ids::{LeadId, PersonId};
        use sea_orm::entity::prelude::*;

        #[sea_orm::model]
        #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
        #[sea_orm(table_name = "parcel")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: LeadId,
            pub sender: Option<PersonId>,
        }

        impl ActiveModelBehavior for ActiveModel {}
    }

    /// Rows with ids really kept on both databases are in the tests of the crates with tables.
    #[test]
    fn an_id_is_a_uuid_column_on_both_databases() {
        use sea_orm::{DbBackend, Schema};
        for (backend, column) in [(DbBackend::Postgres, "uuid"), (DbBackend::Sqlite, "uuid_text")] {
            let table = Schema::new(backend).create_table_from_entity(parcel::Entity);
            let sql = backend.build(&table).to_string();
            assert!(sql.contains(&format!("\"id\" {column} NOT NULL")), "{sql}");
            assert!(sql.contains(&format!("\"sender\" {column}")), "{sql}");
        }
    }

    #[test]
    fn an_id_filters_as_its_uuid() {
        use sea_orm::{ColumnTrait, DbBackend, QueryFilter, QueryTrait};
        let id: LeadId = TEXT.parse().unwrap();
        #[expect(clippy::disallowed_methods, reason = "no workspace is involved")]
        let query = <parcel::Entity as sea_orm::EntityTrait>::find()
            .filter(parcel::Column::Id.is_in([id]))
            .filter(parcel::Column::Sender.eq(None::<crate::ids::PersonId>));
        let sql = query.build(DbBackend::Postgres).to_string();
        assert!(sql.contains("01890a5d-ac96-774b-bcce-b302099a8057"), "{sql}");
    }
}
