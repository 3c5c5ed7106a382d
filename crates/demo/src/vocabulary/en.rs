use super::{
    Attribute, City, Colleague, Extent::{No, UpTo, Yes}, Feature, Form, Industry, Offer, Part, Push, Source, Vendor,
    View, Vocabulary, en_texts,
};
use crate::calendar::Hours;

/// Two waves: lunch and dinner.
const MEALS: Hours = [0, 0, 0, 0, 0, 0, 0, 1, 3, 4, 6, 12, 14, 8, 3, 3, 6, 12, 14, 11, 7, 3, 1, 0];
const MORNING: Hours = [0, 0, 0, 0, 0, 2, 8, 13, 13, 11, 9, 8, 8, 7, 7, 6, 5, 4, 2, 1, 0, 0, 0, 0];
const APPOINTMENTS: Hours = [0, 0, 0, 0, 0, 0, 0, 1, 5, 9, 10, 9, 8, 9, 9, 9, 9, 9, 7, 4, 1, 0, 0, 0];
const SHOPPING: Hours = [0, 0, 0, 0, 0, 0, 0, 0, 2, 5, 8, 9, 10, 9, 9, 10, 10, 10, 9, 6, 2, 0, 0, 0];
const EVERYDAY: Hours = [1, 0, 0, 0, 0, 1, 4, 7, 8, 7, 6, 7, 8, 6, 6, 7, 9, 10, 9, 7, 6, 5, 3, 2];
const SPORT: Hours = [0, 0, 0, 0, 0, 5, 9, 9, 7, 6, 5, 6, 5, 3, 3, 5, 9, 13, 12, 7, 2, 0, 0, 0];

pub const VOCABULARY: Vocabulary = Vocabulary {
    vendor: Vendor {
        name: "ShopPilot",
        slug: "shoppilot",
        mail_domain: "shoppilot.example",
        site: "https://www.shoppilot.example",
        zone: "America/Chicago",
        region: "US",
        currency: "USD",
    },
    team: &[
        Colleague { name: "Alex Morgan", mailbox: "demo", role: "owner" },
        Colleague { name: "Priya Nair", mailbox: "priya.nair", role: "marketing" },
        Colleague { name: "Jordan Blake", mailbox: "jordan.blake", role: "sales" },
        Colleague { name: "Maria Santos", mailbox: "maria.santos", role: "sales" },
        Colleague { name: "Hannah Lee", mailbox: "hannah.lee", role: "success" },
        Colleague { name: "Tom Becker", mailbox: "tom.becker", role: "success" },
        Colleague { name: "Grace Okafor", mailbox: "grace.okafor", role: "analyst" },
    ],
    surnames: SURNAMES,
    given_names: GIVEN_NAMES,
    family_name_first: false,
    cities: CITIES,
    streets: &[
        "Main Street", "Oak Avenue", "Market Street", "2nd Avenue", "Maple Street", "Washington Street", "Lake Road",
        "College Avenue", "Broadway", "Church Street", "River Road", "Park Avenue", "Station Road", "Cedar Lane",
    ],
    industries: INDUSTRIES,
    brands: BRANDS,
    mail_domains: &["example.com", "example.net", "example.org", "mail.example", "shops.example"],
    parts: PARTS,
    channels: CHANNELS,
    campaigns: CAMPAIGNS,
    stages: ["New", "Contacted", "Qualified", "Demo", "Trial", "Quote", "On hold", "Won", "Lost"],
    plans: &[
        Offer { key: "single", name: "Single Store", description: "Checkout, loyalty and stock for one shop.", opening_fee: 599, annual_fee: 299, extra_store: 180, share: 56, max_stores: 2 },
        Offer { key: "multi", name: "Multi Store", description: "One catalogue, shared loyalty and a headquarters report for 3 to 20 shops.", opening_fee: 1490, annual_fee: 790, extra_store: 150, share: 34, max_stores: 18 },
        Offer { key: "enterprise", name: "Enterprise", description: "Franchise and own stores together, open API, a success manager of your own.", opening_fee: 4900, annual_fee: 2400, extra_store: 130, share: 10, max_stores: 60 },
    ],
    features: &[
        Feature { key: "checkout", name: "Checkout", plans: [Yes, Yes, Yes] },
        Feature { key: "members", name: "Loyalty and gift cards", plans: [UpTo(5000), UpTo(50_000), Yes] },
        Feature { key: "inventory", name: "Inventory", plans: [Yes, Yes, Yes] },
        Feature { key: "coupons", name: "Coupons and promotions", plans: [UpTo(10), Yes, Yes] },
        Feature { key: "online_shop", name: "Online shop", plans: [No, Yes, Yes] },
        Feature { key: "stores", name: "Stores", plans: [UpTo(2), UpTo(20), Yes] },
        Feature { key: "headquarters", name: "Headquarters report", plans: [No, Yes, Yes] },
        Feature { key: "franchise", name: "Franchise settlement", plans: [No, No, Yes] },
        Feature { key: "open_api", name: "Open API", plans: [No, No, Yes] },
        Feature { key: "support", name: "Your own success manager", plans: [No, No, Yes] },
    ],
    form: Form {
        slug: "shoppilot-free-trial",
        name: "Website free trial",
        title: "Try ShopPilot free for 15 days",
        intro: "Leave your details. An adviser calls within one working day and helps you load your products.",
        fields: &[
            ("name", "Your name", true),
            ("phone", "Phone", true),
            ("company", "Shop", false),
            ("industry", "Trade", false),
            ("city", "City", false),
            ("message", "What should get better first?", false),
        ],
        consent: "ShopPilot may contact me about the trial. I can stop that at any time.",
        thank_you: "Thank you! An adviser will call you within one working day.",
    },
    tags: &["multi-store", "urgent", "owner", "uses a competitor", "wants online shop", "loyalty", "price-sensitive", "trade show", "family shop", "franchise"],
    account_tags: &["reference", "family shop", "franchise", "tourist area", "neighbourhood", "mall", "would refer us", "prefers the phone"],
    attributes: ATTRIBUTES,
    views: &[
        View { list: "leads", name: "My follow-ups", params: &[("owner_id", "me"), ("status_type", "open,ongoing"), ("sort", "last_touch_at")] },
        View { list: "leads", name: "New and unassigned", params: &[("owner_id", "none"), ("status_type", "open"), ("sort", "-created_at")] },
        View { list: "leads", name: "Lost, worth another call", params: &[("status_type", "lost"), ("sort", "-updated_at")] },
        View { list: "accounts", name: "Renewing soon", params: &[("lifecycle_stage", "renew"), ("sort", "renews_on")] },
        View { list: "accounts", name: "Being set up", params: &[("lifecycle_stage", "implement"), ("sort", "-created_at")] },
        View { list: "accounts", name: "Largest by MRR", params: &[("lifecycle_stage", "use,renew"), ("sort", "-mrr")] },
    ],
    texts: &en_texts::TEXTS,
};

const SURNAMES: &[(&str, &str, u8)] = &[
    ("Smith", "smith", 24), ("Johnson", "johnson", 19), ("Williams", "williams", 16), ("Brown", "brown", 14),
    ("Jones", "jones", 14), ("Garcia", "garcia", 12), ("Miller", "miller", 11), ("Davis", "davis", 11),
    ("Rodriguez", "rodriguez", 11), ("Martinez", "martinez", 10), ("Hernandez", "hernandez", 10), ("Lopez", "lopez", 9),
    ("Gonzalez", "gonzalez", 8), ("Wilson", "wilson", 8), ("Anderson", "anderson", 8), ("Thomas", "thomas", 8),
    ("Taylor", "taylor", 8), ("Moore", "moore", 7), ("Jackson", "jackson", 7), ("Martin", "martin", 7),
    ("Lee", "lee", 7), ("Perez", "perez", 7), ("Thompson", "thompson", 7), ("White", "white", 7), ("Harris", "harris", 6),
    ("Sanchez", "sanchez", 6), ("Clark", "clark", 6), ("Ramirez", "ramirez", 6), ("Lewis", "lewis", 5),
    ("Robinson", "robinson", 5), ("Walker", "walker", 5), ("Young", "young", 5), ("Allen", "allen", 5), ("King", "king", 5),
    ("Wright", "wright", 5), ("Nguyen", "nguyen", 5), ("Hill", "hill", 4), ("Flores", "flores", 4), ("Green", "green", 4),
    ("Patel", "patel", 4), ("Kim", "kim", 4), ("O'Brien", "obrien", 3), ("Chen", "chen", 3), ("Kowalski", "kowalski", 2),
    ("Schmidt", "schmidt", 2), ("Rossi", "rossi", 2), ("Haddad", "haddad", 1), ("Okonkwo", "okonkwo", 1),
];

const GIVEN_NAMES: &[(&str, &str)] = &[
    ("James", "james"), ("Mary", "mary"), ("Robert", "robert"), ("Patricia", "patricia"), ("John", "john"),
    ("Jennifer", "jennifer"), ("Michael", "michael"), ("Linda", "linda"), ("David", "david"), ("Elizabeth", "elizabeth"),
    ("William", "william"), ("Barbara", "barbara"), ("Richard", "richard"), ("Susan", "susan"), ("Joseph", "joseph"),
    ("Jessica", "jessica"), ("Thomas", "thomas"), ("Sarah", "sarah"), ("Carlos", "carlos"), ("Karen", "karen"),
    ("Daniel", "daniel"), ("Lisa", "lisa"), ("Matthew", "matthew"), ("Nancy", "nancy"), ("Anthony", "anthony"),
    ("Sofia", "sofia"), ("Mark", "mark"), ("Sandra", "sandra"), ("Steven", "steven"), ("Ashley", "ashley"),
    ("Andrew", "andrew"), ("Emily", "emily"), ("Luis", "luis"), ("Donna", "donna"), ("Joshua", "joshua"),
    ("Michelle", "michelle"), ("Kevin", "kevin"), ("Carol", "carol"), ("Brian", "brian"), ("Amanda", "amanda"),
    ("Omar", "omar"), ("Melissa", "melissa"), ("Edward", "edward"), ("Deborah", "deborah"), ("Ravi", "ravi"),
    ("Stephanie", "stephanie"), ("Jason", "jason"), ("Rebecca", "rebecca"), ("Ryan", "ryan"), ("Laura", "laura"),
    ("Diego", "diego"), ("Amy", "amy"), ("Nina", "nina"), ("Peter", "peter"), ("Olivia", "olivia"), ("Ethan", "ethan"),
    ("Chloe", "chloe"), ("Lucas", "lucas"), ("Maya", "maya"), ("Ines", "ines"), ("Mei", "mei"), ("Aisha", "aisha"),
];

const CITIES: &[City] = &[
    City { name: "Austin", region: "Texas", weight: 8 },
    City { name: "Dallas", region: "Texas", weight: 7 },
    City { name: "Houston", region: "Texas", weight: 7 },
    City { name: "San Antonio", region: "Texas", weight: 5 },
    City { name: "Chicago", region: "Illinois", weight: 9 },
    City { name: "Denver", region: "Colorado", weight: 6 },
    City { name: "Phoenix", region: "Arizona", weight: 5 },
    City { name: "Seattle", region: "Washington", weight: 5 },
    City { name: "Portland", region: "Oregon", weight: 5 },
    City { name: "Los Angeles", region: "California", weight: 8 },
    City { name: "San Diego", region: "California", weight: 5 },
    City { name: "San Francisco", region: "California", weight: 5 },
    City { name: "Sacramento", region: "California", weight: 3 },
    City { name: "New York", region: "New York", weight: 9 },
    City { name: "Brooklyn", region: "New York", weight: 6 },
    City { name: "Buffalo", region: "New York", weight: 2 },
    City { name: "Boston", region: "Massachusetts", weight: 5 },
    City { name: "Philadelphia", region: "Pennsylvania", weight: 5 },
    City { name: "Pittsburgh", region: "Pennsylvania", weight: 3 },
    City { name: "Atlanta", region: "Georgia", weight: 6 },
    City { name: "Miami", region: "Florida", weight: 6 },
    City { name: "Tampa", region: "Florida", weight: 4 },
    City { name: "Orlando", region: "Florida", weight: 3 },
    City { name: "Nashville", region: "Tennessee", weight: 4 },
    City { name: "Charlotte", region: "North Carolina", weight: 4 },
    City { name: "Columbus", region: "Ohio", weight: 3 },
    City { name: "Detroit", region: "Michigan", weight: 3 },
    City { name: "Minneapolis", region: "Minnesota", weight: 4 },
    City { name: "St. Louis", region: "Missouri", weight: 3 },
    City { name: "New Orleans", region: "Louisiana", weight: 3 },
];

const INDUSTRIES: &[Industry] = &[
    Industry { name: "Restaurant", share: 24, signs: &["Kitchen", "Grill", "Diner", "Bistro", "Taqueria", "Noodle House", "Smokehouse", "Pizzeria"], legal: "Hospitality LLC", hours: MEALS, weekdays: [7, 8, 9, 10, 13, 14, 12] },
    Industry { name: "Café & tea", share: 14, signs: &["Coffee", "Coffee Roasters", "Tea House", "Espresso Bar", "Café"], legal: "Coffee Co.", hours: MORNING, weekdays: [10, 10, 10, 10, 11, 12, 11] },
    Industry { name: "Bakery", share: 8, signs: &["Bakery", "Patisserie", "Bread Co.", "Cakes"], legal: "Bakery LLC", hours: MORNING, weekdays: [8, 9, 9, 9, 11, 14, 12] },
    Industry { name: "Beauty & hair", share: 14, signs: &["Hair Studio", "Salon", "Barbers", "Nails", "Skin Care", "Spa"], legal: "Beauty LLC", hours: APPOINTMENTS, weekdays: [4, 9, 10, 11, 13, 15, 6] },
    Industry { name: "Apparel", share: 10, signs: &["Boutique", "Outfitters", "Denim", "Vintage", "Shoes"], legal: "Apparel LLC", hours: SHOPPING, weekdays: [8, 8, 9, 9, 11, 14, 11] },
    Industry { name: "Convenience", share: 10, signs: &["Corner Store", "Market", "Grocery", "Mini Mart"], legal: "Retail LLC", hours: EVERYDAY, weekdays: [10, 10, 10, 10, 10, 10, 10] },
    Industry { name: "Baby & kids", share: 6, signs: &["Kids", "Baby Store", "Toys"], legal: "Kids LLC", hours: SHOPPING, weekdays: [9, 9, 9, 9, 10, 13, 11] },
    Industry { name: "Pet care", share: 5, signs: &["Pet Supply", "Grooming", "Pets"], legal: "Pet Care LLC", hours: APPOINTMENTS, weekdays: [8, 9, 9, 9, 11, 14, 10] },
    Industry { name: "Fitness", share: 4, signs: &["Fitness", "Yoga", "Pilates", "Climbing"], legal: "Fitness LLC", hours: SPORT, weekdays: [13, 12, 12, 11, 9, 8, 5] },
    Industry { name: "Florist & gifts", share: 3, signs: &["Flowers", "Florist", "Gifts"], legal: "Flowers LLC", hours: SHOPPING, weekdays: [8, 9, 9, 10, 13, 13, 8] },
    Industry { name: "Auto care", share: 2, signs: &["Auto Care", "Car Wash", "Tires"], legal: "Auto LLC", hours: APPOINTMENTS, weekdays: [10, 10, 10, 10, 11, 13, 6] },
];

const BRANDS: &[(&str, &str)] = &[
    ("Blue Heron", "blueheron"), ("Copper Kettle", "copperkettle"), ("Maple & Main", "mapleandmain"), ("Sunday", "sunday"),
    ("Little Fox", "littlefox"), ("Old Mill", "oldmill"), ("Golden Hour", "goldenhour"), ("Juniper", "juniper"),
    ("Harbor", "harbor"), ("Two Sisters", "twosisters"), ("Red Door", "reddoor"), ("Wildflower", "wildflower"),
    ("North Star", "northstar"), ("Uncle Leo's", "uncleleos"), ("Willow", "willow"), ("Iron Gate", "irongate"),
    ("Magnolia", "magnolia"), ("Riverside", "riverside"), ("Hummingbird", "hummingbird"), ("Sage", "sage"),
    ("Brick Lane", "bricklane"), ("Paper Moon", "papermoon"), ("Lucky Penny", "luckypenny"), ("Elm Street", "elmstreet"),
    ("Fern & Stone", "fernandstone"), ("Bright Side", "brightside"), ("Casa Rosa", "casarosa"), ("Tall Pines", "tallpines"),
    ("Honeycomb", "honeycomb"), ("Wayfarer", "wayfarer"), ("Silver Spoon", "silverspoon"), ("Desert Bloom", "desertbloom"),
    ("The Local", "thelocal"), ("Corner & Co.", "cornerandco"), ("Sunrise", "sunrise"), ("Bluebird", "bluebird"),
    ("Cactus Flower", "cactusflower"), ("Lighthouse", "lighthouse"), ("Pepper Tree", "peppertree"), ("Union", "union"),
    ("Driftwood", "driftwood"), ("Second Street", "secondstreet"), ("Grandma Rose's", "grandmaroses"), ("Velvet", "velvet"),
    ("Orchard", "orchard"), ("Summit", "summit"), ("Kindred", "kindred"), ("Black Cat", "blackcat"), ("Meadow", "meadow"),
    ("Good Neighbor", "goodneighbor"), ("Tin Roof", "tinroof"), ("Primrose", "primrose"), ("Bayou", "bayou"),
    ("Highline", "highline"), ("Olive Branch", "olivebranch"), ("Stonebridge", "stonebridge"), ("Firefly", "firefly"),
    ("Poppy", "poppy"), ("Anchor", "anchor"), ("Thistle", "thistle"), ("Cedar & Salt", "cedarandsalt"), ("Nomad", "nomad"),
];

const PARTS: &[Part] = &[
    Part { role: "decider", titles: &["Owner", "General Manager", "Founder"], concerns: &["How much time it really saves in a year", "Whether the change disturbs business", "Who owns the data", "Whether it grows with a second store"], say: 3, use_share: 2 },
    Part { role: "user", titles: &["Cashier", "Sales Associate", "Receptionist", "Barista", "Stylist"], concerns: &["Speed in rush hour", "Printers that lose the connection", "Whether commission is right"], say: 1, use_share: 10 },
    Part { role: "influencer", titles: &["Store Manager", "Operations Manager", "District Manager"], concerns: &["Reports by mail every day", "Separate rights for staff", "Gift cards across stores"], say: 2, use_share: 6 },
    Part { role: "payer", titles: &["Co-owner", "Bookkeeper", "Accountant"], concerns: &["Invoices and renewal discounts", "Reconciling every sale", "Paying in parts"], say: 2, use_share: 2 },
    Part { role: "gatekeeper", titles: &["Office Manager", "Assistant", "Buyer"], concerns: &["How long the contract takes", "References first"], say: 1, use_share: 1 },
];

const CHANNELS: &[Source] = &[
    Source { key: "search", name: "Search ads", kind: "search", description: "Brand and trade keywords that lead to the trial page.", share: 20, quality: 1.0, weekly_spend: 1400, spend_note: "Search ads", utm: Some(("google", "cpc")), referrer: Some("https://www.search.example/"), heard_from: &["Found you by search", "Searched for a POS"] },
    Source { key: "social-ads", name: "Social ads", kind: "social", description: "Short videos with lead forms.", share: 22, quality: 0.62, weekly_spend: 1550, spend_note: "Social ads", utm: Some(("meta", "feed")), referrer: Some("https://social.example/"), heard_from: &["An ad in my feed", "Your live video"] },
    Source { key: "blog", name: "Blog and newsletter", kind: "content", description: "Articles for shop owners, cases and downloads.", share: 13, quality: 1.15, weekly_spend: 350, spend_note: "Writers and design", utm: Some(("newsletter", "email")), referrer: Some("https://blog.shoppilot.example/"), heard_from: &["An article", "A friend forwarded the newsletter"] },
    Source { key: "creators", name: "Creators", kind: "social", description: "Videos by people who run shops.", share: 9, quality: 0.85, weekly_spend: 520, spend_note: "Creator fees", utm: Some(("video", "creator")), referrer: Some("https://video.example/"), heard_from: &["A video about opening a café", "A creator I follow"] },
    Source { key: "referral", name: "Customer referrals", kind: "referral", description: "Customers recommend us; both get a month.", share: 11, quality: 1.95, weekly_spend: 90, spend_note: "Referral rewards", utm: None, referrer: None, heard_from: &["The shop next door uses you", "A friend", "Our head office"] },
    Source { key: "resellers", name: "Resellers", kind: "partner", description: "Hardware dealers who register their customers.", share: 8, quality: 1.35, weekly_spend: 430, spend_note: "Registration bonus", utm: None, referrer: None, heard_from: &["Our hardware dealer", "Your partner"] },
    Source { key: "trade-shows", name: "Trade shows", kind: "event", description: "Restaurant, franchise and beauty shows.", share: 6, quality: 1.1, weekly_spend: 0, spend_note: "Booth and material", utm: None, referrer: None, heard_from: &["Talked at the show", "Scanned your code at the show"] },
    Source { key: "website", name: "Website", kind: "direct", description: "Visitors without a campaign.", share: 8, quality: 1.3, weekly_spend: 60, spend_note: "Website tools", utm: None, referrer: None, heard_from: &["Just knew you", "Heard the name"] },
    Source { key: "visits", name: "Door to door", kind: "other", description: "Sales people who walk in.", share: 3, quality: 0.8, weekly_spend: 190, spend_note: "Travel and material", utm: None, referrer: None, heard_from: &["Somebody came by"] },
];

const CAMPAIGNS: &[Push] = &[
    Push { key: "year-end", name: "Year-end switch", channel: "search", month: 12, day: 3, days: 20, budget: 6000, goal: "60 good leads, 8 customers", lift: 1.4 },
    Push { key: "new-year", name: "New year, new till", channel: "social-ads", month: 1, day: 6, days: 28, budget: 7200, goal: "120 leads after the holidays", lift: 1.8 },
    Push { key: "handbook", name: "Shop owner's handbook", channel: "blog", month: 2, day: 9, days: 21, budget: 1200, goal: "400 downloads, 40 leads", lift: 1.5 },
    Push { key: "restaurant-show", name: "National restaurant show", channel: "trade-shows", month: 4, day: 10, days: 4, budget: 9800, goal: "80 badges, 25 demos", lift: 30.0 },
    Push { key: "patio", name: "Patio season", channel: "social-ads", month: 5, day: 18, days: 25, budget: 6400, goal: "Six live videos, 150 leads", lift: 1.6 },
    Push { key: "refer", name: "A month for you, a month for them", channel: "referral", month: 6, day: 20, days: 42, budget: 1800, goal: "15 customers by referral", lift: 1.8 },
    Push { key: "cafes", name: "Open a café", channel: "creators", month: 7, day: 6, days: 30, budget: 3000, goal: "A third of leads from cafés", lift: 1.7 },
    Push { key: "resellers-fall", name: "Reseller bonus", channel: "resellers", month: 9, day: 1, days: 45, budget: 4000, goal: "60 registrations, 12 customers", lift: 1.6 },
    Push { key: "beauty-show", name: "Beauty trade show", channel: "trade-shows", month: 9, day: 12, days: 3, budget: 7900, goal: "50 leads from salons", lift: 30.0 },
    Push { key: "holiday-cards", name: "Gift cards for the holidays", channel: "search", month: 10, day: 20, days: 40, budget: 6800, goal: "Less than 60 dollars per lead", lift: 1.5 },
    Push { key: "cases", name: "Multi-store cases", channel: "blog", month: 10, day: 8, days: 60, budget: 1600, goal: "30 multi-store enquiries", lift: 1.4 },
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute { key: "store_count", label: "Stores", label_zh: "门店数", kind: "number", options: &[] },
    Attribute { key: "previous_system", label: "Previous system", label_zh: "之前用的系统", kind: "single_choice", options: &["None", "Paper", "Spreadsheet", "Another POS", "Franchise system"] },
    Attribute { key: "opened_on", label: "Opened on", label_zh: "开业日期", kind: "date", options: &[] },
    Attribute { key: "has_online_shop", label: "Has an online shop", label_zh: "有网店", kind: "boolean", options: &[] },
];
