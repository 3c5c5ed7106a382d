//! How Chinese words are said, in Latin letters: without tones to search by, with them to sort by.
//!
//! The `pinyin` crate gives each character's usual reading (from the pinyin-data project). What a character's usual
//! reading gets wrong in the names we store, surnames first, stands in the two tables here.

use pinyin::{ToPinyin as _, ToPinyinMulti as _};

/// Longer words are sentences: nobody searches them by pinyin, and they would double the column.
const MAX_CHARACTERS: usize = 40;

/// Surnames said otherwise than the character's usual reading; those of two characters first.
const SURNAMES: &[(&str, &[&str])] = &[
    ("万俟", &["mo", "qi"]),
    ("尉迟", &["yu", "chi"]),
    ("单于", &["chan", "yu"]),
    ("长孙", &["zhang", "sun"]),
    ("澹台", &["tan", "tai"]),
    ("宰父", &["zai", "fu"]),
    ("单", &["shan"]),
    ("曾", &["zeng"]),
    ("解", &["xie"]),
    ("仇", &["qiu"]),
    ("区", &["ou"]),
    ("查", &["zha"]),
    ("盖", &["ge"]),
    ("任", &["ren"]),
    ("华", &["hua"]),
    ("朴", &["piao"]),
    ("翟", &["zhai"]),
    ("乐", &["yue"]),
    ("覃", &["qin"]),
    ("折", &["she"]),
    ("黑", &["he"]),
    ("秘", &["bi"]),
    ("冼", &["xian"]),
    ("洗", &["xian"]),
    ("缪", &["miao"]),
    ("宓", &["fu"]),
    ("员", &["yun"]),
    ("繁", &["po"]),
    ("种", &["chong"]),
    ("重", &["chong"]),
    ("隗", &["wei"]),
    ("车", &["che"]),
    ("石", &["shi"]),
    ("沈", &["shen"]),
    ("逄", &["pang"]),
    ("祭", &["zhai"]),
    ("阙", &["que"]),
    ("召", &["shao"]),
    ("晁", &["chao"]),
    ("谌", &["chen"]),
    ("尹", &["yin"]),
    ("卜", &["bu"]),
    ("曲", &["qu"]),
    ("戚", &["qi"]),
    ("幺", &["yao"]),
    ("牟", &["mu"]),
    ("能", &["nai"]),
    ("相", &["xiang"]),
    ("哈", &["ha"]),
    ("令狐", &["ling", "hu"]),
];

/// Words in names of places, trades and companies that are said otherwise than character by character.
const WORDS: &[(&str, &[&str])] = &[
    ("重庆", &["chong", "qing"]),
    ("厦门", &["xia", "men"]),
    ("长沙", &["chang", "sha"]),
    ("长春", &["chang", "chun"]),
    ("长安", &["chang", "an"]),
    ("长江", &["chang", "jiang"]),
    ("长城", &["chang", "cheng"]),
    ("成都", &["cheng", "du"]),
    ("首都", &["shou", "du"]),
    ("都市", &["du", "shi"]),
    ("蚌埠", &["beng", "bu"]),
    ("六安", &["lu", "an"]),
    ("台州", &["tai", "zhou"]),
    ("番禺", &["pan", "yu"]),
    ("乐清", &["yue", "qing"]),
    ("单县", &["shan", "xian"]),
    ("银行", &["yin", "hang"]),
    ("商行", &["shang", "hang"]),
    ("车行", &["che", "hang"]),
    ("茶行", &["cha", "hang"]),
    ("行业", &["hang", "ye"]),
    ("音乐", &["yin", "yue"]),
    ("乐器", &["yue", "qi"]),
    ("会计", &["kuai", "ji"]),
    ("大厦", &["da", "sha"]),
    ("便宜", &["pian", "yi"]),
    ("重新", &["chong", "xin"]),
    ("调查", &["diao", "cha"]),
    ("传奇", &["chuan", "qi"]),
    ("校长", &["xiao", "zhang"]),
    ("店长", &["dian", "zhang"]),
    ("成长", &["cheng", "zhang"]),
    ("大夫", &["dai", "fu"]),
    ("还原", &["huan", "yuan"]),
    ("朝阳", &["chao", "yang"]),
];

/// The pinyin of a word and its initials; twice where it may begin with a surname of special reading; nothing for a
/// word without Chinese characters.
pub fn readings(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().take(MAX_CHARACTERS + 1).collect();
    let is_long = letters.len() > MAX_CHARACTERS;
    if is_long || !letters.iter().any(|letter| letter.to_pinyin().is_some()) {
        return Vec::new();
    }
    let mut readings = Vec::new();
    for with_surname in [true, false] {
        let (full, initials) = romanise(&letters, with_surname);
        for reading in [full, initials] {
            if !readings.contains(&reading) {
                readings.push(reading);
            }
        }
    }
    readings
}

/// Where a name in its normal form stands in a list: among Latin words by its pinyin, then by tone, then by character,
/// character by character as in a Chinese dictionary. A surname has the reading that it has as a surname.
pub fn sort_key(name: &str) -> String {
    let letters: Vec<char> = name.chars().take(MAX_CHARACTERS).collect();
    let mut key = String::new();
    for (letter, syllable) in letters.iter().zip(syllables(&letters, true)) {
        if let Some(syllable) = syllable {
            key.push_str(&with_tone(*letter, &syllable).unwrap_or(syllable));
        }
        key.push(*letter);
    }
    key
}

/// The syllable with the number of its tone behind it, if the character is known to be said so.
fn with_tone(letter: char, syllable: &str) -> Option<String> {
    let readings = letter.to_pinyin_multi()?;
    let reading = readings.into_iter().find(|reading| typed(reading.plain()) == syllable)?;
    Some(typed(reading.with_tone_num_end()))
}

/// People type nv for 女 (nü).
fn typed(syllable: &str) -> String {
    syllable.replace('ü', "v")
}

fn romanise(letters: &[char], with_surname: bool) -> (String, String) {
    let (mut full, mut initials) = (String::new(), String::new());
    for (letter, syllable) in letters.iter().zip(syllables(letters, with_surname)) {
        let said = syllable.unwrap_or_else(|| letter.to_string());
        initials.extend(said.chars().next());
        full.push_str(&said);
    }
    (full, initials)
}

/// For each character how it is said, without tones; nothing for what is not Chinese.
fn syllables(letters: &[char], with_surname: bool) -> Vec<Option<String>> {
    let mut all = Vec::new();
    while all.len() < letters.len() {
        let rest = &letters[all.len()..];
        let surname = if with_surname && all.is_empty() { known(SURNAMES, rest) } else { None };
        match surname.or_else(|| known(WORDS, rest)) {
            Some(word) => all.extend(word.iter().map(|syllable| Some((*syllable).to_owned()))),
            None => all.push(rest[0].to_pinyin().map(|reading| typed(reading.plain()))),
        }
    }
    all
}

fn known(table: &'static [(&str, &[&str])], letters: &[char]) -> Option<&'static [&'static str]> {
    let begins = |word: &str| {
        word.chars().count() <= letters.len()
            && word.chars().zip(letters).all(|(one, other)| one == *other)
    };
    table.iter().find(|(word, _)| begins(word)).map(|(_, syllables)| *syllables)
}

#[cfg(test)]
mod tests {
    use super::{MAX_CHARACTERS, SURNAMES, WORDS, readings};

    #[test]
    fn every_entry_has_one_syllable_for_each_character() {
        for (word, syllables) in SURNAMES.iter().chain(WORDS) {
            assert_eq!(word.chars().count(), syllables.len(), "{word}");
        }
    }

    #[test]
    fn both_readings_of_a_polyphonic_surname_are_kept() {
        assert_eq!(readings("单伟"), ["shanwei", "sw", "danwei", "dw"]);
        assert_eq!(readings("张伟"), ["zhangwei", "zw"]);
        assert_eq!(readings("吕小女"), ["lvxiaonv", "lxn"]);
    }

    #[test]
    fn a_word_without_chinese_and_a_sentence_get_none() {
        assert!(readings("hello").is_empty());
        assert!(readings("").is_empty());
        assert!(readings(&"好".repeat(MAX_CHARACTERS + 1)).is_empty());
    }
}
