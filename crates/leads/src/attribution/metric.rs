//! The definition of what credit means.

use kernel::metric::Metric;

pub const ATTRIBUTION: Metric = Metric {
    id: "attribution",
    version: 1,
    name_en: "Attribution",
    name_zh: "归因",
    meaning_en: "Conversions are leads won in the days asked for; revenue is what the customer ordered in the first year less what was paid back, of the customer's first lead alone. A journey is the contacts of the lead up to the conversion within the look-back. first and last: all to that contact. last_non_direct: to the last that is not direct, to the last where all are. linear: equal parts. position: 40 % first, 40 % last, 20 % between. time_decay: half as much for each half-life before the conversion, continuously. markov: by removal effect in a chain of order one over journeys with and without conversion, solved exactly, with intervals of journeys drawn again; not told below 50 conversions and 50 journeys without. Credits of conversions are whole thousandths and revenue is in minor units by largest remainder: every model gives out all of it. What has no contact is unattributed.",
    meaning_zh: "转化是所选日期内成交的线索；收入是客户首年订单扣除退款后的金额，只记在该客户的第一条线索上。路径是成交前、回溯期内的各次触点。首次与末次：全部归该触点。末次非直接：归最后一个非直接触点，全为直接时归最后一个。线性：平均分配。位置：首次 40%、末次 40%、中间共 20%。时间衰减：距成交每多一个半衰期减半，连续计算。马尔可夫：用一阶马尔可夫链（含未成交路径）精确求解各渠道的移除效应，并以重抽样给出区间；成交或未成交路径不足 50 条时不给出。转化按千分之一、收入按最小货币单位以最大余额法分配：每个模型都恰好分完。没有触点的转化单列为“未归因”。",
    formula: "credit(c) = Σ over conversions of weight(c); markov: credit(c) = N × RE(c) / Σ RE, RE(c) = 1 − P(conversion without c) / P(conversion); time_decay: weight ∝ 2^(−(T − t) / half-life)",
    invariants: &["credits_sum_to_total", "chain_matches_conversion_rate"],
};
