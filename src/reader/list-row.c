#include "reader/list-row.h"

#include "reader/said.h"

static void add_statement(const struct reader *reader, enum side side, size_t statement,
                          struct text *out)
{
    const struct analysis *analysis = session_analysis(reader->session, side);
    struct span span = analysis->statements[statement].span;
    size_t start = out->size;
    text_append(out, analysis->article->text + span.start, span_size(span));
    for (size_t i = start; i < out->size; i++)
        if (out->bytes[i] == '\n')
            out->bytes[i] = ' ';
}

static void describe_link(const struct reader *reader, size_t number, struct item_row *row)
{
    const struct link *link = session_link(reader->session, number);
    struct remark remark = session_link_remark(reader->session, number);
    text_format(&row->pieces[0], "%c%-4zu %u.%03u", said_link_sign(reader->session, number), number,
                link->confidence / 1000, link->confidence % 1000);
    row->roles[0] = session_is_rejected(reader->session, number) ? ROLE(QUIET) : link_roles(link);
    text_format(&row->pieces[1], " %c%c ", said_verdict(&remark), said_mark(&remark));
    row->roles[1] = ROLE(MESSAGE);
    link_explain(session_comparison(reader->session), link, &row->pieces[2]);
    if (row->pieces[2].size)
        return;
    add_statement(reader, SIDE_LEFT, link->left, &row->pieces[2]);
    add_statement(reader, SIDE_RIGHT, link->right, &row->pieces[3]);
}

static void describe_statement(const struct reader *reader, const struct list_item *item,
                               struct item_row *row)
{
    struct remark remark =
        session_remark(reader->session, target_of_statement(item->side, item->statement));
    text_format(&row->pieces[0], "%c ", said_mark(&remark));
    row->roles[0] = ROLE(MESSAGE);
    text_add(&row->pieces[1], item->side == SIDE_LEFT ? "left  " : "right ");
    add_statement(reader, item->side, item->statement, &row->pieces[2]);
}

struct item_row item_row(const struct reader *reader, const struct list_item *item)
{
    struct item_row row = {0};
    if (item->number)
        describe_link(reader, item->number, &row);
    else
        describe_statement(reader, item, &row);
    return row;
}

void item_row_free(struct item_row *row)
{
    for (size_t i = 0; i < ROW_PIECES; i++)
        text_free(&row->pieces[i]);
}
