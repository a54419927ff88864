/* Searching in the view on top: the line that is typed, what it finds, and going there. */
#include "reader/state.h"

enum { KEY_OTHER_KIND = 0x12 /* ^R, as in less */ };

bool find_is_asked(const struct reader *reader)
{
    return reader->prompt.kind == PROMPT_SEARCH || reader->prompt.kind == PROMPT_SEARCH_BACK;
}

static void start(struct reader *reader, const struct view *view, struct search *search,
                  const char *pattern)
{
    struct searched searched = view->searched(reader);
    search_start(search, pattern, &searched);
}

static void label_line(struct reader *reader)
{
    static const char *const labels[][2] = {{"Search: ", "Search back: "},
                                            {"Expression: ", "Expression back: "}};
    bool expression = reader->draft.kind == PATTERN_EXPRESSION,
         backwards = reader->prompt.kind == PROMPT_SEARCH_BACK;
    text_clear(&reader->prompt.label);
    text_add(&reader->prompt.label, labels[expression][backwards]);
}

static void ask(struct reader *reader, bool backwards)
{
    prompt_open(&reader->prompt, backwards ? PROMPT_SEARCH_BACK : PROMPT_SEARCH, "", "");
    search_clear(&reader->draft);
    reader->draft.kind = reader->searches[reader_view(reader)->search].kind;
    label_line(reader);
}

bool find_takes_key(struct reader *reader, unsigned key)
{
    if (!find_is_asked(reader) || key != KEY_OTHER_KIND)
        return false;
    reader->draft.kind = reader->draft.kind == PATTERN_WORDS ? PATTERN_EXPRESSION : PATTERN_WORDS;
    label_line(reader);
    return true;
}

void find_draft(struct reader *reader)
{
    if (find_is_asked(reader))
        start(reader, reader_view(reader), &reader->draft, text_string(&reader->prompt.line));
}

void find_anew(struct reader *reader, const struct view *view)
{
    struct search *search = &reader->searches[view->search];
    struct text pattern = search->pattern;
    if (pattern.size == 0)
        return;
    search->pattern = (struct text){0};
    start(reader, view, search, text_string(&pattern));
    text_free(&pattern);
}

const struct search *find_shown(const struct reader *reader)
{
    return find_is_asked(reader) && reader->draft.pattern.size
               ? &reader->draft
               : &reader->searches[reader_view(reader)->search];
}

void find_mark(const struct reader *reader, struct grid *grid, struct area row, size_t offset)
{
    const struct spans *hits = &find_shown(reader)->hits[SIDE_LEFT];
    for (size_t i = 0; hits->count && i < row.columns; i++) {
        struct cell *cell = grid_cell(grid, row.row, row.column + i);
        size_t at = offset + cell->offset, hit = search_first(hits, at);
        if (hit < hits->count && span_holds(hits->items[hit], at))
            cell->roles |= ROLE(HIT);
    }
}

static void count_hits(const struct reader *reader, const struct search *search, struct text *out)
{
    size_t left = search->stops[SIDE_LEFT].count, right = search->stops[SIDE_RIGHT].count;
    if (reader_view(reader) == &articles_view)
        text_format(out, "%zu left, %zu right", left, right);
    else
        text_format(out, "%zu %s", left, left == 1 ? "hit" : "hits");
}

void find_describe(const struct reader *reader, struct text *out)
{
    const struct search *draft = &reader->draft;
    if (!find_is_asked(reader))
        return;
    if (draft->trouble.size)
        text_add(out, text_string(&draft->trouble));
    else if (draft->pattern.size)
        count_hits(reader, draft, out);
    else
        text_add(out, draft->kind == PATTERN_WORDS ? "^R expression" : "^R words");
}

/* Which hit it is and of how many; of the articles with the side, and what the other one has. */
static void say_hit(struct reader *reader, const struct search *search, struct place hit)
{
    static const char *const here[SIDE_COUNT] = {"Left", "Right"}, *const there[SIDE_COUNT] = {
                                                                       "left", "right"};
    enum side other = side_other(hit.side);
    size_t number = search_number(search, hit), count = search->stops[hit.side].count;
    if (reader_view(reader) == &articles_view)
        reader_say(reader, "%s: hit %zu of %zu; %s: %zu", here[hit.side], number, count,
                   there[other], search->stops[other].count);
    else
        reader_say(reader, "Hit %zu of %zu", number, count);
}

static void go_on(struct reader *reader, const struct search *search, bool backwards, size_t count)
{
    const struct view *view = reader_view(reader);
    struct place hit = view->here(reader);
    bool around = false, wraps;
    for (; count; count--) {
        if (!search_next(search, hit, backwards, &hit, &wraps)) {
            reader_say(reader, "Not found: %s", text_string(&search->pattern));
            return;
        }
        around = around || wraps;
    }
    view->go(reader, hit);
    say_hit(reader, search, hit);
    if (around)
        text_add(&reader->message, backwards ? "; around the start" : "; around the end");
}

/* Goes some hits on, the way the search was begun in or back, or says why there is none. */
static void go_through(struct reader *reader, bool back, size_t count)
{
    const struct search *search = &reader->searches[reader_view(reader)->search];
    if (search->pattern.size == 0)
        reader_say(reader, "Nothing searched for yet; %s begins",
                   reader_key(reader, ACTION_SEARCH).text);
    else if (search->trouble.size)
        reader_say(reader, "Not searched: %s", text_string(&search->trouble));
    else
        go_on(reader, search, back != search->backwards, count);
}

/* What was typed becomes the search; an empty line searches for the same again. */
void find_typed(struct reader *reader, bool backwards)
{
    struct search *search = &reader->searches[reader_view(reader)->search];
    if (reader->draft.pattern.size) {
        struct search before = *search;
        *search = reader->draft;
        reader->draft = before;
    }
    search->backwards = backwards;
    go_through(reader, false, 1);
}

const char *find_words(enum action action)
{
    switch (action) {
    case ACTION_SEARCH:
        return "Search onwards";
    case ACTION_SEARCH_BACK:
        return "Search backwards";
    case ACTION_HIT_NEXT:
    case ACTION_HIT_PREVIOUS:
        return action_description(action);
    default:
        return NULL;
    }
}

bool find_act(struct reader *reader, enum action action, size_t count)
{
    if (!find_words(action))
        return false;
    if (action == ACTION_SEARCH || action == ACTION_SEARCH_BACK)
        ask(reader, action == ACTION_SEARCH_BACK);
    else
        go_through(reader, action == ACTION_HIT_PREVIOUS, count ? count : 1);
    return true;
}
