#include "base/process.h"

#include "base/child.h"
#include "base/file.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct command {
    char **words; /* ends with NULL */
    size_t count, capacity;
};

struct helper {
    struct command *commands;
    size_t count, capacity;
    struct text folder;       /* of the files; empty: */
    struct failure no_folder; /* why there is none */
    pid_t process;
    int socket;            /* -1: nobody is asked any more */
    bool (*is_over)(void); /* NULL: it never is */
};

enum { NAME_SIZE = 4096 };

/* With it comes the descriptor that the command writes to, or none for the terminal. */
struct request {
    size_t command;
    char file[NAME_SIZE];
};

struct reply {
    int error;  /* of starting; 0: it was started */
    int status; /* of waitpid */
};

/* Signals of the terminal's keys, which reach all processes in its foreground. */
static const int key_signals[] = {SIGINT, SIGQUIT, SIGTSTP};
enum { KEY_SIGNAL_COUNT = sizeof key_signals / sizeof *key_signals };

struct helper *helper_new(void)
{
    struct helper *helper = memory_new(1, sizeof *helper);
    helper->socket = -1;
    return helper;
}

static char *copy(const char *word)
{
    size_t size = strlen(word) + 1;
    return memcpy(memory_new(size, 1), word, size);
}

static void add_word(struct command *command, char *word)
{
    MEMORY_APPEND(command->words, command->count, command->capacity, word);
}

static void free_words(struct command *command)
{
    for (size_t i = 0; i < command->count; i++)
        free(command->words[i]);
    free(command->words);
}

size_t helper_allow(struct helper *helper, const char *const words[])
{
    struct command command = {0};
    for (size_t i = 0; words[i]; i++)
        add_word(&command, copy(words[i]));
    add_word(&command, NULL);
    MEMORY_APPEND(helper->commands, helper->count, helper->capacity, command);
    return helper->count - 1;
}

/* The words with the file's name in the place of each "%s". */
static void put_name(const struct command *command, const char *name, struct command *made)
{
    for (size_t i = 0; i + 1 < command->count; i++) {
        struct text word = {0};
        const char *rest = command->words[i];
        for (const char *at; (at = strstr(rest, "%s")); rest = at + 2) {
            text_append(&word, rest, (size_t)(at - rest));
            text_add(&word, name);
        }
        text_add(&word, rest);
        add_word(made, word.bytes);
    }
    add_word(made, NULL);
}

/* The ends of what the helper sees: who asks it, and signals. */
struct senses {
    int socket, signals;
};

/* In the helper: runs what is asked for, if it is allowed. */
static struct reply run(const struct helper *helper, const struct request *request, int output,
                        struct senses senses)
{
    struct reply reply = {.error = EPERM};
    struct command made = {0};
    struct child child;
    if (request->command < helper->count && helper->folder.size &&
        file_is_temporary(text_string(&helper->folder), request->file)) {
        put_name(&helper->commands[request->command], request->file, &made);
        reply.error = child_start(made.words, output, senses.signals, &child);
        free_words(&made);
    }
    if (output >= 0)
        close(output); /* the one that waits for its end sees it */
    if (reply.error == 0)
        reply.error = child_wait(&child, senses.socket, senses.signals, &reply.status);
    return reply;
}

/* Room for one descriptor that travels with a message. */
union passage {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int))];
};

static bool send_request(int socket, struct request *request, int output)
{
    union passage passage = {0};
    struct iovec piece = {request, sizeof *request};
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    if (output >= 0) {
        message.msg_control = passage.bytes;
        message.msg_controllen = sizeof passage.bytes;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof output);
        memcpy(CMSG_DATA(header), &output, sizeof output);
    }
    while (sendmsg(socket, &message, MSG_NOSIGNAL) < 0)
        if (errno != EINTR)
            return false;
    return true;
}

static bool take_request(int socket, struct request *request, int *output)
{
    union passage passage = {0};
    struct iovec piece = {request, sizeof *request};
    struct msghdr message = {.msg_iov = &piece,
                             .msg_iovlen = 1,
                             .msg_control = passage.bytes,
                             .msg_controllen = sizeof passage.bytes};
    ssize_t size = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    const struct cmsghdr *header = size > 0 ? CMSG_FIRSTHDR(&message) : NULL;
    *output = -1;
    if (header && header->cmsg_type == SCM_RIGHTS)
        memcpy(output, CMSG_DATA(header), sizeof *output);
    request->file[NAME_SIZE - 1] = '\0';
    return size == sizeof *request;
}

/* What the helper does until the other end is closed. */
static void serve(const struct helper *helper, int socket)
{
    const struct senses senses = {socket, child_signals()};
    struct request request = {0};
    int output;
    while (senses.signals >= 0 && take_request(socket, &request, &output)) {
        struct reply reply = run(helper, &request, output, senses);
        if (send(socket, &reply, sizeof reply, MSG_NOSIGNAL) != sizeof reply)
            break;
    }
    if (helper->folder.size)
        file_remove_temporary_folder(helper->folder.bytes);
}

/* Without a folder other programs cannot run, but all the rest can be done. */
static void make_folder(struct helper *helper)
{
    if (!file_make_temporary_folder(&helper->folder, &helper->no_folder))
        text_clear(&helper->folder);
}

const char *helper_folder(const struct helper *helper)
{
    return helper->folder.size ? helper->folder.bytes : NULL;
}

bool helper_write(const struct helper *helper, const struct text *bytes, const char *ending,
                  struct text *name, struct failure *failure)
{
    if (!helper->folder.size)
        return failure_set(failure, "%s", helper->no_folder.message);
    return file_write_temporary(helper->folder.bytes, text_string(bytes), bytes->size, ending, name,
                                failure);
}

bool helper_begin(struct helper *helper, struct failure *failure)
{
    int ends[2];
    if (helper->count == 0)
        return true;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return failure_set(failure, "cannot make a helper for other programs: %s", strerror(errno));
    make_folder(helper);
    helper->process = fork();
    if (helper->process == 0) {
        close(ends[0]);
        serve(helper, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    if (helper->process > 0) {
        helper->socket = ends[0];
        return true;
    }
    close(ends[0]);
    file_remove_temporary_folder(text_string(&helper->folder));
    return failure_set(failure, "cannot make a helper for other programs: %s", strerror(errno));
}

void helper_watch(struct helper *helper, bool (*is_over)(void))
{
    helper->is_over = is_over;
}

/* The helper ends then, and what it runs. */
static void hang_up(struct helper *helper)
{
    if (helper->socket >= 0)
        close(helper->socket);
    helper->socket = -1;
}

void helper_free(struct helper *helper)
{
    if (!helper)
        return;
    hang_up(helper);
    if (helper->process > 0) {
        while (waitpid(helper->process, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    for (size_t i = 0; i < helper->count; i++)
        free_words(&helper->commands[i]);
    free(helper->commands);
    text_free(&helper->folder);
    free(helper);
}

/* Asks for a command; its reply comes later. */
static bool ask(const struct helper *helper, size_t command, const char *file, int output,
                struct failure *failure)
{
    struct request request = {.command = command};
    if (helper->socket < 0 || command >= helper->count)
        return failure_set(failure, "cannot run a program that was not named at the start");
    if (strlen(file) >= NAME_SIZE)
        return failure_set(failure, "cannot run %s: the name of its file is too long",
                           helper->commands[command].words[0]);
    strcpy(request.file, file);
    return send_request(helper->socket, &request, output) ||
           failure_set(failure, "cannot run %s: the helper has gone",
                       helper->commands[command].words[0]);
}

/* Whether the end of what was asked for comes, or is not waited for. */
static bool await_end(struct helper *helper, const char *name, struct failure *failure)
{
    if (file_await(helper->socket, helper->is_over))
        return true;
    hang_up(helper);
    return failure_set(failure, "%s was not waited for", name);
}

/* Waits for the end of what was asked for. */
static bool check_end(const struct helper *helper, const char *name, struct failure *failure)
{
    struct reply reply;
    ssize_t size;
    do
        size = recv(helper->socket, &reply, sizeof reply, 0);
    while (size < 0 && errno == EINTR);
    if (size != sizeof reply)
        return failure_set(failure, "cannot run %s: the helper has gone", name);
    if (reply.error)
        return failure_set(failure, "cannot run %s: %s; is it installed?", name,
                           strerror(reply.error));
    if (WIFSIGNALED(reply.status))
        return failure_set(failure, "%s was ended by signal %d", name, WTERMSIG(reply.status));
    return WEXITSTATUS(reply.status) == 0 ||
           failure_set(failure, "%s ended with status %d", name, WEXITSTATUS(reply.status));
}

static bool read_output(const struct helper *helper, int in, const char *name, struct text *output,
                        struct failure *failure)
{
    int error = file_drain(in, helper->is_over, output);
    if (error == EFBIG)
        return failure_set(failure, "%s prints more than %d MiB; give it less to read", name,
                           FILE_SIZE_MAX / (1024 * 1024));
    return !error || failure_set(failure, "cannot read what %s prints: %s", name, strerror(error));
}

bool helper_read(struct helper *helper, size_t command, const char *file, struct text *output,
                 struct failure *failure)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return failure_set(failure, "cannot read what a program prints: %s", strerror(errno));
    bool asked = ask(helper, command, file, ends[1], failure);
    close(ends[1]);
    const char *name = asked ? helper->commands[command].words[0] : "";
    bool done = asked && read_output(helper, ends[0], name, output, failure);
    close(ends[0]); /* a command that prints on is ended by that */
    struct failure end = {""}, *told = done ? failure : &end;
    bool ended = asked && await_end(helper, name, told) && check_end(helper, name, told);
    return done && ended;
}

bool helper_show(struct helper *helper, size_t command, const char *file, struct failure *failure)
{
    struct sigaction before[KEY_SIGNAL_COUNT];
    for (size_t i = 0; i < KEY_SIGNAL_COUNT; i++) {
        struct sigaction action = {.sa_handler = key_signals[i] == SIGTSTP ? SIG_DFL : SIG_IGN};
        sigemptyset(&action.sa_mask);
        sigaction(key_signals[i], &action, &before[i]);
    }
    bool done = ask(helper, command, file, -1, failure) &&
                check_end(helper, helper->commands[command].words[0], failure);
    for (size_t i = 0; i < KEY_SIGNAL_COUNT; i++)
        sigaction(key_signals[i], &before[i], NULL);
    return done;
}
