//! The fields that conditions can be about: those that every workspace has, and its custom attributes.

mod built_in;

use crate::condition::{FieldOperator, FieldOwner};
use customers::{
    attribute::{AttributeDefinition, AttributeKind, AttributeObject, Definitions},
    past_value,
};
use kernel::{Error, Grant, WorkspaceTx};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

kernel::words! {
    /// What the values of a field are.
    pub enum SegmentFieldType {
        Text = "text",
        Number = "number",
        /// `{"amount": 100000, "currency": "CNY"}`; another currency fulfils nothing.
        Money = "money",
        /// `YYYY-MM-DD`, in the workspace's zone.
        Date = "date",
        Boolean = "boolean",
        /// One of the options.
        Choice = "choice",
        /// A list; of the options, or of free words where there are none.
        MultiChoice = "multi_choice",
        /// Id of a member.
        Member = "member",
        /// Id of a plan.
        Plan = "plan",
    }
}

impl SegmentFieldType {
    /// Whether its values are few enough to be groups, or can be cut into some.
    const fn makes_groups(self) -> bool {
        !matches!(self, Self::Money | Self::Date)
    }

    /// How it can be compared.
    pub const fn operators(self) -> &'static [FieldOperator] {
        use FieldOperator as O;
        match self {
            Self::Text => &[
                O::Is,
                O::IsNot,
                O::Contains,
                O::DoesNotContain,
                O::StartsWith,
                O::IsSet,
                O::IsNotSet,
            ],
            Self::Number => &[
                O::Is,
                O::IsNot,
                O::Greater,
                O::AtLeast,
                O::Less,
                O::AtMost,
                O::IsSet,
                O::IsNotSet,
            ],
            Self::Money => &[O::Greater, O::AtLeast, O::Less, O::AtMost, O::IsSet, O::IsNotSet],
            Self::Date => &[
                O::Is,
                O::IsNot,
                O::Greater,
                O::AtLeast,
                O::Less,
                O::AtMost,
                O::InLastDays,
                O::InNextDays,
                O::IsSet,
                O::IsNotSet,
            ],
            Self::Boolean => &[O::Is, O::IsSet, O::IsNotSet],
            Self::Choice | Self::Member | Self::Plan => &[O::Is, O::IsNot, O::IsSet, O::IsNotSet],
            Self::MultiChoice => &[O::Is, O::IsNot, O::HasAll, O::IsSet, O::IsNotSet],
        }
    }
}

/// A value that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldOption {
    /// What conditions have in `values`.
    #[schema(example = "use")]
    pub value: String,
    #[schema(example = "Use")]
    pub label: String,
    #[schema(example = "使用")]
    pub label_zh: String,
}

/// A field that conditions can be about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SegmentField {
    /// What conditions call it; attributes begin with `attributes.`.
    #[schema(example = "attributes.shop_count")]
    pub field: String,
    #[serde(rename = "type")]
    pub kind: SegmentFieldType,
    #[schema(example = "Number of shops")]
    pub label: String,
    #[schema(example = "门店数")]
    pub label_zh: String,
    /// How it can be compared.
    #[schema(value_type = Vec<FieldOperator>)]
    pub operators: &'static [FieldOperator],
    /// Whether questions can be split by it: what it held before is remembered, and its values make groups.
    pub can_split: bool,
    /// What can be chosen; empty where anything can be entered.
    pub options: Vec<FieldOption>,
    #[serde(skip)]
    pub(crate) source: Source,
}

/// Where the value of a field stands in the row of its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Column(&'static str),
    /// A point in time, read as the day it falls on.
    Instant(&'static str),
    /// A list of words as JSON.
    List(&'static str),
    Money {
        amount: &'static str,
        currency: &'static str,
    },
    /// A key of the custom attributes.
    Attribute(String),
}

/// The field of a custom attribute begins with this.
pub const ATTRIBUTE: &str = "attributes.";

/// In English and in Chinese.
pub type Words = [&'static str; 2];

/// All fields of a workspace.
#[derive(Clone, Debug)]
pub struct Fields {
    account: Vec<SegmentField>,
    person: Vec<SegmentField>,
    subscription: Vec<SegmentField>,
}

/// Whose fields are asked for.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct FieldFilter {
    /// Whose fields: `account`, `person` or `subscription`.
    #[param(value_type = String, required = true, example = "account")]
    pub subject: Option<FieldOwner>,
}

/// What conditions can be about.
pub async fn list(tx: &WorkspaceTx, filter: &FieldFilter) -> Result<Vec<SegmentField>, Error> {
    let fields = Fields::read(tx).await?;
    let owner = filter.subject.ok_or_else(|| Error::invalid_field("/subject", "required"))?;
    Ok(fields.of(owner).to_vec())
}

impl Fields {
    pub async fn read(tx: &WorkspaceTx) -> Result<Self, Error> {
        tx.require(Grant::CustomersRead)?;
        let with_attributes = async |mut fields: Vec<SegmentField>, object| {
            for field in &mut fields {
                field.can_split =
                    field.kind.makes_groups() && past_value::is_remembered(object, &field.field);
            }
            let definitions = Definitions::of(tx, object).await?;
            fields.extend(definitions.in_use().map(SegmentField::of));
            Ok::<_, Error>(fields)
        };
        Ok(Self {
            account: with_attributes(built_in::account(), AttributeObject::Account).await?,
            person: with_attributes(built_in::person(), AttributeObject::Person).await?,
            subscription: built_in::subscription(),
        })
    }

    pub fn of(&self, owner: FieldOwner) -> &[SegmentField] {
        match owner {
            FieldOwner::Account => &self.account,
            FieldOwner::Person => &self.person,
            FieldOwner::Subscription => &self.subscription,
        }
    }

    pub fn get(&self, owner: FieldOwner, field: &str) -> Option<&SegmentField> {
        self.of(owner).iter().find(|known| known.field == field)
    }
}

impl SegmentField {
    /// A field that stands in the column of its name; `label` in English and Chinese.
    pub fn column(name: &'static str, kind: SegmentFieldType, [label, label_zh]: Words) -> Self {
        Self {
            field: name.to_owned(),
            kind,
            label: label.to_owned(),
            label_zh: label_zh.to_owned(),
            operators: kind.operators(),
            can_split: false,
            options: Vec::new(),
            source: Source::Column(name),
        }
    }

    /// With what can be chosen.
    pub fn with_options(self, options: Vec<FieldOption>) -> Self {
        Self { options, ..self }
    }

    /// A custom attribute.
    pub fn of(definition: &AttributeDefinition) -> Self {
        let kind = match definition.kind {
            AttributeKind::Text => SegmentFieldType::Text,
            AttributeKind::Number => SegmentFieldType::Number,
            AttributeKind::Money => SegmentFieldType::Money,
            AttributeKind::Date => SegmentFieldType::Date,
            AttributeKind::Boolean => SegmentFieldType::Boolean,
            AttributeKind::SingleChoice => SegmentFieldType::Choice,
            AttributeKind::MultiChoice => SegmentFieldType::MultiChoice,
        };
        let options = definition.options.iter().map(|option| {
            let label = option.label.clone().unwrap_or_else(|| option.value.clone());
            FieldOption {
                value: option.value.clone(),
                label_zh: option.label_zh.clone().unwrap_or_else(|| label.clone()),
                label,
            }
        });
        Self {
            field: format!("{ATTRIBUTE}{}", definition.key),
            kind,
            label_zh: definition.label_zh.clone().unwrap_or_else(|| definition.label.clone()),
            label: definition.label.clone(),
            operators: kind.operators(),
            can_split: kind.makes_groups(),
            options: options.collect(),
            source: Source::Attribute(definition.key.clone()),
        }
    }

    /// What a value is called in one of the languages.
    pub fn option_label(&self, value: &str, chinese: bool) -> Option<&str> {
        let option = self.options.iter().find(|option| option.value == value)?;
        Some(if chinese { &option.label_zh } else { &option.label })
    }
}
