/* Small closed classes of English words, for telling where sentences and statements end. */
#ifndef ABREAST_LANGUAGE_GRAMMAR_H
#define ABREAST_LANGUAGE_GRAMMAR_H

#include "base/span.h"

#include <stdbool.h>

/* Written with a capital it begins a sentence rather than being part of a name: "However". */
bool words_open_sentence(const char *text, struct span word);

/* "I", "I'm": its capital says nothing about where a sentence begins. */
bool words_are_self(const char *text, struct span word);

bool words_are_preposition(const char *text, struct span word);

/* A verb that tells who speaks: "said", "asks". */
bool words_say(const char *text, struct span word);

/* A form that only a finite verb has, or nearly only: "is", "would", "met". */
bool words_are_finite(const char *text, struct span word);

/* Such a form that is as often a participle: "found", "held". */
bool words_are_participle(const char *text, struct span word);

/* A pronoun that is mostly the subject of a clause: "he". */
bool words_are_subject(const char *text, struct span word);

bool words_are_adverb(const char *text, struct span word);

/* Joins two clauses behind a comma: "and", "but". */
bool words_join_clauses(const char *text, struct span word);

/* Begins a clause that cannot stand alone: "because", "if". */
bool words_tie_clause(const char *text, struct span word);

/* Ties a clause to the one before it: "which", "including". */
bool words_are_relative(const char *text, struct span word);

/* Before a noun, never right before a finite verb: "the", "of", "to". */
bool words_lead_noun(const char *text, struct span word);

#endif
