use super::sales::KitText;
use leads::kit::KitKind::{self, Case, CompetitorCard, Document, PriceList, Script};

const fn text(
    kind: KitKind,
    title: &'static str,
    stages: &'static [usize],
    share: f64,
    pull: f64,
    body: &'static str,
) -> KitText {
    KitText { kind, title, body: Some(body), path: None, stages, share, pull }
}

const fn link(
    kind: KitKind,
    title: &'static str,
    stages: &'static [usize],
    share: f64,
    pull: f64,
    path: &'static str,
) -> KitText {
    KitText { kind, title, body: None, path: Some(path), stages, share, pull }
}

pub const KIT: &[KitText] = &[
    text(
        Script,
        "First call: four questions in three minutes",
        &[0, 1],
        0.4,
        1.1,
        "**Opening** Hi, this is ShopPilot. You asked about us on the website. Do you have three minutes?\n\n\
         **Four questions**\n\
         1. How many stores, and what do you ring up sales with today?\n\
         2. What hurts most: loyalty, stock, commission or the books?\n\
         3. Do you decide on your own, or with somebody?\n\
         4. Is there a date: an opening, a contract that ends, a season?\n\n\
         **Closing** I'll send you a shop from your trade and call tomorrow at this time. All right?\n\n\
         > If the shop is busy, don't push. Ask for a quiet hour.",
    ),
    text(
        Script,
        "\"What we have is good enough\"",
        &[1, 2],
        0.22,
        1.2,
        "Don't talk features. Do the sums together:\n\n\
         - Closing the month: how many people, how many days?\n\
         - How many regulars are in the notebook, and how many came back last month?\n\
         - The last time the till froze, how many walked out?\n\n\
         Then ask whether that is worth a Single Store plan a year.\n\n\
         Still no hurry: agree on a month before their contract ends, move to **On hold**, write the date down.",
    ),
    text(
        Script,
        "Three answers to \"too expensive\"",
        &[3, 5],
        0.3,
        1.15,
        "1. **Compared with what?** Something free: talk about support and moving the data. Same price: shared loyalty.\n\
         2. **By the day.** From the second year Single Store is 299, that is 82 cents a day.\n\
         3. **Offer choices, not discounts.** One store first, or two payments (sixty per cent first).\n\n\
         Never be the first to mention a discount. Before asking for approval, ask whether they sign today.",
    ),
    text(
        Script,
        "Ten minutes before a demo",
        &[2, 3],
        0.35,
        1.25,
        "- Get their menu the day before and load ten products.\n\
         - Who will be there, and what does each of them care about? It belongs in the decision chain.\n\
         - Begin with: what do you want to be sure of when we are done?\n\
         - Show two scenarios, then hand over. Ten minutes for the staff.\n\
         - End with: who gets the trial, and when do we talk?",
    ),
    text(
        Case,
        "Case: three tea bars, commission in ten minutes",
        &[1, 2, 3],
        0.3,
        1.2,
        "**Before** Three stores, 21 people, two days of sums at the end of each month, and one mistake at Christmas.\n\n\
         **What they did** Multi Store; commission by drinks and top-ups, on everybody's phone each day.\n\n\
         **After** Ten minutes from the second month on; 38,000 in gift cards within four months.\n\n\
         **The owner** \"It isn't the two days. Nobody comes to argue any more.\"",
    ),
    text(
        Case,
        "Case: a grocer that switched overnight",
        &[2, 3, 4],
        0.24,
        1.15,
        "**Their worry** Four hundred sales a day and a morning of chaos.\n\n\
         **What we did** Products and balances moved after closing time, fifty of them checked by the owner. One of us \
         stood at the counter the next day.\n\n\
         **After** 412 sales, none wrong. The old till left after three days.\n\n\
         For shops that fear the move, or rush hour.",
    ),
    text(
        PriceList,
        "Price list with opening, annual and store fees",
        &[2, 5],
        0.55,
        1.05,
        "| Plan | Opening (first year included) | From the second year | Each further store |\n\
         |---|---|---|---|\n\
         | Single Store | $599 | $299 a year | $180 a year |\n\
         | Multi Store | $1,490 | $790 a year | $150 a year |\n\
         | Enterprise | $4,900 | $2,400 a year | $130 a year |\n\n\
         Included: set-up, import of products and customers, two trainings. Not included: hardware, texts, card fees.",
    ),
    text(
        CompetitorCard,
        "Against the till that comes free with card processing",
        &[2, 3],
        0.14,
        1.1,
        "| | Theirs | Ours |\n|---|---|---|\n\
         | Price | Nothing, tied to their card rate | A price on the website, any processor |\n\
         | Loyalty | Counts visits | Gift cards, points in all stores, birthdays |\n\
         | Support | A hotline | Somebody you know, within 30 minutes |\n\
         | Data | Stays there | Yours, any day |\n\n\
         **Don't** talk it down. **Ask** what rate they pay: on 500,000 a year, 0.2 per cent is a thousand.",
    ),
    text(
        CompetitorCard,
        "Against the big suites",
        &[3, 5],
        0.12,
        0.95,
        "They win on integrations, delivery and the name.\n\n\
         We win on speed (live within a week), people you can reach, and cheap further stores.\n\n\
         **When to let go**: more than 50 stores, or group accounting. Introduce a partner instead.",
    ),
    link(
        Document,
        "Two minutes: a sale, a member, a day (video)",
        &[1, 4],
        0.34,
        1.1,
        "/video/2min",
    ),
    link(
        Document,
        "First week of the trial: one thing a day",
        &[4],
        0.6,
        1.25,
        "/guide/first-week",
    ),
    link(Document, "Security and who owns the data", &[3, 5], 0.16, 1.05, "/trust"),
];
