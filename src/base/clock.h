/* Time that passes, to show progress and to give up; no link and no report depends on it. */
#ifndef ABREAST_BASE_CLOCK_H
#define ABREAST_BASE_CLOCK_H

/* Milliseconds since some moment in the past; never goes back. */
long clock_milliseconds(void);

#endif
