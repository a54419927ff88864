/* What the reader types at the foot of the screen, and what comes of it. */
#include "reader/state.h"

#include "base/file.h"

#include <string.h>

enum { KEY_OTHER_KIND = 0x12 /* ^R, as in less */ };

static bool is_search(enum prompt_kind kind)
{
    return kind == PROMPT_SEARCH || kind == PROMPT_SEARCH_BACK;
}

static void label_search(struct reader *reader)
{
    static const char *const labels[][2] = {{"Search: ", "Search back: "},
                                            {"Expression: ", "Expression back: "}};
    bool expression = reader->draft.kind == PATTERN_EXPRESSION,
         backwards = reader->prompt.kind == PROMPT_SEARCH_BACK;
    text_clear(&reader->prompt.label);
    text_add(&reader->prompt.label, labels[expression][backwards]);
}

void command_search(struct reader *reader, bool backwards)
{
    prompt_open(&reader->prompt, backwards ? PROMPT_SEARCH_BACK : PROMPT_SEARCH, "", "");
    search_clear(&reader->draft);
    reader->draft.kind = reader->search.kind;
    label_search(reader);
}

static void find_draft(struct reader *reader)
{
    search_start(&reader->draft, text_string(&reader->prompt.line),
                 session_article(reader->session, SIDE_LEFT),
                 session_article(reader->session, SIDE_RIGHT));
}

const struct search *command_shown_search(const struct reader *reader)
{
    return is_search(reader->prompt.kind) && reader->draft.pattern.size ? &reader->draft
                                                                        : &reader->search;
}

void command_describe_search(const struct reader *reader, struct text *out)
{
    const struct search *draft = &reader->draft;
    if (!is_search(reader->prompt.kind))
        return;
    if (draft->trouble.size)
        text_add(out, text_string(&draft->trouble));
    else if (draft->pattern.size)
        text_format(out, "%zu left, %zu right", draft->hits[SIDE_LEFT].count,
                    draft->hits[SIDE_RIGHT].count);
    else
        text_add(out, draft->kind == PATTERN_WORDS ? "^R expression" : "^R words");
}

void command_write(struct reader *reader)
{
    prompt_open(&reader->prompt, PROMPT_WRITE,
                "Write the report to: ", text_string(&reader->report_path));
}

void command_quit(struct reader *reader)
{
    say_keep_again(reader);
    if (reader->notes_unkept)
        prompt_open(&reader->prompt, PROMPT_QUIT,
                    "Notes are neither kept nor in a report. Quit? y or n: ", "");
    else
        reader->quit = true;
}

void command_next_hit(struct reader *reader, bool backwards)
{
    const struct search *search = &reader->search;
    struct place hit;
    bool around;
    if (search->pattern.size == 0) {
        reader_say(reader, "Nothing searched for yet; %s begins",
                   reader_key(reader, ACTION_SEARCH).text);
        return;
    }
    if (search->trouble.size) {
        reader_say(reader, "Not searched: %s", text_string(&search->trouble));
        return;
    }
    if (!search_next(search, reader_here(reader), backwards, &hit, &around)) {
        reader_say(reader, "Not found: %s", text_string(&search->pattern));
        return;
    }
    reader_go(reader, hit, true);
    reader_say(reader, "Hits: %zu left, %zu right%s", search->hits[SIDE_LEFT].count,
               search->hits[SIDE_RIGHT].count, around ? "; around the end" : "");
}

/* What was typed becomes the search; an empty line searches for the same again. */
static void search(struct reader *reader, bool backwards)
{
    if (reader->draft.pattern.size) {
        struct search before = reader->search;
        reader->search = reader->draft;
        reader->draft = before;
    }
    reader->search.backwards = backwards;
    command_next_hit(reader, backwards);
}

static void write_report(struct reader *reader, bool overwrite)
{
    const struct reader_services *services = reader->services;
    const char *path = text_string(&reader->report_path);
    struct failure failure = {0};
    if (services->write_report(services->context, path, overwrite, &failure)) {
        reader->notes_unkept = false;
        reader_say(reader, "Report written to %s", path);
    } else {
        reader_say(reader, "%s", failure.message);
    }
}

static void choose_path(struct reader *reader, const char *path)
{
    if (!*path) {
        reader_say(reader, "No name, no report");
        return;
    }
    text_clear(&reader->report_path);
    text_add(&reader->report_path, path);
    bool may_overwrite =
        reader->services->overwrite && strcmp(path, reader->services->report_path) == 0;
    if (may_overwrite || !file_exists(path)) {
        write_report(reader, may_overwrite);
        return;
    }
    struct text label = {0};
    text_format(&label, "Overwrite %s? y or n: ", path);
    prompt_open(&reader->prompt, PROMPT_OVERWRITE, text_string(&label), "");
    text_free(&label);
}

static bool is_yes(const char *line)
{
    return strcmp(line, "y") == 0 || strcmp(line, "yes") == 0;
}

static void finish(struct reader *reader, enum prompt_kind kind, const char *line)
{
    switch (kind) {
    case PROMPT_SEARCH:
    case PROMPT_SEARCH_BACK:
        search(reader, kind == PROMPT_SEARCH_BACK);
        break;
    case PROMPT_WRITE:
        choose_path(reader, line);
        break;
    case PROMPT_NOTE:
        say_note(reader, line);
        break;
    case PROMPT_OVERWRITE:
        if (is_yes(line))
            write_report(reader, true);
        else
            reader_say(reader, "Not written");
        break;
    case PROMPT_QUIT:
        reader->quit = is_yes(line);
        break;
    case PROMPT_NONE:
        break;
    }
}

void command_key(struct reader *reader, unsigned key)
{
    enum prompt_kind kind = reader->prompt.kind;
    if (is_search(kind) && key == KEY_OTHER_KIND) {
        reader->draft.kind =
            reader->draft.kind == PATTERN_WORDS ? PATTERN_EXPRESSION : PATTERN_WORDS;
        label_search(reader);
    }
    enum prompt_state state = prompt_key(&reader->prompt, key);
    if (state == PROMPT_OPEN) {
        if (is_search(kind))
            find_draft(reader);
        return;
    }
    struct text line = {0};
    text_add(&line, text_string(&reader->prompt.line));
    prompt_close(&reader->prompt);
    if (state == PROMPT_DONE)
        finish(reader, kind, text_string(&line));
    text_free(&line);
}
