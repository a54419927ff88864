/* What the reader says of statements and links: marks, notes, verdicts, links by hand. */
#include "reader/state.h"

#include "base/visible.h"
#include "reader/fold.h"
#include "reader/said.h"

#include <stdint.h>
#include <string.h>

enum { COLUMNS_QUOTED = 24 /* of a statement in a message */ };

/* The links may have other numbers, other signs and other rows now; the focus keeps its link, and
 * the texts stay where they are. */
static void show_change(struct reader *reader, const struct link *current)
{
    bool is_asked = reader->is_link_asked;
    articles_choose_link(reader);
    articles_take_link(reader, current, is_asked);
    reader->round.active = false;
    reader->notes_unkept = session_remarks(reader->session)->count > 0;
    for (enum side side = 0; side < SIDE_COUNT && reader_fits(reader); side++)
        pane_relabel(&reader->panes[side]);
    if (!articles_stand_beside(reader) && reader_link(reader, NULL))
        articles_follow(reader);
    if (reader_view(reader) == &list_view)
        list_refresh(reader);
}

static void put(struct reader *reader, struct target target, const struct remark *remark)
{
    const struct link *current = reader_link(reader, NULL);
    session_say(reader->session, target, remark);
    show_change(reader, current);
}

static bool is_on_something(struct target target)
{
    return target.statements[SIDE_LEFT] != NO_STATEMENT ||
           target.statements[SIDE_RIGHT] != NO_STATEMENT;
}

/* Before the articles are compared there is nothing to speak of. */
static void say_nothing_here(struct reader *reader, const char *what)
{
    if (!reader->work.is_missing)
        reader_say(reader, "There is no %s", what);
    else if (reader->work.active)
        reader_say(reader, "Marks and notes wait until the articles are compared");
    else
        reader_say(reader, "Marks and notes need the comparison; %s begins it",
                   reader_key(reader, ACTION_READ_AGAIN).text);
}

static void mark(struct reader *reader, struct target target)
{
    static const char *const said[MARK_COUNT] = {[MARK_NONE] = "Mark taken off",
                                                 [MARK_PLAIN] = "Marked",
                                                 [MARK_IMPORTANT] = "Marked important"};
    const struct link *current = reader_link(reader, NULL);
    enum mark now = session_cycle_mark(reader->session, target);
    show_change(reader, current);
    reader_say(reader, "%s", said[now]);
}

static void ask_note(struct reader *reader, struct target target)
{
    const char *note = session_remark(reader->session, target).note;
    reader->note_target = target;
    if (note && (strchr(note, '\n') || strlen(note) > PROMPT_SIZE_MAX))
        reader_say(reader, "This note has several lines; %s opens it in the editor",
                   reader_key(reader, ACTION_EDIT_NOTE).text);
    else
        prompt_open(&reader->prompt, PROMPT_NOTE,
                    target_is_link(target) ? "Note on the link: " : "Note: ", note ? note : "");
}

static void edit_note(struct reader *reader, struct target target)
{
    reader->note_target = target;
    if (reader->services->edit)
        reader->wants_editor = true;
    else
        reader_say(reader, "There is no editor here");
}

void say_note(struct reader *reader, const char *note)
{
    struct remark remark = session_remark(reader->session, reader->note_target);
    bool had = remark.note && *remark.note;
    remark.note = note;
    put(reader, reader->note_target, &remark);
    if (*note)
        reader_say(reader, "Noted");
    else if (had)
        reader_say(reader, "Note taken off");
    else
        reader_say(reader, "No note");
}

void say_edited(struct reader *reader, const char *bytes, size_t size)
{
    struct text note = {0};
    visible_append(&note, bytes, size, NULL);
    while (note.size && strchr(" \t\n", note.bytes[note.size - 1]))
        note.bytes[--note.size] = '\0';
    say_note(reader, text_string(&note));
    text_free(&note);
}

static void confirm(struct reader *reader, size_t number, struct remark remark)
{
    bool was = remark.verdict == VERDICT_CONFIRMED;
    remark.verdict = was ? VERDICT_NONE : VERDICT_CONFIRMED;
    put(reader, target_of_link(session_link(reader->session, number)), &remark);
    reader_say(reader, was ? "Link %zu is no longer confirmed" : "Link %zu confirmed", number);
}

/* A link by hand has nobody else who said it: it goes. */
static void reject(struct reader *reader, size_t number, struct remark remark)
{
    bool drawn = remark.verdict == VERDICT_DRAWN, was = remark.verdict == VERDICT_REJECTED;
    remark.verdict = was ? VERDICT_NONE : VERDICT_REJECTED;
    if (drawn)
        remark = (struct remark){0};
    put(reader, target_of_link(session_link(reader->session, number)), &remark);
    if (drawn)
        reader_say(reader, "Link %zu taken away", number);
    else
        reader_say(reader, was ? "Link %zu is no longer rejected" : "Link %zu rejected", number);
}

static void relabel(struct reader *reader, size_t number, struct remark remark)
{
    static const struct link_label labels[] = {{LINK_MATCH, SEVERITY_NONE},
                                               {LINK_CONFLICT, SEVERITY_SOFT},
                                               {LINK_CONFLICT, SEVERITY_HARD}};
    const struct link *link = session_link(reader->session, number);
    struct target target = target_of_link(link);
    struct text kind = {0};
    remark.label = labels[(link_gravity(link) + 1) % 3];
    if (remark.verdict != VERDICT_DRAWN)
        remark.verdict = VERDICT_RELABELLED;
    put(reader, target, &remark);
    said_kind(session_link(reader->session, number), &kind);
    reader_say(reader, "Link %zu is a %s%s", number, kind.bytes,
               session_link_remark(reader->session, number).verdict == VERDICT_NONE
                   ? ", as the engine says"
                   : "");
    text_free(&kind);
}

static void judge(struct reader *reader, enum action action, size_t number)
{
    if (number == 0) {
        say_nothing_here(reader, "link here to judge");
        return;
    }
    struct remark remark = session_link_remark(reader->session, number);
    if (action == ACTION_CONFIRM && remark.verdict == VERDICT_DRAWN)
        reader_say(reader, "Link %zu is yours already", number);
    else if (action == ACTION_CONFIRM)
        confirm(reader, number, remark);
    else if (action == ACTION_REJECT)
        reject(reader, number, remark);
    else
        relabel(reader, number, remark);
}

/* Draws a link between two statements, or takes one away that was drawn there. */
static void join(struct reader *reader, struct target target)
{
    struct remark remark = session_remark(reader->session, target);
    size_t number = session_number_of(reader->session, target);
    if (remark.verdict == VERDICT_DRAWN) {
        reject(reader, number, remark);
        return;
    }
    if (number) {
        show_change(reader, session_link(reader->session, number));
        reader_say(reader, "They are link %zu already; %s and %s judge it", number,
                   reader_key(reader, ACTION_REJECT).text, reader_key(reader, ACTION_RELABEL).text);
        return;
    }
    remark.verdict = VERDICT_DRAWN;
    remark.label = (struct link_label){LINK_MATCH, SEVERITY_NONE};
    put(reader, target, &remark);
    number = session_number_of(reader->session, target);
    show_change(reader, session_link(reader->session, number)); /* what is judged next */
    reader_say(reader, "Link %zu drawn; %s says what it is", number,
               reader_key(reader, ACTION_RELABEL).text);
}

static void draw(struct reader *reader, struct target target)
{
    struct drawing *drawing = &reader->drawing;
    enum side side = target.statements[SIDE_LEFT] == NO_STATEMENT ? SIDE_RIGHT : SIDE_LEFT;
    if (drawing->active && drawing->side != side) {
        drawing->active = false;
        target.statements[drawing->side] = drawing->statement;
        join(reader, target);
        return;
    }
    *drawing = (struct drawing){true, side, target.statements[side]};
    reader_say(reader, "A link from here: %s at a statement of the other article draws it",
               reader_key(reader, ACTION_DRAW).text);
}

void say_cancel(struct reader *reader)
{
    if (!reader->drawing.active)
        return;
    reader->drawing.active = false;
    reader_say(reader, "No link drawn");
}

/* The beginning of a statement, in quotation marks. */
static void quote(const struct session *session, struct target target, struct text *out)
{
    enum side side = target.statements[SIDE_LEFT] == NO_STATEMENT ? SIDE_RIGHT : SIDE_LEFT;
    const struct analysis *analysis = session_analysis(session, side);
    struct span span = analysis->statements[target.statements[side]].span;
    const char *bytes = analysis->article->text + span.start;
    size_t size = 0, columns = 0, width;
    for (size_t step; size < span_size(span); size += step, columns += width) {
        step = cluster_next(bytes + size, span_size(span) - size, &width);
        if (columns + width > COLUMNS_QUOTED)
            break;
    }
    while (size && bytes[size - 1] == ' ')
        size--;
    text_add(out, "\"");
    visible_append_line(out, bytes, size);
    text_add(out, size < span_size(span) ? "...\"" : "\"");
}

/* What a change was about, for a message; `number` is that of the link before or behind it. */
static void name_change(const struct session *session, struct target target, size_t number,
                        const struct remark *a, const struct remark *b, struct text *out)
{
    struct text on = {0};
    bool drawn = a->verdict == VERDICT_DRAWN || b->verdict == VERDICT_DRAWN;
    bool labelled = remark_has_label(a) && remark_has_label(b);
    if (!target_is_link(target))
        quote(session, target, &on);
    else if (number)
        text_format(&on, "link %zu", number);
    else
        text_add(&on, "a link");
    if (a->verdict != b->verdict)
        text_format(out, drawn ? "%s by hand" : "the verdict on %s", on.bytes);
    else if (labelled && (a->label.kind != b->label.kind || a->label.severity != b->label.severity))
        text_format(out, "what %s is", on.bytes);
    else
        text_format(out, "the %s on %s", a->mark != b->mark ? "mark" : "note", on.bytes);
    text_free(&on);
}

/* A statement of the focused article or its current link, so that there is nowhere to go. */
static bool has_focus(const struct reader *reader, struct target target, size_t number)
{
    const struct pane *pane = &reader->panes[reader->focus];
    size_t current = 0;
    reader_link(reader, &current);
    if (number)
        return number == current;
    return target.statements[pane->side] == pane_statement(pane) &&
           span_is_empty(fold_of_cursor(pane));
}

/* Goes where something has changed. */
static void go_to_target(struct reader *reader, struct target target)
{
    size_t number = target_is_link(target) ? session_number_of(reader->session, target) : 0;
    enum side side = reader->focus;
    if (has_focus(reader, target, number))
        return;
    if (target.statements[side] == NO_STATEMENT)
        side = side_other(side);
    if (number) {
        reader_go_to_link(reader, session_link(reader->session, number), side);
        return;
    }
    const struct statement *statements = session_analysis(reader->session, side)->statements;
    size_t cursor = statements[target.statements[side]].span.start;
    reader_go(reader, (struct place){.side = side, .cursor = cursor}, true);
}

static void undo(struct reader *reader, bool again)
{
    struct target target;
    const struct link *current = reader_link(reader, NULL);
    if (!session_peek(reader->session, again, &target)) {
        reader_say(reader, again ? "Nothing to do again" : "Nothing to undo");
        return;
    }
    struct text name = {0};
    struct remark said = session_remark(reader->session, target), before = remark_copy(&said);
    size_t number = session_number_of(reader->session, target);
    (again ? session_redo : session_undo)(reader->session, &target);
    struct remark after = session_remark(reader->session, target);
    size_t now = session_number_of(reader->session, target);
    name_change(reader->session, target, now ? now : number, &before, &after, &name);
    show_change(reader, current);
    go_to_target(reader, target);
    if (reader_view(reader) == &list_view)
        list_find_focus(reader);
    reader_say(reader, again ? "Done again: %s" : "Undone: %s", name.bytes);
    text_free(&name);
    remark_free(&before);
}

bool say_takes(enum action action)
{
    switch (action) {
    case ACTION_MARK:
    case ACTION_NOTE:
    case ACTION_EDIT_NOTE:
    case ACTION_DRAW:
    case ACTION_CONFIRM:
    case ACTION_REJECT:
    case ACTION_RELABEL:
    case ACTION_UNDO:
    case ACTION_REDO:
        return true;
    default:
        return false;
    }
}

bool say_act(struct reader *reader, enum action action, struct target target, size_t number)
{
    static void (*const on_target[ACTION_COUNT])(struct reader *, struct target) = {
        [ACTION_MARK] = mark,
        [ACTION_NOTE] = ask_note,
        [ACTION_EDIT_NOTE] = edit_note,
    };
    if (on_target[action] && is_on_something(target))
        on_target[action](reader, target);
    else if (action == ACTION_DRAW && is_on_something(target) && !target_is_link(target))
        draw(reader, target);
    else if (action == ACTION_CONFIRM || action == ACTION_REJECT || action == ACTION_RELABEL)
        judge(reader, action, number);
    else if (action == ACTION_UNDO || action == ACTION_REDO)
        undo(reader, action == ACTION_REDO);
    else if (on_target[action] || action == ACTION_DRAW)
        say_nothing_here(reader, "statement here");
    else
        return false;
    return true;
}

/* Tries to keep all that was said. */
static bool keep(struct reader *reader, struct failure *failure)
{
    const struct reader_services *services = reader->services;
    struct position position = reader_position(reader);
    if (!services->keep || !services->keep(services->context, reader->session, &position, failure))
        return false;
    reader->notes_unkept = reader->keeping_failed = false;
    return true;
}

void say_keep_again(struct reader *reader)
{
    struct failure unused;
    if (reader->notes_unkept)
        keep(reader, &unused);
}

/* Behind what was said already, which would sound as if it were kept. */
static void add_to_message(struct reader *reader, const char *words, const char *why)
{
    struct text before = reader->message;
    reader->message = (struct text){0};
    reader_say(reader, "%s%s%s%s", text_string(&before), before.size ? "; " : "", words, why);
    text_free(&before);
}

void say_keep(struct reader *reader)
{
    struct failure failure;
    size_t revision = session_revision(reader->session);
    if (revision == reader->kept || !reader->services->keep)
        return;
    reader->kept = revision;
    bool failed = reader->keeping_failed;
    reader->keeping_failed = !keep(reader, &failure);
    reader->notes_unkept = reader->keeping_failed;
    if (reader->keeping_failed)
        add_to_message(reader, "not kept: ", failure.message);
    else if (failed)
        add_to_message(reader, "all is kept now", "");
}
