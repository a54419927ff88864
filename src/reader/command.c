/* What the reader types at the foot of the screen, and what comes of it. */
#include "reader/state.h"

#include "base/file.h"

#include <string.h>

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
                    "Notes are neither kept nor in a report. Quit? y or n:", "");
    else
        reader->quit = true;
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

static void choose_path(struct reader *reader, const char *typed)
{
    if (!*typed) {
        reader_say(reader, "No name, no report");
        return;
    }
    text_clear(&reader->report_path);
    file_add_typed(&reader->report_path, typed);
    const char *path = reader->report_path.bytes;
    bool may_overwrite =
        reader->services->overwrite && strcmp(path, reader->services->report_path) == 0;
    if (may_overwrite || !file_exists(path)) {
        write_report(reader, may_overwrite);
        return;
    }
    struct text question = {0};
    text_format(&question, "%s is there. Overwrite it? y or n:", path);
    prompt_open(&reader->prompt, PROMPT_OVERWRITE, text_string(&question), "");
    text_free(&question);
}

static void finish(struct reader *reader, enum prompt_kind kind, const char *line)
{
    switch (kind) {
    case PROMPT_SEARCH:
    case PROMPT_SEARCH_BACK:
        find_typed(reader, kind == PROMPT_SEARCH_BACK);
        break;
    case PROMPT_WRITE:
        choose_path(reader, line);
        break;
    case PROMPT_NOTE:
        say_note(reader, line);
        break;
    case PROMPT_OVERWRITE:
        write_report(reader, true);
        break;
    case PROMPT_QUIT:
        reader->quit = true;
        break;
    case PROMPT_NONE:
        break;
    }
}

static void end_paste(struct reader *reader)
{
    reader->is_pasting = false;
    if (reader->prompt.kind == PROMPT_NONE)
        reader_say(reader, "What is pasted is no command; begin a note or a search for it first");
    else
        find_draft(reader);
}

bool command_paste(struct reader *reader, unsigned key)
{
    if (key == KEY_PASTE_BEGIN)
        reader->is_pasting = true;
    else if (!reader->is_pasting)
        return key == KEY_PASTE_END;
    else if (key == KEY_PASTE_END)
        end_paste(reader);
    else if (reader->prompt.kind != PROMPT_NONE)
        prompt_paste(&reader->prompt, key);
    return true;
}

void command_key(struct reader *reader, unsigned key)
{
    enum prompt_kind kind = reader->prompt.kind;
    enum prompt_state state =
        find_takes_key(reader, key) ? PROMPT_OPEN : prompt_key(&reader->prompt, key);
    if (state == PROMPT_OPEN) {
        find_draft(reader);
        return;
    }
    struct text line = {0};
    text_add(&line, text_string(&reader->prompt.line));
    prompt_close(&reader->prompt);
    if (state == PROMPT_DONE)
        finish(reader, kind, text_string(&line));
    else if (kind == PROMPT_OVERWRITE)
        reader_say(reader, "Not written");
    text_free(&line);
}
