#include "reader/said.h"

#include "base/visible.h"

#include <string.h>

enum { NOTE_SHOWN = 400 /* bytes of a note that are looked at */ };

char said_link_sign(const struct session *session, size_t number)
{
    return session_is_rejected(session, number) ? 'x' : link_sign(session_link(session, number));
}

char said_mark(const struct remark *remark)
{
    static const char marks[MARK_COUNT] = {' ', '*', '#'};
    if (remark->mark == MARK_NONE && remark->note && *remark->note)
        return '"';
    return marks[remark->mark];
}

char said_verdict(const struct remark *remark)
{
    static const char verdicts[VERDICT_COUNT] = {' ', 'v', 'x', 'r', 'L'};
    return verdicts[remark->verdict];
}

void said_kind(const struct link *link, struct text *out)
{
    const char *severity = severity_name(link->severity);
    text_format(out, "%s%s%s", severity, *severity ? " " : "", link_kind_name(link->kind));
}

void said_describe(const struct session *session, size_t number, struct text *out)
{
    const struct link *engine = session_engine_link(session, number);
    const struct link *link = session_link(session, number);
    enum verdict verdict = session_link_remark(session, number).verdict;
    if (verdict != VERDICT_NONE)
        text_format(out, "   %s", verdict_name(verdict));
    if (!engine && verdict != VERDICT_DRAWN)
        text_add(out, "   the engine links them no more");
    if (engine && (engine->kind != link->kind || engine->severity != link->severity)) {
        text_add(out, "; engine: ");
        said_kind(engine, out);
    }
}

void said_mark_words(const char *on, enum mark mark, struct text *out)
{
    static const char *const words[MARK_COUNT] = {"", "marked", "marked important"};
    if (mark != MARK_NONE)
        text_format(out, "%s%s%s", out->size ? "  " : "", on, words[mark]);
}

/* The first line, as far as it is looked at, without half a character at its end. */
void said_note(const char *on, const char *note, struct text *out)
{
    size_t size = note ? strlen(note) : 0, end = size < NOTE_SHOWN ? size : NOTE_SHOWN;
    if (size == 0)
        return;
    while (end && end < size && ((unsigned char)note[end] & 0xC0) == 0x80)
        end--;
    text_format(out, "%s%s: ", out->size ? "  " : "", on);
    visible_append_line(out, note, end);
}
