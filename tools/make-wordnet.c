/* Makes src/language/wordnet-table.c from the files of WordNet 3.0 (Debian: wordnet-base), as far
 * as the words of a list need them. Runs on the machine that builds; needs nothing but the C
 * library.
 *
 *     make-wordnet FOLDER WORDS > wordnet-table.c
 *
 * FOLDER holds data.*, index.*, *.exc and cntlist.rev; WORDS is lexicon/document-frequency.tsv. */
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PARTS = 4,
    LINE_SIZE = 1 << 17,
    NAME_SIZE = 64,
    SENSES_MAX = 5,     /* of a word in one part of speech */
    MANY_BELOW = 12000, /* synsets under one: it says too little */
    IDS_MAX = 65535,
};

static const char *const part_names[PARTS] = {"noun", "verb", "adj", "adv"};

struct list {
    void *items;
    size_t count, capacity, size;
};

/* A word in one part of speech as the index has it. */
struct entry {
    char name[NAME_SIZE];
    int part, rank;
    uint32_t synset; /* its key */
};

struct synset {
    uint32_t key; /* part and offset */
    size_t words, word_count, pointers, pointer_count;
    int file;
    bool kept;
    size_t id;
};

struct pointer {
    uint32_t to;
    char symbol[3];
    unsigned source, target; /* words of the two synsets, from 1; 0: the whole */
};

struct pair {
    size_t a, b;
};

static struct list vocabulary = {.size = NAME_SIZE}, words = {.size = NAME_SIZE};
static struct list entries = {.size = sizeof(struct entry)};
static struct list synsets = {.size = sizeof(struct synset)};
static struct list names = {.size = NAME_SIZE}, pointers = {.size = sizeof(struct pointer)};
static struct list exceptions = {.size = 2 * NAME_SIZE};
static uint16_t (*tags)[PARTS]; /* how often each word was met in each part of speech */

static void die(const char *what, const char *name)
{
    fprintf(stderr, "make-wordnet: %s: %s\n", name, what);
    exit(2);
}

static void *add(struct list *list, const void *item)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 1024;
        list->items = realloc(list->items, list->capacity * list->size);
        if (!list->items)
            die("out of memory", "list");
    }
    void *place = (char *)list->items + list->count++ * list->size;
    memcpy(place, item, list->size);
    return place;
}

static int order_names(const void *a, const void *b)
{
    return strcmp(a, b);
}

static int order_synsets(const void *a, const void *b)
{
    const struct synset *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static int order_entries(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    if (order)
        return order;
    return x->part != y->part ? x->part - y->part : x->rank - y->rank;
}

static int order_pairs(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

static int order_exceptions(const void *a, const void *b)
{
    int order = strcmp(a, b);
    return order ? order : strcmp((const char *)a + NAME_SIZE, (const char *)b + NAME_SIZE);
}

static void sort(struct list *list, int (*order)(const void *, const void *))
{
    if (list->count > 0)
        qsort(list->items, list->count, list->size, order);
}

static bool find(const struct list *list, const char *name, size_t *place)
{
    char key[NAME_SIZE] = "";
    strncpy(key, name, NAME_SIZE - 1);
    const char *found = bsearch(key, list->items, list->count, list->size, order_names);
    if (found && place)
        *place = (size_t)(found - (const char *)list->items) / list->size;
    return found != NULL;
}

static struct synset *synset_of(uint32_t key)
{
    struct synset wanted = {.key = key};
    return bsearch(&wanted, synsets.items, synsets.count, synsets.size, order_synsets);
}

static uint32_t key_of(int part, const char *offset)
{
    return (uint32_t)part << 28 | (uint32_t)strtoul(offset, NULL, 10);
}

static int part_of(char sign)
{
    return sign == 'n' ? 0 : sign == 'v' ? 1 : sign == 'r' ? 3 : 2;
}

static FILE *open_in(const char *folder, const char *format, const char *part)
{
    static char path[4096];
    char name[64];
    snprintf(name, sizeof name, format, part);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (!file)
        die("cannot be read (Debian: wordnet-base)", path);
    return file;
}

static bool next_line(FILE *file, char *line)
{
    while (fgets(line, LINE_SIZE, file))
        if (*line != ' ' && *line != '#')
            return true;
    fclose(file);
    return false;
}

static void read_vocabulary(const char *path)
{
    static char line[LINE_SIZE];
    FILE *file = fopen(path, "r");
    if (!file)
        die("cannot be read", path);
    while (next_line(file, line)) {
        char name[NAME_SIZE] = "";
        size_t size = strcspn(line, "\t\n");
        if (size < NAME_SIZE) {
            memcpy(name, line, size);
            add(&vocabulary, name);
        }
    }
    sort(&vocabulary, order_names);
}

/* lemma part senses pointer-count pointers... senses tagged offsets... */
static void read_index(const char *folder, int part)
{
    static char line[LINE_SIZE];
    FILE *file = open_in(folder, "index.%s", part_names[part]);
    while (next_line(file, line)) {
        struct entry entry = {.part = part};
        char *name = strtok(line, " \n");
        if (strlen(name) >= NAME_SIZE || !find(&vocabulary, name, NULL))
            continue;
        strcpy(entry.name, name);
        strtok(NULL, " \n");
        int senses = atoi(strtok(NULL, " \n"));
        for (int skip = atoi(strtok(NULL, " \n")); skip > 0; skip--)
            strtok(NULL, " \n");
        strtok(NULL, " \n");
        strtok(NULL, " \n");
        for (; entry.rank < senses && entry.rank < SENSES_MAX; entry.rank++) {
            entry.synset = key_of(part, strtok(NULL, " \n"));
            add(&entries, &entry);
        }
    }
}

/* offset file type words word id ... pointers symbol offset part source-target ... */
static void read_data(const char *folder, int part)
{
    static char line[LINE_SIZE];
    FILE *file = open_in(folder, "data.%s", part_names[part]);
    while (next_line(file, line)) {
        struct synset synset = {.words = names.count, .pointers = pointers.count};
        synset.key = key_of(part, strtok(line, " \n"));
        synset.file = atoi(strtok(NULL, " \n"));
        strtok(NULL, " \n");
        synset.word_count = strtoul(strtok(NULL, " \n"), NULL, 16);
        for (size_t i = 0; i < synset.word_count; i++) {
            char name[NAME_SIZE] = "";
            strncpy(name, strtok(NULL, " \n"), NAME_SIZE - 1);
            name[strcspn(name, "(")] = '\0';
            add(&names, name);
            strtok(NULL, " \n");
        }
        synset.pointer_count = strtoul(strtok(NULL, " \n"), NULL, 10);
        for (size_t i = 0; i < synset.pointer_count; i++) {
            struct pointer pointer = {0};
            strncpy(pointer.symbol, strtok(NULL, " \n"), 2);
            const char *offset = strtok(NULL, " \n");
            pointer.to = key_of(part_of(*strtok(NULL, " \n")), offset);
            unsigned long both = strtoul(strtok(NULL, " \n"), NULL, 16);
            pointer.source = (unsigned)(both >> 8);
            pointer.target = (unsigned)(both & 0xff);
            add(&pointers, &pointer);
        }
        add(&synsets, &synset);
    }
}

/* Words of the index, each once. */
static void collect_words(void)
{
    sort(&entries, order_entries);
    const struct entry *entry = entries.items;
    for (size_t i = 0; i < entries.count; i++)
        if (i == 0 || strcmp(entry[i].name, entry[i - 1].name) != 0)
            add(&words, entry[i].name);
    if (words.count > IDS_MAX)
        die("too many words", "index");
    tags = calloc(words.count + 1, sizeof *tags);
    if (!tags)
        die("out of memory", "tags");
}

/* lemma%type:file:id:head:id number count */
static void read_tags(const char *folder)
{
    static char line[LINE_SIZE];
    static const int parts[] = {-1, 0, 1, 2, 3, 2};
    FILE *file = open_in(folder, "cntlist.%s", "rev");
    while (next_line(file, line)) {
        char *type = strchr(line, '%'), *count = strrchr(line, ' ');
        size_t word;
        if (!type || !count || type[1] < '1' || type[1] > '5')
            continue;
        *type = '\0';
        if (!find(&words, line, &word))
            continue;
        uint16_t *tag = &tags[word][parts[type[1] - '0']];
        unsigned long sum = *tag + strtoul(count, NULL, 10);
        *tag = (uint16_t)(sum < UINT16_MAX ? sum : UINT16_MAX);
    }
}

static void read_exceptions(const char *folder, int part)
{
    static char line[LINE_SIZE];
    FILE *file = open_in(folder, "%s.exc", part_names[part]);
    while (next_line(file, line)) {
        char both[2 * NAME_SIZE] = "";
        char *form = strtok(line, " \n"), *base = form ? strtok(NULL, " \n") : NULL;
        if (!base || strlen(form) >= NAME_SIZE || strlen(base) >= NAME_SIZE - 1)
            continue;
        if (!find(&vocabulary, form, NULL) || !find(&words, base, NULL))
            continue;
        strcpy(both, form);
        both[NAME_SIZE] = (char)('0' + part);
        strcpy(both + NAME_SIZE + 1, base);
        add(&exceptions, both);
    }
}

static bool is_symbol(const struct pointer *pointer, const char *symbols)
{
    char wanted[4];
    snprintf(wanted, sizeof wanted, "%s ", pointer->symbol);
    return strstr(symbols, wanted) != NULL;
}

static const struct pointer *pointers_of(const struct synset *synset)
{
    return (const struct pointer *)pointers.items + synset->pointers;
}

/* Keeps a synset and all above it. */
static void keep(struct synset *synset)
{
    if (!synset || synset->kept)
        return;
    synset->kept = true;
    for (size_t i = 0; i < synset->pointer_count; i++)
        if (is_symbol(&pointers_of(synset)[i], "@ @i "))
            keep(synset_of(pointers_of(synset)[i].to));
}

static void keep_synsets(void)
{
    const struct entry *entry = entries.items;
    for (size_t i = 0; i < entries.count; i++)
        keep(synset_of(entry[i].synset));
    size_t id = 0;
    struct synset *synset = synsets.items;
    for (size_t i = 0; i < synsets.count; i++)
        if (synset[i].kept)
            synset[i].id = id++;
    if (id > IDS_MAX)
        die("too many synsets", "data");
}

static void print_strings(const char *name, const struct list *list)
{
    size_t offset = 0;
    printf("static const char %s_bytes[] = {\n", name);
    for (size_t i = 0; i < list->count; i++) {
        const char *string = (const char *)list->items + i * list->size;
        for (const char *c = string; *c; c++)
            printf("%d,", *c);
        printf("0,%s", i % 8 == 7 ? "\n" : "");
    }
    printf("0};\nstatic const uint32_t %s_offsets[] = {\n", name);
    for (size_t i = 0; i < list->count; i++) {
        printf("%zu,%s", offset, i % 12 == 11 ? "\n" : "");
        offset += strlen((const char *)list->items + i * list->size) + 1;
    }
    printf("0};\n");
}

/* `starts[a]` to `starts[a + 1]` are the places of a's partners. Sorts the pairs. */
static void print_pairs(const char *name, struct list *pairs, size_t count)
{
    sort(pairs, order_pairs);
    const struct pair *pair = pairs->items;
    size_t kept = 0, at = 0;
    struct pair *unique = pairs->items;
    for (size_t i = 0; i < pairs->count; i++)
        if (kept == 0 || order_pairs(&pair[i], &unique[kept - 1]) != 0)
            unique[kept++] = pair[i];
    printf("static const uint16_t %s_items[] = {\n", name);
    for (size_t i = 0; i < kept; i++)
        printf("%zu,%s", unique[i].b, i % 16 == 15 ? "\n" : "");
    printf("0};\nstatic const uint32_t %s_starts[] = {\n", name);
    for (size_t a = 0; a <= count; a++) {
        while (at < kept && unique[at].a < a)
            at++;
        printf("%zu,%s", at, a % 12 == 11 ? "\n" : "");
    }
    printf("0};\n");
    free(pairs->items);
}

/* The words that stand in a relation of their own, whatever their synsets do. */
static void print_word_pairs(const char *name, const char *symbols)
{
    struct list pairs = {.size = sizeof(struct pair)};
    const struct synset *synset = synsets.items;
    for (size_t i = 0; i < synsets.count; i++)
        for (size_t k = 0; k < synset[i].pointer_count; k++) {
            const struct pointer *pointer = &pointers_of(&synset[i])[k];
            const struct synset *other = synset_of(pointer->to);
            struct pair pair;
            if (!is_symbol(pointer, symbols) || !pointer->source || !pointer->target || !other)
                continue;
            const char *from =
                (char *)names.items + (synset[i].words + pointer->source - 1) * NAME_SIZE;
            const char *to = (char *)names.items + (other->words + pointer->target - 1) * NAME_SIZE;
            if (!find(&words, from, &pair.a) || !find(&words, to, &pair.b) || pair.a == pair.b)
                continue;
            add(&pairs, &pair);
            add(&pairs, &(struct pair){pair.b, pair.a});
        }
    print_pairs(name, &pairs, words.count);
}

static void print_synset_pairs(const char *name, const char *symbols, bool both_ways, size_t count)
{
    struct list pairs = {.size = sizeof(struct pair)};
    const struct synset *synset = synsets.items;
    for (size_t i = 0; i < synsets.count; i++)
        for (size_t k = 0; synset[i].kept && k < synset[i].pointer_count; k++) {
            const struct pointer *pointer = &pointers_of(&synset[i])[k];
            const struct synset *other = synset_of(pointer->to);
            if (!is_symbol(pointer, symbols) || !other || !other->kept)
                continue;
            add(&pairs, &(struct pair){synset[i].id, other->id});
            if (both_ways)
                add(&pairs, &(struct pair){other->id, synset[i].id});
        }
    print_pairs(name, &pairs, count);
}

static size_t count_below(const struct synset *synset, const uint32_t *starts,
                          const uint32_t *below, bool *seen, size_t most)
{
    size_t count = 0, place = (size_t)(synset - (struct synset *)synsets.items);
    for (uint32_t i = starts[place]; i < starts[place + 1] && count <= most; i++) {
        const struct synset *child = (struct synset *)synsets.items + below[i];
        if (seen[below[i]])
            continue;
        seen[below[i]] = true;
        count += 1 + count_below(child, starts, below, seen, most);
    }
    return count;
}

/* The synsets with so many below them that they say little. */
static void print_wide(void)
{
    const struct synset *synset = synsets.items;
    struct list pairs = {.size = sizeof(struct pair)};
    for (size_t i = 0; i < synsets.count; i++)
        for (size_t k = 0; k < synset[i].pointer_count; k++)
            if (is_symbol(&pointers_of(&synset[i])[k], "@ @i "))
                add(&pairs,
                    &(struct pair){(size_t)(synset_of(pointers_of(&synset[i])[k].to) - synset), i});
    sort(&pairs, order_pairs);
    uint32_t *starts = calloc(synsets.count + 2, sizeof *starts);
    uint32_t *below = calloc(pairs.count + 1, sizeof *below);
    bool *seen = calloc(synsets.count, sizeof *seen);
    if (!starts || !below || !seen)
        die("out of memory", "synsets");
    const struct pair *pair = pairs.items;
    for (size_t i = 0; i < pairs.count; i++) {
        starts[pair[i].a + 1]++;
        below[i] = (uint32_t)pair[i].b;
    }
    for (size_t i = 0; i < synsets.count; i++)
        starts[i + 1] += starts[i];
    printf("static const uint16_t wide[] = {\n");
    size_t count = 0;
    for (size_t i = 0; i < synsets.count; i++) {
        memset(seen, 0, synsets.count);
        if (synset[i].kept && starts[i + 1] > starts[i] &&
            count_below(&synset[i], starts, below, seen, MANY_BELOW) > MANY_BELOW)
            count += printf("%zu,", synset[i].id) > 0;
    }
    printf("0};\nenum { WIDE_COUNT = %zu };\n", count);
}

static void print_senses(void)
{
    const struct entry *entry = entries.items;
    printf("static const struct sense senses[] = {\n");
    for (size_t i = 0; i < entries.count; i++)
        printf("{%zu,%d,%d},%s", synset_of(entry[i].synset)->id, entry[i].part, entry[i].rank,
               i % 8 == 7 ? "\n" : "");
    printf("{0,0,0}};\nstatic const uint32_t sense_starts[] = {\n");
    for (size_t word = 0, at = 0; word <= words.count; word++) {
        while (at < entries.count && word < words.count &&
               strcmp(entry[at].name, (char *)words.items + word * NAME_SIZE) < 0)
            at++;
        printf("%zu,%s", word < words.count ? at : entries.count, word % 12 == 11 ? "\n" : "");
    }
    printf("0};\nstatic const uint16_t tags[][PART_COUNT] = {\n");
    for (size_t word = 0; word < words.count; word++)
        printf("{%u,%u,%u,%u},%s", tags[word][0], tags[word][1], tags[word][2], tags[word][3],
               word % 8 == 7 ? "\n" : "");
    printf("{0,0,0,0}};\n");
}

/* Each form with its base and the base's part of speech, joined by a blank. */
static void print_exceptions(void)
{
    struct list forms = {.size = NAME_SIZE};
    struct list bases = {.size = sizeof(struct pair)};
    sort(&exceptions, order_exceptions);
    for (size_t i = 0; i < exceptions.count; i++) {
        const char *form = (const char *)exceptions.items + i * exceptions.size;
        struct pair base = {(size_t)(form[NAME_SIZE] - '0'), 0};
        find(&words, form + NAME_SIZE + 1, &base.b);
        add(&forms, form);
        add(&bases, &base);
    }
    print_strings("form", &forms);
    const struct pair *base = bases.items;
    printf("static const struct base_form form_bases[] = {\n");
    for (size_t i = 0; i < bases.count; i++)
        printf("{%zu,%zu},%s", base[i].b, base[i].a, i % 12 == 11 ? "\n" : "");
    printf("{0,0}};\n");
}

/* Words that are written with a capital only, and places among them. */
static void print_marks(void)
{
    unsigned char *marks = calloc(words.count + 1, 1);
    if (!marks)
        die("out of memory", "marks");
    const struct synset *synset = synsets.items;
    for (size_t i = 0; i < synsets.count; i++)
        for (size_t k = 0; k < synset[i].word_count; k++) {
            char name[NAME_SIZE];
            strcpy(name, (char *)names.items + (synset[i].words + k) * NAME_SIZE);
            bool capital = isupper((unsigned char)*name), instance = false;
            for (char *c = name; *c; c++)
                *c = (char)tolower((unsigned char)*c);
            size_t word;
            if (!find(&words, name, &word))
                continue;
            for (size_t p = 0; p < synset[i].pointer_count; p++)
                instance |= is_symbol(&pointers_of(&synset[i])[p], "@i ");
            marks[word] |= (unsigned char)(capital ? 1 : 2);
            marks[word] |= (unsigned char)(instance && synset[i].file == 15 ? 4 : 0);
        }
    printf("static const unsigned char marks[] = {\n");
    for (size_t i = 0; i < words.count; i++)
        printf("%d,%s", ((marks[i] & 3) == 1) | (marks[i] & 4 ? 2 : 0), i % 24 == 23 ? "\n" : "");
    printf("0};\n");
    free(marks);
}

static void print_all(void)
{
    size_t kept = 0;
    const struct synset *synset = synsets.items;
    for (size_t i = 0; i < synsets.count; i++)
        kept += synset[i].kept;
    printf(
        "/* Made by tools/make-wordnet from WordNet 3.0; do not edit. COPYING.WordNet holds its\n"
        " * licence. */\n#include \"language/wordnet.h\"\n\n");
    print_strings("word", &words);
    print_senses();
    print_marks();
    print_exceptions();
    print_synset_pairs("above", "@ @i ", false, kept);
    print_synset_pairs("near", "& $ * > ", true, kept);
    print_word_pairs("opposite", "! ");
    print_word_pairs("derived", "+ \\ < ");
    print_wide();
    printf("const struct wordnet wordnet = {\n    %zu, %zu, %zu, WIDE_COUNT,\n"
           "    word_bytes, word_offsets, senses, sense_starts, tags, marks,\n"
           "    form_bytes, form_offsets, form_bases, wide,\n"
           "    {above_items, above_starts}, {near_items, near_starts},\n"
           "    {opposite_items, opposite_starts}, {derived_items, derived_starts},\n};\n",
           words.count, kept, exceptions.count);
    if (fflush(stdout) != 0 || ferror(stdout))
        die("cannot be written", "standard output");
}

int main(int count, char **arguments)
{
    if (count != 3)
        die("usage: make-wordnet FOLDER WORDS", "arguments");
    read_vocabulary(arguments[2]);
    for (int part = 0; part < PARTS; part++) {
        read_index(arguments[1], part);
        read_data(arguments[1], part);
    }
    sort(&synsets, order_synsets);
    collect_words();
    read_tags(arguments[1]);
    for (int part = 0; part < PARTS; part++)
        read_exceptions(arguments[1], part);
    keep_synsets();
    print_all();
    return 0;
}
