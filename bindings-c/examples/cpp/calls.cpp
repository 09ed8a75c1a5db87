// Each call of jicai.hpp once, with what it answers: a page to copy from.
#include <cstdlib>
#include <iostream>

#include "jicai.hpp"

static void expect(const char *what, std::int64_t answer, std::int64_t expected) {
    std::cout << what << ": " << answer << '\n';
    if (answer != expected) std::exit(1);
}

static void lines() {
    auto line = jicai::line();
    line.amount_fen = 12066;
    line.quantity_e4 = 20000;
    line.standard_e6 = 24130000;
    line.first_self_pay_rate_e4 = 1000;
    const auto parts = jicai::split(line);
    expect("above the standard, in fen", parts.above_standard_fen, 7240);
    expect("in scope after a refund of the whole line", jicai::refund(parts, -12066).in_scope_fen, -parts.in_scope_fen);
}

static void prices() {
    // Tablets of 10 mg, 14 in a pack for 1.68 yuan: what are 14 of 20 mg?
    auto pack = jicai::product();
    pack.form = JICAI_FORM_TABLET;
    pack.content_e6 = 10000000;
    pack.count = 14;
    auto stronger = pack;
    stronger.content_e6 = 20000000;
    expect("price in millionths of a yuan", jicai::differential_price("differential/vbp", pack, 1680000, stronger), 2860000);
}

static void lot() {
    auto lot = jicai::lot();
    lot.form = JICAI_LOT_FORM_ORAL_SOLID;
    lot.ceiling_e6 = 9000000;
    std::vector<jicai_bid> bids(4, jicai::bid());
    bids[0].price_e6 = 1000000;
    bids[1].price_e6 = 1800000;
    bids[2].price_e6 = 1810000;
    bids[3].price_e6 = 3000000;
    const auto decided = jicai::select("award/cn-batch-10", lot, bids);
    expect("winners", decided.award.winners, 2);
    expect("the second bid is selected", decided.bids[1].outcome, JICAI_OUTCOME_SELECTED);
    bids[2].price_e6 = 0;
    try {
        jicai::select("award/cn-batch-10", lot, bids);
    } catch (const jicai::error &refused) {
        expect("the bad bid", refused.row(), 2);
    }
}

static void gate() {
    const jicai::supplier_index index(R"({ "records": [ { "record_id": "r", "firm": "某公司", "role": "distributor", "province": "浙江",
        "rulebook": "credit/cn-2025", "grade": "severely_dishonest", "start_on": "2026-01-01", "products": ["p"] } ] })");
    const auto answer = index.gate("某公司", JICAI_ROLE_DISTRIBUTOR, "p", "浙江", 20260601);
    expect("delivery is suspended", answer.delivery, JICAI_ACTION_STATUS_SUSPENDED);
}

static void json() {
    // More than the first buffer of the wrapper.
    const auto response = jicai::evaluate(R"({ "function": "rulebook.list", "input": {} })");
    expect("the list of rulebooks is long", response.size() > 4096, 1);
    // A question in GB18030 has its answer in GB18030: here a name that no function has.
    const auto answer = jicai::evaluate("{ \"function\": \"\xb2\xbb\xb4\xe6\xd4\xda\" }", JICAI_ENCODING_GB18030);
    expect("an unknown function", answer.find("unknown_function") != std::string::npos, 1);
    expect("its name comes back", answer.find("\xb2\xbb\xb4\xe6\xd4\xda") != std::string::npos, 1);
}

int main() {
    try {
        jicai::check_version();
        lines();
        prices();
        lot();
        gate();
        json();
        return 0;
    } catch (const std::exception &failed) {
        std::cerr << failed.what() << '\n';
        return 1;
    }
}
