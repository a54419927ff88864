#include "base/keep.h"

#include "base/file.h"
#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK ".abreast-lock"
#define UNFINISHED ".abreast-new-"
#define RANDOM "XXXXXX"

enum { LOCK_ATTEMPTS = 100, ASIDE_MAX = 1000 };

static bool fail(struct failure *failure, const char *verb, const char *path, int error)
{
    if (error == ELOOP)
        return failure_set(failure, "cannot %s %s: it is a link; name the file itself", verb, path);
    return failure_set(failure, "cannot %s %s: %s", verb, path, strerror(error));
}

bool keep_make_folder(const char *path, struct failure *failure)
{
    struct text part = {0};
    bool done = true;
    for (const char *end = path; done && *end;) {
        end += strspn(end, "/");
        end += strcspn(end, "/");
        text_clear(&part);
        text_append(&part, path, (size_t)(end - path));
        if (mkdir(part.bytes, 0700) != 0 && errno != EEXIST)
            done = fail(failure, "make", part.bytes, errno);
    }
    text_free(&part);
    return done;
}

static bool read_bytes(int descriptor, const char *path, size_t most, struct text *bytes,
                       struct failure *failure)
{
    char buffer[64 * 1024];
    size_t left = most;
    while (left) {
        ssize_t size = read(descriptor, buffer, left < sizeof buffer ? left : sizeof buffer);
        if (size == 0)
            break;
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return fail(failure, "read", path, errno);
        text_append(bytes, buffer, (size_t)size);
        left -= (size_t)size;
    }
    return true;
}

static enum keep_state read_open(int descriptor, const char *path, size_t most, struct text *bytes,
                                 struct failure *failure)
{
    struct stat status;
    bool done;
    if (fstat(descriptor, &status) != 0)
        done = fail(failure, "read", path, errno);
    else if (!S_ISREG(status.st_mode))
        done = failure_set(failure, "cannot read %s: it is %s", path,
                           S_ISDIR(status.st_mode) ? "a directory" : "no file");
    else if (status.st_size > FILE_SIZE_MAX)
        done = failure_set(failure, "cannot read %s: larger than %d MiB", path,
                           FILE_SIZE_MAX / (1024 * 1024));
    else
        done = read_bytes(descriptor, path, most, bytes, failure);
    if (!done)
        return KEEP_REFUSED;
    return status.st_uid == geteuid() ? KEEP_READ : KEEP_FOREIGN;
}

enum keep_state keep_read(const char *path, size_t most, struct text *bytes,
                          struct failure *failure)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0 && errno == ENOENT)
        return KEEP_MISSING;
    if (descriptor < 0) {
        fail(failure, "read", path, errno);
        return KEEP_REFUSED;
    }
    enum keep_state state = read_open(descriptor, path, most, bytes, failure);
    close(descriptor);
    return state;
}

/* Makes sure that the folder holds the new name for good. Some file systems cannot, nor need to. */
static bool flush_folder(const char *path, struct failure *failure)
{
    const char *slash = strrchr(path, '/');
    struct text folder = {0};
    text_append(&folder, path, slash ? (size_t)(slash + 1 - path) : 0);
    int descriptor =
        open(slash ? folder.bytes : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOCTTY);
    bool done = descriptor >= 0 && (fsync(descriptor) == 0 || errno == EINVAL || errno == EBADF);
    if (!done)
        fail(failure, "write", path, errno);
    if (descriptor >= 0)
        close(descriptor);
    text_free(&folder);
    return done;
}

/* What is made beside a file is hidden, and named so that nothing of the user's is called so. */
static void name_beside(const char *path, const char *ending, struct text *name)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash + 1 - path) : 0;
    text_append(name, path, folder);
    text_format(name, ".%s%s", path + folder, ending);
}

/* The name becomes that under which the file is written, before it gets its own. */
static bool write_new(char *name, const char *path, const char *bytes, size_t size,
                      struct failure *failure)
{
    int descriptor = mkostemp(name, O_CLOEXEC);
    if (descriptor < 0)
        return fail(failure, "write", path, errno);
    bool done = file_write_stream(descriptor, path, bytes, size, failure);
    if (done && fsync(descriptor) != 0)
        done = fail(failure, "write", path, errno);
    if (close(descriptor) != 0 && done)
        done = fail(failure, "write", path, errno);
    if (done && rename(name, path) != 0)
        done = fail(failure, "write", path, errno);
    if (!done)
        unlink(name);
    return done;
}

bool keep_write(const char *path, const char *bytes, size_t size, struct failure *failure)
{
    struct text name = {0};
    if (size > FILE_SIZE_MAX)
        return failure_set(failure, "cannot write %s: more than %d MiB", path,
                           FILE_SIZE_MAX / (1024 * 1024));
    name_beside(path, UNFINISHED RANDOM, &name);
    bool done = write_new(name.bytes, path, bytes, size, failure) && flush_folder(path, failure);
    text_free(&name);
    return done;
}

bool keep_set_aside(const char *path, struct text *name, struct failure *failure)
{
    for (int i = 1; i <= ASIDE_MAX; i++) {
        text_clear(name);
        text_format(name, "%s.damaged-%d", path, i);
        if (file_exists(name->bytes))
            continue;
        return rename(path, name->bytes) == 0 || fail(failure, "rename", path, errno);
    }
    return failure_set(failure, "cannot rename %s: there are %d damaged ones already", path,
                       ASIDE_MAX);
}

/* A name alone proves nothing. */
static bool may_be_ours(const struct stat *status)
{
    return S_ISREG(status->st_mode) && status->st_uid == geteuid() && status->st_nlink == 1;
}

static bool is_unfinished(DIR *folder, const char *name, const struct text *begin)
{
    struct stat status;
    return strncmp(name, begin->bytes, begin->size) == 0 &&
           strlen(name) == begin->size + strlen(RANDOM) &&
           fstatat(dirfd(folder), name, &status, AT_SYMLINK_NOFOLLOW) == 0 && may_be_ours(&status);
}

/* What a process that was killed left half written. Only who has the lock may ask. */
static void remove_unfinished(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct text folder = {0}, begin = {0};
    text_append(&folder, path, slash ? (size_t)(slash + 1 - path) : 0);
    name_beside(slash ? slash + 1 : path, UNFINISHED, &begin);
    DIR *stream = opendir(slash ? folder.bytes : ".");
    for (struct dirent *entry; stream && (entry = readdir(stream));)
        if (is_unfinished(stream, entry->d_name, &begin))
            unlinkat(dirfd(stream), entry->d_name, 0);
    if (stream)
        closedir(stream);
    text_free(&folder);
    text_free(&begin);
}

/* Whoever releases a lock takes its file away; a lock on a file that has gone locks nothing. */
static bool is_still_there(const char *name, int descriptor)
{
    struct stat held, named;
    return fstat(descriptor, &held) == 0 && lstat(name, &named) == 0 &&
           held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

static bool is_lock(int descriptor)
{
    struct stat status;
    return fstat(descriptor, &status) == 0 && may_be_ours(&status) && status.st_size == 0;
}

enum lock_state { LOCK_HELD, LOCK_BUSY, LOCK_GONE, LOCK_FOREIGN };

static enum lock_state take_lock(const char *name, int descriptor)
{
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? LOCK_BUSY : LOCK_GONE;
    if (!is_still_there(name, descriptor))
        return LOCK_GONE;
    return is_lock(descriptor) ? LOCK_HELD : LOCK_FOREIGN;
}

static int lock_file(const char *name, bool *busy, struct failure *failure)
{
    enum lock_state state = LOCK_GONE;
    for (int i = 0; i < LOCK_ATTEMPTS && state == LOCK_GONE; i++) {
        int descriptor = open(name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
        if (descriptor < 0) {
            fail(failure, "write", name, errno);
            return -1;
        }
        state = take_lock(name, descriptor);
        if (state == LOCK_HELD)
            return descriptor;
        close(descriptor);
    }
    *busy = state == LOCK_BUSY;
    if (state == LOCK_FOREIGN)
        failure_set(failure, "%s was not made by abreast; move it away", name);
    else
        failure_set(failure, "%s is held by another abreast", name);
    return -1;
}

int keep_lock(const char *path, bool *busy, struct failure *failure)
{
    struct text name = {0};
    *busy = false;
    name_beside(path, LOCK, &name);
    int lock = lock_file(name.bytes, busy, failure);
    if (lock >= 0)
        remove_unfinished(path);
    text_free(&name);
    return lock;
}

void keep_release(const char *path, int lock)
{
    struct text name = {0};
    name_beside(path, LOCK, &name);
    if (is_still_there(name.bytes, lock))
        unlink(name.bytes);
    close(lock);
    text_free(&name);
}

bool keep_may_list(const char *folder, struct failure *failure)
{
    DIR *stream = opendir(folder);
    if (!stream)
        return errno == ENOENT || fail(failure, "read", folder, errno);
    closedir(stream);
    return true;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char **keep_list(const char *folder, const char *ending, size_t *count)
{
    char **names = NULL;
    size_t capacity = 0, tail = strlen(ending);
    DIR *stream = opendir(folder);
    *count = 0;
    for (struct dirent *entry; stream && (entry = readdir(stream));) {
        size_t size = strlen(entry->d_name);
        if (size <= tail || strcmp(entry->d_name + size - tail, ending) != 0)
            continue;
        char *name = memory_new(size + 1, 1);
        memcpy(name, entry->d_name, size);
        MEMORY_APPEND(names, *count, capacity, name);
    }
    if (stream)
        closedir(stream);
    if (*count)
        qsort(names, *count, sizeof *names, compare_names);
    return names;
}
