/* The status line with what is said and asked. That takes as many rows as it needs, over the panel
 * and what is above it, so that reason and remedy are always seen; only names of files give way. */
#include "base/shorten.h"
#include "base/wrap.h"
#include "reader/state.h"

#include <stdlib.h>

enum {
    ROWS_AT_EASE = 4, /* the panel's and the status line: more only where nothing else helps */
    ANSWER = 4,       /* columns for y or n */
};

static const struct origin nobody = {SIDE_COUNT, 0};

/* A text in rows. */
struct paragraph {
    struct text text;
    struct spans rows;
};

static void paragraph_free(struct paragraph *paragraph)
{
    text_free(&paragraph->text);
    free(paragraph->rows.items);
}

static void wrap(struct paragraph *paragraph, size_t columns)
{
    paragraph->rows.count = 0;
    wrap_text(&paragraph->rows, text_string(&paragraph->text), paragraph->text.size, columns);
}

/* Puts it in rows, of which there are at most `most`. */
static void fit(struct paragraph *paragraph, size_t columns, size_t most)
{
    wrap(paragraph, columns);
    for (size_t word = columns; paragraph->rows.count > ROWS_AT_EASE && word >= SHORTEN_MIN;
         word -= word / 4) {
        shorten_words(&paragraph->text, word);
        wrap(paragraph, columns);
    }
    for (size_t size = most * columns; paragraph->rows.count > most; size -= size / 4) {
        shorten_line(&paragraph->text, size);
        wrap(paragraph, columns);
    }
}

/* A header and a line that parts them from the text stay. */
static size_t rows_at_most(struct area status)
{
    return status.row - 1;
}

/* Draws it with `below` rows between it and the foot; the columns of its last row. */
static size_t draw_paragraph(const struct paragraph *paragraph, struct grid *grid, struct area area,
                             size_t below, role_set roles)
{
    size_t used = 0, count = paragraph->rows.count;
    for (size_t i = 0; i < count; i++) {
        size_t row = area.row - below - (count - 1 - i);
        struct span span = paragraph->rows.items[i];
        grid_clear(grid, (struct area){row, area.column, 1, area.columns}, 0);
        used = grid_put(grid, row, area.column, area.columns,
                        text_string(&paragraph->text) + span.start, span_size(span), roles, nobody);
    }
    return used;
}

/* Parts rows at the foot from what they cover, unless the panel's own line does. */
static void draw_rule(const struct reader *reader, struct grid *grid, struct area area, size_t rows)
{
    size_t panel = reader_view(reader) == &articles_view ? reader_parts(reader).panel.rows : 0;
    if (rows < 2 || rows <= panel)
        return;
    for (size_t i = 0; i < area.columns; i++)
        grid_put_string(grid, area.row - rows, area.column + i, 1, "─", ROLE(QUIET));
}

/* The end of a long line shows. */
static void draw_line(const struct text *typed, struct grid *grid, struct area area)
{
    const char *line = text_string(typed);
    size_t room = area.columns ? area.columns - 1 : 0, size = typed->size;
    size_t columns = cluster_columns(line, size), width;
    while (columns > room) {
        size_t step = cluster_next(line, size, &width);
        line += step;
        size -= step;
        columns -= width;
    }
    grid->cursor_row = area.row;
    grid->cursor_column =
        area.column + grid_put(grid, area.row, area.column, room, line, size, 0, nobody);
}

/* What is known of the line so far: behind it, or `above` so many rows. Returns the rows it adds.
 */
static size_t draw_note(const struct reader *reader, struct grid *grid, struct area area,
                        size_t above, struct area *line)
{
    struct paragraph note = {0};
    size_t rows = 0;
    command_describe_search(reader, &note.text);
    size_t columns = cluster_columns(text_string(&note.text), note.text.size);
    if (columns && columns <= line->columns / 2) {
        line->columns -= columns + 1;
        grid_put_string(grid, line->row, line->column + line->columns + 1, columns,
                        text_string(&note.text), ROLE(QUIET));
    } else if (columns) {
        fit(&note, area.columns, rows_at_most(area) / 2);
        draw_paragraph(&note, grid, area, above, ROLE(QUIET));
        rows = note.rows.count;
    }
    paragraph_free(&note);
    return rows;
}

/* The question stands whole before the line that is typed, or above it where no room is left. */
static void draw_prompt(const struct reader *reader, struct grid *grid, struct area area)
{
    const struct prompt *prompt = &reader->prompt;
    bool asks = prompt->kind == PROMPT_OVERWRITE || prompt->kind == PROMPT_QUIT;
    struct paragraph label = {0};
    text_add(&label.text, text_string(&prompt->label));
    fit(&label, area.columns, rows_at_most(area) / 2);
    struct span last = label.rows.items[label.rows.count - 1];
    size_t used = cluster_columns(text_string(&label.text) + last.start, span_size(last));
    used += used > 0; /* a blank */
    bool apart = used + (asks ? ANSWER : area.columns / 3) > area.columns;
    if (apart)
        grid_clear(grid, area, 0);
    draw_paragraph(&label, grid, area, apart, ROLE(MESSAGE));
    size_t rows = label.rows.count + apart, before = apart ? 0 : used;
    struct area line = {area.row, area.column + before, 1, area.columns - before};
    rows += draw_note(reader, grid, area, rows, &line);
    draw_rule(reader, grid, area, rows);
    draw_line(&prompt->line, grid, line);
    paragraph_free(&label);
}

static void draw_hints(const struct reader *reader, struct grid *grid, struct area area,
                       size_t used)
{
    struct text hints = {0};
    if (used + 2 < area.columns && reader_view(reader) == &articles_view)
        action_hints(&reader->bindings, &hints, (unsigned)(area.columns - used - 2));
    if (hints.size)
        grid_put_string(grid, area.row, area.column + area.columns - hints.size, hints.size,
                        text_string(&hints), ROLE(QUIET));
    text_free(&hints);
}

/* One of several rows leaves none for hints: they would read like its end. */
static size_t draw_message(const struct reader *reader, struct grid *grid, struct area area)
{
    struct paragraph message = {0};
    text_add(&message.text, text_string(&reader->message));
    fit(&message, area.columns, rows_at_most(area));
    size_t used = draw_paragraph(&message, grid, area, 0, ROLE(MESSAGE));
    draw_rule(reader, grid, area, message.rows.count);
    if (message.rows.count > 1)
        used = area.columns;
    paragraph_free(&message);
    return used;
}

/* The count that is being typed, or how it stands. That something could not be kept
 * stays to be seen. */
static size_t draw_state(const struct reader *reader, struct grid *grid, struct area area)
{
    struct text state = {0};
    size_t used = 0;
    if (reader->count)
        text_format(&state, "%zu", reader->count);
    else
        reader_view(reader)->describe(reader, &state);
    if (reader->keeping_failed && reader->notes_unkept && !reader->count)
        used = grid_put_string(grid, area.row, area.column, area.columns, "[not kept] ",
                               ROLE(MESSAGE));
    used += grid_put_string(grid, area.row, area.column + used, area.columns - used,
                            text_string(&state), 0);
    text_free(&state);
    return used;
}

void status_draw(const struct reader *reader, struct grid *grid, struct area area)
{
    if (area.rows == 0)
        return;
    if (reader->prompt.kind != PROMPT_NONE)
        draw_prompt(reader, grid, area);
    else if (reader->message.size && !reader->count)
        draw_hints(reader, grid, area, draw_message(reader, grid, area));
    else
        draw_hints(reader, grid, area, draw_state(reader, grid, area));
}
