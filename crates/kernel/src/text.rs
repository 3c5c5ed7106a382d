//! Text to search by, Chinese and English alike.
//!
//! A row that can be searched keeps [`search_text`] of its fields in one column: their normal form, and for each
//! Chinese word its pinyin and the pinyin's initials, so that `张伟`, `zhangwei` and `zw` all find 张伟. A question is
//! brought to the same form by [`search_condition`]: every word of it must occur somewhere in the column.

mod pinyin;

use sea_orm::{
    ColumnTrait, Condition,
    sea_query::{Expr, ExprTrait, LikeExpr},
};
use unicode_normalization::UnicodeNormalization;

/// More words than this in a question are not looked at.
const MAX_WORDS: usize = 8;

/// NFKC (full-width to half-width, compatibility forms to plain ones), lower case, runs of white space to one space,
/// invisible characters gone.
pub fn normal_form(text: &str) -> String {
    let folded = text.nfkc().collect::<String>().to_lowercase();
    // Lower-casing may leave what NFKC composes differently.
    let visible = folded.nfkc().map(|letter| if letter.is_control() { ' ' } else { letter });
    let visible: String = visible.filter(|letter| !is_invisible(*letter)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The stored search column of a row with these fields.
pub fn search_text<'a>(fields: impl IntoIterator<Item = &'a str>) -> String {
    let mut parts: Vec<String> = Vec::new();
    for field in fields {
        let normal = normal_form(field);
        let romanised =
            normal.split(|letter: char| !letter.is_alphanumeric()).flat_map(pinyin::readings);
        let romanised: Vec<String> = romanised.collect();
        for part in std::iter::once(normal).chain(romanised) {
            if !part.is_empty() && !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
    parts.join(" ")
}

/// What a list of names is sorted by, byte by byte: without regard to case and width, Chinese names by their pinyin where
/// an address book has them, so that 李 comes before 张 and both between Latin words of L and Z.
pub fn sort_key(name: &str) -> String {
    pinyin::sort_key(&normal_form(name))
}

/// A LIKE pattern for "contains `question`", with `\` as the escape character.
pub fn like_pattern(question: &str) -> String {
    let mut pattern = String::from("%");
    for letter in normal_form(question).chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// True for rows whose search column holds every word of the question; a question without words finds all.
pub fn search_condition<C: ColumnTrait>(column: C, question: &str) -> Condition {
    let normal = normal_form(question);
    let mut condition = Condition::all();
    for word in normal.split(' ').filter(|word| !word.is_empty()).take(MAX_WORDS) {
        let like = LikeExpr::new(like_pattern(word)).escape('\\');
        condition = condition.add(Expr::col(column.as_column_ref()).like(like));
    }
    condition
}

#[cfg(test)]
mod tests {
    use super::{like_pattern, normal_form, search_text, sort_key};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    fn finds(fields: &[&str], question: &str) -> bool {
        let stored = search_text(fields.iter().copied());
        normal_form(question).split(' ').all(|word| stored.contains(word))
    }

    #[test]
    fn width_case_and_spacing_do_not_matter() {
        for (text, expected) in [
            ("ＡＢＣ　１２３", "abc 123"),
            ("  Hello \t\n World ", "hello world"),
            ("張\u{200b}伟", "張伟"),
            ("①ｶﾞ", "1ガ"),
            ("ÉCOLE", "école"),
            ("", ""),
        ] {
            assert_eq!(normal_form(text), expected, "{text:?}");
        }
    }

    #[test]
    fn names_sort_as_in_an_address_book() {
        let sorted = [
            "7080 咖啡",
            "安踏",
            "Anna",
            "Ｂｏｂ",
            "重庆火锅",
            "Li Wei",
            "黎明",
            "李伟",
            "李伟东",
            "李雪",
            "吕布",
            "单伟",
            "曾伟",
            "Zhang",
            "张伟",
            "张小明",
        ];
        let mut names = sorted.to_vec();
        names.reverse();
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, sorted);
    }

    #[test]
    fn a_chinese_name_is_found_by_characters_pinyin_and_initials() {
        for question in
            ["张伟", "张", "zhangwei", "ZhangWei", "zhang wei", "zw", "ZW", "ｚｗ", "wei"]
        {
            assert!(finds(&["张伟", "悦享美容"], question), "{question}");
        }
        for question in ["李", "lisi", "wz", "zhangweimei"] {
            assert!(!finds(&["张伟"], question), "{question}");
        }
    }

    #[test]
    fn a_surname_is_found_by_the_way_it_is_said() {
        for (name, questions) in [
            ("单雄信", ["shanxiongxin", "sxx"]),
            ("曾国藩", ["zengguofan", "zgf"]),
            ("解小东", ["xiexiaodong", "xxd"]),
            ("仇英", ["qiuying", "qy"]),
            ("区志明", ["ouzhiming", "ozm"]),
            ("查良镛", ["zhaliangyong", "zly"]),
            ("翟天", ["zhaitian", "zt"]),
            ("朴树", ["piaoshu", "ps"]),
            ("盖叫天", ["gejiaotian", "gjt"]),
            ("任贤", ["renxian", "rx"]),
            ("华佗", ["huatuo", "ht"]),
            ("尉迟恭", ["yuchigong", "ycg"]),
            ("万俟卨", ["moqi", "mq"]),
            ("长孙无忌", ["zhangsunwuji", "zswj"]),
            ("乐毅", ["yueyi", "yy"]),
        ] {
            for question in questions {
                assert!(finds(&[name], question), "{name} by {question}: {}", search_text([name]));
            }
        }
        assert!(finds(&["单位食堂"], "danwei"), "the usual reading stays");
        assert!(finds(&["解决"], "jiejue"), "the usual reading stays");
    }

    #[test]
    fn words_of_company_names_are_read_as_they_are_said() {
        for (name, question) in [
            ("重庆小面馆", "chongqing"),
            ("招商银行", "zhaoshangyinhang"),
            ("厦门鼓浪屿茶行", "xiamen"),
            ("长沙会计事务所", "changshakuaiji"),
            ("蓝调音乐教室", "yinyue"),
            ("成都火锅", "cdhg"),
        ] {
            assert!(finds(&[name], question), "{name} by {question}: {}", search_text([name]));
        }
    }

    #[test]
    fn mixed_text_is_found_by_either_script() {
        let fields = ["3D打印 Café（上海）", "Li Wei", "li.wei@example.cn"];
        for question in [
            "3d打印",
            "3ddayin",
            "3ddy",
            "café",
            "上海",
            "shanghai",
            "sh",
            "li wei",
            "example.cn",
            "wei@",
        ] {
            assert!(finds(&fields, question), "{question}: {}", search_text(fields));
        }
    }

    #[test]
    fn english_text_is_stored_once_and_nothing_is_added() {
        assert_eq!(search_text(["Li Wei", "", "li wei"]), "li wei");
    }

    #[test]
    fn wildcards_in_a_question_are_meant_literally() {
        assert_eq!(like_pattern(r"100%_\"), r"%100\%\_\\%");
        assert_eq!(like_pattern(" 张　伟 "), "%张 伟%");
        assert_eq!(like_pattern("％"), r"%\%%");
    }

    proptest! {
        #[test]
        fn the_normal_form_is_its_own_normal_form(text in ".*") {
            let once = normal_form(&text);
            prop_assert_eq!(normal_form(&once), once);
        }

        #[test]
        fn every_field_is_found_by_itself(fields in proptest::collection::vec(".*|[张单曾a-z0-9 ]{0,9}", 0..5)) {
            let stored = search_text(fields.iter().map(String::as_str));
            for field in &fields {
                prop_assert!(stored.contains(&normal_form(field)));
            }
        }
    }
}
