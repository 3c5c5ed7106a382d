//! Quotes: their numbers, what they cost, how they are sent and answered, and what converting sells by them.

use crate::fixture::{READER, create, created, named, refusal, with_phone, workspace};
use chrono::{Days, NaiveDate};
use customers::{
    order::{self, OrderFilter, OrderKind},
    plan::{self, NewPlan},
    subscription::{self, SubscriptionFilter},
};
use jobs::entity::domain_event;
use kernel::{
    Code, SystemTx, WorkspaceTx,
    filter::Many,
    ids::{LeadId, PlanId},
    money::{Currency, Money},
    page::PageRequest,
    patch::Patch,
};
use leads::{
    convert::{self, ConvertLead},
    merge::{self, MergeLeads},
    quote::{
        self, NewQuote, NewQuoteLine, PreviewQuote, Quote, QuoteAnswer, QuoteBilling,
        QuoteDecision, QuotePatch, QuoteStatus,
    },
};
use std::collections::{BTreeSet, HashMap};
use testing::{TestDb, TestWorkspace, on_both_databases};

fn yuan(fen: i64) -> Money {
    Money::new(fen, Currency::CNY).unwrap()
}

fn line(text: &str, billing: QuoteBilling, price: i64) -> NewQuoteLine {
    NewQuoteLine {
        plan_id: None,
        seats: None,
        text: Some(text.into()),
        quantity: None,
        unit_price: Some(yuan(price)),
        billing,
        discount_basis_points: None,
    }
}

fn of_plan(plan_id: PlanId, billing: QuoteBilling) -> NewQuoteLine {
    NewQuoteLine { plan_id: Some(plan_id), text: None, unit_price: None, ..line("", billing, 0) }
}

fn with(lines: Vec<NewQuoteLine>) -> NewQuote {
    NewQuote { lines: lines.into(), ..NewQuote::default() }
}

fn training() -> NewQuote {
    with(vec![line("Training", QuoteBilling::Once, 80_000)])
}

fn says(decision: QuoteDecision) -> QuoteAnswer {
    QuoteAnswer { decision, name: Some("李芳".into()), reason: None }
}

async fn pro(tx: &WorkspaceTx, key: &str) -> PlanId {
    let plan = NewPlan {
        key: key.into(),
        name: "Pro".into(),
        description: None,
        opening_fee: yuan(800_000),
        annual_fee: yuan(500_000),
        term_months: None,
        features: Vec::new().into(),
    };
    plan::create(tx, plan).await.unwrap().id
}

async fn sent(tx: &WorkspaceTx, lead: LeadId, input: NewQuote) -> Quote {
    let draft = quote::create(tx, lead, input).await.unwrap();
    quote::send(tx, draft.id).await.unwrap()
}

fn token(quote: &Quote) -> String {
    quote.public_url.as_deref().unwrap().strip_prefix("/q/").unwrap().to_owned()
}

/// What the customer does with the link, each in a transaction of its own.
async fn answered(
    db: &TestDb,
    token: &str,
    input: QuoteAnswer,
) -> Result<quote::PublicQuote, kernel::Error> {
    let above = SystemTx::read(&db.db).await?;
    let found = quote::find_in_public(&above, token).await?;
    drop(above);
    let tx = WorkspaceTx::write(&db.db, found.caller("test".into())).await?;
    let answer = quote::answer_in_public(&tx, found, input).await?;
    tx.commit().await?;
    Ok(answer)
}

async fn unknown(db: &TestDb, token: &str) -> Code {
    let above = SystemTx::read(&db.db).await.unwrap();
    refusal(quote::find_in_public(&above, token).await).0
}

/// The names of what happened to quotes, by the alphabet: the clock of a test stands still.
async fn events(workspace: &TestWorkspace) -> Vec<String> {
    use sea_orm::{ColumnTrait as _, QueryFilter as _};
    let tx = workspace.read().await;
    let rows = tx.find::<domain_event::Entity>();
    let rows = rows.filter(domain_event::Column::EventType.starts_with("quote."));
    let rows = rows.all(&tx.db).await.unwrap();
    let mut names: Vec<_> = rows.into_iter().map(|row| row.event_type).collect();
    names.sort_unstable();
    names
}

on_both_databases! {
    async fn a_quote_says_what_its_lines_cost_and_takes_its_words_from_lead_and_plan(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let plan = pro(&tx, "pro").await;
        let lead = create(&tx, leads::lead::NewLead { company: Some("柳林咖啡".into()), ..named("张伟") }).await;
        let yearly = NewQuoteLine {
            seats: Some(5), discount_basis_points: Some(1000), ..of_plan(plan, QuoteBilling::Yearly)
        };
        let days = NewQuoteLine { quantity: Some(3), ..line(" Training ", QuoteBilling::Once, 33_335) };
        let input = with(vec![of_plan(plan, QuoteBilling::Once), yearly, days]);
        let quote = quote::create(&tx, lead.id, input).await.unwrap();
        let today = customers::settings::of_workspace(&tx).await.unwrap().today(&tx);
        assert_eq!(quote.number, format!("Q-{}-0001", today.format("%Y")));
        assert_eq!((quote.status, quote.public_url), (QuoteStatus::Draft, None));
        assert_eq!((quote.recipient_name.as_deref(), quote.recipient_company.as_deref()), (Some("张伟"), Some("柳林咖啡")));
        assert_eq!(quote.valid_until, today + Days::new(30));
        let told: Vec<_> = quote.lines.iter().map(|it| (it.text.as_str(), it.total.amount())).collect();
        assert_eq!(told, [("Pro", 800_000), ("Pro", 450_000), ("Training", 100_005)]);
        let totals = quote.totals;
        let told = [totals.once, totals.yearly, totals.first_year, totals.discount].map(Money::amount);
        assert_eq!(told, [900_005, 450_000, 1_350_005, 50_000]);
        assert_eq!((quote.sale.plan_id, quote.sale.seats), (Some(plan), Some(5)));
    }

    async fn a_preview_tells_the_same_figures_and_keeps_nothing(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let unfinished = NewQuoteLine { text: None, ..line("", QuoteBilling::Once, 1_000) };
        let lines = vec![unfinished, line("Support", QuoteBilling::Yearly, 2_000)].into();
        let shown = quote::preview(&tx, PreviewQuote { lines }).await.unwrap();
        assert_eq!(shown.totals.first_year, yuan(3_000));
        let lead = create(&tx, named("张伟")).await.id;
        assert!(quote::list(&tx, lead, &PageRequest::default()).await.unwrap().data.is_empty());
    }

    async fn everything_that_is_wrong_is_told_at_once(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let lead = create(&tx, named("张伟")).await.id;
        let nowhere = PlanId::from_uuid(uuid::Uuid::nil());
        let dollars = Money::new(1, Currency::USD).unwrap();
        let wrong = NewQuote {
            valid_until: NaiveDate::from_ymd_opt(2001, 1, 1),
            ..with(vec![
                NewQuoteLine { text: Some(" ".into()), unit_price: None, ..line("", QuoteBilling::Once, 0) },
                NewQuoteLine { unit_price: Some(dollars), ..line("In dollars", QuoteBilling::Once, 0) },
                NewQuoteLine { seats: Some(2), ..line("Seats of nothing", QuoteBilling::Once, 1) },
                NewQuoteLine { quantity: Some(2), ..line("Too much", QuoteBilling::Once, Money::MAX_AMOUNT) },
                line("Negative", QuoteBilling::Yearly, -1),
                NewQuoteLine { plan_id: Some(nowhere), ..line("No plan", QuoteBilling::Once, 1) },
                NewQuoteLine { discount_basis_points: Some(10_001), ..line("Gift", QuoteBilling::Once, 1) },
            ])
        };
        let (code, told) = refusal(quote::create(&tx, lead, wrong).await);
        assert_eq!(code, Code::Invalid);
        assert_eq!(told, [
            "/lines/0/text required", "/lines/0/unit_price required", "/lines/1/unit_price/currency wrong_currency",
            "/lines/2/seats not_allowed", "/lines/3/unit_price/amount too_large",
            "/lines/4/unit_price/amount too_small", "/lines/5/plan_id not_found",
            "/lines/6/discount_basis_points too_large", "/valid_until in_the_past",
        ]);
        let many = with((0..51).map(|_| line("One", QuoteBilling::Once, 1)).collect());
        assert_eq!(refusal(quote::create(&tx, lead, many).await).1, ["/lines too_many"]);
        let right = quote::create(&tx, lead, training()).await.unwrap();
        assert!(right.number.ends_with("-0001"), "what failed took no number: {}", right.number);
    }

    async fn quotes_drafted_at_once_have_numbers_of_their_own_and_none_is_missing(db: TestDb) {
        let (workspace, other) = (workspace(&db, "a").await, workspace(&db, "b").await);
        let lead = created(&workspace, named("张伟")).await.id;
        let elsewhere = created(&other, named("王强")).await.id;
        let draft = async |of: &TestWorkspace, lead: LeadId, keep: bool| {
            let tx = of.write().await;
            let number = quote::create(&tx, lead, training()).await.unwrap().number;
            if keep {
                tx.commit().await.unwrap();
            }
            number
        };
        let drafts = (0..20).map(|n| draft(&workspace, lead, n % 5 != 4));
        let (_, foreign) = futures::join!(futures::future::join_all(drafts), draft(&other, elsewhere, true));
        assert!(foreign.ends_with("-0001"), "{foreign}");
        let tx = workspace.read().await;
        let page = PageRequest { limit: Some(50), ..PageRequest::default() };
        let quotes = quote::list(&tx, lead, &page).await.unwrap().data;
        let numbers: BTreeSet<_> = quotes.iter().map(|it| it.number[7..].to_owned()).collect();
        let wanted: BTreeSet<_> = (1..=16).map(|n| format!("{n:04}")).collect();
        assert_eq!((quotes.len(), numbers), (16, wanted));
    }

    async fn what_was_sent_stays_as_it_is(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let lead = create(&tx, named("张伟")).await.id;
        let draft = quote::create(&tx, lead, NewQuote::default()).await.unwrap();
        assert_eq!(refusal(quote::send(&tx, draft.id).await).1, ["/lines too_few"]);
        let patch = QuotePatch {
            terms: Patch::Value("Paid within 14 days".into()),
            recipient_name: Patch::Null,
            lines: Some(vec![line("Training", QuoteBilling::Once, 80_000)].into()),
            ..QuotePatch::default()
        };
        let changed = quote::update(&tx, draft.id, patch.clone()).await.unwrap();
        assert_eq!((changed.recipient_name.as_deref(), changed.totals.once), (None, yuan(80_000)));
        let sent = quote::send(&tx, draft.id).await.unwrap();
        assert_eq!(sent.status, QuoteStatus::Sent);
        assert!(token(&sent).len() >= 43, "at least 256 bits: {sent:?}");
        for refused in [
            refusal(quote::update(&tx, draft.id, patch).await),
            refusal(quote::send(&tx, draft.id).await),
        ] {
            assert_eq!(refused.0, Code::WrongState);
        }
        tx.commit().await.unwrap();
        let reader = workspace.write_with(READER).await;
        assert_eq!(quote::get(&reader, draft.id).await.unwrap().public_url, None, "whoever has it may answer");
        assert_eq!(refusal(quote::withdraw(&reader, draft.id).await).0, Code::MissingGrant);
        drop(reader);
        assert_eq!(events(&workspace).await, ["quote.created", "quote.sent", "quote.updated"]);
    }

    async fn the_customer_reads_and_answers_once_by_the_link(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let lead = create(&tx, with_phone("张伟", "13800001111")).await.id;
        let quote = sent(&tx, lead, training()).await;
        tx.commit().await.unwrap();
        let link = token(&quote);
        let above = SystemTx::read(&db.db).await.unwrap();
        let found = quote::find_in_public(&above, &link).await.unwrap();
        drop(above);
        let visitor = WorkspaceTx::write(&db.db, found.caller("test".into())).await.unwrap();
        let page = quote::read_in_public(&visitor, found).await.unwrap();
        assert_eq!((page.status, page.totals.first_year), (QuoteStatus::Sent, yuan(80_000)));
        let all = serde_json::to_string(&page).unwrap();
        assert!(!all.contains("1380000"), "no contact data: {all}");
        quote::see(&visitor, found).await.unwrap();
        visitor.commit().await.unwrap();
        let tx = workspace.read().await;
        let seen = quote::get(&tx, quote.id).await.unwrap().first_seen_at;
        assert!(seen.is_some());
        drop(tx);
        let nameless = QuoteAnswer { name: Some(" ".into()), ..says(QuoteDecision::Accepted) };
        assert_eq!(refusal(answered(&db, &link, nameless).await).1, ["/name required"]);
        for _ in 0..2 {
            let page = answered(&db, &link, says(QuoteDecision::Accepted)).await.unwrap();
            assert_eq!(page.status, QuoteStatus::Accepted);
        }
        assert_eq!(refusal(answered(&db, &link, says(QuoteDecision::Declined)).await).0, Code::WrongState);
        let tx = workspace.read().await;
        let kept = quote::get(&tx, quote.id).await.unwrap();
        assert_eq!((kept.first_seen_at, kept.answered_by_name.as_deref()), (seen, Some("李芳")));
        assert_eq!((kept.status, kept.answered_by), (QuoteStatus::Accepted, None));
        drop(tx);
        assert_eq!(events(&workspace).await, ["quote.accepted", "quote.created", "quote.sent"]);
    }

    async fn of_two_answers_at_once_one_holds(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let lead = create(&tx, named("张伟")).await.id;
        let link = token(&sent(&tx, lead, training()).await);
        tx.commit().await.unwrap();
        let (yes, no) = futures::join!(
            answered(&db, &link, says(QuoteDecision::Accepted)),
            answered(&db, &link, says(QuoteDecision::Declined)),
        );
        assert!(yes.is_ok() != no.is_ok(), "{yes:?} {no:?}");
        assert_eq!(events(&workspace).await.len(), 3);
    }

    async fn a_link_that_never_worked_and_one_that_was_withdrawn_are_equally_unknown(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let lead = create(&tx, named("张伟")).await.id;
        let quote = sent(&tx, lead, training()).await;
        quote::withdraw(&tx, quote.id).await.unwrap();
        assert_eq!(refusal(quote::withdraw(&tx, quote.id).await).0, Code::WrongState);
        tx.commit().await.unwrap();
        let link = token(&quote);
        let mut forged = link.clone();
        forged.replace_range(40..41, if &link[40..41] == "A" { "B" } else { "A" });
        for token in [link.as_str(), forged.as_str(), "", "AAAA", "你好"] {
            assert_eq!(unknown(&db, token).await, Code::NotFound, "{token}");
        }
    }

    async fn a_quote_expires_after_its_last_day_without_anybody_doing_anything(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let lead = create(&tx, named("张伟")).await.id;
        let today = customers::settings::of_workspace(&tx).await.unwrap().today(&tx);
        let quote = sent(&tx, lead, NewQuote { valid_until: Some(today), ..training() }).await;
        tx.commit().await.unwrap();
        db.clock.advance(chrono::TimeDelta::days(2));
        let tx = workspace.read().await;
        assert_eq!(quote::get(&tx, quote.id).await.unwrap().status, QuoteStatus::Expired);
        drop(tx);
        let late = answered(&db, &token(&quote), says(QuoteDecision::Accepted)).await;
        assert_eq!(refusal(late).0, Code::WrongState);
        let tx = workspace.write().await;
        let honoured = quote::answer(&tx, quote.id, says(QuoteDecision::Accepted)).await.unwrap();
        assert_eq!((honoured.status, honoured.answered_by.unwrap().id), (QuoteStatus::Accepted, workspace.owner));
    }

    async fn a_revised_quote_takes_the_place_of_the_old_one_when_it_is_sent(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let lead = create(&tx, named("张伟")).await.id;
        let old = sent(&tx, lead, training()).await;
        let new = quote::revise(&tx, old.id).await.unwrap();
        assert_eq!((new.status, new.replaces_id, new.totals), (QuoteStatus::Draft, Some(old.id), old.totals));
        assert_eq!(refusal(quote::revise(&tx, new.id).await).0, Code::WrongState);
        assert_eq!(quote::get(&tx, old.id).await.unwrap().status, QuoteStatus::Sent);
        let accepted_meanwhile = quote::revise(&tx, old.id).await.unwrap();
        quote::send(&tx, new.id).await.unwrap();
        assert_eq!(quote::get(&tx, old.id).await.unwrap().status, QuoteStatus::Withdrawn);
        quote::answer(&tx, new.id, says(QuoteDecision::Accepted)).await.unwrap();
        assert_eq!(refusal(quote::revise(&tx, new.id).await).0, Code::WrongState);
        quote::send(&tx, accepted_meanwhile.id).await.unwrap();
        let other = sent(&tx, lead, training()).await;
        let instead = quote::revise(&tx, other.id).await.unwrap();
        quote::answer(&tx, other.id, says(QuoteDecision::Accepted)).await.unwrap();
        assert_eq!(refusal(quote::send(&tx, instead.id).await).0, Code::WrongState);
    }

    async fn converting_sells_what_was_accepted(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let plan = pro(&tx, "pro").await;
        let lead = create(&tx, with_phone("张伟", "13800001111")).await.id;
        let yearly = NewQuoteLine {
            seats: Some(5), discount_basis_points: Some(1000), ..of_plan(plan, QuoteBilling::Yearly)
        };
        let input = with(vec![of_plan(plan, QuoteBilling::Once), yearly, line("Training", QuoteBilling::Once, 80_000)]);
        let quote = sent(&tx, lead, input).await;
        let by_it = ConvertLead { quote_id: Some(quote.id), ..ConvertLead::default() };
        assert_eq!(refusal(convert::convert(&tx, lead, by_it.clone()).await).1, ["/quote_id not_accepted"]);
        quote::answer(&tx, quote.id, says(QuoteDecision::Accepted)).await.unwrap();
        let stranger = create(&tx, named("王强")).await.id;
        assert_eq!(refusal(convert::convert(&tx, stranger, by_it.clone()).await).1, ["/quote_id not_found"]);
        let account = convert::convert(&tx, lead, by_it).await.unwrap().account_id.unwrap();
        assert_eq!(quote::get(&tx, quote.id).await.unwrap().account_id, Some(account));
        let orders = OrderFilter { account_id: Some(Many(vec![account])), ..OrderFilter::default() };
        let orders = order::list(&tx, &orders, &PageRequest::default()).await.unwrap().data;
        let mut paid: Vec<_> = orders.iter().map(|it| (it.kind, it.amount.amount())).collect();
        paid.sort_unstable();
        assert_eq!(paid, [(OrderKind::Opening, 880_000), (OrderKind::Annual, 450_000)]);
        let bought = SubscriptionFilter { account_id: Some(Many(vec![account])), ..SubscriptionFilter::default() };
        let bought = subscription::list(&tx, &bought, &PageRequest::default()).await.unwrap().data.remove(0);
        assert_eq!((bought.plan_id, bought.seats, bought.annual_fee), (Some(plan), Some(5), yuan(450_000)));
    }

    async fn what_somebody_says_holds_above_the_quote_and_several_plans_need_a_word(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let (one, two) = (pro(&tx, "one").await, pro(&tx, "two").await);
        let lead = create(&tx, named("张伟")).await.id;
        let input = with(vec![of_plan(one, QuoteBilling::Yearly), of_plan(two, QuoteBilling::Yearly)]);
        let quote = sent(&tx, lead, input).await;
        quote::answer(&tx, quote.id, says(QuoteDecision::Accepted)).await.unwrap();
        let by_it = ConvertLead { quote_id: Some(quote.id), ..ConvertLead::default() };
        assert_eq!(refusal(convert::convert(&tx, lead, by_it.clone()).await).1, ["/plan_id required"]);
        let said = ConvertLead { plan_id: Some(two), annual_fee: Some(yuan(7)), ..by_it };
        let account = convert::convert(&tx, lead, said).await.unwrap().account_id.unwrap();
        let bought = SubscriptionFilter { account_id: Some(Many(vec![account])), ..SubscriptionFilter::default() };
        let bought = subscription::list(&tx, &bought, &PageRequest::default()).await.unwrap().data.remove(0);
        assert_eq!((bought.plan_id, bought.annual_fee), (Some(two), yuan(7)));
    }

    async fn services_alone_are_an_order_without_a_subscription(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let lead = create(&tx, named("张伟")).await.id;
        let quote = sent(&tx, lead, training()).await;
        quote::answer(&tx, quote.id, says(QuoteDecision::Accepted)).await.unwrap();
        let by_it = ConvertLead { quote_id: Some(quote.id), ..ConvertLead::default() };
        let account = convert::convert(&tx, lead, by_it).await.unwrap().account_id.unwrap();
        let orders = OrderFilter { account_id: Some(Many(vec![account])), ..OrderFilter::default() };
        let orders = order::list(&tx, &orders, &PageRequest::default()).await.unwrap().data;
        assert_eq!(orders.iter().map(|it| it.amount.amount()).collect::<Vec<_>>(), [80_000]);
        let bought = SubscriptionFilter { account_id: Some(Many(vec![account])), ..SubscriptionFilter::default() };
        assert!(subscription::list(&tx, &bought, &PageRequest::default()).await.unwrap().data.is_empty());
    }

    async fn workspaces_are_islands_and_merging_takes_quotes_along(db: TestDb) {
        let (workspace, other) = (workspace(&db, "a").await, workspace(&db, "b").await);
        let winner = created(&workspace, with_phone("张伟", "13800001111")).await.id;
        let loser = created(&workspace, with_phone("张伟", "13800001111")).await.id;
        let tx = workspace.write().await;
        let quote = sent(&tx, loser, training()).await;
        let losers = MergeLeads { loser_ids: vec![loser], field_choices: HashMap::new() };
        let merged = merge::merge(&tx, winner, losers).await.unwrap();
        assert_eq!(quote::get(&tx, quote.id).await.unwrap().lead_id, winner);
        assert_eq!(refusal(quote::create(&tx, loser, training()).await).0, Code::WrongState);
        merge::undo(&tx, merged.merge_id).await.unwrap();
        assert_eq!(quote::get(&tx, quote.id).await.unwrap().lead_id, loser);
        tx.commit().await.unwrap();
        let foreign = other.write().await;
        assert_eq!(refusal(quote::get(&foreign, quote.id).await).0, Code::NotFound);
        assert_eq!(refusal(quote::withdraw(&foreign, quote.id).await).0, Code::NotFound);
        assert_eq!(refusal(quote::create(&foreign, loser, training()).await).0, Code::NotFound);
    }
}
