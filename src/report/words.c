#include "report/words.h"

#include <string.h>

const char *words_section(enum section section)
{
    static const char *const headings[SECTION_COUNT] = {
        "Conflicts", "Matches", "Rejected", "Told by the left only", "Told by the right only",
        "Marked",
    };
    return headings[section];
}

const char *words_side(enum side side)
{
    return side == SIDE_LEFT ? "left" : "right";
}

static const char *plural(size_t count, const char *ending)
{
    return count == 1 ? "" : ending;
}

void words_confidence(unsigned confidence, struct text *out)
{
    text_format(out, "%u.%03u", confidence / 1000, confidence % 1000);
}

/* That there is no conflict is a result like any other: it says what it rests on. */
void words_outcome(const struct session *session, struct text *head, struct text *rest)
{
    struct session_counts counts = session_count(session);
    size_t conflicts = counts.hard + counts.soft, links = session_link_count(session);
    if (conflicts) {
        text_format(head, "%zu conflict%s", conflicts, plural(conflicts, "s"));
        text_format(rest, " (%zu hard, %zu soft) and %zu match%s", counts.hard, counts.soft,
                    counts.matches, plural(counts.matches, "es"));
    } else {
        text_add(head, "No conflict found");
        text_format(rest, " among %zu link%s", links, plural(links, "s"));
    }
    text_add(rest, " at a confidence of ");
    words_confidence(session_threshold(session), rest);
    text_add(rest, " and above.");
}

void words_counts(const struct session *session, struct text *out)
{
    struct session_counts counts = session_count(session);
    text_format(out, "Told by the left only: %zu, by the right only: %zu. Marked: %zu. Notes: %zu.",
                counts.only[SIDE_LEFT], counts.only[SIDE_RIGHT], counts.marks, counts.notes);
    if (counts.confirmed || counts.rejected || counts.drawn)
        text_format(out, " Links confirmed: %zu, rejected: %zu, drawn by hand: %zu.",
                    counts.confirmed, counts.rejected, counts.drawn);
}

void words_choice(const struct outline *outline, struct text *out)
{
    if (outline->choice.parts == REPORT_ALL)
        return;
    text_add(out, "This report tells only of:");
    const char *before = " ";
    for (enum report_part part = REPORT_CONFLICT; part < REPORT_PARTS; part++) {
        if (!outline_holds(outline, part))
            continue;
        text_format(out, "%s%s", before, report_part_name(part));
        before = ", ";
    }
    text_add(out, ".");
}

/* The outlet stands there where it says more than the file's name does. */
void words_source(const struct article *article, struct text *out)
{
    size_t path = strlen(article->path), outlet = strlen(article->outlet);
    if (outlet > path || strcmp(article->path + path - outlet, article->outlet) != 0)
        text_format(out, "%s, ", article->outlet);
    text_add(out, article->path);
}

void words_place(const struct article *article, size_t offset, struct text *out)
{
    words_source(article, out);
    text_format(out, ":%zu", article_line(article, offset));
}

void words_kind(const struct link *link, struct text *out)
{
    const char *severity = severity_name(link->severity);
    text_format(out, "%s%s%s", severity, *severity ? " " : "", link_kind_name(link->kind));
}

void words_link(const struct item *item, struct text *out)
{
    text_format(out, "%zu %c ", item->number, item_sign(item));
    words_kind(item->link, out);
    if (item->engine) {
        text_add(out, ", confidence ");
        words_confidence(item->engine->confidence, out);
    } else {
        text_add(out, ", drawn by hand");
    }
    if (item->remark.mark != MARK_NONE)
        text_format(out, " (marked: %s)", mark_name(item->remark.mark));
}

void words_reason(const struct outline *outline, const struct item *item, struct text *out)
{
    size_t before = out->size;
    if (!item->engine)
        return;
    link_explain(session_comparison(outline->session), item->engine, out);
    if (out->size == before)
        text_add(out, reason_name(item->engine->reason));
}

void words_verdict(const struct item *item, struct text *out)
{
    switch (item->remark.verdict) {
    case VERDICT_CONFIRMED:
        text_add(out, "Confirmed by the reader.");
        break;
    case VERDICT_REJECTED:
        text_add(out, "Rejected by the reader.");
        break;
    case VERDICT_RELABELLED:
        text_add(out, "Relabelled by the reader; the engine took it for a ");
        words_kind(item->engine, out);
        text_add(out, ".");
        break;
    case VERDICT_DRAWN:
    case VERDICT_NONE:
    case VERDICT_COUNT:
        break;
    }
}

const char words_orphans[] = "Notes whose statement is gone";

void words_orphan(const struct orphan *orphan, struct text *out)
{
    const struct remark *remark = &orphan->remark;
    text_format(out, "%s%s%s", mark_name(remark->mark), remark->mark && remark->verdict ? ", " : "",
                verdict_name(remark->verdict));
    if (remark->verdict == VERDICT_RELABELLED || remark->verdict == VERDICT_DRAWN) {
        struct link link = {.kind = remark->label.kind, .severity = remark->label.severity};
        text_add(out, " as a ");
        words_kind(&link, out);
    }
}

void words_label(const struct outline *outline, enum side side, size_t statement, struct text *out)
{
    enum mark mark = outline_mark(outline, side, statement);
    const char *between = "";
    const struct item *item;
    for (size_t place = 0; (item = outline_next_link(outline, side, statement, &place));) {
        text_format(out, "%s%c%zu", between, item_sign(item), item->number);
        between = " ";
    }
    between = *between ? ", " : "";
    if (outline_is_only(outline, side, statement)) {
        text_format(out, "%sonly %s", between, words_side(side));
        between = ", ";
    }
    if (mark != MARK_NONE)
        text_format(out, "%s%s", between, mark_name(mark));
}
