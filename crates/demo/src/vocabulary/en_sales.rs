use super::sales::{Disputes, Goal, Grounds, Programme, SalesWords, Talk};
use leads::campaign::Decision::{Grow, Keep, Stop};

pub const SALES: SalesWords = SalesWords {
    calendar: "Office hours",
    absences: ["Partner summit in Denver", "Annual leave"],
    rates: &[("CAD", 0.728), ("EUR", 1.086)],
    territories: [WEST, EAST],
    rules: [
        "Large chains go to the owner",
        "Search and website take turns",
        "All others, by territory",
    ],
    promises: [
        "They looked for us: 30 minutes",
        "Online enquiries: 2 hours",
        "People we have met: one working day",
    ],
    pools: ["Unclaimed leads", "Sleeping leads"],
    reminder: "Follow up {name} before it goes back to the public pool",
    releases: [
        &[
            "Three calls, nobody there. Somebody else may have more luck.",
            "Never answers my mails, worth a fresh voice.",
        ],
        &[
            "Far from my other shops, better for a colleague nearby.",
            "Waits for a partner to come back. No point in holding on to it.",
        ],
    ],
    programme: Programme {
        offer: "Mention a customer's code and get one more month in the first year",
        terms: "- $20 when the shop you sent us turns out to be a good fit, $100 when it signs up.\n\
                - Paid on the 10th, once the 30 days for refunds are over.\n\
                - Not for another store of your own, for shops that we are talking to already, or for those that a \
                reseller has registered.",
        qualified: 20,
        won: 100,
    },
    refusals: [
        &["We had been talking to them before."],
        &[
            "A reseller had registered the shop the month before.",
            "The shop has never heard of whoever sent it.",
        ],
    ],
    cancelled: "Taken off their next annual fee instead",
    payment: "Referral rewards",
    goals: GOALS,
    talk: TALK,
    grounds: GROUNDS,
    disputes: Disputes {
        reasons: &[
            "The form says two stores on Main Street. That is not invalid.",
            "One call is not enough to write somebody off. Please try again.",
            "They are on the map and open. What is missing?",
            "They looked at the price page again yesterday.",
        ],
        rejected: &[
            "I listened to the call: a wholesaler. It stays.",
            "The number is a competitor's. It stays invalid.",
            "The shop has been sold. We start over with the new owner.",
        ],
        accepted: &[
            "Called again and got the owner. Taken back, please go on.",
            "One unanswered call is no ground. Taken back.",
        ],
    },
    kit: super::en_kit::KIT,
};

/// The states of the cities in which its customers are.
const WEST: &[&str] = &[
    "Arizona",
    "California",
    "Colorado",
    "Louisiana",
    "Minnesota",
    "Missouri",
    "Oregon",
    "Texas",
    "Washington",
];
const EAST: &[&str] = &[
    "Florida",
    "Georgia",
    "Illinois",
    "Massachusetts",
    "Michigan",
    "New York",
    "North Carolina",
    "Ohio",
    "Pennsylvania",
    "Tennessee",
];

const TALK: Talk = Talk {
    missed: &[
        "No answer. Probably their rush hour, trying later.",
        "Rang out. Left a text saying who called.",
        "Voicemail.",
        "Was driving, asked for half an hour. Nobody picked up then.",
        "Busy, twice.",
    ],
    first: &[
        "Asked about stores and the till they use now. Happy to talk.",
        "{name} writes orders by hand and dreads the end of the month. Wants to see it.",
        "Good talk about the shop. Sending material by mail.",
        "Mostly about price. Explained that set-up and training are in the opening fee.",
        "{company} does well, but its regulars live in a notebook.",
    ],
    call: &[
        "Went through tills and users. They know the price now.",
        "Can printer and drawer stay? Asked for a photo of the labels.",
        "Explained paying in two parts to the bookkeeper.",
        "A sale in the shop this week. Call on Monday.",
        "The neighbour uses somebody else. Told how our support works.",
        "Demo time confirmed, the manager will be there too.",
    ],
    visit: &[
        "An hour in the shop over lunch. They need a second screen at the counter.",
        "Took a till along. The staff rang up a few sales without help.",
        "Read through the contract together. Who owns the data mattered most; it is in there.",
        "Looked at the network. The router should be replaced before we install.",
    ],
    demo: &[
        "Showed it with {company}'s own menu. Gift cards and the daily report went down well.",
        "Transfers and stock counts. The manager asked about rights at once.",
        "Half an hour, close attention, two questions about competitors.",
        "Rang up twenty sales in a row, as on a Saturday. That convinced them.",
    ],
    answered: &[
        "Wrote back with a photo of a receipt. Wants the same layout.",
        "Read the case from their trade and found it familiar.",
        "The owner travels until the weekend, then they decide.",
        "Sent the product list, some six hundred. The format is fine.",
        "Asked for a discount. Sent this month's offer for installing.",
    ],
    sent: &[
        "Introduced ourselves by mail.",
        "Price list and a case sent, no answer yet.",
        "Sent a two-minute video of a sale.",
        "Reminded them that the trial ends soon.",
    ],
    later: &[
        "Said hello. The refit takes longer, back in the new year.",
        "Their contract has two months left, then they look at us first.",
        "In touch again. New manager, wants to hear it once more.",
        "Too busy in the season, call afterwards.",
    ],
    farewell: &[
        "Not this time. May tell them about offers.",
        "Went with somebody else. Parted as friends.",
        "Explained why, very open. Worth asking in half a year.",
    ],
};

const GROUNDS: Grounds = Grounds {
    persona: &[
        "A shop on the map, open and busy",
        "Sent a photo of the front",
        "Checked name and address on the phone",
        "Family shop, two people run it, the till has to go",
    ],
    scenario: &[
        "Loyalty and reconciliation",
        "From handwritten orders to a till",
        "Transfers and one report for several stores",
        "What they have now is too slow at the weekend",
    ],
    decider: &[
        "The owner picked up",
        "The owner sat in and said so",
        "Owner and manager saw the demo, the owner decides",
        "Spoke with the co-owner who pays",
    ],
    intent: &[
        "Opens next month and needs it before",
        "Contract elsewhere ends in December; budget under 800",
        "Asked how to pay and when it can start",
        "Asked for the contract",
    ],
    not_met: "The manager answered, the owner is still to be met",
    fake: &[
        "Number doesn't exist",
        "A competitor asking for prices",
        "The owner of the number never wrote to us",
    ],
    no_shop: &["Wholesale, no shop", "Looking for a job", "Abroad, where we give no support"],
    no_need: &["One-person shop, a card reader is enough", "Only wanted to know the market"],
    silent: &["Five calls, no mails: treated as no intent", "Two weeks without any answer"],
    no_money: &["No budget this year, they said so"],
};

const fn goal(
    campaign: &'static str,
    targets: [u32; 4],
    decision: leads::campaign::Decision,
    worked: &'static str,
    lesson: &'static str,
) -> Goal {
    Goal { campaign, targets, decision, worked, lesson }
}

const GOALS: &[Goal] = &[
    goal(
        "year-end",
        [100, 60, 8, 60],
        Keep,
        "Keywords around stocktaking are dear, but whoever comes by them means it.",
        "Nobody looks in the last days of December. Stop on the 20th and spend the rest in January.",
    ),
    goal(
        "new-year",
        [120, 50, 6, 60],
        Stop,
        "The videos were watched to the end, and people asked questions.",
        "Many forms, few who pick up. Ask for the name of the shop next time.",
    ),
    goal(
        "handbook",
        [40, 24, 4, 30],
        Grow,
        "The chapter on commission was passed around among owners.",
        "Nobody called in the first three days after a download. Plan the calls before.",
    ),
    goal(
        "restaurant-show",
        [80, 45, 8, 125],
        Keep,
        "Ringing up sales with visitors' own menus drew a crowd; demos booked at the booth were won far more often.",
        "Typing in badges took a week, and people had forgotten us. Do it at the booth.",
    ),
    goal(
        "patio",
        [150, 60, 7, 45],
        Keep,
        "The third live video, on gift cards, brought half of all leads.",
        "Six are too many. Three next time.",
    ),
    goal(
        "refer",
        [60, 45, 15, 30],
        Grow,
        "A word by the success manager does more than any mail.",
        "Owners like money better than a free month.",
    ),
    goal(
        "cafes",
        [60, 30, 4, 50],
        Keep,
        "Two of the videos still bring leads months later.",
        "Many ask before they have a shop. Put them to sleep and call a month before they open.",
    ),
    goal(
        "resellers-fall",
        [60, 40, 12, 67],
        Keep,
        "Dealers come with the order for the hardware: one call and the demo is booked.",
        "Two dealers registered the same shop. Write down who comes first.",
    ),
    goal(
        "beauty-show",
        [50, 28, 5, 158],
        Stop,
        "Salons care about bookings and punch cards. Begin with them.",
        "A corner booth, and visitors who looked for suppliers. Dearer than the restaurant show by a lot.",
    ),
    goal(
        "holiday-cards",
        [62, 36, 6, 110],
        Keep,
        "Long phrases about gift cards are cheap, and the calculator on the page is used.",
        "Bids double in the week of Black Friday. Be done before.",
    ),
    goal(
        "cases",
        [45, 30, 5, 36],
        Grow,
        "Owners of several stores like numbers: hours saved per month in the title.",
        "One a week is too many interviews. Every other week.",
    ),
];
