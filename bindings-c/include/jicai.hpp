// C++17 on top of jicai.h: errors become exceptions, handles free themselves, columns are vectors, responses are strings.
#ifndef JICAI_HPP
#define JICAI_HPP

#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "jicai.h"

namespace jicai {

// A call that failed: the code of jicai.h, a JSON Pointer to the field, what is wrong, and what to do about it.
class error : public std::runtime_error {
  public:
    explicit error(const jicai_error &told)
        : std::runtime_error(told.message), code_(told.code), row_(told.row), path_(told.path), help_(told.help) {}
    int code() const noexcept { return code_; }
    // The bad row of a table; -1 where no row is meant.
    std::int64_t row() const noexcept { return row_; }
    const std::string &path() const noexcept { return path_; }
    const std::string &help() const noexcept { return help_; }

  private:
    int code_;
    std::int64_t row_;
    std::string path_, help_;
};

// Throws if the library that is loaded has another interface than this header: to be called once, before anything else.
inline void check_version() {
    if (jicai_abi_version() == JICAI_ABI_VERSION) return;
    throw std::runtime_error(std::string("libjicai ") + jicai_version() + " has interface " + std::to_string(jicai_abi_version()) +
                             ", this program was built for interface " + std::to_string(JICAI_ABI_VERSION));
}

// A struct that is to be filled in.
template <class Struct> Struct empty() {
    Struct value;
    std::memset(&value, 0, sizeof value);
    value.struct_size = sizeof value;
    return value;
}

// Runs a call of jicai.h, whose last argument is the jicai_error that it is given, and throws if it fails.
template <class Call> void check(Call call) {
    auto told = empty<jicai_error>();
    if (call(&told) != JICAI_OK) throw error(told);
}

// A struct with every field "not given".
inline jicai_line line() { jicai_line value; jicai_line_init(&value); return value; }
inline jicai_bill bill() { jicai_bill value; jicai_bill_init(&value); return value; }
inline jicai_product product() { jicai_product value; jicai_product_init(&value); return value; }
inline jicai_lot lot() { jicai_lot value; jicai_lot_init(&value); return value; }
inline jicai_bid bid() { jicai_bid value; jicai_bid_init(&value); return value; }

// A charge line in its four parts.
inline jicai_split split(const jicai_line &line) {
    auto parts = empty<jicai_split>();
    check([&](jicai_error *told) { return jicai_split_line(&line, &parts, told); });
    return parts;
}

// A refund of a part of a split; the amount is negative.
inline jicai_split refund(const jicai_split &original, std::int64_t amount_fen) {
    auto parts = empty<jicai_split>();
    check([&](jicai_error *told) { return jicai_refund_line(&original, amount_fen, &parts, told); });
    return parts;
}

// A tier of reimbursement: where it ends, and its rate in 1/10,000. The last one has no end: JICAI_NONE.
struct tier {
    std::int64_t up_to_fen, rate_e4;
};

// A settled bill, and what each of its lines costs the fund and the patient.
struct settlement {
    jicai_bill_totals totals;
    std::vector<std::int64_t> fund_fen, patient_fen;
};

inline settlement settle(const jicai_bill &rules, const std::vector<jicai_split> &lines, const std::vector<tier> &tiers) {
    std::vector<std::int64_t> own, above, first, inside, ends, rates;
    for (const auto &line : lines) {
        own.push_back(line.fully_own_fen);
        above.push_back(line.above_standard_fen);
        first.push_back(line.first_self_pay_fen);
        inside.push_back(line.in_scope_fen);
    }
    for (const auto &tier : tiers) {
        ends.push_back(tier.up_to_fen);
        rates.push_back(tier.rate_e4);
    }
    settlement out{empty<jicai_bill_totals>(), std::vector<std::int64_t>(lines.size()), std::vector<std::int64_t>(lines.size())};
    check([&](jicai_error *told) {
        return jicai_settle(&rules, lines.size(), own.data(), above.data(), first.data(), inside.data(), tiers.size(), ends.data(),
                            rates.data(), out.fund_fen.data(), out.patient_fen.data(), &out.totals, told);
    });
    return out;
}

// The price of a pack of `target` that goes with the price of a pack of `representative`, in millionths of a yuan.
inline std::int64_t differential_price(const std::string &rulebook, const jicai_product &representative, std::int64_t price_e6,
                                       const jicai_product &target, std::int32_t decimals = -1, std::int32_t drug_class = 0,
                                       std::int32_t basis = 0, std::int32_t rounding = 0) {
    std::int64_t out = 0;
    check([&](jicai_error *told) {
        return jicai_differential_price(rulebook.c_str(), &representative, price_e6, &target, drug_class, basis, decimals, rounding, &out,
                                        told);
    });
    return out;
}

// A decided lot, and what became of each bid, in the order of the bids.
struct decision {
    jicai_award award;
    std::vector<jicai_bid_result> bids;
};

inline decision select(const std::string &rulebook, const jicai_lot &lot, const std::vector<jicai_bid> &bids) {
    decision out{empty<jicai_award>(), std::vector<jicai_bid_result>(bids.size(), empty<jicai_bid_result>())};
    check([&](jicai_error *told) {
        return jicai_award_select(rulebook.c_str(), &lot, bids.size(), bids.data(), out.bids.data(), &out.award, told);
    });
    return out;
}

// The response to a JSON request, both in UTF-8 or both in GB18030; what is wrong with a request is in its response.
inline std::string evaluate(std::string_view request, std::int32_t encoding = JICAI_ENCODING_UTF8) {
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(request.data());
    std::string response(4096, '\0');
    for (;;) {
        std::size_t length = 0;
        auto *out = reinterpret_cast<std::uint8_t *>(&response[0]);
        const auto code = jicai_evaluate_encoded(encoding, bytes, request.size(), out, response.size(), &length);
        if (code == JICAI_E_POINTER || length == 0) throw std::invalid_argument("jicai: no response in this encoding");
        response.resize(length);
        // The buffer was too small, and now is as large as the library asked for.
        if (code != JICAI_E_BUFFER) return response;
    }
}

// Grade records, prepared once and asked from any number of threads.
class supplier_index {
  public:
    explicit supplier_index(std::string_view records) {
        jicai_supplier_index *handle = nullptr;
        check([&](jicai_error *told) {
            return jicai_supplier_index_new(reinterpret_cast<const std::uint8_t *>(records.data()), records.size(), &handle, told);
        });
        handle_.reset(handle);
    }
    jicai_gate gate(const std::string &firm, std::int32_t role, const std::string &product, const std::string &province, std::int32_t on,
                    std::int32_t tender = 0, std::int32_t commitment = 0) const {
        auto answer = empty<jicai_gate>();
        check([&](jicai_error *told) {
            return jicai_supplier_gate(handle_.get(), firm.c_str(), role, product.c_str(), province.c_str(), on, tender, commitment, &answer,
                                       told);
        });
        return answer;
    }

  private:
    struct release {
        void operator()(jicai_supplier_index *handle) const noexcept { jicai_supplier_index_free(handle); }
    };
    std::unique_ptr<jicai_supplier_index, release> handle_;
};

}  // namespace jicai

#endif
