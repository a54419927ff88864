#include "compare/senses.h"

#include "base/memory.h"

#include <stdlib.h>

/* How far up is looked, and how many pairs of terms may meet in one synset before it says too
 * little. */
enum { STEPS_MAX = 5, ABOVE_MAX = 48, MEETINGS_MAX = 4096, FORMS_USED = 2 };

enum key_kind { KEY_SYNSET, KEY_DERIVED, KEY_OPPOSITE };

/* A term under a synset, or under a word that its own is derived from or opposite to. */
struct member {
    enum key_kind kind;
    uint32_t key;
    uint32_t term;
    uint8_t steps; /* 0: the term itself has the sense, or is the word */
    uint8_t rank;
    uint8_t part;
    bool near; /* reached through a similar synset */
};

struct collector {
    const struct vocabulary *vocabulary;
    struct member *members;
    size_t count, capacity;
    struct sense_relation *relations;
    size_t relation_count, relation_capacity;
};

static void add(struct collector *collector, struct member member)
{
    MEMORY_APPEND(collector->members, collector->count, collector->capacity, member);
}

/* The synsets above one, breadth first, each once. */
static void add_above(struct collector *collector, struct member member)
{
    uint16_t found[ABOVE_MAX];
    uint8_t steps[ABOVE_MAX];
    size_t count = 1;
    found[0] = (uint16_t)member.key;
    steps[0] = 0;
    for (size_t at = 0; at < count; at++) {
        if (steps[at] == STEPS_MAX)
            break;
        const uint32_t *starts = wordnet.above.starts + found[at];
        for (uint32_t i = starts[0]; i < starts[1] && count < ABOVE_MAX; i++) {
            uint16_t above = wordnet.above.items[i];
            size_t k = 0;
            while (k < count && found[k] != above)
                k++;
            if (k < count)
                continue;
            found[count] = above;
            steps[count++] = (uint8_t)(steps[at] + 1);
        }
    }
    for (size_t i = 1; i < count; i++) {
        member.key = found[i];
        member.steps = steps[i];
        add(collector, member);
    }
}

static void add_near(struct collector *collector, struct member member)
{
    const uint32_t *starts = wordnet.near.starts + member.key;
    member.near = true;
    for (uint32_t i = starts[0]; i < starts[1]; i++) {
        member.key = wordnet.near.items[i];
        member.steps = 1;
        add(collector, member);
    }
}

static void add_partners(struct collector *collector, enum key_kind kind,
                         const struct partners *partners, struct base_form form, uint32_t term)
{
    struct member member = {.kind = kind, .key = form.word, .term = term, .part = form.part};
    const uint32_t *starts = partners->starts + form.word;
    if (starts[0] == starts[1])
        return;
    add(collector, member);
    member.steps = 1;
    for (uint32_t i = starts[0]; i < starts[1]; i++) {
        member.key = partners->items[i];
        add(collector, member);
    }
}

static void add_form(struct collector *collector, struct base_form form, uint32_t term)
{
    for (uint32_t i = wordnet.sense_starts[form.word]; i < wordnet.sense_starts[form.word + 1];
         i++) {
        const struct sense *sense = &wordnet.senses[i];
        if (sense->part != form.part)
            continue;
        struct member member = {
            .key = sense->synset, .term = term, .rank = sense->rank, .part = sense->part};
        add(collector, member);
        add_above(collector, member);
        add_near(collector, member);
    }
    add_partners(collector, KEY_DERIVED, &wordnet.derived, form, term);
    add_partners(collector, KEY_OPPOSITE, &wordnet.opposite, form, term);
}

static void add_term(struct collector *collector, uint32_t number)
{
    const struct term *term = &collector->vocabulary->terms[number];
    if (term->quantity || term->count[SIDE_LEFT] + term->count[SIDE_RIGHT] == 0)
        return;
    for (size_t i = 0; i < TERM_FORMS_MAX && term->forms[i]; i++)
        for (size_t k = 0; k < term->forms[i]->base_form_count && k < FORMS_USED; k++)
            add_form(collector, term->forms[i]->base_forms[k], number);
}

static int order_members(const void *a, const void *b)
{
    const struct member *left = a, *right = b;
    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    if (left->key != right->key)
        return left->key < right->key ? -1 : 1;
    if (left->steps != right->steps)
        return left->steps < right->steps ? -1 : 1;
    if (left->term != right->term)
        return left->term < right->term ? -1 : 1;
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    if (left->near != right->near)
        return left->near ? 1 : -1;
    return (left->part > right->part) - (left->part < right->part);
}

static const double by_rank[] = {0.95, 0.85, 0.7, 0.7, 0.7};

/* The relation of a term that has a sense to one that comes upon it. */
static struct relation relation_of(const struct member *own, const struct member *other)
{
    unsigned rank = own->rank > other->rank ? own->rank : other->rank;
    if (own->kind == KEY_DERIVED)
        return (struct relation){RELATION_DERIVED, 0.9};
    if (own->kind == KEY_OPPOSITE)
        return (struct relation){RELATION_OPPOSITE, 1};
    if (other->near)
        return (struct relation){RELATION_NEAR, 0.7 - 0.06 * rank};
    if (other->steps == 0)
        return (struct relation){RELATION_SYNONYM, by_rank[rank]};
    double strength = 0.82 - 0.064 * (other->steps - 1) - 0.06 * (own->rank + other->rank);
    if (wordnet_is_wide((uint16_t)own->key))
        strength -= 0.3;
    return (struct relation){RELATION_CLOSER, strength};
}

static void relate(struct collector *collector, uint32_t a, uint32_t b, struct relation relation)
{
    struct sense_relation found = {a, b, relation};
    MEMORY_APPEND(collector->relations, collector->relation_count, collector->relation_capacity,
                  found);
}

/* Everybody under one key: those with steps 0 first, each of them against all behind it. */
static void relate_members(struct collector *collector, const struct member *members, size_t count)
{
    size_t own = 0, sisters = 0;
    while (own < count && members[own].steps == 0)
        own++;
    while (own + sisters < count && members[own + sisters].steps == 1)
        sisters++;
    if (own * count <= MEETINGS_MAX)
        for (size_t a = 0; a < own; a++)
            for (size_t b = members[0].kind == KEY_SYNSET ? a + 1 : own; b < count; b++)
                if (members[a].term != members[b].term)
                    relate(collector, members[a].term, members[b].term,
                           relation_of(&members[a], &members[b]));
    if (members[0].kind != KEY_SYNSET || sisters * sisters > MEETINGS_MAX)
        return;
    for (size_t a = own; a < own + sisters; a++)
        for (size_t b = a + 1; b < own + sisters; b++)
            if (members[a].term != members[b].term && !members[a].near && !members[b].near &&
                members[a].rank + members[b].rank < 2)
                relate(collector, members[a].term, members[b].term,
                       (struct relation){RELATION_SISTER, 0.1});
}

struct sense_relation *senses_relate(const struct vocabulary *vocabulary, size_t *count)
{
    struct collector collector = {.vocabulary = vocabulary};
    for (size_t i = 0; i < vocabulary->term_count; i++)
        add_term(&collector, (uint32_t)i);
    if (collector.count > 0)
        qsort(collector.members, collector.count, sizeof *collector.members, order_members);
    for (size_t i = 0, end; i < collector.count; i = end) {
        const struct member *first = &collector.members[i];
        for (end = i + 1; end < collector.count; end++)
            if (collector.members[end].kind != first->kind ||
                collector.members[end].key != first->key)
                break;
        relate_members(&collector, first, end - i);
    }
    free(collector.members);
    *count = collector.relation_count;
    return collector.relations;
}
