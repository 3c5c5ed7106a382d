use super::{
    Attribute, City, Colleague, Extent::{No, UpTo, Yes}, Feature, Form, Industry, Offer, Part, Push, Source, Vendor,
    View, Vocabulary, zh_texts,
};
use crate::calendar::Hours;

/// Two waves: lunch and dinner.
const MEALS: Hours = [0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 7, 14, 13, 7, 3, 3, 5, 12, 14, 11, 7, 4, 1, 0];
const DRINKS: Hours = [0, 0, 0, 0, 0, 0, 0, 2, 6, 8, 8, 8, 9, 11, 12, 11, 9, 7, 7, 7, 6, 3, 1, 0];
const MORNING: Hours = [0, 0, 0, 0, 0, 1, 5, 12, 13, 10, 8, 7, 6, 5, 6, 7, 9, 12, 11, 7, 4, 1, 0, 0];
const APPOINTMENTS: Hours = [0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 7, 8, 6, 8, 10, 10, 9, 8, 9, 10, 8, 4, 1, 0];
const SHOPPING: Hours = [0, 0, 0, 0, 0, 0, 0, 0, 2, 5, 7, 8, 6, 7, 9, 9, 9, 8, 9, 10, 9, 5, 1, 0];
const EVERYDAY: Hours = [1, 0, 0, 0, 0, 0, 2, 6, 8, 7, 6, 7, 8, 6, 5, 6, 7, 9, 10, 10, 8, 6, 4, 2];
const SPORT: Hours = [0, 0, 0, 0, 0, 0, 4, 7, 6, 5, 5, 4, 4, 3, 4, 5, 6, 9, 14, 14, 10, 4, 1, 0];

pub const VOCABULARY: Vocabulary = Vocabulary {
    vendor: Vendor {
        name: "云店管家",
        slug: "yundian",
        mail_domain: "yundian.example",
        site: "https://www.yundian.example",
        zone: "Asia/Shanghai",
        region: "CN",
        currency: "CNY",
    },
    team: &[
        Colleague { name: "陈一帆", mailbox: "demo", role: "owner" },
        Colleague { name: "林晓彤", mailbox: "lin.xiaotong", role: "marketing" },
        Colleague { name: "周子航", mailbox: "zhou.zihang", role: "sales" },
        Colleague { name: "何佳宁", mailbox: "he.jianing", role: "sales" },
        Colleague { name: "吴梦洁", mailbox: "wu.mengjie", role: "success" },
        Colleague { name: "郑浩", mailbox: "zheng.hao", role: "success" },
        Colleague { name: "苏文", mailbox: "su.wen", role: "analyst" },
    ],
    surnames: SURNAMES,
    given_names: GIVEN_NAMES,
    family_name_first: true,
    cities: CITIES,
    streets: &[
        "人民路", "解放路", "中山路", "建设路", "文化路", "和平路", "新华街", "长江路", "黄河路", "学府路", "滨江大道",
        "步行街", "万达广场", "吾悦广场", "大学城", "科技园路", "老城南街", "东风大道",
    ],
    industries: INDUSTRIES,
    brands: BRANDS,
    mail_domains: &["youxiang.example", "qiye.example", "mail.example.com", "example.com", "shangjia.example"],
    parts: PARTS,
    channels: CHANNELS,
    campaigns: CAMPAIGNS,
    stages: ["新线索", "已联系", "需求确认", "产品演示", "试用中", "报价签约", "暂缓跟进", "已成交", "已流失"],
    plans: &[
        Offer { key: "single", name: "单店版", description: "一家门店开单、收银、会员、库存，一套就够。", opening_fee: 3980, annual_fee: 1980, extra_store: 1200, share: 56, max_stores: 2 },
        Offer { key: "chain", name: "连锁版", description: "多门店统一商品、会员通用、总部报表，适合 3 到 20 家店。", opening_fee: 9800, annual_fee: 4800, extra_store: 980, share: 34, max_stores: 18 },
        Offer { key: "flagship", name: "旗舰版", description: "加盟与直营混合管理、开放接口、专属客户成功经理。", opening_fee: 29800, annual_fee: 12800, extra_store: 880, share: 10, max_stores: 60 },
    ],
    features: &[
        Feature { key: "checkout", name: "开单收银", plans: [Yes, Yes, Yes] },
        Feature { key: "members", name: "会员与储值", plans: [UpTo(5000), UpTo(50_000), Yes] },
        Feature { key: "inventory", name: "进销存", plans: [Yes, Yes, Yes] },
        Feature { key: "coupons", name: "优惠券与营销活动", plans: [UpTo(10), Yes, Yes] },
        Feature { key: "mini_program", name: "小程序商城", plans: [No, Yes, Yes] },
        Feature { key: "stores", name: "门店数量", plans: [UpTo(2), UpTo(20), Yes] },
        Feature { key: "headquarters", name: "总部报表", plans: [No, Yes, Yes] },
        Feature { key: "franchise", name: "加盟商结算", plans: [No, No, Yes] },
        Feature { key: "open_api", name: "开放接口", plans: [No, No, Yes] },
        Feature { key: "support", name: "专属客户成功经理", plans: [No, No, Yes] },
    ],
    form: Form {
        slug: "yundian-free-trial",
        name: "官网免费试用",
        title: "免费试用云店管家 15 天",
        intro: "留下联系方式，顾问会在一个工作日内联系您，帮您把门店资料录好。",
        fields: &[
            ("name", "怎么称呼您", true),
            ("phone", "手机号", true),
            ("company", "店名", false),
            ("industry", "主营行业", false),
            ("city", "所在城市", false),
            ("message", "最想解决什么问题", false),
        ],
        consent: "我同意云店管家就产品试用与我联系，可以随时要求停止。",
        thank_you: "收到啦！顾问会在一个工作日内联系您，请留意来电或微信。",
    },
    tags: &["多门店", "急用", "老板本人", "在用竞品", "想做小程序", "会员需求", "价格敏感", "展会名片", "夫妻店", "加盟品牌"],
    account_tags: &["标杆客户", "夫妻店", "加盟品牌", "景区店", "社区店", "商场店", "愿意转介绍", "老板爱打电话"],
    attributes: ATTRIBUTES,
    views: &[
        View { list: "leads", name: "我的跟进", params: &[("owner_id", "me"), ("status_type", "open,ongoing"), ("sort", "last_touch_at")] },
        View { list: "leads", name: "待分配的新线索", params: &[("owner_id", "none"), ("status_type", "open"), ("sort", "-created_at")] },
        View { list: "leads", name: "价格原因流失，可以再联系", params: &[("status_type", "lost"), ("sort", "-updated_at")] },
        View { list: "accounts", name: "快到期的客户", params: &[("lifecycle_stage", "renew"), ("sort", "renews_on")] },
        View { list: "accounts", name: "正在开店上线", params: &[("lifecycle_stage", "implement"), ("sort", "-created_at")] },
        View { list: "accounts", name: "大客户（按月均收入）", params: &[("lifecycle_stage", "use,renew"), ("sort", "-mrr")] },
    ],
    texts: &zh_texts::TEXTS,
};

const SURNAMES: &[(&str, &str, u8)] = &[
    ("王", "wang", 72), ("李", "li", 71), ("张", "zhang", 67), ("刘", "liu", 53), ("陈", "chen", 46), ("杨", "yang", 31),
    ("赵", "zhao", 23), ("黄", "huang", 23), ("周", "zhou", 21), ("吴", "wu", 20), ("徐", "xu", 17), ("孙", "sun", 16),
    ("胡", "hu", 14), ("朱", "zhu", 13), ("高", "gao", 13), ("林", "lin", 12), ("何", "he", 12), ("郭", "guo", 12),
    ("马", "ma", 11), ("罗", "luo", 10), ("梁", "liang", 9), ("宋", "song", 8), ("郑", "zheng", 8), ("谢", "xie", 8),
    ("韩", "han", 7), ("唐", "tang", 7), ("冯", "feng", 7), ("于", "yu", 6), ("董", "dong", 6), ("萧", "xiao", 5),
    ("程", "cheng", 5), ("曹", "cao", 5), ("袁", "yuan", 5), ("邓", "deng", 5), ("许", "xu", 5), ("傅", "fu", 4),
    ("沈", "shen", 4), ("曾", "zeng", 4), ("彭", "peng", 4), ("吕", "lv", 4), ("苏", "su", 4), ("卢", "lu", 4),
    ("蒋", "jiang", 4), ("蔡", "cai", 4), ("贾", "jia", 3), ("丁", "ding", 3), ("魏", "wei", 3), ("薛", "xue", 3),
    ("叶", "ye", 3), ("余", "yu", 3), ("潘", "pan", 3), ("戴", "dai", 2), ("夏", "xia", 2), ("方", "fang", 2),
    ("欧阳", "ouyang", 1), ("单", "shan", 1), ("解", "xie", 1), ("尉迟", "yuchi", 1),
];

const GIVEN_NAMES: &[(&str, &str)] = &[
    ("伟", "wei"), ("芳", "fang"), ("娜", "na"), ("敏", "min"), ("静", "jing"), ("丽", "li"), ("强", "qiang"),
    ("磊", "lei"), ("洋", "yang"), ("艳", "yan"), ("勇", "yong"), ("军", "jun"), ("杰", "jie"), ("娟", "juan"),
    ("涛", "tao"), ("超", "chao"), ("霞", "xia"), ("平", "ping"), ("刚", "gang"), ("鹏", "peng"),
    ("秀英", "xiuying"), ("建国", "jianguo"), ("建华", "jianhua"), ("志强", "zhiqiang"), ("桂兰", "guilan"),
    ("玉梅", "yumei"), ("海燕", "haiyan"), ("晓燕", "xiaoyan"), ("红梅", "hongmei"), ("春花", "chunhua"),
    ("文斌", "wenbin"), ("俊杰", "junjie"), ("国庆", "guoqing"), ("立新", "lixin"), ("永胜", "yongsheng"),
    ("雪梅", "xuemei"), ("丽娟", "lijuan"), ("婷婷", "tingting"), ("佳琪", "jiaqi"), ("雨欣", "yuxin"),
    ("子涵", "zihan"), ("浩然", "haoran"), ("宇轩", "yuxuan"), ("思远", "siyuan"), ("嘉豪", "jiahao"),
    ("晨曦", "chenxi"), ("梦瑶", "mengyao"), ("诗涵", "shihan"), ("欣怡", "xinyi"), ("若曦", "ruoxi"),
    ("明辉", "minghui"), ("德华", "dehua"), ("振宇", "zhenyu"), ("少华", "shaohua"), ("美玲", "meiling"),
    ("淑芬", "shufen"), ("凤英", "fengying"), ("慧敏", "huimin"), ("晓明", "xiaoming"), ("志明", "zhiming"),
    ("家辉", "jiahui"), ("伟强", "weiqiang"), ("海涛", "haitao"), ("建军", "jianjun"), ("小红", "xiaohong"),
    ("春燕", "chunyan"), ("秋月", "qiuyue"), ("冬梅", "dongmei"), ("金龙", "jinlong"), ("世杰", "shijie"),
    ("文静", "wenjing"), ("雅琴", "yaqin"), ("丹丹", "dandan"), ("莉莉", "lili"), ("倩", "qian"), ("璐", "lu"),
    ("一鸣", "yiming"), ("天佑", "tianyou"), ("凯", "kai"), ("斌", "bin"), ("波", "bo"), ("辉", "hui"),
    ("云飞", "yunfei"), ("长江", "changjiang"), ("东升", "dongsheng"), ("福生", "fusheng"), ("翠萍", "cuiping"),
    ("素珍", "suzhen"), ("兰英", "lanying"), ("玉兰", "yulan"), ("锦程", "jincheng"), ("泽宇", "zeyu"),
];

const CITIES: &[City] = &[
    City { name: "上海", region: "上海", weight: 9 },
    City { name: "北京", region: "北京", weight: 8 },
    City { name: "广州", region: "广东", weight: 8 },
    City { name: "深圳", region: "广东", weight: 8 },
    City { name: "杭州", region: "浙江", weight: 9 },
    City { name: "成都", region: "四川", weight: 9 },
    City { name: "重庆", region: "重庆", weight: 6 },
    City { name: "武汉", region: "湖北", weight: 6 },
    City { name: "西安", region: "陕西", weight: 5 },
    City { name: "南京", region: "江苏", weight: 6 },
    City { name: "苏州", region: "江苏", weight: 6 },
    City { name: "长沙", region: "湖南", weight: 5 },
    City { name: "郑州", region: "河南", weight: 5 },
    City { name: "青岛", region: "山东", weight: 4 },
    City { name: "济南", region: "山东", weight: 3 },
    City { name: "宁波", region: "浙江", weight: 4 },
    City { name: "温州", region: "浙江", weight: 3 },
    City { name: "东莞", region: "广东", weight: 4 },
    City { name: "佛山", region: "广东", weight: 4 },
    City { name: "厦门", region: "福建", weight: 3 },
    City { name: "福州", region: "福建", weight: 3 },
    City { name: "合肥", region: "安徽", weight: 3 },
    City { name: "昆明", region: "云南", weight: 3 },
    City { name: "南昌", region: "江西", weight: 2 },
    City { name: "沈阳", region: "辽宁", weight: 2 },
    City { name: "哈尔滨", region: "黑龙江", weight: 2 },
    City { name: "贵阳", region: "贵州", weight: 2 },
    City { name: "南宁", region: "广西", weight: 2 },
    City { name: "石家庄", region: "河北", weight: 2 },
    City { name: "无锡", region: "江苏", weight: 3 },
];

const INDUSTRIES: &[Industry] = &[
    Industry { name: "餐饮", share: 24, signs: &["小馆", "私房菜", "火锅", "面馆", "烧烤", "家常菜", "烤鱼", "酸菜鱼", "砂锅", "食堂"], legal: "餐饮管理", hours: MEALS, weekdays: [8, 8, 9, 9, 12, 13, 12] },
    Industry { name: "茶饮咖啡", share: 14, signs: &["咖啡", "茶铺", "奶茶", "鲜果茶", "手冲咖啡", "茶室"], legal: "餐饮服务", hours: DRINKS, weekdays: [9, 9, 9, 9, 11, 12, 12] },
    Industry { name: "烘焙甜品", share: 8, signs: &["烘焙", "蛋糕", "甜品", "面包房", "西点"], legal: "食品", hours: MORNING, weekdays: [9, 9, 9, 9, 11, 12, 12] },
    Industry { name: "美容美发", share: 14, signs: &["造型", "美发沙龙", "美甲", "皮肤管理", "养生馆", "美容会所"], legal: "美容服务", hours: APPOINTMENTS, weekdays: [6, 8, 9, 9, 11, 14, 13] },
    Industry { name: "服装鞋包", share: 10, signs: &["服饰", "女装", "男装定制", "童装", "鞋包", "买手店"], legal: "服饰", hours: SHOPPING, weekdays: [8, 8, 8, 9, 11, 13, 13] },
    Industry { name: "便利零售", share: 10, signs: &["便利店", "超市", "生活超市", "烟酒行", "零食铺"], legal: "商贸", hours: EVERYDAY, weekdays: [10, 10, 10, 10, 10, 10, 10] },
    Industry { name: "母婴用品", share: 6, signs: &["母婴", "孕婴童", "宝贝屋", "母婴生活馆"], legal: "母婴用品", hours: SHOPPING, weekdays: [9, 9, 9, 9, 10, 12, 12] },
    Industry { name: "宠物服务", share: 5, signs: &["宠物", "萌宠生活馆", "宠物美容", "猫舍"], legal: "宠物用品", hours: APPOINTMENTS, weekdays: [8, 8, 8, 9, 10, 14, 13] },
    Industry { name: "健身瑜伽", share: 4, signs: &["健身", "瑜伽", "普拉提", "舞蹈工作室"], legal: "体育文化", hours: SPORT, weekdays: [12, 11, 11, 11, 9, 8, 8] },
    Industry { name: "鲜花礼品", share: 3, signs: &["花艺", "鲜花", "花坊", "礼品店"], legal: "花卉", hours: SHOPPING, weekdays: [8, 8, 8, 9, 12, 13, 12] },
    Industry { name: "汽车服务", share: 2, signs: &["汽车美容", "洗车行", "汽车养护", "汽修"], legal: "汽车服务", hours: OFFICE_AND_WEEKEND, weekdays: [9, 9, 9, 9, 10, 13, 11] },
];
const OFFICE_AND_WEEKEND: Hours = [0, 0, 0, 0, 0, 0, 0, 1, 6, 9, 11, 10, 6, 8, 10, 10, 9, 8, 6, 3, 2, 1, 0, 0];

const BRANDS: &[(&str, &str)] = &[
    ("南巷", "nanxiang"), ("拾光里", "shiguangli"), ("鹿角", "lujiao"), ("青禾", "qinghe"), ("半日闲", "banrixian"),
    ("老街坊", "laojiefang"), ("小满", "xiaoman"), ("知味", "zhiwei"), ("禾下", "hexia"), ("木子", "muzi"),
    ("阿婆家", "apojia"), ("海棠", "haitang"), ("云上", "yunshang"), ("初见", "chujian"), ("悦享", "yuexiang"),
    ("一品香", "yipinxiang"), ("花间", "huajian"), ("蓝鲸", "lanjing"), ("桃源", "taoyuan"), ("满堂红", "mantanghong"),
    ("北岸", "beian"), ("米兰", "milan"), ("星河", "xinghe"), ("素年", "sunian"), ("大树下", "dashuxia"),
    ("锦绣", "jinxiu"), ("福临门", "fulinmen"), ("晴天", "qingtian"), ("三味", "sanwei"), ("江湖", "jianghu"),
    ("白鹭", "bailu"), ("微澜", "weilan"), ("朵朵", "duoduo"), ("麦田", "maitian"), ("东篱", "dongli"),
    ("百味轩", "baiweixuan"), ("喜鹊", "xique"), ("森屿", "senyu"), ("暖阳", "nuanyang"), ("山茶", "shancha"),
    ("旺角", "wangjiao"), ("小城故事", "xiaochenggushi"), ("西关", "xiguan"), ("洛神", "luoshen"), ("乐活", "lehuo"),
    ("鑫源", "xinyuan"), ("宏达", "hongda"), ("美佳", "meijia"), ("童年", "tongnian"), ("胖哥", "pangge"),
    ("李姐", "lijie"), ("老王", "laowang"), ("川渝", "chuanyu"), ("湘里", "xiangli"), ("沪上", "hushang"),
    ("浅草", "qiancao"), ("简爱", "jianai"), ("卡诺", "kanuo"), ("蜜语", "miyu"), ("橙子", "chengzi"),
    ("七号仓", "qihaocang"), ("九里", "jiuli"), ("望江", "wangjiang"), ("梧桐", "wutong"), ("清欢", "qinghuan"),
    ("谷雨", "guyu"), ("白露", "bailulu"), ("春熙", "chunxi"), ("巷子里", "xiangzili"), ("四季", "siji"),
];

const PARTS: &[Part] = &[
    Part { role: "decider", titles: &["老板", "总经理", "创始人", "店主"], concerns: &["一年下来到底能省多少人工", "换系统会不会影响生意", "数据安不安全，能不能带走", "以后开分店还能不能用"], say: 3, use_share: 2 },
    Part { role: "user", titles: &["收银员", "店员", "前台", "导购", "美发师"], concerns: &["上手快不快，高峰期会不会卡", "小票打印机老是连不上", "提成算得对不对"], say: 1, use_share: 10 },
    Part { role: "influencer", titles: &["店长", "运营主管", "区域经理"], concerns: &["报表能不能每天自动发", "员工权限能不能分开", "会员储值能不能跨店"], say: 2, use_share: 6 },
    Part { role: "payer", titles: &["老板娘", "财务", "会计"], concerns: &["发票怎么开，续费有没有优惠", "对账能不能对到每一笔", "能不能分期付"], say: 2, use_share: 2 },
    Part { role: "gatekeeper", titles: &["行政", "助理", "采购"], concerns: &["合同流程要走多久", "要先看资质和案例"], say: 1, use_share: 1 },
];

const CHANNELS: &[Source] = &[
    Source { key: "baidu", name: "百度搜索推广", kind: "search", description: "品牌词与行业词竞价，落地到官网试用页。", share: 20, quality: 1.0, weekly_spend: 6800, spend_note: "搜索推广消费", utm: Some(("baidu", "cpc")), referrer: Some("https://www.baidu.example/s"), heard_from: &["百度搜到的", "搜收银系统看到的"] },
    Source { key: "douyin", name: "抖音信息流", kind: "social", description: "短视频加直播间留资。", share: 22, quality: 0.62, weekly_spend: 7600, spend_note: "信息流投放消费", utm: Some(("douyin", "feed")), referrer: Some("https://www.douyin.example/"), heard_from: &["刷抖音看到的", "直播间"] },
    Source { key: "wechat", name: "公众号与视频号", kind: "content", description: "门店经营文章、案例和资料包下载。", share: 13, quality: 1.15, weekly_spend: 1500, spend_note: "内容制作与转载稿费", utm: Some(("wechat", "article")), referrer: Some("https://mp.weixin.example/"), heard_from: &["公众号文章", "朋友转的文章"] },
    Source { key: "xiaohongshu", name: "小红书种草", kind: "social", description: "开店博主合作笔记。", share: 9, quality: 0.85, weekly_spend: 2400, spend_note: "博主合作费用", utm: Some(("xiaohongshu", "note")), referrer: Some("https://www.xiaohongshu.example/"), heard_from: &["小红书博主推荐", "小红书笔记"] },
    Source { key: "referral", name: "老客户转介绍", kind: "referral", description: "老客户推荐新店，成交后双方各得一个月服务期。", share: 11, quality: 1.95, weekly_spend: 420, spend_note: "转介绍礼品与返利", utm: None, referrer: None, heard_from: &["隔壁店在用", "朋友推荐", "总店在用"] },
    Source { key: "partner", name: "区域代理商", kind: "partner", description: "收银设备商和区域服务商报备的客户。", share: 8, quality: 1.35, weekly_spend: 2100, spend_note: "代理商报备奖励", utm: None, referrer: None, heard_from: &["卖设备的推荐", "代理商介绍"] },
    Source { key: "expo", name: "行业展会", kind: "event", description: "餐饮展、连锁加盟展、美业展。", share: 6, quality: 1.1, weekly_spend: 0, spend_note: "展位与物料", utm: None, referrer: None, heard_from: &["展会上聊过", "展会扫码"] },
    Source { key: "website", name: "官网自然流量", kind: "direct", description: "没有广告参数的官网访客。", share: 8, quality: 1.3, weekly_spend: 300, spend_note: "官网与优化工具", utm: None, referrer: None, heard_from: &["自己搜到的", "听说过你们"] },
    Source { key: "visit", name: "地推拜访", kind: "other", description: "销售扫街拜访。", share: 3, quality: 0.8, weekly_spend: 900, spend_note: "差旅与物料", utm: None, referrer: None, heard_from: &["业务员上门"] },
];

const CAMPAIGNS: &[Push] = &[
    Push { key: "nianmo", name: "年末备货季换系统", channel: "baidu", month: 12, day: 8, days: 24, budget: 30_000, goal: "拿到 60 条有效线索，成交 8 家", lift: 1.4 },
    Push { key: "kaigong", name: "开工季扶持计划", channel: "douyin", month: 3, day: 2, days: 28, budget: 36_000, goal: "节后复工补录 120 条线索", lift: 1.9 },
    Push { key: "xinchun", name: "新春门店经营手册", channel: "wechat", month: 1, day: 12, days: 21, budget: 6000, goal: "资料包下载 400 次，留资 40 条", lift: 1.5 },
    Push { key: "canyin-expo", name: "上海餐饮连锁展", channel: "expo", month: 4, day: 10, days: 4, budget: 48_000, goal: "现场扫码 80 家，约演示 25 场", lift: 30.0 },
    Push { key: "618", name: "618 门店大促实战营", channel: "douyin", month: 5, day: 25, days: 25, budget: 32_000, goal: "直播 6 场，留资 150 条", lift: 1.6 },
    Push { key: "laodaixin", name: "老带新·双方各送一个月", channel: "referral", month: 6, day: 20, days: 42, budget: 9000, goal: "转介绍成交 15 家", lift: 1.8 },
    Push { key: "summer-tea", name: "夏季茶饮开店专场", channel: "xiaohongshu", month: 7, day: 6, days: 30, budget: 15_000, goal: "茶饮咖啡线索占比提到三成", lift: 1.7 },
    Push { key: "daili", name: "代理商秋季激励", channel: "partner", month: 9, day: 1, days: 45, budget: 20_000, goal: "代理商报备 60 家，成交 12 家", lift: 1.6 },
    Push { key: "meiye-expo", name: "广州美业博览会", channel: "expo", month: 9, day: 12, days: 3, budget: 39_000, goal: "美业线索 50 条", lift: 30.0 },
    Push { key: "shuang11", name: "双十一会员储值方案", channel: "baidu", month: 10, day: 20, days: 28, budget: 34_000, goal: "搜索线索成本控制在 280 元以内", lift: 1.5 },
    Push { key: "anli", name: "连锁门店案例连载", channel: "wechat", month: 10, day: 8, days: 60, budget: 8000, goal: "连锁版咨询 30 家", lift: 1.4 },
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute { key: "store_count", label: "Stores", label_zh: "门店数", kind: "number", options: &[] },
    Attribute { key: "previous_system", label: "Previous system", label_zh: "之前用的系统", kind: "single_choice", options: &["没用过", "手工记账", "表格", "其他收银系统", "加盟总部自带"] },
    Attribute { key: "opened_on", label: "Opened on", label_zh: "开业日期", kind: "date", options: &[] },
    Attribute { key: "has_mini_program", label: "Has a mini program", label_zh: "有小程序", kind: "boolean", options: &[] },
];
