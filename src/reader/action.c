#include "reader/action.h"

#include "reader/binding.h"

#include <string.h>

enum group { MOVING, LINKS, SEARCH, NOTES, VIEW, GROUP_COUNT };

static const char *const group_names[GROUP_COUNT] = {
    [MOVING] = "Moving", [LINKS] = "Links",     [SEARCH] = "Search",
    [NOTES] = "Notes",   [VIEW] = "The screen",
};

struct action_info {
    const char *name, *keys;
    enum group group;
    const char *hint, *help;
};

static const struct action_info infos[ACTION_COUNT] = {
#define ACTION_INFO(id, name, keys, group, hint, help)                                             \
    [ACTION_##id] = {name, keys, group, hint, help},
    ACTION_TABLE(ACTION_INFO)
#undef ACTION_INFO
};

enum action action_find(const char *name, size_t size)
{
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
        if (strlen(infos[action].name) == size && memcmp(infos[action].name, name, size) == 0)
            return action;
    return ACTION_NONE;
}

const char *action_name(enum action action)
{
    return infos[action].name ? infos[action].name : "";
}

const char *action_default_keys(enum action action)
{
    return infos[action].keys;
}

const char *action_description(enum action action)
{
    return infos[action].help;
}

void action_hints(const struct bindings *bindings, struct text *out, unsigned columns)
{
    struct text hints = {0}, longer = {0};
    for (enum action action = ACTION_COUNT - 1; action > ACTION_NONE; action--) {
        const struct action_info *info = &infos[action];
        if (!*info->hint || !action_has_key(bindings, action))
            continue;
        text_clear(&longer);
        text_format(&longer, "%s %s%s%s", action_key(bindings, action).text, info->hint,
                    hints.size ? "  " : "", text_string(&hints));
        if (longer.size > columns)
            break;
        text_clear(&hints);
        text_append(&hints, longer.bytes, longer.size);
    }
    text_append(out, text_string(&hints), hints.size);
    text_free(&hints);
    text_free(&longer);
}

static void add_help(const struct bindings *bindings, enum action action, const char *words,
                     struct text *out)
{
    struct text keys = {0};
    action_keys(bindings, action, " ", &keys);
    text_format(out, "  %-12s %s\n", text_string(&keys), words);
    text_free(&keys);
}

void action_help(const struct bindings *bindings, action_words words, const void *context,
                 struct text *out)
{
    size_t start = out->size;
    for (enum group group = 0; group < GROUP_COUNT; group++) {
        bool begun = false;
        for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
            if (infos[action].group != group || !action_has_key(bindings, action))
                continue;
            const char *does = words ? words(context, action) : infos[action].help;
            if (!does)
                continue;
            if (!begun)
                text_format(out, "%s%s\n", out->size > start ? "\n" : "", group_names[group]);
            begun = true;
            add_help(bindings, action, does, out);
        }
    }
}

/* A zero width sign keeps mdoc from reading a key as punctuation or as a macro. */
static void add_manual_keys(struct text *out, const char *keys)
{
    for (bool first = true; *keys; first = false) {
        size_t size = strcspn(keys, " ");
        text_add(out, first ? " Ic \\&" : " , \\&");
        if (keys[0] == '^' && size > 1)
            text_format(out, "Ctrl-%.*s", (int)(size - 1), keys + 1);
        else
            text_append(out, keys, size);
        keys += size;
        keys += strspn(keys, " ");
    }
}

void action_manual(struct text *out)
{
    for (enum group group = 0; group < GROUP_COUNT; group++) {
        text_format(out, ".Ss %s\n.Bl -tag -width Ds\n", group_names[group]);
        for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
            if (infos[action].group != group)
                continue;
            text_add(out, ".It");
            add_manual_keys(out, infos[action].keys);
            text_format(out, "\n%s.\n", infos[action].help);
        }
        text_add(out, ".El\n");
    }
}

/* Here keys are spelled as a configuration has them. */
void action_manual_names(struct text *out)
{
    text_add(out, ".Bl -tag -width previous-conflict -compact\n");
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        text_format(out, ".It Cm %s\n", infos[action].name);
        for (const char *keys = infos[action].keys; *keys; keys += strspn(keys, " ")) {
            size_t size = strcspn(keys, " ");
            text_format(out, "%s\\&%.*s", keys == infos[action].keys ? "" : " ", (int)size, keys);
            keys += size;
        }
        text_add(out, "\n");
    }
    text_add(out, ".El\n");
}
