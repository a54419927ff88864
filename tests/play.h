/* A reader without a terminal that is played by bytes: any bytes are keys, clicks and sizes of the
 * window. After each of them what must always hold is looked at; where it does not, the program
 * aborts and says what. */
#ifndef ABREAST_TESTS_PLAY_H
#define ABREAST_TESTS_PLAY_H

#include <stdbool.h>
#include <stddef.h>

struct play;
struct session;

/* A piece of bytes, of an article or of keys. */
struct piece {
    const char *bytes;
    size_t size;
};

/* Reads the two articles as any others; NULL where one cannot be read. */
struct play *play_new(struct piece left, struct piece right);

/* The same with two small articles of our own that agree and differ in many ways. */
struct play *play_new_sample(void);

/* Plays the bytes; false from when the reader has been left on. */
bool play_bytes(struct play *play, struct piece piece);

/* Goes on where the reader has been left, as if it had not. */
void play_resume(struct play *play);

void play_free(struct play *play);

struct session *play_session(struct play *play);

/* Prints what does not hold and aborts, where it does not. */
void demand(bool holds, const char *what);

#endif
