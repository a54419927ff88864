#include "language/lexicon.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *name;
    unsigned class;
} classes_by_name[] = {
    {"stop", CLASS_STOP},         {"negator", CLASS_NEGATOR}, {"denial", CLASS_DENIAL},
    {"boundary", CLASS_BOUNDARY}, {"month", CLASS_MONTH},     {"weekday", CLASS_WEEKDAY},
    {"numeral", CLASS_NUMERAL},   {"dozen", CLASS_DOZEN},     {"multiplier", CLASS_MULTIPLIER},
    {"ordinal", CLASS_ORDINAL},
    {"hedge", CLASS_HEDGE},
    {"saying", CLASS_SAYING},
    {"quantifier", CLASS_QUANTIFIER},
    {"be", CLASS_BE},
    {"determiner", CLASS_DETERMINER},
    {"modal", CLASS_MODAL},
    {"there", CLASS_THERE},
};

static unsigned class_named(const char *name, size_t size)
{
    for (size_t i = 0; i < sizeof classes_by_name / sizeof *classes_by_name; i++)
        if (strlen(classes_by_name[i].name) == size &&
            memcmp(classes_by_name[i].name, name, size) == 0)
            return classes_by_name[i].class;
    return 0;
}

/* Digits only: tables of our own hold nothing else there. */
static unsigned number(const char *digits)
{
    unsigned value = 0;
    for (; *digits >= '0' && *digits <= '9'; digits++)
        value = value * 10 + (unsigned)(*digits - '0');
    return value;
}

void lexicon_find(const char *norm, unsigned *classes, int *value)
{
    *classes = 0;
    *value = 0;
    size_t entry = 0;
    const char *fields = table_find(&word_classes_table, norm, strlen(norm), &entry);
    for (; fields; fields = table_next(&word_classes_table, &entry)) {
        size_t size = strcspn(fields, "\t");
        *classes |= class_named(fields, size);
        if (fields[size] == '\t' && number(fields + size + 1) > 0)
            *value = (int)number(fields + size + 1);
    }
}

unsigned lexicon_documents(const char *norm)
{
    const char *documents = table_find(&document_frequency_table, norm, strlen(norm), NULL);
    return documents ? number(documents) : 0;
}
