// One bill through the C++ wrapper, and any number of JSON requests: `bill`, `bill REQUESTS.tsv`.
#include <exception>
#include <fstream>
#include <iostream>

#include "jicai.hpp"

static void bill() {
    // 23.80 yuan for seven units whose standard is 1.0912 yuan.
    auto first = jicai::line();
    first.amount_fen = 2380;
    first.quantity_e4 = 70000;
    first.standard_e6 = 1091200;
    first.first_self_pay_rate_e4 = 0;
    // 120.66 yuan for two whose standard is 24.13 yuan, 10 % first self-pay.
    auto second = jicai::line();
    second.amount_fen = 12066;
    second.quantity_e4 = 20000;
    second.standard_e6 = 24130000;
    second.first_self_pay_rate_e4 = 1000;

    // No deductible is left; 60 % up to 100 yuan in scope, 80 % beyond.
    auto rules = jicai::bill();
    rules.tier_base = JICAI_TIER_BASE_IN_SCOPE;
    const auto settled = jicai::settle(rules, {jicai::split(first), jicai::split(second)}, {{10000, 6000}, {JICAI_NONE, 8000}});
    std::cout << "bill: total " << settled.totals.total_fen << ", fund " << settled.totals.fund_fen << ", patient "
              << settled.totals.patient_fen << '\n';

    // What is wrong names the field.
    try {
        first.first_self_pay_rate_e4 = 10001;
        jicai::split(first);
    } catch (const jicai::error &refused) {
        std::cout << "refused: " << refused.path() << ": " << refused.what() << '\n';
    }
}

static void answer_all(const char *path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error(std::string("cannot open ") + path);
    for (std::string line; std::getline(file, line);) {
        const auto tab = line.find('\t');
        if (tab == std::string::npos) throw std::runtime_error("a line without a tab");
        std::cout << line.substr(0, tab) << '\t' << jicai::evaluate(std::string_view(line).substr(tab + 1)) << '\n';
    }
}

int main(int count, char **arguments) {
    try {
        jicai::check_version();
        if (count > 1) answer_all(arguments[1]);
        else bill();
        return 0;
    } catch (const std::exception &failed) {
        std::cerr << failed.what() << '\n';
        return 1;
    }
}
