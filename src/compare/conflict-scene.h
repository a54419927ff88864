/* What the rules of conflict share, behind conflict.h: two aligned statements and the questions
 * every rule asks of them. A rule is a function of a scene; it says nothing (conflict_none) or
 * names what clashes. */
#ifndef ABREAST_COMPARE_CONFLICT_SCENE_H
#define ABREAST_COMPARE_CONFLICT_SCENE_H

#include "base/table.h"
#include "compare/conflict.h"

#include <stdbool.h>
#include <stddef.h>

/* From these confidences on two statements probably or surely tell the same, in thousandths. */
enum { CONFIDENCE_LIKELY = CONFIDENCE_DEFAULT, CONFIDENCE_SURE = 660, CONFIDENCE_MUTUAL = 60 };

struct scene {
    const struct vocabulary *vocabulary;
    const struct relations *relations;
    const struct alignment *alignment;
    double likeness, cover_more;
    unsigned confidence; /* struct closeness */
    bool mutual;         /* struct closeness */
};

/* How much of the surroundings of two words agrees: of the telling words next to them on either
 * side those aligned with each other, 0..2, and of the four words around on each side. */
struct slot {
    int beside;
    int around;
};

extern const struct conflict conflict_none;

static inline const struct item *scene_item(const struct scene *scene, enum side side, size_t at)
{
    const struct alignment *alignment = scene->alignment;
    return side == SIDE_LEFT ? &alignment->a->items[at] : &alignment->b->items[at];
}

static inline const struct token *scene_token(const struct scene *scene, enum side side, size_t at)
{
    return item_token(scene->vocabulary, side, scene_item(scene, side, at));
}

static inline size_t scene_size(const struct scene *scene, enum side side)
{
    return side == SIDE_LEFT ? scene->alignment->a->count : scene->alignment->b->count;
}

/* The item on the other side that is aligned with this one, or ALIGN_NONE. */
static inline size_t scene_partner(const struct scene *scene, enum side side, size_t at)
{
    return side == SIDE_LEFT ? scene->alignment->to_b[at] : scene->alignment->to_a[at];
}

static inline bool scene_is_free(const struct scene *scene, enum side side, size_t at)
{
    return scene_partner(scene, side, at) == ALIGN_NONE;
}

/* Whether the two statements probably, or surely, tell the same: the link is likely, or less so and
 * likelier than all others of both statements. */
static inline bool scene_is_likely(const struct scene *scene)
{
    return scene->confidence >= (scene->mutual ? CONFIDENCE_MUTUAL : CONFIDENCE_LIKELY);
}

static inline bool scene_is_sure(const struct scene *scene)
{
    return scene->confidence >= (scene->mutual ? CONFIDENCE_LIKELY : CONFIDENCE_SURE);
}

const struct statement *scene_statement(const struct scene *scene, enum side side);

/* Whether the norm of an item is one of `count` words; false behind the end. */
bool scene_is_one_of(const struct scene *scene, enum side side, size_t at, const char *const *words,
                     size_t count);

/* The other article does not hold the word anywhere, not only not here. */
bool scene_is_unheard(const struct scene *scene, enum side side, size_t at);

/* The next telling word from `at` in a direction, within a few words and past the rest of its date;
 * ALIGN_NONE without. */
size_t scene_telling(const struct scene *scene, enum side side, size_t at, int step);

struct slot scene_slot(const struct scene *scene, size_t a, size_t b);

/* Aligned telling words within a stretch. */
size_t scene_agreeing(const struct scene *scene, enum side side, struct stretch stretch);

/* Words of which none is shared: both sides name somebody, and nobody in common. */
bool scene_names_others(const struct scene *scene);

/* How sure a clash is: the statements are alike, or the words around the clash agree. */
double scene_strength(const struct scene *scene, size_t a, size_t b);

struct conflict conflict_at(enum reason reason, enum severity severity, double strength, size_t a,
                            size_t b);
struct conflict conflict_between(enum reason reason, enum severity severity, double strength,
                                 struct stretch a, struct stretch b);

/* The expressions of a lexicon met in a statement. */
const struct phrases *scene_phrases(const struct scene *scene, enum side side,
                                    enum phrase_table table);

/* How much of a quotation the two statements share: of the quoted words of the shorter version, 0
 * where they do not quote one speech. */
double quotation_shared(const struct scene *scene);

/* Whether both statements are said by somebody of one name. */
bool speakers_agree(const struct scene *scene);

/* The ladder's rules, by file. */
struct conflict conflict_speaker(const struct scene *scene);
struct conflict conflict_wording(const struct scene *scene);
struct conflict conflict_number(const struct scene *scene);
struct conflict conflict_date(const struct scene *scene);
struct conflict conflict_past_time(const struct scene *scene);
struct conflict conflict_place(const struct scene *scene);
struct conflict conflict_person(const struct scene *scene);
struct conflict conflict_opposite(const struct scene *scene);
struct conflict conflict_polarity(const struct scene *scene);
struct conflict conflict_none_at_all(const struct scene *scene);
struct conflict conflict_one_other(const struct scene *scene);
struct conflict conflict_position(const struct scene *scene);
struct conflict conflict_trend(const struct scene *scene);
struct conflict conflict_certainty(const struct scene *scene);
struct conflict conflict_cause(const struct scene *scene);

extern const struct table partof_table; /* place: the place it lies in */

#endif
