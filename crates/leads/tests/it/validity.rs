//! Whether leads are valid, who said so, and what becomes of disagreement.

use crate::fixture::{created, named, refusal, with_phone, workspace};
use jobs::{Registry, Worker};
use kernel::{
    Code, Grant, WorkspaceTx, filter::Many, ids::LeadId, page::PageRequest, patch::Patch,
};
use leads::{
    lead,
    merge::{self, MergeLeads},
    validity::{
        self, Answer, Criterion, CriterionAnswer, DisputeFilter, DisputeState, NewDispute,
        ResolveDispute, ReviewLead, ValidityPolicyPatch,
    },
    words::Validity,
};
use std::collections::HashMap;
use testing::on_both_databases;

fn says(criterion: Criterion, answer: Answer) -> CriterionAnswer {
    CriterionAnswer { criterion, answer, evidence: Some("Called them".into()) }
}

async fn review(tx: &WorkspaceTx, id: LeadId, answers: &[(Criterion, Answer)]) -> Validity {
    let criteria = answers.iter().map(|(criterion, answer)| says(*criterion, *answer)).collect();
    validity::review(tx, id, ReviewLead { criteria }).await.unwrap().validity
}

async fn validity_of(tx: &WorkspaceTx, id: LeadId) -> Validity {
    lead::get(tx, id).await.unwrap().validity
}

const GOOD: [(Criterion, Answer); 2] =
    [(Criterion::DecisionMaker, Answer::Yes), (Criterion::Intent, Answer::Yes)];

on_both_databases! {
    async fn answers_make_a_lead_valid_and_name_who_gave_them(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("张伟")).await;
        let tx = workspace.write().await;
        assert_eq!(review(&tx, lead.id, &GOOD[..1]).await, Validity::Unknown);
        assert_eq!(review(&tx, lead.id, &GOOD[1..]).await, Validity::Valid);
        let shown = validity::get(&tx, lead.id).await.unwrap();
        let intent = shown.criteria.iter().find(|it| it.criterion == Criterion::Intent).unwrap();
        assert_eq!(intent.reviewer.as_ref().unwrap().id, workspace.owner);
        assert_eq!((intent.answer, intent.evidence.as_deref()), (Answer::Yes, Some("Called them")));
        assert!(intent.must_be_yes && intent.must_not_be_no);
        assert_eq!(shown.criteria.len(), 4);
        assert_eq!(review(&tx, lead.id, &[(Criterion::Persona, Answer::No)]).await, Validity::Invalid);
        assert_eq!(validity_of(&tx, lead.id).await, Validity::Invalid);
    }

    async fn a_no_without_a_word_and_an_answer_given_twice_are_refused(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("张伟")).await;
        let tx = workspace.write().await;
        let mute = CriterionAnswer { evidence: Some("  ".into()), ..says(Criterion::Intent, Answer::No) };
        let criteria = vec![mute, says(Criterion::Persona, Answer::Yes), says(Criterion::Persona, Answer::No)];
        let (code, told) = refusal(validity::review(&tx, lead.id, ReviewLead { criteria }).await);
        assert_eq!(code, Code::Invalid);
        assert_eq!(told, ["/criteria/0/evidence required", "/criteria/2/criterion duplicate"]);
        assert_eq!(validity_of(&tx, lead.id).await, Validity::Unknown);
    }

    async fn an_accepted_dispute_corrects_the_answers_until_the_lead_is_what_was_claimed(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("张伟")).await;
        let tx = workspace.write().await;
        review(&tx, lead.id, &GOOD).await;
        let claim = || NewDispute { claimed_validity: Validity::Invalid, reason: "A competitor".into() };
        let dispute = validity::open(&tx, lead.id, claim()).await.unwrap();
        assert_eq!(refusal(validity::open(&tx, lead.id, claim()).await).0, Code::WrongState);
        assert_eq!(validity::get(&tx, lead.id).await.unwrap().dispute.unwrap().id, dispute.id);
        tx.commit().await.unwrap();

        let tx = workspace.write().await;
        let decide = |criteria| ResolveDispute { accept: true, resolution: "True".into(), criteria };
        let (_, told) = refusal(validity::resolve(&tx, dispute.id, decide(Vec::new())).await);
        assert_eq!(told, ["/criteria not_as_claimed"]);
        drop(tx);

        let tx = workspace.write().await;
        let corrected = decide(vec![says(Criterion::Persona, Answer::No)]);
        let resolved = validity::resolve(&tx, dispute.id, corrected).await.unwrap();
        assert_eq!(resolved.state, DisputeState::Accepted);
        assert_eq!(validity_of(&tx, lead.id).await, Validity::Invalid);
        let again = ResolveDispute { accept: false, resolution: "No".into(), criteria: Vec::new() };
        assert_eq!(refusal(validity::resolve(&tx, dispute.id, again).await).0, Code::WrongState);
        let open = DisputeFilter { state: Some(Many(vec![DisputeState::Open])), lead_id: None };
        let open = validity::disputes(&tx, &open, &PageRequest::default()).await.unwrap();
        assert!(open.data.is_empty());
    }

    async fn a_rejected_dispute_leaves_the_lead_as_it_is(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("张伟")).await;
        let tx = workspace.write().await;
        review(&tx, lead.id, &GOOD).await;
        let claim = NewDispute { claimed_validity: Validity::Invalid, reason: "Never answers".into() };
        let dispute = validity::open(&tx, lead.id, claim).await.unwrap();
        let no = ResolveDispute { accept: false, resolution: "They do".into(), criteria: Vec::new() };
        validity::resolve(&tx, dispute.id, no).await.unwrap();
        assert_eq!(validity_of(&tx, lead.id).await, Validity::Valid);
    }

    async fn merging_unites_the_answers_and_undoing_it_gives_each_lead_its_own_again(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let winner = created(&workspace, with_phone("张伟", "13800001111")).await;
        let loser = created(&workspace, with_phone("张伟", "13800001111")).await;
        let tx = workspace.write().await;
        review(&tx, winner.id, &GOOD[..1]).await;
        review(&tx, loser.id, &GOOD[1..]).await;
        let both = MergeLeads { loser_ids: vec![loser.id], field_choices: HashMap::new() };
        let merged = merge::merge(&tx, winner.id, both).await.unwrap();
        assert_eq!(merged.lead.validity, Validity::Valid);
        merge::undo(&tx, merged.merge_id).await.unwrap();
        assert_eq!(validity_of(&tx, winner.id).await, Validity::Unknown);
        let known = |validity: validity::LeadValidity| {
            validity.criteria.into_iter().filter(|it| it.answer != Answer::Unknown)
                .map(|it| it.criterion).collect::<Vec<_>>()
        };
        assert_eq!(known(validity::get(&tx, winner.id).await.unwrap()), [Criterion::DecisionMaker]);
        assert_eq!(known(validity::get(&tx, loser.id).await.unwrap()), [Criterion::Intent]);
    }

    async fn another_policy_decides_all_reviewed_leads_anew(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("张伟")).await;
        let tx = workspace.write().await;
        review(&tx, lead.id, &GOOD).await;
        let stricter = ValidityPolicyPatch {
            must_be_yes: Patch::Value(Criterion::ALL.to_vec()), ..ValidityPolicyPatch::default()
        };
        let policy = validity::update_policy(&tx, stricter).await.unwrap();
        assert_eq!((policy.must_be_yes.len(), policy.version), (4, 1));
        tx.commit().await.unwrap();
        let registry = leads::register(Registry::default());
        Worker::new(db.db.clone(), registry).run_due().await.unwrap();
        let tx = workspace.read().await;
        assert_eq!(validity_of(&tx, lead.id).await, Validity::Unknown);
    }

    async fn a_policy_that_makes_everybody_valid_and_one_by_a_seller_are_refused(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let nothing = ValidityPolicyPatch {
            must_be_yes: Patch::Value(Vec::new()), ..ValidityPolicyPatch::default()
        };
        let (_, told) = refusal(validity::update_policy(&tx, nothing.clone()).await);
        assert_eq!(told, ["/must_be_yes too_few"]);
        drop(tx);
        let seller = workspace.write_with([Grant::LeadsRead, Grant::LeadsWrite]).await;
        assert_eq!(refusal(validity::update_policy(&seller, nothing).await).0, Code::MissingGrant);
    }
}
