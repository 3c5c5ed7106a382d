//! Questions under a name, and the dashboards that show them.

use insights::{
    dashboard::{self, Dashboard, DashboardFilter},
    saved_question::{self, SavedQuestion, SavedQuestionFilter},
};
use kernel::{Error, Grant, ids::SavedQuestionId, page::PageRequest};
use serde_json::{Value, json};
use testing::{TestWorkspace, on_both_databases};

async fn save(workspace: &TestWorkspace, question: Value) -> Result<SavedQuestion, Error> {
    let tx = workspace.write().await;
    let saved = saved_question::create(&tx, serde_json::from_value(question).unwrap()).await?;
    tx.commit().await.unwrap();
    Ok(saved)
}

async fn lifecycle(workspace: &TestWorkspace, name: &str) -> SavedQuestionId {
    let question = json!({ "kind": "lifecycle", "parameters": { "unit": "account" } });
    save(workspace, json!({ "name": name, "question": question })).await.unwrap().id
}

async fn create(workspace: &TestWorkspace, dashboard: Value) -> Result<Dashboard, Error> {
    let tx = workspace.write().await;
    let made = dashboard::create(&tx, serde_json::from_value(dashboard).unwrap()).await?;
    tx.commit().await.unwrap();
    Ok(made)
}

async fn arrange(
    workspace: &TestWorkspace,
    dashboard: &Dashboard,
    tiles: Value,
) -> Result<Dashboard, Error> {
    let tx = workspace.write().await;
    let patch = serde_json::from_value(json!({ "tiles": tiles })).unwrap();
    let arranged = dashboard::update(&tx, dashboard.id, patch).await?;
    tx.commit().await.unwrap();
    Ok(arranged)
}

fn tile(question: SavedQuestionId, (x, y): (i16, i16), (width, height): (i16, i16)) -> Value {
    json!({ "saved_question_id": question, "x": x, "y": y, "width": width, "height": height })
}

fn told(result: Result<impl Sized, Error>) -> Vec<(String, String)> {
    let Err(Error::Refused { fields, .. }) = result else { panic!("it was accepted") };
    fields.into_iter().map(|field| (field.pointer, field.code.into_owned())).collect()
}

fn at(place: &str, code: &str) -> (String, String) {
    (place.to_owned(), code.to_owned())
}

on_both_databases! {
    async fn a_question_is_kept_with_what_it_leaves_open_and_found_by_pinyin(db: TestDb) {
        let workspace = db.workspace("a").await;
        let saved = save(&workspace, json!({
            "name": " 每周活跃客户 ", "view": "table", "figure": "units",
            "question": { "kind": "trends", "parameters": { "series": [{ "measure": "units" }], "period": "week" } },
        })).await.unwrap();
        let tx = workspace.read().await;
        let filter = SavedQuestionFilter { q: Some("mzhy".into()), ..SavedQuestionFilter::default() };
        let page = saved_question::list(&tx, &filter, &PageRequest::default()).await.unwrap();
        let found = serde_json::to_value(&page.data).unwrap();
        assert_eq!(found, json!([saved]));
        assert_eq!(found[0]["name"], "每周活跃客户");
        assert_eq!((&found[0]["view"], &found[0]["figure"]), (&json!("table"), &json!("units")));
        let parameters = &found[0]["question"]["parameters"];
        assert_eq!((&parameters["from_on"], &parameters["unit"]), (&Value::Null, &json!("person")));
    }

    async fn a_question_that_could_not_be_asked_is_not_kept(db: TestDb) {
        let workspace = db.workspace("a").await;
        let wrong = json!({
            "name": " ",
            "question": { "kind": "retention", "parameters": { "cohorts": 0, "criteria": "bracket" } },
        });
        assert_eq!(told(save(&workspace, wrong).await), [
            at("/name", "required"),
            at("/question/parameters/brackets", "required"),
            at("/question/parameters/cohorts", "too_small"),
        ]);
        let id = lifecycle(&workspace, "a").await;
        let tx = workspace.write().await;
        let patch = json!({ "question": { "kind": "paths", "parameters": { "steps": 11 } }, "name": null });
        let patched = saved_question::update(&tx, id, serde_json::from_value(patch).unwrap()).await;
        assert_eq!(told(patched), [at("/name", "required"), at("/question/parameters/steps", "too_large")]);
    }

    async fn recurring_revenue_is_kept_like_a_question(db: TestDb) {
        let workspace = db.workspace("a").await;
        let question = json!({ "kind": "mrr", "parameters": { "period": "quarter", "currency": "CNY" } });
        let saved = save(&workspace, json!({ "name": "MRR", "question": question })).await.unwrap();
        let kept = json!(saved.question);
        assert_eq!((&kept["kind"], &kept["parameters"]["period"], &kept["parameters"]["to_on"]), (&json!("mrr"), &json!("quarter"), &Value::Null));
        let board = json!({ "name": "x", "tiles": [tile(saved.id, (0, 0), (6, 4))] });
        assert_eq!(create(&workspace, board).await.unwrap().tiles[0].saved_question_id, saved.id);
        let reversed = json!({ "kind": "mrr", "parameters": { "from_on": "2026-03-01", "to_on": "2026-01-01" } });
        let refused = save(&workspace, json!({ "name": "MRR", "question": reversed })).await;
        assert_eq!(told(refused), [at("/question/parameters/from_on", "too_late")]);
    }

    async fn a_dashboard_shows_its_questions_where_they_were_put(db: TestDb) {
        let workspace = db.workspace("a").await;
        let (a, b) = (lifecycle(&workspace, "a").await, lifecycle(&workspace, "b").await);
        let made = create(&workspace, json!({ "name": "每周复盘", "tiles": [tile(b, (0, 4), (12, 2)), tile(a, (6, 0), (6, 4))] })).await.unwrap();
        let places: Vec<_> = made.tiles.iter().map(|tile| (tile.saved_question_id, tile.x, tile.y)).collect();
        assert_eq!(places, [(a, 6, 0), (b, 0, 4)]);
        let arranged = arrange(&workspace, &made, json!([tile(a, (0, 0), (3, 2))])).await.unwrap();
        assert_eq!((arranged.tiles.len(), arranged.version), (1, 2));
        let again = arrange(&workspace, &made, json!([tile(a, (0, 0), (3, 2))])).await.unwrap();
        assert_eq!(again, arranged);
        let tx = workspace.read().await;
        assert_eq!(dashboard::get(&tx, made.id).await.unwrap(), arranged);
        let shown = SavedQuestionFilter { dashboard_id: Some(made.id), ..SavedQuestionFilter::default() };
        let shown = saved_question::list(&tx, &shown, &PageRequest::default()).await.unwrap();
        assert_eq!(shown.data.iter().map(|question| question.id).collect::<Vec<_>>(), [a]);
        let showing = DashboardFilter { saved_question_id: Some(b), ..DashboardFilter::default() };
        assert!(dashboard::list(&tx, &showing, &PageRequest::default()).await.unwrap().data.is_empty());
    }

    async fn a_question_that_is_deleted_leaves_its_dashboards_and_they_leave_their_questions(db: TestDb) {
        let workspace = db.workspace("a").await;
        let (a, b) = (lifecycle(&workspace, "a").await, lifecycle(&workspace, "b").await);
        let made = create(&workspace, json!({ "name": "x", "tiles": [tile(a, (0, 0), (6, 4)), tile(b, (6, 0), (6, 4))] })).await.unwrap();
        let tx = workspace.write().await;
        saved_question::delete(&tx, a).await.unwrap();
        tx.commit().await.unwrap();
        let tx = workspace.write().await;
        let left = dashboard::get(&tx, made.id).await.unwrap();
        assert_eq!(left.tiles.iter().map(|tile| tile.saved_question_id).collect::<Vec<_>>(), [b]);
        dashboard::delete(&tx, made.id).await.unwrap();
        tx.commit().await.unwrap();
        let tx = workspace.read().await;
        assert!(saved_question::get(&tx, b).await.is_ok());
        assert!(dashboard::get(&tx, made.id).await.is_err());
    }

    async fn tiles_that_overlap_stand_out_or_show_nothing_are_told_at_their_place(db: TestDb) {
        let workspace = db.workspace("a").await;
        let other = db.workspace("b").await;
        let (a, b) = (lifecycle(&workspace, "a").await, lifecycle(&workspace, "b").await);
        let foreign = lifecycle(&other, "theirs").await;
        let wrong = json!({ "name": "x", "tiles": [
            tile(a, (0, 0), (6, 4)), tile(b, (5, 3), (3, 2)), tile(foreign, (9, 0), (6, 4)), tile(a, (0, 20), (6, 4)),
        ] });
        assert_eq!(told(create(&workspace, wrong).await), [
            at("/tiles/1", "overlaps"),
            at("/tiles/2/saved_question_id", "not_found"),
            at("/tiles/2/width", "too_large"),
            at("/tiles/3/saved_question_id", "duplicate"),
        ]);
        let small = json!({ "name": "x", "tiles": [tile(a, (-1, 501), (2, 13))] });
        let told: Vec<_> = told(create(&workspace, small).await).into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(told, ["/tiles/0/height", "/tiles/0/width", "/tiles/0/x", "/tiles/0/y"]);
    }

    async fn no_workspace_sees_or_shows_what_another_keeps(db: TestDb) {
        let (ours, theirs) = (db.workspace("a").await, db.workspace("b").await);
        let question = lifecycle(&ours, "ours").await;
        let made = create(&ours, json!({ "name": "x", "tiles": [tile(question, (0, 0), (6, 4))] })).await.unwrap();
        let tx = theirs.write().await;
        assert!(saved_question::get(&tx, question).await.is_err());
        assert!(saved_question::delete(&tx, question).await.is_err());
        assert!(dashboard::delete(&tx, made.id).await.is_err());
        let shown = SavedQuestionFilter { dashboard_id: Some(made.id), ..SavedQuestionFilter::default() };
        assert!(saved_question::list(&tx, &shown, &PageRequest::default()).await.unwrap().data.is_empty());
        assert!(dashboard::list(&tx, &DashboardFilter::default(), &PageRequest::default()).await.unwrap().data.is_empty());
    }

    async fn whoever_only_reads_changes_nothing(db: TestDb) {
        let workspace = db.workspace("a").await;
        let question = lifecycle(&workspace, "a").await;
        let tx = workspace.write_with([Grant::EventsRead, Grant::CustomersRead]).await;
        assert!(saved_question::get(&tx, question).await.is_ok());
        let refused = saved_question::delete(&tx, question).await.unwrap_err();
        assert_eq!(refused.code().as_str(), "missing_grant");
        let new = serde_json::from_value(json!({ "name": "x" })).unwrap();
        let refused = dashboard::create(&tx, new).await.unwrap_err();
        assert_eq!(refused.code().as_str(), "missing_grant");
    }
}
