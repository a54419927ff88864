/* A folder for a test to keep files in, instead of the user's home. */
#ifndef ABREAST_TESTS_HOME_H
#define ABREAST_TESTS_HOME_H

/* Makes an empty folder and returns its name; the caller frees it by home_remove. */
char *home_make(void);

/* Removes it with all that is in it. NULL is allowed. */
void home_remove(char *home);

#endif
