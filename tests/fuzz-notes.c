#include "fuzz-entry.h"

#include "notes/attach.h"
#include "notes/notebook.h"
#include "play.h"
#include "play-notes.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

static void check_string(const char *string, const char *allowed)
{
    demand(!u8_check((const uint8_t *)string, strlen(string)), "what was kept is UTF-8");
    for (; *string; string++)
        demand(((unsigned char)*string >= 0x20 && *string != 0x7F) || strchr(allowed, *string),
               "what was kept has no controls");
}

static void check_anchor(const struct anchor *anchor)
{
    demand(!anchor->exact == !anchor->prefix && !anchor->exact == !anchor->suffix,
           "an anchor is whole");
    if (!anchor->exact)
        return;
    check_string(anchor->exact, "\n");
    check_string(anchor->prefix, "\n");
    check_string(anchor->suffix, "\n");
}

static void check_item(const struct anchored *item)
{
    demand(!remark_is_empty(&item->remark), "a remark says something");
    demand(item->anchors[SIDE_LEFT].exact || item->anchors[SIDE_RIGHT].exact,
           "a remark is on something");
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        check_anchor(&item->anchors[side]);
    if (item->remark.note)
        check_string(item->remark.note, "\n");
}

static void check_notebook(const struct notebook *notebook)
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        check_string(text_string(&notebook->articles[side].path), "");
        check_string(text_string(&notebook->articles[side].title), "");
        demand(memchr(notebook->articles[side].digest, '\0', DIGEST_STRING), "a digest ends");
        check_anchor(&notebook->places[side]);
    }
    demand(notebook->position.threshold <= 1000, "a threshold is one");
    for (size_t i = 0; i < notebook->count; i++)
        check_item(&notebook->items[i]);
}

/* Written and read a second time it is the same: what was made visible stays as it is. */
static void check_again(const struct notebook *notebook)
{
    struct text text = {0}, twice = {0};
    struct notebook again = {0};
    notebook_write(notebook, &text);
    demand(notebook_read(text_string(&text), text.size, &again) == NOTEBOOK_WHOLE,
           "what is written can be read");
    demand(again.count == notebook->count, "no remark is lost");
    notebook_write(&again, &twice);
    demand(text.size == twice.size && memcmp(text.bytes, twice.bytes, text.size) == 0,
           "what is read is written as it was");
    notebook_free(&again);
    text_free(&twice);
    text_free(&text);
}

/* The remarks go to the articles of our own, where some of their words stand. */
static void check_attaching(struct notebook *notebook)
{
    struct play *play = play_new_sample();
    demand(play, "our own articles are read");
    struct session *session = play_session(play);
    struct attached attached = notes_attach(session, notebook->items, notebook->count);
    size_t count, orphans, most = notebook->count;
    struct anchored *items = collect_notes(session, &count);
    session_orphans(session, &orphans);
    demand(orphans >= attached.orphans && orphans <= most, "an orphan was a remark");
    demand(session_remarks(session)->count + orphans == count && count <= most,
           "every remark is collected again");
    for (size_t i = 0; i < count; i++)
        anchored_free(&items[i]);
    free(items);
    check_undo(session);
    play_bytes(play, (struct piece){"jjmm]xrL", 8});
    play_free(play);
}

void fuzz_notes(const char *bytes, size_t size)
{
    struct notebook notebook = {0}, swapped = {0};
    enum notebook_state state = notebook_read(bytes, size, &notebook);
    check_notebook(&notebook);
    if (state == NOTEBOOK_NEWER)
        demand(!notebook.count, "of what is newer nothing is read");
    notebook_read_articles(bytes, size, swapped.articles);
    check_notebook(&swapped);
    notebook_free(&swapped);
    check_again(&notebook);
    notebook_swap(&notebook);
    check_notebook(&notebook);
    if (notebook.count)
        check_attaching(&notebook);
    notebook_free(&notebook);
}
