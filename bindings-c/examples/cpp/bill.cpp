// One bill through the C++ wrapper, and any number of JSON requests: `bill`, `bill REQUESTS.tsv`.
#include <fstream>
#include <iostream>
#include <vector>

#include "jicai.hpp"

static int bill() {
    auto first = jicai::line(), second = jicai::line();
    first.amount_fen = 2380;
    first.quantity_e4 = 70000;
    first.standard_e6 = 1091200;
    first.first_self_pay_rate_e4 = 0;
    second.amount_fen = 12066;
    second.quantity_e4 = 20000;
    second.standard_e6 = 24130000;
    second.first_self_pay_rate_e4 = 1000;
    std::vector<std::int64_t> own, above, self_pay, inside;
    for (const auto &line : {first, second}) {
        const auto parts = jicai::split(line);
        own.push_back(parts.fully_own_fen);
        above.push_back(parts.above_standard_fen);
        self_pay.push_back(parts.first_self_pay_fen);
        inside.push_back(parts.in_scope_fen);
    }
    auto rules = jicai::bill();
    rules.tier_base = JICAI_TIER_BASE_IN_SCOPE;
    const std::vector<std::int64_t> ends{10000, JICAI_NONE}, rates{6000, 8000};
    auto totals = jicai::empty<jicai_bill_totals>();
    jicai::check([&](jicai_error *told) {
        return jicai_settle(&rules, own.size(), own.data(), above.data(), self_pay.data(), inside.data(), ends.size(), ends.data(),
                            rates.data(), nullptr, nullptr, &totals, told);
    });
    std::cout << "bill: total " << totals.total_fen << ", fund " << totals.fund_fen << ", patient " << totals.patient_fen << '\n';
    try {
        first.first_self_pay_rate_e4 = 10001;
        jicai::split(first);
        return 1;
    } catch (const jicai::error &refused) {
        std::cout << "refused: " << refused.path() << ": " << refused.what() << '\n';
    }
    return 0;
}

static int answer_all(const char *path) {
    std::ifstream file(path, std::ios::binary);
    for (std::string line; std::getline(file, line);) {
        const auto tab = line.find('\t');
        if (tab == std::string::npos) return 1;
        std::cout << line.substr(0, tab) << '\t' << jicai::evaluate(std::string_view(line).substr(tab + 1)) << '\n';
    }
    return file.eof() ? 0 : 1;
}

int main(int count, char **arguments) {
    if (jicai_abi_version() != JICAI_ABI_VERSION) return 1;
    return count > 1 ? answer_all(arguments[1]) : bill();
}
