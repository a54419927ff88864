#include "reader/action.h"

#include "reader/key.h"

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

static bool next_key(const char **keys, const char **name, size_t *size)
{
    *keys += strspn(*keys, " ");
    *name = *keys;
    *size = strcspn(*keys, " ");
    *keys += *size;
    return *size > 0;
}

enum action action_of_key(unsigned key)
{
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        const char *keys = infos[action].keys, *name;
        size_t size;
        while (next_key(&keys, &name, &size))
            if (key_parse(name, size) == key)
                return action;
    }
    return ACTION_NONE;
}

const char *action_first_key(enum action action)
{
    return infos[action].keys;
}

const char *action_name(enum action action)
{
    return infos[action].name ? infos[action].name : "";
}

void action_hints(struct text *out, unsigned columns)
{
    struct text hints = {0}, longer = {0};
    for (enum action action = ACTION_COUNT - 1; action > ACTION_NONE; action--) {
        const struct action_info *info = &infos[action];
        if (!*info->hint)
            continue;
        text_clear(&longer);
        text_format(&longer, "%.*s %s%s%s", (int)strcspn(info->keys, " "), info->keys, info->hint,
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

static void add_keys(struct text *out, const char *keys, const char *between)
{
    const char *name;
    size_t size;
    for (bool first = true; next_key(&keys, &name, &size); first = false) {
        if (!first)
            text_add(out, between);
        text_append(out, name, size);
    }
}

void action_help(struct text *out)
{
    for (enum group group = 0; group < GROUP_COUNT; group++) {
        text_format(out, "%s%s\n", group ? "\n" : "", group_names[group]);
        for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
            if (infos[action].group != group)
                continue;
            struct text keys = {0};
            add_keys(&keys, infos[action].keys, " ");
            text_format(out, "  %-12s %s\n", text_string(&keys), infos[action].help);
            text_free(&keys);
        }
    }
}

/* A zero width sign keeps mdoc from reading a key as punctuation or as a macro. */
static void add_manual_keys(struct text *out, const char *keys)
{
    const char *name;
    size_t size;
    for (bool first = true; next_key(&keys, &name, &size); first = false) {
        text_add(out, first ? " Ic \\&" : " , \\&");
        if (name[0] == '^')
            text_format(out, "Ctrl-%.*s", (int)(size - 1), name + 1);
        else
            text_append(out, name, size);
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
