#include "reader/binding.h"

#include <stdio.h>
#include <string.h>

/* Two keys that terminals send for one. */
static unsigned same_key(unsigned key)
{
    return key == '\n' ? KEY_RETURN : key;
}

static void insert(struct bindings *bindings, size_t place, struct binding binding)
{
    memmove(&bindings->items[place + 1], &bindings->items[place],
            (bindings->count - place) * sizeof binding);
    bindings->items[place] = binding;
    bindings->count++;
}

static void erase(struct bindings *bindings, unsigned key)
{
    for (size_t i = 0; i < bindings->count; i++)
        if (bindings->items[i].key == key) {
            bindings->count--;
            memmove(&bindings->items[i], &bindings->items[i + 1],
                    (bindings->count - i) * sizeof *bindings->items);
            return;
        }
}

struct bindings bindings_default(void)
{
    struct bindings bindings = {.count = 0};
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
        for (const char *keys = action_default_keys(action); *keys; keys += strspn(keys, " ")) {
            size_t size = strcspn(keys, " ");
            unsigned key = key_parse(keys, size);
            if (key != KEY_NONE && bindings.count < BINDINGS_MAX)
                insert(&bindings, bindings.count, (struct binding){key, action, 0});
            keys += size;
        }
    return bindings;
}

const struct binding *bindings_find(const struct bindings *bindings, unsigned key)
{
    key = same_key(key);
    for (size_t i = 0; i < bindings->count; i++)
        if (bindings->items[i].key == key)
            return &bindings->items[i];
    return NULL;
}

bool bindings_bind(struct bindings *bindings, unsigned key, enum action action, size_t line)
{
    size_t place = 0;
    key = same_key(key);
    erase(bindings, key);
    if (bindings->count == BINDINGS_MAX)
        return false;
    while (place < bindings->count && bindings->items[place].line)
        place++;
    insert(bindings, place, (struct binding){key, action, line});
    return true;
}

enum action action_of_key(const struct bindings *bindings, unsigned key)
{
    const struct binding *binding = bindings_find(bindings, key);
    return binding ? binding->action : ACTION_NONE;
}

static const struct binding *first_key(const struct bindings *bindings, enum action action)
{
    for (size_t i = 0; i < bindings->count; i++)
        if (bindings->items[i].action == action)
            return &bindings->items[i];
    return NULL;
}

bool action_has_key(const struct bindings *bindings, enum action action)
{
    return first_key(bindings, action);
}

struct key_name action_key(const struct bindings *bindings, enum action action)
{
    struct key_name name = {"(no key)"};
    const struct binding *binding = first_key(bindings, action);
    if (binding)
        key_describe(binding->key, name.text);
    return name;
}

void action_keys(const struct bindings *bindings, enum action action, const char *between,
                 struct text *out)
{
    char name[KEY_NAME_SIZE];
    bool first = true;
    for (size_t i = 0; i < bindings->count; i++) {
        if (bindings->items[i].action != action)
            continue;
        key_describe(bindings->items[i].key, name);
        text_format(out, "%s%s", first ? "" : between, name);
        first = false;
    }
}
