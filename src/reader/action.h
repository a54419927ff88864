/* The actions of the reader. One table gives each its name, its keys, its place in the help and its
 * words; the help screen, the hint line and the manual's key section are made from it. Which key a
 * user has given to it is in binding.h. */
#ifndef ABREAST_READER_ACTION_H
#define ABREAST_READER_ACTION_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* id, name in a configuration, default keys (blanks between), group, hint or "", description */
#define ACTION_TABLE(_)                                                                            \
    _(LINE_DOWN, "line-down", "j Down", MOVING, "", "Next line")                                   \
    _(LINE_UP, "line-up", "k Up", MOVING, "", "Previous line")                                     \
    _(PAGE_DOWN, "page-down", "Space PgDn", MOVING, "", "Next page")                               \
    _(PAGE_UP, "page-up", "b PgUp", MOVING, "", "Previous page")                                   \
    _(HALF_DOWN, "half-page-down", "^D", MOVING, "", "Half a page down")                           \
    _(HALF_UP, "half-page-up", "^U", MOVING, "", "Half a page up")                                 \
    _(START, "start", "g Home", MOVING, "", "First line")                                          \
    _(END, "end", "G End", MOVING, "", "Last line")                                                \
    _(OTHER_PANE, "other-pane", "Tab", MOVING, "other pane", "Go to the other article")            \
    _(COUNTERPART, "counterpart", "Enter", LINKS, "counterpart",                                   \
      "Next counterpart of the focus; after the last, back where it began")                  \
    _(LINK_NEXT, "next-link", "]", LINKS, "link", "Next link")                                     \
    _(LINK_PREVIOUS, "previous-link", "[", LINKS, "", "Previous link")                             \
    _(CONFLICT_NEXT, "next-conflict", "c", LINKS, "conflict", "Next conflict")                     \
    _(CONFLICT_PREVIOUS, "previous-conflict", "C", LINKS, "", "Previous conflict")                 \
    _(MATCH_NEXT, "next-match", "e", LINKS, "", "Next match")                                      \
    _(MATCH_PREVIOUS, "previous-match", "E", LINKS, "", "Previous match")                          \
    _(ONLY_NEXT, "next-only", "o", LINKS, "one side only",                                         \
      "Next statement that only this article tells")                                               \
    _(ONLY_PREVIOUS, "previous-only", "O", LINKS, "",                                              \
      "Previous statement that only this article tells")                                           \
    _(BACK, "back", "^O", LINKS, "", "Back to where you were before the last jump")                \
    _(FORWARD, "forward", "^N", LINKS, "", "Forward again")                                        \
    _(SEARCH, "search", "/", SEARCH, "search", "Search both articles onwards")                     \
    _(SEARCH_BACK, "search-back", "?", SEARCH, "", "Search both articles backwards")               \
    _(HIT_NEXT, "next-hit", "n", SEARCH, "", "Next hit")                                           \
    _(HIT_PREVIOUS, "previous-hit", "N", SEARCH, "", "Previous hit")                               \
    _(MARK, "mark", "m", NOTES, "mark", "Mark the focus: marked, important, not marked")           \
    _(NOTE, "note", "a", NOTES, "", "Write a note, in one line; an empty one takes it off")        \
    _(EDIT_NOTE, "edit-note", "A", NOTES, "", "Write a note in your editor")                       \
    _(CONFIRM, "confirm", "y", NOTES, "", "Confirm the current link, or no longer")                \
    _(REJECT, "reject", "x", NOTES, "", "Reject the current link, or no longer")                   \
    _(RELABEL, "relabel", "r", NOTES, "",                                                          \
      "Say what the current link is: match, soft conflict, hard conflict")                         \
    _(DRAW, "draw-link", "L", NOTES, "",                                                           \
      "Draw a link by hand: at a statement of each article; again takes it away")                  \
    _(UNDO, "undo", "u", NOTES, "", "Undo the last change of marks, notes and links")              \
    _(REDO, "redo", "^R", NOTES, "", "Do again what was undone")                                   \
    _(WRITE, "write", "w", NOTES, "write", "Write a report")                                       \
    _(REPORT, "show-report", "W", NOTES, "", "Show the report as it would be written")             \
    _(COPY_STATEMENT, "copy-statement", "Y", NOTES, "", "Copy the statement to the clipboard")     \
    _(COPY_LINK, "copy-link", "^Y", NOTES, "", "Copy the link with both statements")               \
    _(READ_AGAIN, "read-again", "R", NOTES, "", "Read the files again, if they have changed")      \
    _(THRESHOLD_UP, "raise-threshold", "+", VIEW, "", "Show surer links only")                     \
    _(THRESHOLD_DOWN, "lower-threshold", "-", VIEW, "", "Show less sure links, too")               \
    _(STACK, "stack", "|", VIEW, "", "Articles one above the other, or beside each other")         \
    _(SWAP, "swap", "S", VIEW, "", "Swap the places of the articles")                              \
    _(SPLIT_BACK, "split-back", "<", VIEW, "", "Move the line between the articles back")          \
    _(SPLIT_ON, "split-on", ">", VIEW, "", "Move it onwards")                                      \
    _(SPLIT_HALF, "split-half", "=", VIEW, "", "Give both articles the same room")                 \
    _(MOUSE, "mouse", "M", VIEW, "", "Leave the mouse to the terminal, or take it again")          \
    _(SYNC, "synchronise", "s", VIEW, "", "Let the other article follow the focus, or not")        \
    _(LIST, "list", "l", VIEW, "", "List the links; again for another order")                      \
    _(FILTER, "filter", "f", VIEW, "",                                                             \
      "Fold all but conflicts, matches, one side only, marked, unverified, or one reason")         \
    _(FILTER_BACK, "filter-back", "F", VIEW, "", "The same, the other way round")                  \
    _(LEFT_OUT, "left-out", "p", VIEW, "", "Show the page noise that was left out")                \
    _(MESSAGES, "messages", "H", VIEW, "", "Show again what was said at the foot")                 \
    _(HELP, "help", "h F1", VIEW, "help", "Show the keys")                                         \
    _(REDRAW, "redraw", "^L", VIEW, "", "Draw the screen again")                                   \
    _(QUIT, "quit", "q", VIEW, "quit", "Close this view; quit from the articles")

enum action {
    ACTION_NONE,
#define ACTION_ID(id, name, keys, group, hint, help) ACTION_##id,
    ACTION_TABLE(ACTION_ID)
#undef ACTION_ID
    ACTION_COUNT
};

struct bindings;

/* The action of that name; ACTION_NONE where there is none. */
enum action action_find(const char *name, size_t size);
const char *action_name(enum action action);
const char *action_default_keys(enum action action); /* blanks between */
const char *action_description(enum action action);

/* Appends the hints, as "h help  q quit", the most needed last, within `columns`. */
void action_hints(const struct bindings *bindings, struct text *out, unsigned columns);

/* What an action does where the help is asked for; NULL: it does nothing there. */
typedef const char *(*action_words)(const void *context, enum action action);

/* Appends the keys of the actions that work with what they do, a line each under a line for each
 * group; `words` may be NULL for all with their descriptions. What has no key is left out. */
void action_help(const struct bindings *bindings, action_words words, const void *context,
                 struct text *out);

/* Appends the manual's key section, and its list of names with their keys, in mdoc. */
void action_manual(struct text *out);
void action_manual_names(struct text *out);

#endif
