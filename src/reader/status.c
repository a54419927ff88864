/* The status line with what is said and asked. That takes as many rows as it needs, over the panel
 * and what is above it, so that reason and remedy are always seen; only names of files give way. */
#include "base/shorten.h"
#include "base/wrap.h"
#include "reader/state.h"

#include <stdlib.h>

enum { ROWS_AT_EASE = 4 }; /* the panel's and the status line: more only where nothing else helps */

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

/* A question and the line that is typed behind it, in rows. */
struct asked {
    struct paragraph whole;
    size_t label, size; /* bytes of the question, and with the line */
    size_t row, column; /* of the cursor */
};

static void place_cursor(struct asked *asked, size_t offset, size_t columns)
{
    const char *bytes = asked->whole.text.bytes;
    const struct spans *rows = &asked->whole.rows;
    asked->row = 0;
    while (asked->row + 1 < rows->count && rows->items[asked->row + 1].start <= offset)
        asked->row++;
    size_t start = rows->items[asked->row].start;
    size_t column = offset > start ? cluster_columns(bytes + start, offset - start) : 0;
    asked->column = column < columns ? column : columns - 1;
}

/* A blank that no row's end swallows has room for the cursor behind the line. */
static void lay_out(const struct prompt *prompt, size_t columns, size_t most, struct asked *asked)
{
    struct text *text = &asked->whole.text;
    text_add(text, text_string(&prompt->label));
    fit(&asked->whole, columns, most);
    if (text->size && text->bytes[text->size - 1] != ' ')
        text_add(text, " ");
    asked->label = text->size;
    text_append(text, text_string(&prompt->line), prompt->line.size);
    asked->size = text->size;
    text_add(text, prompt_asks(prompt) ? "" : "\u00A0");
    wrap(&asked->whole, columns);
    place_cursor(asked, asked->label + prompt->cursor, columns);
}

static void draw_row(const struct asked *asked, size_t number, struct grid *grid, struct area area,
                     size_t row)
{
    struct span span = asked->whole.rows.items[number];
    const char *bytes = asked->whole.text.bytes;
    span.end = span.end < asked->size ? span.end : asked->size;
    size_t middle = asked->label < span.start ? span.start
                    : asked->label > span.end ? span.end
                                              : asked->label;
    grid_clear(grid, (struct area){row, area.column, 1, area.columns}, 0);
    size_t used = grid_put(grid, row, area.column, area.columns, bytes + span.start,
                           middle - span.start, ROLE(MESSAGE), nobody);
    grid_put(grid, row, area.column + used, area.columns - used, bytes + middle, span.end - middle,
             0, nobody);
}

/* What is known of the line so far: behind it where it has one row with room for it, else above.
 * Returns the rows it adds. */
static size_t draw_note(const struct reader *reader, struct grid *grid, struct area area,
                        const struct asked *asked, size_t above)
{
    struct paragraph note = {0};
    size_t rows = 0;
    find_describe(reader, &note.text);
    size_t columns = cluster_columns(text_string(&note.text), note.text.size);
    size_t used = cluster_columns(asked->whole.text.bytes, asked->size);
    if (columns && above == 1 && used + 1 + columns <= area.columns) {
        grid_put_string(grid, area.row, area.column + area.columns - columns, columns,
                        text_string(&note.text), ROLE(QUIET));
    } else if (columns) {
        fit(&note, area.columns, rows_at_most(area) / 2);
        draw_paragraph(&note, grid, area, above, ROLE(QUIET));
        rows = note.rows.count;
    }
    paragraph_free(&note);
    return rows;
}

/* Question and line stand whole; of more than a screen those rows with the cursor. */
static void draw_prompt(const struct reader *reader, struct grid *grid, struct area area)
{
    struct asked asked = {0};
    size_t most = rows_at_most(area);
    if (find_is_asked(reader)) /* the note wants room, too */
        most /= 2;
    lay_out(&reader->prompt, area.columns, most / 2, &asked);
    size_t count = asked.whole.rows.count, shown = count < most ? count : most;
    size_t first = asked.row < shown ? 0 : asked.row + 1 - shown;
    for (size_t i = 0; i < shown; i++)
        draw_row(&asked, first + i, grid, area, area.row + 1 - shown + i);
    grid->cursor_row = area.row + 1 - shown + asked.row - first;
    grid->cursor_column = area.column + asked.column;
    draw_rule(reader, grid, area, shown + draw_note(reader, grid, area, &asked, shown));
    paragraph_free(&asked.whole);
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
