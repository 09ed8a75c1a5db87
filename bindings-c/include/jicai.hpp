// C++17 on top of jicai.h: errors become exceptions, handles free themselves, responses are strings.
#ifndef JICAI_HPP
#define JICAI_HPP

#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

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

// Runs a call of jicai.h, whose last argument is the jicai_error that it is given, and throws if it fails.
template <class Call> void check(Call call) {
    jicai_error told;
    std::memset(&told, 0, sizeof told);
    told.struct_size = sizeof told;
    if (call(&told) != JICAI_OK) throw error(told);
}

// A struct with every field "not given".
inline jicai_line line() { jicai_line value; jicai_line_init(&value); return value; }
inline jicai_bill bill() { jicai_bill value; jicai_bill_init(&value); return value; }
inline jicai_product product() { jicai_product value; jicai_product_init(&value); return value; }
inline jicai_lot lot() { jicai_lot value; jicai_lot_init(&value); return value; }
inline jicai_bid bid() { jicai_bid value; jicai_bid_init(&value); return value; }

// A struct that is to be filled in.
template <class Struct> Struct empty() {
    Struct value;
    std::memset(&value, 0, sizeof value);
    value.struct_size = sizeof value;
    return value;
}

// A charge line in its four parts.
inline jicai_split split(const jicai_line &line) {
    auto parts = empty<jicai_split>();
    check([&](jicai_error *told) { return jicai_split_line(&line, &parts, told); });
    return parts;
}

// The JSON response to a JSON request, both in UTF-8; errors are in the response.
inline std::string evaluate(std::string_view request) {
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(request.data());
    std::string response(4096, '\0');
    for (;;) {
        std::size_t length = 0;
        auto *out = reinterpret_cast<std::uint8_t *>(&response[0]);
        const auto code = jicai_evaluate(bytes, request.size(), out, response.size(), &length);
        response.resize(length);
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
    jicai_gate gate(const char *firm, std::int32_t role, const char *product, const char *province, std::int32_t on,
                    std::int32_t tender = 0, std::int32_t commitment = 0) const {
        auto answer = empty<jicai_gate>();
        check([&](jicai_error *told) {
            return jicai_supplier_gate(handle_.get(), firm, role, product, province, on, tender, commitment, &answer, told);
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
