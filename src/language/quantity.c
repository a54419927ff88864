#include "language/quantity.h"

#include "language/clock.h"
#include "language/lexicon.h"

#include <math.h>
#include <string.h>

/* A number as far as it was read. */
struct reading {
    double value;
    size_t next; /* the token behind it */
    enum quantity_kind kind;
    const char *unit;
    bool digits, decimal, ordinal, decade, word_one;
};

struct operator {
    const char *words; /* in front of the number */
    double low, high;  /* factors of the value */
};

/* Longer ones first where one ends like another. */
static const struct operator operators[] = {
    {"no more than", 0, 1},       {"not more than", 0, 1},    {"no fewer than", 1, HUGE_VAL},
    {"no less than", 1, HUGE_VAL}, {"not less than", 1, HUGE_VAL},
    {"more than", 1, HUGE_VAL},   {"greater than", 1, HUGE_VAL}, {"fewer than", 0, 1},
    {"less than", 0, 1},          {"at least", 1, HUGE_VAL},  {"at most", 0, 1},
    {"just over", 1, 1.15},       {"just under", 0.85, 1},    {"just short of", 0.85, 1},
    {"close to", 0.85, 1.05},     {"up to", 0, 1},            {"as many as", 0, 1},
    {"as much as", 0, 1},         {"as few as", 1, HUGE_VAL}, {"over", 1, HUGE_VAL},
    {"above", 1, HUGE_VAL},       {"exceeding", 1, HUGE_VAL}, {"topped", 1, HUGE_VAL},
    {"under", 0, 1},              {"below", 0, 1},            {"nearly", 0.85, 1},
    {"almost", 0.85, 1},          {"about", 0.9, 1.1},        {"around", 0.9, 1.1},
    {"roughly", 0.9, 1.1},        {"approximately", 0.9, 1.1}, {"some", 0.9, 1.1},
    {"estimated", 0.9, 1.1},      {"circa", 0.9, 1.1},        {"maybe", 0.9, 1.1},
    {"perhaps", 0.9, 1.1},
};

static bool is_spelt(const struct token *token, const char *norm)
{
    return strcmp(token->word->norm, norm) == 0;
}

/* Digits as the lexer takes them: thousands with commas, decimals after a point or a colon. */
static void read_digits(const char *digits, struct reading *reading)
{
    double value = 0, place = 1;
    bool decimals = false;
    for (; *digits; digits++) {
        if (*digits == '.' || *digits == ':') {
            decimals = true;
        } else if (*digits >= '0' && *digits <= '9') {
            value = value * 10 + (*digits - '0');
            place *= decimals ? 10 : 1;
        } else if (*digits != ',') {
            reading->ordinal = true;
            break;
        }
    }
    reading->digits = true;
    reading->decimal = decimals;
    reading->value = value / place;
}

static double power_of_ten(int exponent)
{
    double power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* A multiplier as a word ("million") or as a letter that touches the digits ("1.1m"). */
static double multiplier_of(const struct token *tokens, size_t at)
{
    const struct token *token = &tokens[at];
    if (token->kind != TOKEN_WORD)
        return 0;
    bool touches = at > 0 && tokens[at - 1].span.end == token->span.start;
    if (token->word->classes & CLASS_MULTIPLIER)
        return power_of_ten(token->word->value);
    if (token->word->classes & CLASS_DOZEN)
        return 12;
    if (touches && is_spelt(token, "m"))
        return 1e6;
    if (touches && is_spelt(token, "b"))
        return 1e9;
    if (touches && is_spelt(token, "k"))
        return 1e3;
    return 0;
}

static bool is_hyphen(const struct token *token)
{
    return token->kind == TOKEN_SIGN && (is_spelt(token, "-") || is_spelt(token, "\xe2\x80\x91"));
}

/* twenty-five, twenty five */
static void read_tens(const struct token *tokens, size_t count, struct reading *reading)
{
    size_t at = reading->next;
    if (reading->digits || reading->value < 20 || reading->value > 90)
        return;
    if (at < count && is_hyphen(&tokens[at]))
        at++;
    if (at < count && tokens[at].word->classes & (CLASS_NUMERAL | CLASS_ORDINAL) &&
        tokens[at].word->value < 10 && tokens[at].word->value > 0) {
        reading->value += tokens[at].word->value;
        reading->ordinal = (tokens[at].word->classes & CLASS_ORDINAL) != 0;
        reading->next = at + 1;
    }
}

/* hundred, thousand, million, and what is added behind: "two hundred and fifty thousand" */
static void read_multipliers(const struct token *tokens, size_t count, struct reading *reading)
{
    double factor;
    while (reading->next < count && (factor = multiplier_of(tokens, reading->next)) > 0) {
        reading->value *= factor;
        reading->word_one = false;
        reading->decimal = false;
        reading->next++;
        size_t at = reading->next;
        if (at + 1 < count && is_spelt(&tokens[at], "and"))
            at++;
        if (!reading->digits && at < count && tokens[at].kind == TOKEN_WORD &&
            tokens[at].word->classes & CLASS_NUMERAL && tokens[at].word->value < factor) {
            struct reading rest = {.value = tokens[at].word->value, .next = at + 1};
            read_tens(tokens, count, &rest);
            reading->value += rest.value;
            reading->next = rest.next;
        }
    }
}

static bool read_number(const struct token *tokens, size_t count, size_t before, size_t at,
                        struct reading *reading)
{
    const struct token *token = &tokens[at];
    *reading = (struct reading){.next = at + 1, .unit = ""};
    if (token->kind == TOKEN_NUMBER) {
        read_digits(token->word->norm, reading);
    } else if (token->kind == TOKEN_WORD && token->word->classes & CLASS_NUMERAL) {
        reading->value = token->word->value;
        reading->word_one = reading->value == 1;
        read_tens(tokens, count, reading);
    } else if (token->kind == TOKEN_WORD && token->word->classes & CLASS_ORDINAL) {
        reading->value = token->word->value;
        reading->ordinal = true;
    } else if (token->kind == TOKEN_WORD && before > 0 && is_spelt(&tokens[before - 1], "a") &&
               token->word->classes & (CLASS_MULTIPLIER | CLASS_DOZEN)) {
        reading->value = 1;
        reading->next = at;
    } else {
        return false;
    }
    if (!reading->ordinal)
        read_multipliers(tokens, count, reading);
    return !reading->word_one;
}

static const struct {
    const char *norm, *unit;
    enum quantity_kind kind;
} signs_before[] = {
    {"$", "$", QUANTITY_MONEY},
    {"\xc2\xa3", "pound", QUANTITY_MONEY},
    {"\xe2\x82\xac", "euro", QUANTITY_MONEY},
    {"\xc2\xa5", "yen", QUANTITY_MONEY},
}, words_behind[] = {
    {"%", "", QUANTITY_PERCENT},          {"percent", "", QUANTITY_PERCENT},
    {"dollars", "$", QUANTITY_MONEY},     {"dollar", "$", QUANTITY_MONEY},
    {"euros", "euro", QUANTITY_MONEY},    {"euro", "euro", QUANTITY_MONEY},
    {"pounds", "pound", QUANTITY_MONEY},
};

/* Signs and words beside the number that say what kind it is; they join its token. Returns the
 * place of the first of them among those `before`. */
static size_t read_kind(const struct token *tokens, size_t count, size_t before,
                        struct reading *reading)
{
    size_t start = before;
    for (size_t i = 0; before > 0 && i < sizeof signs_before / sizeof *signs_before; i++)
        if (is_spelt(&tokens[before - 1], signs_before[i].norm)) {
            reading->kind = signs_before[i].kind;
            reading->unit = signs_before[i].unit;
            start = before - 1;
        }
    size_t next = reading->next;
    if (next < count && is_spelt(&tokens[next], "s") && reading->digits &&
        tokens[next - 1].span.end == tokens[next].span.start) {
        reading->decade = true;
        reading->next++;
    }
    if (next + 1 < count && is_spelt(&tokens[next], "per") && is_spelt(&tokens[next + 1], "cent")) {
        reading->kind = QUANTITY_PERCENT;
        reading->next += 2;
    }
    for (size_t i = 0; next < count && i < sizeof words_behind / sizeof *words_behind; i++)
        if (is_spelt(&tokens[next], words_behind[i].norm)) {
            reading->kind = words_behind[i].kind;
            reading->unit = words_behind[i].unit;
            reading->next++;
            break;
        }
    return start;
}

/* Four digits are a year unless a word in lower case right behind them is counted. */
static bool is_year(const struct token *tokens, size_t count, size_t before, size_t at,
                    const struct reading *reading)
{
    if (!reading->digits || reading->ordinal || reading->decimal || reading->next != at + 1 ||
        reading->value < 1000 || reading->value > 2100 || strlen(tokens[at].word->norm) != 4)
        return false;
    static const char *const cues[] = {"in",   "since",  "by",    "until",  "of",      "early",
                                       "late", "before", "after", "during", "through", ","};
    for (size_t i = 0; before > 0 && i < sizeof cues / sizeof *cues; i++)
        if (is_spelt(&tokens[before - 1], cues[i]))
            return true;
    if (before > 0 && tokens[before - 1].word->classes & CLASS_MONTH)
        return true;
    const struct token *next = at + 1 < count ? &tokens[at + 1] : NULL;
    return !next || next->kind != TOKEN_WORD || next->flags & (TOKEN_STOP | TOKEN_CAPITAL) ||
           reading->value >= 1900;
}

/* The words in front of the number, with blanks between, end with the operator's. */
static bool is_operator(const struct token *tokens, size_t at, const char *words)
{
    size_t end = strlen(words);
    while (end > 0) {
        size_t start = end;
        while (start > 0 && words[start - 1] != ' ')
            start--;
        if (at-- == 0)
            return false;
        const char *norm = tokens[at].word->norm;
        if (strlen(norm) != end - start || memcmp(norm, words + start, end - start) != 0)
            return false;
        end = start > 0 ? start - 1 : 0;
    }
    return true;
}

static void set_interval(struct quantity *quantity, const struct token *tokens, size_t at)
{
    quantity->low = quantity->high = quantity->value;
    quantity->exact = true;
    if (at > 0 && (is_spelt(&tokens[at - 1], "a") || is_spelt(&tokens[at - 1], "an")))
        at--;
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (is_operator(tokens, at, operators[i].words)) {
            quantity->low = quantity->value * operators[i].low;
            quantity->high = operators[i].high == HUGE_VAL ? HUGE_VAL
                                                           : quantity->value * operators[i].high;
            quantity->exact = false;
            return;
        }
}

/* The word counted: the next that says something, within four words and before any sign. */
static const char *counted(const struct token *tokens, size_t count, size_t at)
{
    for (size_t i = at; i < count && i < at + 4; i++) {
        if (is_hyphen(&tokens[i]))
            continue;
        if (tokens[i].kind != TOKEN_WORD)
            return "";
        if (!(tokens[i].flags & TOKEN_STOP))
            return tokens[i].word->stem;
    }
    return "";
}

/* "between 120 and 150", "5 to 10": both ends get the whole interval. */
static void join_ranges(struct token *tokens, size_t count)
{
    for (size_t i = 2; i < count; i++) {
        const struct token *low = &tokens[i - 2], *high = &tokens[i];
        bool to = is_spelt(&tokens[i - 1], "to") || is_hyphen(&tokens[i - 1]) ||
                  is_spelt(&tokens[i - 1], "\xe2\x80\x93");
        bool between = i > 2 && is_spelt(&tokens[i - 1], "and") &&
                       is_spelt(&tokens[i - 3], "between");
        if ((!to && !between) || !low->quantity || !high->quantity ||
            low->quantity->value >= high->quantity->value)
            continue;
        struct quantity *a = low->quantity, *b = high->quantity;
        if (a->kind != b->kind && a->kind != QUANTITY_COUNT)
            continue;
        a->kind = b->kind;
        a->unit = b->unit;
        a->low = b->low = a->value;
        a->high = b->high = b->value;
        a->exact = b->exact = false;
        a->range = b->range = true;
    }
}

static struct quantity *make(struct arena *arena, const struct token *tokens, size_t count,
                             size_t start, const struct reading *reading)
{
    struct quantity *quantity = arena_take(arena, 1, sizeof *quantity);
    quantity->kind = reading->kind;
    quantity->value = reading->value;
    quantity->unit = reading->unit;
    if (reading->kind == QUANTITY_COUNT && reading->ordinal)
        quantity->kind = QUANTITY_ORDINAL;
    if (quantity->kind == QUANTITY_COUNT || quantity->kind == QUANTITY_ORDINAL)
        quantity->unit = counted(tokens, count, reading->next);
    set_interval(quantity, tokens, start);
    return quantity;
}

static struct quantity *make_time(struct arena *arena, const struct token *tokens,
                                  const struct clock *clock)
{
    struct quantity *quantity = arena_take(arena, 1, sizeof *quantity);
    double early, late;
    clock_margins(tokens, clock->start, &early, &late);
    quantity->kind = QUANTITY_TIME;
    quantity->value = clock->minutes;
    quantity->low = clock->minutes - early;
    quantity->high = clock->minutes + late;
    quantity->exact = early + late <= 0;
    quantity->unit = clock->half ? "" : "m";
    return quantity;
}

/* The 1960s are any of ten years. */
static void set_year(struct quantity *quantity, const struct reading *reading)
{
    quantity->kind = QUANTITY_YEAR;
    quantity->unit = "";
    if (reading->decade) {
        quantity->high = quantity->low + 9;
        quantity->exact = false;
    }
}

/* The tokens move down as they join: those `kept` stand before the number, those from `at` on are
 * still as they were. */
size_t quantities_mark(struct arena *arena, struct token *tokens, size_t count)
{
    size_t kept = 0;
    for (size_t at = 0; at < count;) {
        struct clock clock;
        if (clock_read(tokens, count, kept, at, &clock)) {
            struct token token = tokens[at];
            token.kind = TOKEN_NUMBER;
            token.flags &= ~(unsigned)TOKEN_STOP;
            token.quantity = make_time(arena, tokens, &clock);
            if (clock.start < kept)
                token.span.start = tokens[clock.start].span.start;
            token.span.end = tokens[clock.next - 1].span.end;
            at = clock.next;
            kept = clock.start;
            tokens[kept++] = token;
            continue;
        }
        struct reading reading;
        if (!read_number(tokens, count, kept, at, &reading)) {
            tokens[kept++] = tokens[at++];
            continue;
        }
        bool year = is_year(tokens, count, kept, at, &reading);
        size_t start = read_kind(tokens, count, kept, &reading);
        struct token token = tokens[at];
        token.kind = TOKEN_NUMBER;
        token.flags &= ~(unsigned)TOKEN_STOP;
        token.quantity = make(arena, tokens, count, start, &reading);
        if (year && token.quantity->kind == QUANTITY_COUNT)
            set_year(token.quantity, &reading);
        if (start < kept)
            token.span.start = tokens[start].span.start;
        token.span.end = tokens[reading.next - 1].span.end;
        at = reading.next;
        kept = start;
        tokens[kept++] = token;
    }
    join_ranges(tokens, kept);
    return kept;
}

/* The place to which a number was rounded, by its zeros: 140,000 to ten thousands, 61 to ones. */
static double unit_of(double value)
{
    double unit = 1;
    if (value != floor(value))
        return value * 10 == floor(value * 10) ? 0.1 : 0.01;
    while (value >= 100 && fmod(value, unit * 10) <= 0 && unit * 10 <= value)
        unit *= 10;
    return unit;
}

bool quantities_clash(const struct quantity *a, const struct quantity *b)
{
    if (a->kind == QUANTITY_TIME && b->kind == QUANTITY_TIME)
        return clocks_clash(a->low, a->high, b->low, b->high, !*a->unit || !*b->unit);
    if (a->kind != b->kind || (a->low <= b->high && b->low <= a->high))
        return false;
    if (a->kind == QUANTITY_YEAR || a->kind == QUANTITY_DAY || a->kind == QUANTITY_ORDINAL)
        return true;
    double large = a->value > b->value ? a->value : b->value;
    double gap = a->value > b->value ? a->value - b->value : b->value - a->value;
    double unit_a = unit_of(a->value), unit_b = unit_of(b->value);
    double rounding = (unit_a > unit_b ? unit_a : unit_b) / 2;
    if (rounding > 0.1 * large)
        rounding = 0.1 * large;
    if (!a->exact || !b->exact)
        rounding *= 2;
    return gap > rounding;
}
