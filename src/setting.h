/* One line of the configuration, for the files that each read a kind of them. */
#ifndef ABREAST_SETTING_H
#define ABREAST_SETTING_H

#include "settings.h"

struct setting {
    const char *words; /* behind the one that says which kind it is; a C string */
    size_t line;       /* from 1 */
};

/* Each reads one kind into the settings; false with what is wrong and what to write. */
bool setting_read_filter(struct settings *settings, struct setting setting,
                         struct failure *failure);
bool setting_read_key(struct settings *settings, struct setting setting, struct failure *failure);
bool setting_read_colour(struct settings *settings, struct setting setting,
                         struct failure *failure);

/* The next word at `*at`, which is moved behind it; false at the end. */
bool setting_next_word(const char **at, const char **word, size_t *size);

#endif
