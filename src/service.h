/* What the reader is served with while it is open: reports, and its session, which is made in steps
 * and made anew when the files are read again. */
#ifndef ABREAST_SERVICE_H
#define ABREAST_SERVICE_H

#include "options.h"
#include "reader/reader.h"

/* How the program reads an article, stores a report and has a text edited. */
struct service_means {
    void *context;
    bool (*edit)(void *context, struct text *text, struct failure *failure);
    struct article *(*read)(void *context, enum side side, struct failure *failure);
    bool (*store)(void *context, const char *path, bool overwrite, const struct text *text,
                  struct failure *failure);
};

struct service;

/* The articles are not owned. Nothing is compared yet: the session has no statements. An analysis
 * that was made already is used; one without an article was not. */
struct service *service_new(const struct options *options, const struct service_means *means,
                            struct article *const articles[SIDE_COUNT],
                            const struct analysis analyses[SIDE_COUNT]);
void service_free(struct service *service);

/* The session of now; one without statements until the articles were compared once. */
struct session *service_session(const struct service *service);

/* After the reader: false, with the reason, where the place in the articles was not kept though it
 * should have been. Where nothing can be kept, the reader has said so at the start. */
bool service_has_kept(const struct service *service, struct failure *failure);

/* The services, to be handed to the reader; they are the service's. The caller may add what it alone
 * knows of. */
struct reader_services *service_offer(struct service *service);

#endif
