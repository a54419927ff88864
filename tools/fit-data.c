#include "fit-data.h"

#include "compare/features.h"
#include "compare/mirror.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 4096, LINE_SIZE = 1 << 16 };

static void *grow(void *items, size_t count, size_t size)
{
    if (count & (count - 1))
        return items;
    void *larger = realloc(items, (count ? 2 * count : 1) * size);
    if (!larger) {
        fputs("fit-weights: out of memory\n", stderr);
        exit(2);
    }
    return larger;
}

static FILE *open_in(const char *folder, const char *name)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return fopen(path, "r");
}

/* The header must name the features in their order, or the table is another program's. */
static size_t read_header(char *line, const char *name)
{
    size_t count = 0;
    for (char *field = strtok(line, "\t\n"); field; field = strtok(NULL, "\t\n"), count++)
        if (count >= FEATURE_COUNT || strcmp(field, feature_name((enum feature)count)) != 0) {
            fprintf(stderr, "fit-weights: %s: unknown feature %s\n", name, field);
            exit(2);
        }
    return count;
}

static void add_row(struct rows *rows, double target, double weight, unsigned fold, unsigned set,
                    char *fields, size_t filled)
{
    rows->set = grow(rows->set, rows->count, sizeof *rows->set);
    rows->set[rows->count] = set;
    rows->target = grow(rows->target, rows->count, sizeof *rows->target);
    rows->weight = grow(rows->weight, rows->count, sizeof *rows->weight);
    rows->fold = grow(rows->fold, rows->count, sizeof *rows->fold);
    rows->values = grow(rows->values, rows->count, rows->features * sizeof *rows->values);
    rows->target[rows->count] = target;
    rows->weight[rows->count] = weight;
    rows->fold[rows->count] = fold;
    float *values = rows->values + rows->count * rows->features;
    for (size_t k = 0; k < rows->features; k++)
        values[k] = k < filled ? strtof(fields, &fields) : 0;
    rows->count++;
}

/* Marks as `number:some every`, commas between; "-" for none. */
static void add_keys(struct articles *articles, size_t *count, char *marks)
{
    if (*marks == '-')
        return;
    for (char *mark = strtok(marks, ","); mark; mark = strtok(NULL, ",")) {
        char *flags;
        struct key key = {.number = (uint32_t)strtoul(mark, &flags, 10)};
        key.some = flags[1] == '1';
        key.every = flags[2] == '1';
        articles->keys = grow(articles->keys, *count, sizeof key);
        articles->keys[(*count)++] = key;
    }
}

/* A line `# wanted lefts rights` begins one. */
static void add_group(struct articles *articles, char *fields)
{
    struct group group = {.start = articles->rows.count};
    group.wanted = strtoul(fields, &fields, 10);
    group.lefts = strtoul(fields, &fields, 10);
    group.rights = strtoul(fields, &fields, 10);
    articles->groups = grow(articles->groups, articles->group_count, 2 * sizeof(struct group));
    articles->groups[articles->group_count++] = group;
}

struct articles articles_read(const char *folder, const char *name, bool must)
{
    static char line[LINE_SIZE];
    struct articles articles = {.rows.features = FEATURE_COUNT};
    FILE *file = open_in(folder, name);
    if (!file && must) {
        fprintf(stderr, "fit-weights: %s/%s: cannot be read\n", folder, name);
        exit(2);
    }
    size_t filled = file && fgets(line, sizeof line, file) ? read_header(line, name) : 0;
    size_t keys = 0;
    while (file && fgets(line, sizeof line, file)) {
        if (*line == '#') {
            add_group(&articles, line + 1);
            continue;
        }
        char *marks = strchr(line, '\t') + 1, *places = strchr(marks, '\t'), *fields;
        *places++ = '\0';
        size_t at = articles.rows.count;
        articles.places = grow(articles.places, at, 2 * sizeof(struct place));
        articles.places[at].left = (uint32_t)strtoul(places, &fields, 10);
        articles.places[at].right = (uint32_t)strtoul(fields, &fields, 10);
        articles.places[at].keys = keys;
        add_keys(&articles, &keys, marks);
        articles.places[at + 1].keys = keys;
        add_row(&articles.rows, *line == '1', 1, (unsigned)(articles.group_count % FOLDS), 0,
                fields, filled);
    }
    if (file)
        fclose(file);
    if (articles.group_count > 0)
        articles.groups[articles.group_count].start = articles.rows.count;
    return articles;
}

struct rows rows_both(const struct rows *rows)
{
    struct rows both = {.count = 2 * rows->count, .features = rows->features};
    both.values = take(both.count * both.features, sizeof *both.values);
    both.target = take(both.count, sizeof *both.target);
    both.weight = take(both.count, sizeof *both.weight);
    both.fold = take(both.count, sizeof *both.fold);
    both.set = take(both.count, sizeof *both.set);
    for (size_t i = 0; i < both.count; i++) {
        size_t row = i % rows->count;
        const float *values = rows->values + row * rows->features;
        both.target[i] = rows->target[row];
        both.weight[i] = rows->weight[row] / 2;
        both.fold[i] = rows->fold[row];
        both.set[i] = rows->set[row];
        if (i < rows->count)
            memcpy(both.values + i * both.features, values, both.features * sizeof *values);
        else
            features_mirror(values, both.features, both.values + i * both.features);
    }
    return both;
}

void rows_free(struct rows *rows)
{
    free(rows->values);
    free(rows->target);
    free(rows->weight);
    free(rows->fold);
    free(rows->set);
}

void articles_free(struct articles *articles)
{
    rows_free(&articles->rows);
    free(articles->places);
    free(articles->keys);
    free(articles->groups);
}

struct rows rows_read(const char *folder, const char *name)
{
    static char line[LINE_SIZE];
    struct rows rows = {.features = FEATURE_PAIR_COUNT};
    FILE *file = open_in(folder, name);
    if (!file || !fgets(line, sizeof line, file))
        return rows;
    size_t filled = read_header(line, name);
    while (fgets(line, sizeof line, file)) {
        char *fields;
        unsigned set = (unsigned)strtoul(line, &fields, 10);
        unsigned fold = (unsigned)strtoul(fields, &fields, 10) % FOLDS;
        double weight = strtod(fields, &fields), target = strtod(fields, &fields);
        add_row(&rows, target, weight, fold, set, fields, filled);
    }
    fclose(file);
    return rows;
}

struct ranked {
    double sum;
    size_t row, group;
};

static int order_ranked(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->sum != y->sum)
        return x->sum > y->sum ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static struct ranked *rank(const struct articles *articles, const double *sums)
{
    struct ranked *ranked = take(articles->rows.count, sizeof *ranked);
    for (size_t group = 0; group < articles->group_count; group++)
        for (size_t i = articles->groups[group].start; i < articles->groups[group + 1].start; i++)
            ranked[i] = (struct ranked){sums[i], i, group};
    qsort(ranked, articles->rows.count, sizeof *ranked, order_ranked);
    return ranked;
}

/* Walks down the ranking as the score does: a pair of sentences counts once. */
static struct quality walk(const struct articles *articles, const double *sums, bool best,
                           double cut)
{
    enum { KEYS_MAX = 1 << 14 };
    struct ranked *ranked = rank(articles, sums);
    bool *seen = take(articles->group_count * KEYS_MAX, sizeof *seen);
    struct quality quality = {0};
    size_t wanted = 0, got = 0, right = 0, found = 0;
    for (size_t group = 0; group < articles->group_count; group++)
        wanted += articles->groups[group].wanted;
    for (size_t i = 0; i < articles->rows.count && (best || ranked[i].sum >= cut); i++) {
        const struct place *place = &articles->places[ranked[i].row];
        for (size_t k = place[0].keys; k < place[1].keys; k++) {
            const struct key *key = &articles->keys[k];
            bool *mark = &seen[ranked[i].group * KEYS_MAX + key->number % KEYS_MAX];
            if (*mark)
                continue;
            *mark = true;
            got++;
            right += key->some;
            found += key->every;
        }
        double precision = got ? (double)right / (double)got : 0;
        double recall = wanted ? (double)found / (double)wanted : 0;
        double sum = precision + recall;
        double f1 = sum > 0 ? 2 * precision * recall / sum : 0;
        if (!best || f1 > quality.f1)
            quality = (struct quality){precision, recall, f1, ranked[i].sum};
    }
    free(ranked);
    free(seen);
    return quality;
}

struct quality quality_at(const struct articles *articles, const double *sums, double cut)
{
    return walk(articles, sums, false, cut);
}

struct quality quality_best(const struct articles *articles, const double *sums)
{
    return walk(articles, sums, true, 0);
}

void report_reliability(const struct articles *articles, const double *logits)
{
    size_t links[10] = {0}, right[10] = {0};
    for (size_t i = 0; i < articles->rows.count; i++) {
        size_t bin = (size_t)(10 / (1 + exp(-logits[i])));
        bin = bin < 10 ? bin : 9;
        links[bin]++;
        right[bin] += articles->rows.target[i] > 0.5;
    }
    for (size_t bin = 0; bin < 10; bin++)
        fprintf(stderr, "  confidence %.1f: %5zu links, right %.2f\n", (double)bin / 10, links[bin],
                links[bin] ? (double)right[bin] / (double)links[bin] : 0);
}

/* For each set of rows, how often the largest sum is the target's. */
struct called {
    double conflict; /* how likely, 0..1 */
    size_t row;
    bool right, matching;
};

static int order_called(const void *a, const void *b)
{
    const struct called *x = a, *y = b;
    if (x->conflict != y->conflict)
        return x->conflict > y->conflict ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* The precision of conflict where half of them are found, and how often a conflict stands above a
 * match (the area under the curve). */
static void report_conflicts(const struct rows *rows, const double *sums, size_t start, size_t end)
{
    struct called *called = take(end - start, sizeof *called);
    double conflicts = 0, matches = 0, above = 0, found = 0, half = 0;
    for (size_t i = start; i < end; i++) {
        double none = exp(sums[3 * i]), match = exp(sums[3 * i + 1]), own = exp(sums[3 * i + 2]);
        called[i - start] = (struct called){own / (none + match + own), i, rows->target[i] == 2,
                                            rows->target[i] == 1};
        conflicts += rows->target[i] == 2;
        matches += rows->target[i] == 1;
    }
    qsort(called, end - start, sizeof *called, order_called);
    for (size_t i = 0; i < end - start; i++) {
        found += called[i].right;
        above += called[i].matching ? found : 0;
        if (called[i].right && half == 0 && found >= conflicts / 2)
            half = found / (double)(i + 1);
    }
    fprintf(stderr, "%-26s   conflict P at half of R %.3f  above match %.3f\n", "", half,
            conflicts * matches > 0 ? above / (conflicts * matches) : 0);
    free(called);
}

void report_classes(const char *name, const struct rows *rows, const double *sums)
{
    for (size_t start = 0, end; start < rows->count; start = end) {
        size_t right = 0, called[3] = {0}, hits[3] = {0}, truth[3] = {0};
        for (end = start; end < rows->count && rows->set[end] == rows->set[start]; end++) {
            const double *sum = sums + end * 3;
            size_t best = sum[1] > sum[0] ? 1 : 0, target = (size_t)rows->target[end];
            best = sum[2] > sum[best] ? 2 : best;
            right += best == target;
            called[best]++;
            truth[target]++;
            hits[best] += best == target;
        }
        fprintf(stderr,
                "%-26s set %2u n %5zu acc %.3f  match P %.2f R %.2f  conflict P %.2f R %.2f\n",
                name, rows->set[start], end - start, (double)right / (double)(end - start),
                (double)hits[1] / (double)(called[1] + !called[1]),
                (double)hits[1] / (double)(truth[1] + !truth[1]),
                (double)hits[2] / (double)(called[2] + !called[2]),
                (double)hits[2] / (double)(truth[2] + !truth[2]));
        report_conflicts(rows, sums, start, end);
    }
}

void report_correlation(const char *name, const struct rows *rows, const double *sums)
{
    double n = (double)rows->count, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < rows->count; i++) {
        x += sums[i];
        y += rows->target[i];
        xx += sums[i] * sums[i];
        yy += rows->target[i] * rows->target[i];
        xy += sums[i] * rows->target[i];
    }
    fprintf(stderr, "%-26s n %zu pearson %.4f\n", name, rows->count,
            (n * xy - x * y) / sqrt((n * xx - x * x) * (n * yy - y * y)));
}
