#include "language/clock.h"

#include "language/lexicon.h"

#include <string.h>

/* What is left open between two clocks that nobody set together. */
enum { CLOCKS_APART = 10 };

static bool is_spelt(const struct token *tokens, size_t count, size_t at, const char *norm)
{
    return at < count && strcmp(tokens[at].word->norm, norm) == 0;
}

static bool is_any(const struct token *tokens, size_t count, size_t at, const char *const *norms,
                   size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (is_spelt(tokens, count, at, norms[i]))
            return true;
    return false;
}

/* A whole number in digits, or a number word. */
static bool read_whole(const struct token *tokens, size_t count, size_t at, int *value)
{
    if (at >= count)
        return false;
    const struct token *token = &tokens[at];
    if (token->kind == TOKEN_WORD && token->word->classes & CLASS_NUMERAL) {
        *value = token->word->value;
        return true;
    }
    const char *digit = token->word->norm;
    if (token->kind != TOKEN_NUMBER || strlen(digit) > 2)
        return false;
    for (*value = 0; *digit >= '0' && *digit <= '9'; digit++)
        *value = *value * 10 + (*digit - '0');
    return *digit == '\0';
}

/* 3.10 or 17:30. */
static bool read_digits(const struct token *token, int *hours, int *minutes, bool *colon)
{
    if (token->kind != TOKEN_NUMBER)
        return false;
    const char *at = token->word->norm;
    size_t size = strlen(at), mark = strcspn(at, ".:");
    if (mark == 0 || mark > 2 || size != mark + 3)
        return false;
    *colon = at[mark] == ':';
    *hours = mark == 1 ? at[0] - '0' : (at[0] - '0') * 10 + at[1] - '0';
    *minutes = (at[mark + 1] - '0') * 10 + at[mark + 2] - '0';
    return *hours < 24 && *minutes < 60;
}

enum day_part { DAY_UNTOLD, DAY_MORNING, DAY_EVENING };

/* "in the morning", "on Sunday night", "that evening", "this morning": the part of the day right
 * behind a time. */
static enum day_part part_behind(const struct token *tokens, size_t count, size_t at)
{
    static const char *const links[] = {"in",   "on", "the",       "that",
                                        "this", "of", "yesterday", "same"};
    static const char *const evenings[] = {"evening", "afternoon", "night"};
    for (size_t i = at; i < at + 4 && i < count; i++) {
        if (is_spelt(tokens, count, i, "morning"))
            return DAY_MORNING;
        if (is_any(tokens, count, i, evenings, sizeof evenings / sizeof *evenings))
            return DAY_EVENING;
        if (!is_any(tokens, count, i, links, sizeof links / sizeof *links) &&
            !(tokens[i].word->classes & CLASS_WEEKDAY))
            return DAY_UNTOLD;
    }
    return DAY_UNTOLD;
}

/* a.m. and p.m. belong to the time; a part of the day stands by itself. */
static enum day_part read_part(const struct token *tokens, size_t count, struct clock *clock)
{
    if (is_spelt(tokens, count, clock->next, "am")) {
        clock->next++;
        return DAY_MORNING;
    }
    if (is_spelt(tokens, count, clock->next, "pm")) {
        clock->next++;
        return DAY_EVENING;
    }
    return part_behind(tokens, count, clock->next);
}

/* "eleven at night" is late, "one at night" is early: night begins at six. */
static void set_minutes(struct clock *clock, int hours, int minutes, enum day_part part)
{
    if (part == DAY_EVENING && hours < 12)
        hours += 12;
    if (part == DAY_MORNING && hours == 12)
        hours = 0;
    clock->minutes = hours * 60 + minutes;
    if (clock->minutes < 0)
        clock->minutes += CLOCK_DAY;
    clock->half = part == DAY_UNTOLD && hours <= 12;
}

/* "ten past one", "half past five", "a quarter to three", "five minutes to six": the number of
 * minutes may have been read already, and be the token before. */
static bool read_past(const struct token *tokens, size_t count, size_t before, size_t at,
                      struct clock *clock)
{
    int minutes = 0, hours = 0;
    size_t next = at + 1;
    bool quarter = is_spelt(tokens, count, at, "quarter");
    if (quarter)
        minutes = 15;
    else if (is_spelt(tokens, count, at, "half"))
        minutes = 30;
    else if (!read_whole(tokens, count, at, &minutes) || minutes < 1 || minutes > 29)
        return false;
    bool told = is_spelt(tokens, count, next, "minutes");
    next += told;
    bool past = is_spelt(tokens, count, next, "past");
    bool to = (quarter || told) && is_spelt(tokens, count, next, "to");
    if ((!past && !to) || !read_whole(tokens, count, next + 1, &hours) || hours < 1 || hours > 12)
        return false;
    clock->start = before;
    if (quarter && before > 0 && is_spelt(tokens, before, before - 1, "a"))
        clock->start--;
    clock->next = next + 2;
    set_minutes(clock, hours, past ? minutes : -minutes, read_part(tokens, count, clock));
    return true;
}

static bool read_named(const struct token *tokens, size_t count, size_t at, struct clock *clock)
{
    bool noon = is_spelt(tokens, count, at, "noon") || is_spelt(tokens, count, at, "midday");
    if (!noon && !is_spelt(tokens, count, at, "midnight"))
        return false;
    clock->minutes = noon ? CLOCK_HALF_DAY : 0;
    clock->next = at + 1;
    return true;
}

/* A time in front of which one of these stands may do without a.m. */
static bool is_led(const struct token *tokens, size_t before)
{
    static const char *const words[] = {"at",    "by",      "until",  "around", "about", "before",
                                        "after", "towards", "toward", "since",  "from"};
    return before > 0 && is_any(tokens, before, before - 1, words, sizeof words / sizeof *words);
}

static bool read_hour(const struct token *tokens, size_t count, size_t before, size_t at,
                      struct clock *clock)
{
    int hours = 0, minutes = 0;
    bool colon = false, digits = read_digits(&tokens[at], &hours, &minutes, &colon);
    if (!digits && (!read_whole(tokens, count, at, &hours) || hours < 1 || hours > 12))
        return false;
    clock->next = at + 1;
    bool sharp = is_spelt(tokens, count, clock->next, "o'clock");
    clock->next += sharp;
    size_t next = clock->next;
    enum day_part part = read_part(tokens, count, clock);
    bool told = clock->next > next; /* a.m. or p.m. */
    if (!colon && !sharp && !told && !(part != DAY_UNTOLD && (digits || is_led(tokens, before))))
        return false;
    set_minutes(clock, hours, minutes, part);
    return true;
}

bool clock_read(const struct token *tokens, size_t count, size_t before, size_t at,
                struct clock *clock)
{
    *clock = (struct clock){.start = before};
    return read_named(tokens, count, at, clock) || read_past(tokens, count, before, at, clock) ||
           read_hour(tokens, count, before, at, clock);
}

void clock_margins(const struct token *tokens, size_t before, double *early, double *late)
{
    static const struct {
        const char *word;
        double early, late;
    } margins[] = {
        {"about", 20, 20},  {"around", 20, 20}, {"nearly", 20, 0}, {"almost", 20, 0},
        {"towards", 20, 5}, {"toward", 20, 5},  {"some", 20, 20},  {"roughly", 20, 20},
        {"past", 0, 30},    {"gone", 0, 30},    {"just", 10, 10},
    };
    *early = *late = 0;
    for (size_t i = 0; before > 0 && i < sizeof margins / sizeof *margins; i++)
        if (is_spelt(tokens, before, before - 1, margins[i].word)) {
            *early = margins[i].early;
            *late = margins[i].late;
        }
    static const char *const close[] = {"shortly", "just", "soon", "immediately", "right"};
    bool ahead = before > 0 && is_spelt(tokens, before, before - 1, "before");
    bool behind = before > 0 && is_spelt(tokens, before, before - 1, "after");
    bool near =
        before > 1 && is_any(tokens, before, before - 2, close, sizeof close / sizeof *close);
    if (ahead)
        *early = near ? 30 : CLOCK_DAY;
    if (behind)
        *late = near ? 30 : CLOCK_DAY;
    static const char *const ends[] = {"by", "until", "since", "from"};
    if (before > 0 && is_any(tokens, before, before - 1, ends, sizeof ends / sizeof *ends))
        *early = *late = CLOCK_DAY;
}

bool clocks_clash(double low_a, double high_a, double low_b, double high_b, bool half)
{
    double turn = half ? CLOCK_HALF_DAY : CLOCK_DAY;
    for (int i = -2; i <= 2; i++)
        if (low_a + i * turn <= high_b + CLOCKS_APART && low_b <= high_a + i * turn + CLOCKS_APART)
            return false;
    return true;
}
