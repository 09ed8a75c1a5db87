/* One bill through the C library, and any number of JSON requests.
 *
 *   bill                    splits and settles a bill by typed calls, and asks one question in JSON
 *   bill REQUESTS.tsv       answers each line "id<TAB>request" with "id<TAB>response"
 *
 * C99; link with -ljicai. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jicai.h"

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#endif

/* Says what went wrong, with the field. */
static int failed(const char *what, const jicai_error *error) {
    fprintf(stderr, "%s: code %" PRId32 " at %s: %s (%s)\n", what, error->code, error->path, error->message, error->help);
    return 1;
}

/* The response to a request: in a buffer that grows when the library says how much it needs. NULL without memory. */
static char *evaluate(const char *request, size_t length, char **buffer, size_t *capacity) {
    size_t needed = 0;
    int32_t code = jicai_evaluate((const uint8_t *)request, length, (uint8_t *)*buffer, *capacity, &needed);
    if (code == JICAI_E_BUFFER) {
        char *larger = realloc(*buffer, needed);
        if (larger == NULL) return NULL;
        *buffer = larger;
        *capacity = needed;
        code = jicai_evaluate((const uint8_t *)request, length, (uint8_t *)*buffer, *capacity, &needed);
    }
    /* Any other code has its error as JSON in the buffer. */
    return code == JICAI_E_BUFFER || code == JICAI_E_POINTER ? NULL : *buffer;
}

/* Two lines of a bill, in fen, and what fund and patient pay. */
static int bill(void) {
    jicai_error error;
    memset(&error, 0, sizeof error);
    error.struct_size = sizeof error;

    /* 23.80 yuan for seven units whose standard is 1.0912 yuan; and 120.66 yuan for two whose standard is 24.13 yuan, 10 % first self-pay. */
    jicai_line lines[2];
    jicai_split splits[2];
    for (int i = 0; i < 2; i++) {
        jicai_line_init(&lines[i]);
        splits[i].struct_size = sizeof splits[i];
    }
    lines[0].amount_fen = 2380;
    lines[0].quantity_e4 = 70000;
    lines[0].standard_e6 = 1091200;
    lines[0].first_self_pay_rate_e4 = 0;
    lines[1].amount_fen = 12066;
    lines[1].quantity_e4 = 20000;
    lines[1].standard_e6 = 24130000;
    lines[1].first_self_pay_rate_e4 = 1000;

    int64_t own[2], above[2], first[2], inside[2], fund[2], patient[2];
    for (int i = 0; i < 2; i++) {
        if (jicai_split_line(&lines[i], &splits[i], &error) != JICAI_OK) return failed("split", &error);
        own[i] = splits[i].fully_own_fen;
        above[i] = splits[i].above_standard_fen;
        first[i] = splits[i].first_self_pay_fen;
        inside[i] = splits[i].in_scope_fen;
        printf("line %d: total %" PRId64 ", above the standard %" PRId64 ", first self-pay %" PRId64 ", in scope %" PRId64 "\n", i + 1,
               splits[i].total_fen, above[i], first[i], inside[i]);
    }

    /* No deductible is left; 60 % up to 100 yuan in scope, 80 % beyond. */
    jicai_bill rules;
    jicai_bill_init(&rules);
    rules.tier_base = JICAI_TIER_BASE_IN_SCOPE;
    const int64_t ends[2] = {10000, JICAI_NONE}, rates[2] = {6000, 8000};
    jicai_bill_totals totals;
    totals.struct_size = sizeof totals;
    if (jicai_settle(&rules, 2, own, above, first, inside, 2, ends, rates, fund, patient, &totals, &error) != JICAI_OK)
        return failed("settle", &error);
    for (int i = 0; i < 2; i++) printf("line %d: fund %" PRId64 ", patient %" PRId64 "\n", i + 1, fund[i], patient[i]);
    printf("bill: total %" PRId64 ", fund %" PRId64 ", patient %" PRId64 "\n", totals.total_fen, totals.fund_fen, totals.patient_fen);

    /* What is wrong names the field. */
    lines[0].first_self_pay_rate_e4 = 10001;
    if (jicai_split_line(&lines[0], &splits[0], &error) == JICAI_OK) return 1;
    printf("refused: %s: %s\n", error.path, error.message);

    const char *request = "{\"function\":\"award.region_counts\",\"rulebook\":\"award/cn-batch-05\",\"input\":{\"winners\":6}}";
    char *buffer = NULL;
    size_t capacity = 0;
    char *response = evaluate(request, strlen(request), &buffer, &capacity);
    if (response == NULL) return 1;
    printf("%s\n", response);
    free(buffer);
    return 0;
}

/* Reads a line of any length; 0 at the end of the file. */
static size_t read_line(FILE *file, char **line, size_t *capacity) {
    size_t length = 0;
    for (;;) {
        if (*capacity - length < 2) {
            size_t more = *capacity == 0 ? 65536 : *capacity * 2;
            char *larger = realloc(*line, more);
            if (larger == NULL) return 0;
            *line = larger;
            *capacity = more;
        }
        if (fgets(*line + length, (int)(*capacity - length), file) == NULL) return length;
        length += strlen(*line + length);
        if ((*line)[length - 1] == '\n') {
            (*line)[--length] = '\0';
            return length;
        }
    }
}

static int answer_all(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        return 1;
    }
    char *line = NULL, *buffer = NULL;
    size_t line_capacity = 0, capacity = 0, length;
    int status = 0;
    while (status == 0 && (length = read_line(file, &line, &line_capacity)) > 0) {
        char *tab = strchr(line, '\t');
        if (tab == NULL) {
            status = 1;
            break;
        }
        const char *request = tab + 1;
        char *response = evaluate(request, length - (size_t)(request - line), &buffer, &capacity);
        if (response == NULL) status = 1;
        else printf("%.*s\t%s\n", (int)(tab - line), line, response);
    }
    free(line);
    free(buffer);
    fclose(file);
    return status;
}

int main(int count, char **arguments) {
#ifdef _WIN32
    /* Lines end as on other platforms. */
    _setmode(_fileno(stdout), _O_BINARY);
#endif
    if (jicai_abi_version() != JICAI_ABI_VERSION) {
        fprintf(stderr, "the library has interface %" PRIu32 ", the header %d\n", jicai_abi_version(), JICAI_ABI_VERSION);
        return 1;
    }
    return count > 1 ? answer_all(arguments[1]) : bill();
}
