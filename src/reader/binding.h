/* Which key does what: a value that begins as the table of actions has it and that a configuration
 * may change. What the configuration bound stands before the rest, so that the first key of an
 * action, the one that hints and messages name, is the user's own. */
#ifndef ABREAST_READER_BINDING_H
#define ABREAST_READER_BINDING_H

#include "reader/action.h"
#include "reader/key.h"

#include <stdbool.h>
#include <stddef.h>

enum { BINDINGS_MAX = 256 };

struct binding {
    unsigned key;
    enum action action; /* ACTION_NONE: the key was set free */
    size_t line;        /* of the configuration; 0: from the table */
};

struct bindings {
    struct binding items[BINDINGS_MAX];
    size_t count;
};

/* The table's own keys. */
struct bindings bindings_default(void);

/* What is known about a key; NULL for nothing. Valid until the next change. */
const struct binding *bindings_find(const struct bindings *bindings, unsigned key);

/* Gives a key to an action, and takes it from any other; ACTION_NONE sets it free. `line` is that
 * of the configuration, from 1. False where there are too many. */
bool bindings_bind(struct bindings *bindings, unsigned key, enum action action, size_t line);

/* The action of a key; ACTION_NONE where it has none. */
enum action action_of_key(const struct bindings *bindings, unsigned key);

/* A key's name to put into a message. */
struct key_name {
    char text[KEY_NAME_SIZE];
};

/* The name of the action's first key; "(no key)" where it has none. */
struct key_name action_key(const struct bindings *bindings, enum action action);
bool action_has_key(const struct bindings *bindings, enum action action);

/* Appends the names of all keys of an action, `between` them. */
void action_keys(const struct bindings *bindings, enum action action, const char *between,
                 struct text *out);

#endif
