use super::Texts;

pub const TEXTS: Texts = Texts {
    lead_messages: &[
        "Our till freezes at the weekend. Looking for something that doesn't.",
        "Opening a new shop next month and comparing prices.",
        "We have three stores. Can members use their points in all of them?",
        "Mostly interested in gift cards and online ordering.",
        "Stock never matches. Need proper inventory.",
        "Does it work with the receipt printers we already own?",
        "I want yesterday's numbers on my phone every morning.",
        "Can you bring over the customers from our old system?",
        "We still work out commission by hand. It takes a whole day.",
        "The café next door uses you and seems happy.",
        "Would like to try it before we talk money.",
        "How do you charge for franchise stores?",
    ],
    first_call: &[
        "Got through. {name} was serving customers, asked for a call after six.",
        "Ten good minutes. They keep books on paper and lose two days every month end.",
        "{name} is the owner. The current contract runs out in September, open to a change.",
        "Sent a case from the same trade and the price list. Will talk it over with the family.",
        "Second attempt worked. Filled in the form out of curiosity, but liked the idea of gift cards.",
        "Local shop in {city}, {stores} store(s), uses the software that came with the till. No loyalty programme.",
        "In a hurry: opens at the end of the month and asks whether a week is enough.",
        "Lukewarm. What they have is good enough for now. Stay in touch.",
    ],
    need: &[
        "Clear picture now: shared loyalty, automatic commission, daily numbers on the phone. Budget under 800.",
        "{stores} store(s); counting and moving stock hurts most. {name} decides alone.",
        "The wife keeps the books and cares about reconciliation; the manager wants shifts. Both should see the demo.",
        "Comparing us with one other. They are cheaper and have no online shop. We win on loyalty and support.",
        "About three thousand sales a month on two tills. Worried about rush hour, so we will show one.",
        "Wants eight thousand customers moved over. Got a sample file, the format is fine.",
    ],
    demo: &[
        "Forty minutes by video with {name} and the manager. Loved gift cards, asked twice about printers.",
        "On site with their own menu. The cashier said it was quicker than theirs. Trial next.",
        "The owner had to leave half-way. The manager saw it all; fifteen minutes with the owner on Thursday.",
        "Their worry is the move: balances must be right. We offered to load a copy for them to check.",
        "Headquarters report and transfers are enough for them. Asked for a two-year price.",
    ],
    trial: &[
        "Day three: sixty products, twenty-odd sales. The cashier needs no help any more.",
        "Trial is open but empty. Reminded once, no time this week.",
        "Two questions from the trial, parking a sale and splitting a bill. Showed both.",
        "Signs in every day and sent a first coupon alone yesterday. Good sign.",
        "Trial nearly over, imported balances checked. Time to talk about the contract.",
    ],
    quote: &[
        "Quoted {plan} for {stores} store(s). Wants the odd dollars off, asking for approval.",
        "Quote and contract sent. The bookkeeper reads it, answer by Friday.",
        "Price is fine; waiting for the billing address.",
        "Used a competitor's price against us. Pointed at set-up and migration, no discount given.",
        "Wants to pay in two parts. Finance agreed: sixty per cent first.",
    ],
    hold: &[
        "Shop is being refitted. Back in three months.",
        "Contract elsewhere has six months left. Call a month before.",
        "Owner is away for the season, talk afterwards.",
        "One store first. When the second opens they want to look again.",
    ],
    won: &[
        "Signed! {plan}, {stores} store(s), opening fee paid, over to onboarding.",
        "{name} has paid. Installing and training on Monday.",
        "Won. What decided it: the staff liked it in the demo.",
    ],
    lost: &[
        (
            "price",
            &[
                "Found the opening fee too high and bought a cheap offline till.",
                "Had a fifth of the budget it takes.",
                "A neighbour uses something free and that is enough, they say.",
            ],
        ),
        (
            "competitor",
            &[
                "Went with a competitor who threw in two tills.",
                "Head office decided on another product.",
                "A friend sells something similar. Couldn't say no.",
            ],
        ),
        (
            "missing_feature",
            &[
                "Needs insurance billing, which we don't have.",
                "Needs payouts to individuals. Not possible yet.",
                "Wants it to run without internet for days.",
            ],
        ),
        (
            "no_need",
            &[
                "One-person shop. The card reader does all they need.",
                "Only wanted to know the market.",
            ],
        ),
        ("timing", &["The shop is for sale. No changes now.", "Not this year."]),
        ("budget", &["Just renovated, no money left.", "A slow year; the owner won't spend."]),
        (
            "unreachable",
            &[
                "Five calls, no answer, no reply to mails.",
                "Line always busy.",
                "Answered once from a meeting and never again.",
            ],
        ),
        (
            "not_a_fit",
            &[
                "A wholesaler, not a shop.",
                "Looking for a job, not for software.",
                "Shop is abroad, we can't support it.",
            ],
        ),
        (
            "invalid",
            &[
                "Number doesn't exist.",
                "A competitor asking for prices.",
                "Somebody else's number.",
            ],
        ),
    ],
    lead_tasks: [
        &["First call: {name}", "Call {name} again", "Send {name} a case from their trade"],
        &[
            "Ask {name} about stores and budget",
            "Get a sample of the customer list",
            "Book a demo with {name}",
        ],
        &["Demo for {company}", "Call {name} about the demo", "Open a trial for {company}"],
        &[
            "Help {company} load products",
            "Day-seven call: {name}",
            "Check {company}'s imported balances",
        ],
        &[
            "Follow up on the quote: {company}",
            "Ask {company} about the contract",
            "Get {company}'s billing address",
        ],
    ],
    onboarding_tasks: &[
        "{company}: install tills and printers",
        "{company}: import products and customers",
        "{company}: train cashiers and the manager",
        "{company}: look at sales every day of the first week",
        "{company}: call after the first month",
    ],
    onboarding_notes: &[
        "Products lack barcodes. Staff will scan at the weekend, import again on Monday.",
        "All customers imported, balances checked one by one, owner signed.",
        "Old printer needs the previous driver. Noting it for the next one.",
        "Trained both shifts. Cashiers learn fast, the manager still struggles with reports.",
        "Live. 86 sales on the first day, none wrong.",
    ],
    care_tasks: &[
        "Quarterly call: {company}",
        "Show {company} birthday coupons",
        "Answer {company}'s question about reports",
        "Ask {company} for a case study",
        "Fewer sales at {company}: call and ask",
    ],
    care_notes: &[
        "Quarterly call. Happy. Would like coupons to go out by themselves to customers who stay away; noted as a need.",
        "New store manager, {name}. Needs a training.",
        "Complained about slow receipts. It was their router.",
        "Gift cards go well, a third more than last month.",
        "Offered to introduce two shops in the same street. Bringing brochures next week.",
        "Off season, half the sales. Normal for them.",
        "Asked about delivery platforms. The multi-store plan has it; thinking about it.",
        "Needs last year's invoice again. Passed on.",
    ],
    renewal_tasks: &[
        "{company} renews soon: first talk",
        "Send {company} the renewal quote",
        "Meet {company}'s owner before the renewal",
    ],
    renewal_notes: &[
        "Renewed at the old price, no haggling.",
        "Grumbled about the fee; the online shop convinced them.",
        "Renewed and added a store.",
        "Paid two weeks late because the bookkeeper is new.",
    ],
    warning_notes: &[
        "Far fewer sign-ins. The manager admits to trying something else. Need to see the owner.",
        "No sales for two weeks. They say it's the refit. Doubtful.",
        "Owner complains about rush hour. Nothing found on our side, going there.",
        "Two people left, the new ones write receipts by hand.",
    ],
    churn: &[
        ("closed_business", &["Shop closed, the rent went up too far.", "Owner sold the shop."]),
        ("price", &["Not worth the yearly fee to them.", "Asked for half price. We said no."]),
        (
            "competitor",
            &[
                "Went to a competitor who gives the hardware away.",
                "Franchise head office switched.",
            ],
        ),
        (
            "missing_feature",
            &["Waited too long for delivery platforms.", "Needs group accounting."],
        ),
        (
            "not_used",
            &[
                "Never really started; cashiers found it a bother.",
                "Only took payments, nothing else.",
            ],
        ),
        ("service", &["Two changes of contact and nobody followed up."]),
        ("other", &["The partners fell out and split the shops."]),
    ],
    expansion_notes: &[
        "Opened another store.",
        "From one store to several, loyalty shared.",
        "Two more tills and an upgrade.",
    ],
    order_opening: "{plan}: opening fee with the first year",
    order_annual: "{plan}: annual fee",
    order_expansion: "Another store, for the days that are left",
    order_refund: "Refund as agreed",
};
