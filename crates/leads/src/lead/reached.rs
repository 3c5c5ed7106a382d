//! How far leads came on the customer journey. A lead has reached the stage it is in, a lost one the stage it was lost
//! from, a won one at least "purchase", and one that became an account is as far as that. Stages that were skipped
//! count as passed.

use crate::{
    entity::{lead::Column, lead_stage, stage_stay},
    words::{JourneyStage, StatusType},
};
use customers::{account::LifecycleStage, entity::account};
use kernel::{WorkspaceTx, ids::LeadStageId};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait as _, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, QueryStatementBuilder as _, SelectStatement, SimpleExpr},
};

/// How far the stages of a lead show it to have come. One that came in lost has shown nothing.
pub fn by_stage(
    status: StatusType,
    stage: JourneyStage,
    lost_from: Option<JourneyStage>,
) -> JourneyStage {
    match status {
        StatusType::Lost => lost_from.unwrap_or(JourneyStage::Discover),
        StatusType::Won => Ord::max(stage, JourneyStage::Purchase),
        StatusType::Open | StatusType::Ongoing | StatusType::OnHold => stage,
    }
}

/// How far an account shows its lead to have come: whatever its stage says, it has bought. A customer who left had
/// been using the product.
pub const fn by_account(stage: LifecycleStage) -> JourneyStage {
    match stage {
        LifecycleStage::Discover | LifecycleStage::Evaluate | LifecycleStage::Purchase => {
            JourneyStage::Purchase
        }
        LifecycleStage::Implement => JourneyStage::Implement,
        LifecycleStage::Use | LifecycleStage::Churned => JourneyStage::Use,
        LifecycleStage::Renew => JourneyStage::Renew,
    }
}

/// Leads that came at least as far as this.
pub(crate) fn at_least(tx: &WorkspaceTx, stage: JourneyStage) -> Condition {
    if stage == JourneyStage::Discover {
        return Condition::all();
    }
    let shows_it = |column: Column| column.in_subquery(stages_from(tx, stage).into_query());
    let is_lost = || Column::StatusType.eq(StatusType::Lost);
    Condition::any()
        .add(shows_it(Column::StageId).and(is_lost().not()))
        .add(shows_it(Column::LostFromStageId).and(is_lost()))
        .add_option(
            (stage <= JourneyStage::Purchase).then(|| Column::StatusType.eq(StatusType::Won)),
        )
        .add(Column::AccountId.in_subquery(accounts_from(tx, stage).into_query()))
}

/// Leads that ever were in this step of the funnel or a later one, and all that were won. Everybody reached the first.
pub(crate) fn at_least_stage(tx: &WorkspaceTx, stage: LeadStageId) -> Condition {
    let earlier =
        steps(tx).column(lead_stage::Column::Id).filter(place().lt(position_of(tx, stage)));
    Condition::any()
        .add(Column::StatusType.eq(StatusType::Won))
        .add(Column::Id.in_subquery(stayed_from(tx, position_of(tx, stage))))
        .add(Expr::exists(earlier.into_query()).not())
}

/// Leads that came to this step of the funnel, to no later one, and were not won.
pub(crate) fn at_most_stage(tx: &WorkspaceTx, stage: LeadStageId) -> Condition {
    let later = steps(tx)
        .filter(place().gt(position_of(tx, stage)))
        .column_as(lead_stage::Column::Position.min(), "position");
    let next = SimpleExpr::SubQuery(None, Box::new(later.into_query().into_sub_query_statement()));
    Condition::all()
        .add(at_least_stage(tx, stage))
        .add(Column::StatusType.ne(StatusType::Won))
        .add(Column::Id.not_in_subquery(stayed_from(tx, next)))
}

/// The steps of the funnel, of which nothing is selected yet.
fn steps(tx: &WorkspaceTx) -> sea_orm::Select<lead_stage::Entity> {
    use lead_stage::Column as Of;
    let steps = tx.find::<lead_stage::Entity>().select_only();
    let steps = steps.filter(Of::StatusType.is_in([StatusType::Open, StatusType::Ongoing]));
    steps.filter(Of::ArchivedAt.is_null())
}

fn place() -> SimpleExpr {
    Expr::col((lead_stage::Entity, lead_stage::Column::Position))
}

fn position_of(tx: &WorkspaceTx, stage: LeadStageId) -> SimpleExpr {
    let position = tx
        .find::<lead_stage::Entity>()
        .select_only()
        .column(lead_stage::Column::Position)
        .filter(lead_stage::Column::Id.eq(stage));
    SimpleExpr::SubQuery(None, Box::new(position.into_query().into_sub_query_statement()))
}

/// Leads that ever were in a stage of the funnel's types that stands at this place or later.
fn stayed_from(tx: &WorkspaceTx, position: SimpleExpr) -> SelectStatement {
    let stages = tx
        .find::<lead_stage::Entity>()
        .select_only()
        .column(lead_stage::Column::Id)
        .filter(lead_stage::Column::StatusType.is_in([StatusType::Open, StatusType::Ongoing]))
        .filter(place().gte(position));
    tx.find::<stage_stay::Entity>()
        .select_only()
        .column(stage_stay::Column::LeadId)
        .filter(stage_stay::Column::StageId.in_subquery(stages.into_query()))
        .into_query()
}

fn stages_from(tx: &WorkspaceTx, stage: JourneyStage) -> sea_orm::Select<lead_stage::Entity> {
    let further = JourneyStage::ALL.iter().filter(|it| **it >= stage).copied();
    tx.find::<lead_stage::Entity>()
        .select_only()
        .column(lead_stage::Column::Id)
        .filter(lead_stage::Column::JourneyStage.is_in(further))
}

fn accounts_from(tx: &WorkspaceTx, stage: JourneyStage) -> sea_orm::Select<account::Entity> {
    let further = LifecycleStage::ALL.iter().filter(|it| by_account(**it) >= stage).copied();
    tx.find::<account::Entity>()
        .select_only()
        .column(account::Column::Id)
        .filter(account::Column::LifecycleStage.is_in(further))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_lead_came_as_far_as_it_was_lost_from_and_a_won_one_has_bought() {
        use JourneyStage::{Discover, Evaluate, Purchase, Use};
        assert_eq!(by_stage(StatusType::Ongoing, Evaluate, None), Evaluate);
        assert_eq!(by_stage(StatusType::Lost, Purchase, Some(Evaluate)), Evaluate);
        assert_eq!(by_stage(StatusType::Lost, Purchase, None), Discover);
        assert_eq!(by_stage(StatusType::Won, Discover, None), Purchase);
        assert_eq!(by_stage(StatusType::Won, Use, None), Use);
    }
}
