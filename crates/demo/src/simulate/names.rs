//! People and shops: no two shops of one name in one town, no two people with one number.

use super::setting::Setting;
use crate::{
    dice::Dice,
    vocabulary::Vocabulary,
    year::{Contact, Shop},
};
use kernel::{
    email::Email,
    locale::Locale,
    phone::{Phone, Region},
};
use std::collections::HashSet;

/// Chinese mobile numbers with so many zeros that nobody was given them.
const CHINESE_RANGES: [&str; 6] =
    ["1380000", "1390000", "1370000", "1590000", "1880000", "1990000"];
/// Numbers 555-0100 to 555-0199 are kept free for fiction in every area.
const AMERICAN_AREAS: [&str; 90] = [
    "201", "202", "203", "205", "206", "207", "208", "209", "210", "212", "213", "214", "215",
    "216", "217", "218", "219", "224", "225", "228", "229", "231", "234", "239", "240", "248",
    "251", "252", "253", "254", "256", "260", "262", "267", "269", "270", "276", "281", "301",
    "302", "303", "304", "305", "307", "308", "309", "310", "312", "313", "314", "315", "316",
    "317", "318", "319", "320", "321", "323", "325", "330", "334", "336", "337", "339", "347",
    "351", "352", "360", "361", "386", "401", "402", "404", "405", "406", "407", "408", "409",
    "410", "412", "413", "414", "415", "417", "419", "423", "425", "430", "432", "434",
];

pub struct Names {
    locale: Locale,
    words: &'static Vocabulary,
    dice: Dice,
    numbers: usize,
    companies: HashSet<String>,
}

impl Names {
    pub fn new(setting: &Setting) -> Self {
        Self {
            locale: setting.calendar.locale,
            words: setting.words,
            dice: setting.dice("names"),
            numbers: 0,
            companies: HashSet::new(),
        }
    }

    pub fn shop(&mut self) -> Shop {
        let words = self.words;
        let dice = &mut self.dice;
        let industry = dice.weighted(words.industries.iter().map(|kind| f64::from(kind.share)));
        let kind = &words.industries[industry];
        let city =
            &words.cities[dice.weighted(words.cities.iter().map(|city| f64::from(city.weight)))];
        let (mut brand, mut sign);
        let mut tries = 0;
        loop {
            let name = dice.pick(words.brands);
            brand = *name;
            let kind_of_shop = dice.pick(kind.signs);
            sign = joined(self.locale, name.0, kind_of_shop);
            tries += 1;
            if self.companies.insert(format!("{} {sign}", city.name)) || tries > 30 {
                break;
            }
        }
        let company = match self.locale {
            Locale::ZhCn if dice.chance(0.45) => {
                format!("{}{}{}有限公司", city.name, brand.0, kind.legal)
            }
            Locale::ZhCn => format!("{}{sign}", city.name),
            Locale::En if dice.chance(0.3) => format!("{} {}", brand.0, kind.legal),
            Locale::En => format!("{sign} {}", city.name),
        };
        let stores = match dice.weighted([62.0, 18.0, 12.0, 6.0, 2.0]) {
            0 => 1,
            1 => 2,
            2 => dice.between(3, 5),
            3 => dice.between(6, 12),
            _ => dice.between(13, 30),
        };
        let employees = i32::try_from(stores * dice.between(3, 9)).unwrap_or(i32::MAX);
        Shop {
            industry,
            company,
            sign,
            brand: brand.1,
            city: city.name,
            region: city.region,
            stores,
            employees,
        }
    }

    /// Somebody, with the ways to reach them that people like them leave.
    pub fn contact(&mut self, phone: f64, email: f64, wechat: f64) -> Contact {
        let (name, spelled) = self.name();
        let has_phone = self.dice.chance(phone);
        let has_email = self.dice.chance(email);
        let has_wechat = self.locale == Locale::ZhCn && self.dice.chance(wechat);
        let number = self.dice.between(1, 999);
        Contact {
            name,
            phone: has_phone.then(|| self.phone()),
            email: has_email.then(|| self.email(&spelled, number)),
            wechat: has_wechat.then(|| format!("wx_{}{number:03}", spelled.replace('.', ""))),
        }
    }

    /// As written, and as an address spells it.
    pub fn name(&mut self) -> (String, String) {
        let words = self.words;
        let weights = words.surnames.iter().map(|surname| f64::from(surname.2));
        let surname = words.surnames[self.dice.weighted(weights)];
        let given = self.dice.pick(words.given_names);
        if words.family_name_first {
            (format!("{}{}", surname.0, given.0), format!("{}.{}", surname.1, given.1))
        } else {
            (format!("{} {}", given.0, surname.0), format!("{}.{}", given.1, surname.1))
        }
    }

    pub fn address(&mut self, city: &str) -> String {
        let street = *self.dice.pick(self.words.streets);
        let number = self.dice.between(1, 988);
        match self.locale {
            Locale::ZhCn => format!("{city}市{street}{number}号"),
            Locale::En => format!("{number} {street}, {city}"),
        }
    }

    fn phone(&mut self) -> Phone {
        let place = self.numbers;
        self.numbers += 1;
        let (text, region) = match self.locale {
            // A step without common factors visits every number of the ranges once.
            Locale::ZhCn => {
                let place = place * 7919 % 60_000;
                (format!("{}{:04}", CHINESE_RANGES[place / 10_000], place % 10_000), "CN")
            }
            Locale::En => {
                let place = place * 7919 % 9000;
                (format!("{}55501{:02}", AMERICAN_AREAS[place / 100], place % 100), "US")
            }
        };
        let region: Region = region.parse().expect("a region");
        Phone::parse(&text, region).expect("a number in the shape of its country")
    }

    fn email(&mut self, spelled: &str, number: i64) -> Email {
        let domain = self.dice.pick(self.words.mail_domains);
        format!("{spelled}{number}@{domain}").parse().expect("an address")
    }
}

fn joined(locale: Locale, brand: &str, sign: &str) -> String {
    match locale {
        Locale::ZhCn => format!("{brand}{sign}"),
        Locale::En => format!("{brand} {sign}"),
    }
}
