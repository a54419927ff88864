#include "compare/relation.h"

#include "base/memory.h"
#include "compare/senses.h"
#include "language/lemma.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Terms that share a key are looked at in pairs; a key of more terms says too little. */
enum { BUCKET_MAX = 48, PREFIX_SIZE = 4 };

/* A term under a key: a line of a table, or the first letters. */
struct member {
    enum relation_kind kind;
    uint64_t key;
    unsigned column; /* of the table's line */
    uint32_t term;
};

struct edge {
    uint32_t a, b;
    struct relation relation;
};

struct builder {
    const struct vocabulary *vocabulary;
    struct member *members;
    size_t member_count, member_capacity;
    struct edge *edges;
    size_t edge_count, edge_capacity;
};

static void add_member(struct builder *builder, enum relation_kind kind, uint64_t key,
                       unsigned column, uint32_t term)
{
    struct member member = {kind, key, column, term};
    MEMORY_APPEND(builder->members, builder->member_count, builder->member_capacity, member);
}

static uint64_t read_number(const char **fields)
{
    uint64_t value = 0;
    for (; **fields >= '0' && **fields <= '9'; (*fields)++)
        value = value * 10 + (uint64_t)(**fields - '0');
    if (**fields == '\t')
        (*fields)++;
    return value;
}

/* Lines whose note weakens what they say are left alone: sister terms exclude each other only
 * sometimes, converse ones (buy, sell) never. */
static bool is_strict(const char *note)
{
    return !strstr(note, "converse") && !strstr(note, "sister");
}

static void add_entries(struct builder *builder, enum relation_kind kind,
                        const struct table *table, const char *key, uint32_t term)
{
    size_t entry = 0;
    const char *fields = table_find(table, key, strlen(key), &entry);
    for (; fields; fields = table_next(table, &entry)) {
        const char *rest = fields;
        uint64_t line = read_number(&rest);
        unsigned column = (unsigned)read_number(&rest);
        if (kind != RELATION_OPPOSITE || is_strict(rest))
            add_member(builder, kind, line, column, term);
    }
}

/* Names of one line; with ~ in front the table has those of places that stand for governments. */
static void add_aliases(struct builder *builder, const char *norm, uint32_t term)
{
    char place[LEMMA_SIZE + 1] = "~";
    add_entries(builder, RELATION_ALIAS, &aliases_table, norm, term);
    if (strlen(norm) < LEMMA_SIZE)
        add_entries(builder, RELATION_ALIAS, &aliases_table, strcat(place, norm), term);
}

static void add_prefix(struct builder *builder, uint32_t number)
{
    const struct term *term = &builder->vocabulary->terms[number];
    if (term->quantity || strlen(term->stem) < PREFIX_SIZE)
        return;
    uint64_t key = 0;
    for (size_t i = 0; i < PREFIX_SIZE; i++)
        key = key << 8 | (unsigned char)term->stem[i];
    add_member(builder, RELATION_SPELLING, key, 0, number);
}

/* before, without: a small word is never aligned for its sense, but it has opposites. */
static void add_small_word(struct builder *builder, uint32_t number)
{
    const struct term *term = &builder->vocabulary->terms[number];
    for (size_t i = 0; i < TERM_FORMS_MAX && term->forms[i]; i++)
        add_entries(builder, RELATION_OPPOSITE, &opposites_table, term->forms[i]->norm, number);
}

static void add_term(struct builder *builder, uint32_t number)
{
    const struct term *term = &builder->vocabulary->terms[number];
    if (term->quantity)
        return;
    if (term->count[SIDE_LEFT] + term->count[SIDE_RIGHT] == 0) {
        add_small_word(builder, number);
        return;
    }
    if (!term->forms[0]) {
        add_aliases(builder, term->stem, number);
        return;
    }
    add_prefix(builder, number);
    for (size_t i = 0; i < TERM_FORMS_MAX && term->forms[i]; i++) {
        struct lemmas lemmas;
        lemmas_find(term->forms[i]->norm, &lemmas);
        if (term->name)
            add_aliases(builder, term->forms[i]->norm, number);
        for (size_t k = 0; k < lemmas.count; k++) {
            add_entries(builder, RELATION_SYNONYM, &equivalents_table, lemmas.items[k], number);
            add_entries(builder, RELATION_OPPOSITE, &opposites_table, lemmas.items[k], number);
        }
    }
}

/* Alike in spelling: a common beginning of three quarters of the longer one and at least four
 * letters, the ends differing (Zelensky, Zelenskyy; Russia, Russian). */
static double spelling(const char *a, const char *b)
{
    size_t size_a = strlen(a), size_b = strlen(b), common = 0;
    size_t longer = size_a > size_b ? size_a : size_b;
    while (a[common] && a[common] == b[common])
        common++;
    return common >= PREFIX_SIZE && common * 4 >= longer * 3 ? 0.8 : 0;
}

/* Both ways. */
static void add_edges(struct builder *builder, uint32_t a, uint32_t b, struct relation relation)
{
    struct edge there = {a, b, relation}, back = {b, a, relation};
    if (relation.kind == RELATION_CLOSER)
        back.relation.kind = RELATION_WIDER;
    if (relation.kind == RELATION_WIDER)
        back.relation.kind = RELATION_CLOSER;
    MEMORY_APPEND(builder->edges, builder->edge_count, builder->edge_capacity, there);
    MEMORY_APPEND(builder->edges, builder->edge_count, builder->edge_capacity, back);
}

static void relate(struct builder *builder, const struct member *a, const struct member *b)
{
    struct relation relation = {a->kind, 0};
    const struct term *terms = builder->vocabulary->terms;
    switch (a->kind) {
    case RELATION_SPELLING:
        relation.strength = spelling(terms[a->term].stem, terms[b->term].stem);
        break;
    case RELATION_SYNONYM:
        relation.strength = 0.8;
        break;
    case RELATION_ALIAS:
        relation.strength = 0.85;
        break;
    case RELATION_OPPOSITE:
        relation.strength = a->column != b->column ? 1 : 0;
        break;
    default:
        break;
    }
    if (relation.strength > 0 && a->term != b->term)
        add_edges(builder, a->term, b->term, relation);
}

static int order_members(const void *a, const void *b)
{
    const struct member *left = a, *right = b;
    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    if (left->key != right->key)
        return left->key < right->key ? -1 : 1;
    if (left->term != right->term)
        return left->term < right->term ? -1 : 1;
    return (left->column > right->column) - (left->column < right->column);
}

/* Of several relations between two terms the telling one comes first: opposite, then strength. */
static int order_edges(const void *a, const void *b)
{
    const struct edge *left = a, *right = b;
    if (left->a != right->a)
        return left->a < right->a ? -1 : 1;
    if (left->b != right->b)
        return left->b < right->b ? -1 : 1;
    if (left->relation.strength != right->relation.strength)
        return left->relation.strength > right->relation.strength ? -1 : 1;
    return (left->relation.kind < right->relation.kind) -
           (left->relation.kind > right->relation.kind);
}

static void relate_members(struct builder *builder)
{
    if (builder->member_count > 0)
        qsort(builder->members, builder->member_count, sizeof *builder->members, order_members);
    for (size_t i = 0, end; i < builder->member_count; i = end) {
        const struct member *first = &builder->members[i];
        end = i + 1;
        while (end < builder->member_count && builder->members[end].kind == first->kind &&
               builder->members[end].key == first->key)
            end++;
        if (end - i > BUCKET_MAX)
            continue;
        for (size_t a = i; a < end; a++)
            for (size_t b = a + 1; b < end; b++)
                relate(builder, &builder->members[a], &builder->members[b]);
    }
}

static void add_senses(struct builder *builder)
{
    size_t count;
    struct sense_relation *relations = senses_relate(builder->vocabulary, &count);
    for (size_t i = 0; i < count; i++)
        add_edges(builder, relations[i].a, relations[i].b, relations[i].relation);
    free(relations);
}

struct relations *relations_make(struct arena *arena, const struct vocabulary *vocabulary)
{
    struct builder builder = {.vocabulary = vocabulary};
    for (size_t i = 0; i < vocabulary->term_count; i++)
        add_term(&builder, (uint32_t)i);
    relate_members(&builder);
    add_senses(&builder);
    if (builder.edge_count > 0)
        qsort(builder.edges, builder.edge_count, sizeof *builder.edges, order_edges);
    struct relations *relations = arena_take(arena, 1, sizeof *relations);
    relations->edges = arena_take(arena, builder.edge_count, sizeof *relations->edges);
    relations->starts = arena_take(arena, vocabulary->term_count + 1, sizeof *relations->starts);
    for (size_t i = 0; i < builder.edge_count; i++) {
        const struct edge *edge = &builder.edges[i];
        if (i > 0 && edge->a == edge[-1].a && edge->b == edge[-1].b)
            continue;
        relations->edges[relations->edge_count++] = *edge;
        relations->starts[edge->a + 1] = (uint32_t)relations->edge_count;
    }
    for (size_t i = 0; i < vocabulary->term_count; i++)
        if (relations->starts[i + 1] < relations->starts[i])
            relations->starts[i + 1] = relations->starts[i];
    free(builder.members);
    free(builder.edges);
    return relations;
}

struct relation relation_look_up(const struct relations *relations, uint32_t a, uint32_t b)
{
    size_t low = relations->starts[a], high = relations->starts[a + 1];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (relations->edges[middle].b < b)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < relations->starts[a + 1] && relations->edges[low].b == b)
        return relations->edges[low].relation;
    return (struct relation){RELATION_NONE, 0};
}
