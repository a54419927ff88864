/* Copying what has the focus; the terminal does it, where it is allowed to. */
#include "reader/state.h"

static void add_statement(const struct session *session, enum side side, size_t statement,
                          struct text *out)
{
    const struct analysis *analysis = session_analysis(session, side);
    struct span span = analysis->statements[statement].span;
    text_append(out, analysis->article->text + span.start, span_size(span));
}

static void add_end(const struct session *session, const struct link *link, enum side side,
                    struct text *out)
{
    text_format(out, "%s: ", session_article(session, side)->outlet);
    add_statement(session, side, link_statement(link, side), out);
    text_add(out, "\n");
}

static void add_link(const struct session *session, const struct link *link, struct text *out)
{
    struct text why = {0};
    link_explain(session_comparison(session), link, &why);
    text_format(out, "%c %s%s%s\n", link_sign(link), link_kind_name(link->kind),
                why.size ? ", " : "", text_string(&why));
    add_end(session, link, SIDE_LEFT, out);
    add_end(session, link, SIDE_RIGHT, out);
    text_free(&why);
}

static void say(struct reader *reader, const char *what)
{
    if (reader->copied.size > CLIPBOARD_MAX)
        reader_say(reader, "Copied the first %d bytes of %s, if the terminal allows it",
                   CLIPBOARD_MAX, what);
    else
        reader_say(reader, "Copied %s, if the terminal allows it: %zu bytes", what,
                   reader->copied.size);
}

void copy_statement(struct reader *reader)
{
    const struct pane *pane = reader_pane(reader);
    size_t statement = pane_statement(pane);
    if (statement >= pane_analysis(pane)->statement_count) {
        reader_say(reader, "There is no statement to copy");
        return;
    }
    text_clear(&reader->copied);
    add_statement(reader->session, reader->focus, statement, &reader->copied);
    say(reader, "the statement");
}

void copy_link(struct reader *reader)
{
    const struct link *link = reader_link(reader, NULL);
    if (!link) {
        reader_say(reader, "There is no link to copy");
        return;
    }
    text_clear(&reader->copied);
    add_link(reader->session, link, &reader->copied);
    say(reader, "the link");
}
