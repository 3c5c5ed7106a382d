//! What the objects of `product.md` are called in sentences for people. One that is missing here is told in English.

/// The word of an object, such as `lead_stage`, in one of the two languages.
pub(crate) fn noun(word: &str, chinese: bool) -> String {
    let known = NOUNS.iter().find(|(english, _)| *english == word).filter(|_| chinese);
    known.map_or_else(|| word.replace('_', " "), |(_, chinese)| (*chinese).to_owned())
}

const NOUNS: &[(&str, &str)] = &[
    ("absence", "请假"),
    ("account", "客户"),
    ("api_key", "API 密钥"),
    ("attribute", "自定义属性"),
    ("campaign", "活动"),
    ("channel", "渠道"),
    ("contact", "联系人"),
    ("error code", "错误码"),
    ("dashboard", "看板"),
    ("event_name", "事件"),
    ("form", "表单"),
    ("import", "导入"),
    ("invitation", "邀请"),
    ("job", "任务"),
    ("lead", "线索"),
    ("lead form", "线索表单"),
    ("lead stage", "线索阶段"),
    ("lead_rules", "线索规则"),
    ("mail", "邮件"),
    ("member", "成员"),
    ("merge", "合并记录"),
    ("note", "备注"),
    ("operation", "操作"),
    ("operator", "账号"),
    ("order", "订单"),
    ("person", "联系人"),
    ("plan", "套餐"),
    ("pool", "公海"),
    ("quote", "报价单"),
    ("saved_question", "已保存的分析"),
    ("saved_view", "视图"),
    ("segment", "分群"),
    ("session", "登录会话"),
    ("submission", "表单提交"),
    ("subscription", "订阅"),
    ("task", "待办"),
    ("webhook_delivery", "Webhook 投递"),
    ("webhook_endpoint", "Webhook 端点"),
    ("work_calendar", "工作日历"),
    ("workspace", "工作区"),
];

#[cfg(test)]
mod tests {
    use super::noun;

    #[test]
    fn objects_have_their_names_in_both_languages() {
        assert_eq!(noun("saved_view", false), "saved view");
        assert_eq!(noun("saved_view", true), "视图");
    }
}
