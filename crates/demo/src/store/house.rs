use super::word;
use crate::{vocabulary, year::Year};
use customers::rows::insert_all;
use identity::{
    entity::{member, operator, saved_view, workspace},
    member::MemberStatus,
    workspace::MrrWhilePaused,
};
use insights::{
    entity::{dashboard, dashboard_tile, saved_question},
    saved_question::QuestionView,
};
use kernel::{
    Error, SystemTx, WorkspaceTx,
    text::{search_text, sort_key},
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _,
};
use serde_json::json;

/// The workspace and the operators, who stand above it.
pub async fn workspace(tx: &SystemTx, year: &Year, password_hash: &str) -> Result<(), Error> {
    let locale = year.workspace.locale.to_string();
    let new = workspace::Model {
        id: year.workspace.id,
        slug: year.workspace.slug.clone(),
        name: year.workspace.name.to_owned(),
        locale: locale.clone(),
        time_zone: year.workspace.zone.to_owned(),
        currency: year.workspace.currency.to_owned(),
        week_start: 1,
        default_region: year.workspace.region.to_owned(),
        mrr_while_paused: MrrWhilePaused::Zero,
        settings: json!({}),
        created_at: year.workspace.created_at,
        updated_at: year.workspace.created_at,
        version: 1,
    };
    workspace::Entity::insert(new.into_active_model().reset_all())
        .exec_without_returning(&tx.db)
        .await?;
    let operators = year.members.iter().map(|colleague| {
        let row = operator::Model {
            id: colleague.operator_id,
            email: colleague.email.clone(),
            name: colleague.name.to_owned(),
            password_hash: Some(password_hash.to_owned()),
            locale: locale.clone(),
            preferences: json!({}),
            disabled: false,
            created_at: colleague.joined_at,
            updated_at: colleague.joined_at,
            version: 1,
        };
        row.into_active_model().reset_all()
    });
    operator::Entity::insert_many(operators).exec_without_returning(&tx.db).await?;
    Ok(())
}

/// Gives the year addresses that are free; `None` if the very same year is there already.
pub async fn settle(tx: &SystemTx, mut year: Year) -> Result<Option<Year>, Error> {
    use workspace::{Column, Entity};
    let same = tx.find::<Entity>().filter(Column::Id.eq(year.workspace.id)).count(&tx.db).await?;
    if same > 0 {
        return Ok(None);
    }
    let slug = year.workspace.slug.clone();
    let next = Column::Slug.starts_with(format!("{slug}-"));
    let alike = tx.find::<Entity>().filter(Condition::any().add(Column::Slug.eq(&slug)).add(next));
    let alike = alike.count(&tx.db).await?;
    if alike > 0 {
        year.renumber(u32::try_from(alike).map_err(Error::internal)? + 1);
    }
    Ok(Some(year))
}

pub async fn members(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let rows = year.members.iter().map(|colleague| {
        Ok(member::Model {
            id: colleague.id,
            workspace_id: tx.workspace(),
            operator_id: colleague.operator_id,
            role: word(colleague.role)?,
            calendar_id: None,
            status: MemberStatus::Active,
            created_at: colleague.joined_at,
            updated_at: colleague.joined_at,
            version: 1,
        })
    });
    insert_all::<member::Entity>(tx, rows.collect::<Result<_, Error>>()?).await
}

pub async fn views(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let rows = year.views.iter().map(|view| saved_view::Model {
        id: view.id,
        workspace_id: tx.workspace(),
        list: view.list.to_owned(),
        name: view.name.to_owned(),
        sort_name: sort_key(view.name),
        shared: true,
        params: view.params.clone(),
        owner_id: Some(view.owner_id),
        created_at: year.workspace.created_at,
        updated_at: year.workspace.created_at,
        version: 1,
    });
    insert_all::<saved_view::Entity>(tx, rows.collect()).await
}

pub async fn dashboard(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let at = year.workspace.created_at;
    let shown = &year.dashboard;
    let questions = shown.questions.iter().map(|question| saved_question::Model {
        id: question.id,
        workspace_id: tx.workspace(),
        name: question.name.to_owned(),
        sort_name: sort_key(question.name),
        search_text: search_text([question.name]),
        description: None,
        kind: question.kind.to_owned(),
        parameters: question.parameters.clone(),
        view: QuestionView::Chart,
        figure: None,
        created_by: Some(shown.owner_id),
        created_at: at,
        updated_at: at,
        version: 1,
    });
    insert_all::<saved_question::Entity>(tx, questions.collect()).await?;
    let row = dashboard::Model {
        id: shown.id,
        workspace_id: tx.workspace(),
        name: shown.name.to_owned(),
        sort_name: sort_key(shown.name),
        search_text: search_text([shown.name]),
        description: None,
        created_by: Some(shown.owner_id),
        created_at: at,
        updated_at: at,
        version: 1,
    };
    insert_all::<dashboard::Entity>(tx, vec![row]).await?;
    let tiles = shown.questions.iter().map(|question| {
        let [x, y, width, height] = question.place;
        dashboard_tile::Model {
            id: question.tile_id,
            workspace_id: tx.workspace(),
            dashboard_id: shown.id,
            saved_question_id: question.id,
            x,
            y,
            width,
            height,
        }
    });
    insert_all::<dashboard_tile::Entity>(tx, tiles.collect()).await
}

pub(super) fn words(year: &Year) -> &'static vocabulary::Vocabulary {
    vocabulary::of(year.workspace.locale)
}
