/* Makes a C source with a `struct table` (src/base/table.h) from a file of fields with tabs between.
 * Runs on the machine that builds; needs nothing but the C library.
 *
 *     make-table [-g] [-c] NAME FILE COLUMN[,COLUMN...] > TABLE.c
 *
 * The named columns, counted from 1, hold keys, several with `|` between; the value is the other
 * columns. -g puts the line's number and the key's column in front of the value, so that keys of
 * one line can be told to belong together. -c keeps the case of keys (ASCII letters are lowered
 * otherwise). Lines that begin with # are comments. Entries are sorted by key, then by place. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 16, LINE_MAX_SIZE = 64 * 1024 };

struct entry {
    char *key, *value;
    size_t place;
};

struct entries {
    struct entry *items;
    size_t count, capacity;
};

struct wish {
    bool group, keep_case;
    bool is_key[COLUMNS_MAX + 1];
};

static void die(const char *what, const char *name)
{
    fprintf(stderr, "make-table: %s: %s\n", name, what);
    exit(2);
}

static char *copy(const char *string)
{
    char *twin = malloc(strlen(string) + 1);
    if (!twin)
        die("out of memory", string);
    return strcpy(twin, string);
}

static void add(struct entries *entries, const char *key, const char *value)
{
    if (entries->count == entries->capacity) {
        entries->capacity = entries->capacity ? entries->capacity * 2 : 1024;
        entries->items = realloc(entries->items, entries->capacity * sizeof *entries->items);
        if (!entries->items)
            die("out of memory", key);
    }
    entries->items[entries->count] = (struct entry){copy(key), copy(value), entries->count};
    entries->count++;
}

static size_t split(char *line, char separator, char **fields, size_t most)
{
    size_t count = 0;
    while (line && count < most) {
        fields[count++] = line;
        line = strchr(line, separator);
        if (line)
            *line++ = '\0';
    }
    return count;
}

static void read_line(char *line, size_t number, const struct wish *wish, struct entries *entries)
{
    static char value[LINE_MAX_SIZE + 64];
    static char *keys[LINE_MAX_SIZE];
    char *fields[COLUMNS_MAX];
    size_t count = split(line, '\t', fields, COLUMNS_MAX);
    for (size_t column = 1; column <= count; column++) {
        if (!wish->is_key[column])
            continue;
        char *at = value;
        *at = '\0';
        if (wish->group)
            at += sprintf(at, "%zu\t%zu", number, column);
        for (size_t other = 1; other <= count; other++)
            if (!wish->is_key[other])
                at += sprintf(at, "%s%s", at > value ? "\t" : "", fields[other - 1]);
        size_t variants = split(fields[column - 1], '|', keys, LINE_MAX_SIZE);
        for (size_t i = 0; i < variants; i++) {
            for (char *c = keys[i]; *c && !wish->keep_case; c++)
                *c = (char)tolower((unsigned char)*c);
            if (*keys[i])
                add(entries, keys[i], value);
        }
    }
}

static void read_file(const char *path, const struct wish *wish, struct entries *entries)
{
    static char line[LINE_MAX_SIZE];
    FILE *file = fopen(path, "r");
    if (!file)
        die("cannot be read", path);
    for (size_t number = 1; fgets(line, sizeof line, file); number++) {
        size_t size = strcspn(line, "\r\n");
        if (!line[size] && !feof(file))
            die("has a line that is too long", path);
        line[size] = '\0';
        if (*line && *line != '#')
            read_line(line, number, wish, entries);
    }
    if (ferror(file))
        die("cannot be read", path);
    fclose(file);
}

static int order(const void *a, const void *b)
{
    const struct entry *left = a, *right = b;
    int order = strcmp(left->key, right->key);
    return order ? order : (left->place > right->place) - (left->place < right->place);
}

/* Numbers instead of a string: the standard bounds the length of a string literal. */
static void print_bytes(const char *string, size_t *column)
{
    for (const char *c = string;; c++) {
        *column += (size_t)printf("%d,", *c);
        if (*column > 90) {
            putchar('\n');
            *column = 0;
        }
        if (!*c)
            return;
    }
}

static void print(const struct entries *entries, const char *name, const char *path)
{
    const char *slash = strrchr(path, '/');
    printf("/* Made by tools/make-table from %s; do not edit. */\n", slash ? slash + 1 : path);
    printf("#include \"base/table.h\"\n\nextern const struct table %s;\n\n", name);
    printf("static const uint32_t offsets[] = {\n");
    size_t offset = 0;
    for (size_t i = 0; i < entries->count; i++) {
        printf("%zu,%s", offset, i % 12 == 11 ? "\n" : "");
        offset += strlen(entries->items[i].key) + strlen(entries->items[i].value) + 2;
    }
    printf("0};\n\nstatic const char bytes[] = {\n");
    size_t column = 0;
    for (size_t i = 0; i < entries->count; i++) {
        print_bytes(entries->items[i].key, &column);
        print_bytes(entries->items[i].value, &column);
    }
    printf("0};\n\nconst struct table %s = {%zu, offsets, bytes};\n", name, entries->count);
    if (fflush(stdout) != 0 || ferror(stdout))
        die("cannot be written", name);
}

int main(int count, char **words)
{
    struct wish wish = {0};
    struct entries entries = {0};
    int at = 1;
    for (; at < count && words[at][0] == '-'; at++) {
        wish.group |= strcmp(words[at], "-g") == 0;
        wish.keep_case |= strcmp(words[at], "-c") == 0;
    }
    if (count - at != 3)
        die("usage: make-table [-g] [-c] NAME FILE COLUMN[,COLUMN...]", "arguments");
    for (char *column = strtok(words[at + 2], ","); column; column = strtok(NULL, ",")) {
        long number = strtol(column, NULL, 10);
        if (number < 1 || number > COLUMNS_MAX)
            die("no such column", column);
        wish.is_key[number] = true;
    }
    read_file(words[at + 1], &wish, &entries);
    qsort(entries.items, entries.count, sizeof *entries.items, order);
    print(&entries, words[at], words[at + 1]);
    return 0;
}
