#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

/* Calls are known for these kinds of machines, by this number; for others nothing is filtered. */
#if defined __x86_64__ && !defined __ILP32__
#define NATIVE AUDIT_ARCH_X86_64
#elif defined __aarch64__ && !defined __AARCH64EB__
#define NATIVE AUDIT_ARCH_AARCH64
#elif defined __riscv && __riscv_xlen == 64
#define NATIVE AUDIT_ARCH_RISCV64
#elif defined __powerpc64__ && defined __LITTLE_ENDIAN__
#define NATIVE AUDIT_ARCH_PPC64LE
#endif

/* The leak checker of a test build stops its own process by ptrace from a clone. */
#if defined __SANITIZE_ADDRESS__
#define HAS_LEAK_CHECKER 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define HAS_LEAK_CHECKER 1
#endif
#endif

#ifdef NATIVE

/* What it takes to read files, to wait at a terminal and to store a report, the C library's ways of
 * doing so included: whatever a kernel has besides, today or later, is not here. Where files may be
 * written is Landlock's to bound, so a call on files is here unless it changes what a file is:
 * owner, times, attributes, and its mode by name; fchmod is how a report gets its mode. */
static const uint32_t allowed[] = {
    /* what is open */
    SYS_read,
    SYS_write,
    SYS_readv,
    SYS_writev,
    SYS_pread64,
    SYS_pwrite64,
    SYS_lseek,
    SYS_close,
    SYS_close_range,
    SYS_fstat,
    SYS_fsync,
    SYS_fdatasync,
    SYS_ftruncate,
    SYS_fallocate,
    SYS_fadvise64,
    SYS_flock,
    SYS_fchmod,
    SYS_dup,
    SYS_dup3,
    SYS_pipe2,
    SYS_getdents64,
    SYS_copy_file_range,
    SYS_sendfile,
    /* files by name */
    SYS_openat,
    SYS_newfstatat,
    SYS_statx,
    SYS_faccessat,
    SYS_faccessat2,
    SYS_readlinkat,
    SYS_mkdirat,
    SYS_unlinkat,
    SYS_renameat2,
    SYS_linkat,
    SYS_symlinkat,
    SYS_getcwd,
    SYS_chdir,
    SYS_umask,
    /* waiting, and the time */
    SYS_ppoll,
    SYS_pselect6,
    SYS_wait4,
    SYS_waitid,
    SYS_nanosleep,
    SYS_clock_nanosleep,
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_gettimeofday,
    /* memory */
    SYS_brk,
    SYS_mmap,
    SYS_munmap,
    SYS_mremap,
    SYS_mprotect,
    SYS_madvise,
    SYS_membarrier,
    SYS_futex,
    /* signals that come */
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_rt_sigpending,
    SYS_rt_sigsuspend,
    SYS_rt_sigtimedwait,
    SYS_sigaltstack,
    SYS_restart_syscall,
    /* the process itself */
    SYS_exit,
    SYS_exit_group,
    SYS_getpid,
    SYS_getppid,
    SYS_gettid,
    SYS_getpgid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_getrusage,
    SYS_uname,
    SYS_sysinfo, /* the C library sorts by how much memory there is */
    SYS_getrandom,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_set_robust_list,
    SYS_rseq,
    /* messages to the helper; without socket and connect there is nobody else to have them */
    SYS_sendmsg,
    SYS_sendto,
    SYS_recvmsg,
    SYS_recvfrom,
#ifdef SYS_open /* older names, which newer kinds of machines never had */
    SYS_open,
    SYS_stat,
    SYS_lstat,
    SYS_access,
    SYS_readlink,
    SYS_mkdir,
    SYS_rmdir,
    SYS_unlink,
    SYS_rename,
    SYS_link,
    SYS_symlink,
    SYS_dup2,
    SYS_pipe,
    SYS_poll,
    SYS_select,
    SYS_getdents,
    SYS_time,
    SYS_getpgrp,
    SYS_pause,
#endif
#ifdef SYS_renameat
    SYS_renameat,
#endif
#ifdef HAS_LEAK_CHECKER
    SYS_clone,
    SYS_ptrace,
#endif
};
enum { ALLOWED_COUNT = sizeof allowed / sizeof *allowed };

/* Calls that are allowed where an argument has a certain value. */
struct bounded {
    uint32_t call;
    uint32_t argument; /* its number */
    uint32_t value;
};

/* A terminal's modes with speeds of any kind, as newer C libraries ask for them. */
#define MODES_SIZE char[44]

static const struct bounded bounded[] = {
    /* A terminal's modes, size and state: no keys put into it, no attributes of files. */
    {SYS_ioctl, 1, TCGETS},
    {SYS_ioctl, 1, TCSETS},
    {SYS_ioctl, 1, TCSETSW},
    {SYS_ioctl, 1, TCSETSF},
    {SYS_ioctl, 1, _IOR('T', 0x2A, MODES_SIZE)},
    {SYS_ioctl, 1, _IOW('T', 0x2B, MODES_SIZE)},
    {SYS_ioctl, 1, _IOW('T', 0x2C, MODES_SIZE)},
    {SYS_ioctl, 1, _IOW('T', 0x2D, MODES_SIZE)},
    {SYS_ioctl, 1, TCSBRK},
    {SYS_ioctl, 1, TCFLSH},
    {SYS_ioctl, 1, TCXONC},
    {SYS_ioctl, 1, TIOCGWINSZ},
    {SYS_ioctl, 1, TIOCGPGRP},
    {SYS_ioctl, 1, FIONREAD},
    /* Not who gets which signal when input comes, for that may be any process and any signal. */
    {SYS_fcntl, 1, F_DUPFD},
    {SYS_fcntl, 1, F_DUPFD_CLOEXEC},
    {SYS_fcntl, 1, F_GETFD},
    {SYS_fcntl, 1, F_SETFD},
    {SYS_fcntl, 1, F_GETFL},
    {SYS_fcntl, 1, F_GETLK},
    {SYS_fcntl, 1, F_SETLK},
    {SYS_fcntl, 1, F_SETLKW},
    {SYS_prctl, 0, PR_GET_NO_NEW_PRIVS},
#ifdef HAS_LEAK_CHECKER
    {SYS_prctl, 0, PR_GET_DUMPABLE},
    {SYS_prctl, 0, PR_SET_DUMPABLE},
    {SYS_prctl, 0, PR_SET_PTRACER},
#endif
    {SYS_prlimit64, 0, 0 /* us */},
};
enum { BOUNDED_COUNT = sizeof bounded / sizeof *bounded };

/* Calls of which the first argument must be our own process: raise and abort make them. */
static const uint32_t own[] = {SYS_tgkill, SYS_tkill, SYS_kill, SYS_prlimit64};
enum { OWN_COUNT = sizeof own / sizeof *own };

enum { PROGRAM_MAX = 2 * ALLOWED_COUNT + 5 * (BOUNDED_COUNT + OWN_COUNT) + 5 };

struct program {
    struct sock_filter steps[PROGRAM_MAX];
    unsigned short count;
};

static void add(struct program *program, unsigned code, uint32_t value, unsigned yes, unsigned no)
{
    program->steps[program->count++] =
        (struct sock_filter){(uint16_t)code, (uint8_t)yes, (uint8_t)no, value};
}

static void load(struct program *program, size_t place)
{
    add(program, BPF_LD | BPF_W | BPF_ABS, (uint32_t)place, 0, 0);
}

static void allow_equal(struct program *program, uint32_t value)
{
    add(program, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    add(program, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
}

/* The answer of a kernel that lacks the call, so that a library takes its older way. */
static void refuse(struct program *program)
{
    add(program, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS, 0, 0);
}

/* Of an argument the lower half, which is all that the kernel looks at. */
static size_t argument_place(size_t number)
{
    const uint16_t probe = 1;
    size_t half = *(const uint8_t *)&probe ? 0 : sizeof(uint32_t);
    return offsetof(struct seccomp_data, args) + number * sizeof(uint64_t) + half;
}

static void allow_bounded(struct program *program, struct bounded bound)
{
    add(program, BPF_JMP | BPF_JEQ | BPF_K, bound.call, 0, 4);
    load(program, argument_place(bound.argument));
    allow_equal(program, bound.value);
    load(program, offsetof(struct seccomp_data, nr));
}

static void make_program(struct program *program)
{
    load(program, offsetof(struct seccomp_data, arch));
    add(program, BPF_JMP | BPF_JEQ | BPF_K, NATIVE, 1, 0);
    refuse(program);
    load(program, offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < ALLOWED_COUNT; i++)
        allow_equal(program, allowed[i]);
    for (size_t i = 0; i < BOUNDED_COUNT; i++)
        allow_bounded(program, bounded[i]);
    for (size_t i = 0; i < OWN_COUNT; i++)
        allow_bounded(program, (struct bounded){own[i], 0, (uint32_t)getpid()});
    refuse(program);
}

static bool can_filter_calls(void)
{
    uint32_t action = SECCOMP_RET_ERRNO;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

static void filter_calls(void)
{
    struct program program = {.count = 0};
    make_program(&program);
    struct sock_fprog all = {program.count, program.steps};
    syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &all);
}

#else

static bool can_filter_calls(void)
{
    return false;
}

static void filter_calls(void)
{
}

#endif

/* Landlock's third version can refuse to cut a file short, too; older headers do not name that. */
enum { LANDLOCK_WITH_TRUNCATE = 3 };
static const uint64_t truncate_access = 1ULL << 14;

static const uint64_t write_access = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                     LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                     LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                     LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

/* What is granted: no devices, sockets and the like. */
static const uint64_t folder_access = LANDLOCK_ACCESS_FS_WRITE_FILE |
                                      LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
                                      LANDLOCK_ACCESS_FS_MAKE_REG;
static const uint64_t file_access = LANDLOCK_ACCESS_FS_WRITE_FILE;

static long landlock_version(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static void grant(int rules, const char *path, uint64_t handled)
{
    struct stat status;
    int place = open(path, O_PATH | O_CLOEXEC);
    if (place < 0)
        return;
    uint64_t access =
        fstat(place, &status) == 0 && S_ISDIR(status.st_mode) ? folder_access : file_access;
    struct landlock_path_beneath_attr rule = {
        .allowed_access = (access | truncate_access) & handled,
        .parent_fd = place,
    };
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(place);
}

static void bound_writing(const char *const writable[], size_t count)
{
    long version = landlock_version();
    if (version < 1)
        return;
    struct landlock_ruleset_attr handled = {
        .handled_access_fs =
            write_access | (version >= LANDLOCK_WITH_TRUNCATE ? truncate_access : 0),
    };
    int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (rules < 0)
        return;
    for (size_t i = 0; i < count; i++)
        grant(rules, writable[i], handled.handled_access_fs);
    grant(rules, "/dev/tty", handled.handled_access_fs);
    syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
}

void sandbox_enter(const char *const writable[], size_t count)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return;
    bound_writing(writable, count);
    filter_calls();
}

bool sandbox_refused(const char *place)
{
    return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 && access(place, W_OK) == 0;
}

bool sandbox_bounds_writing(void)
{
    return landlock_version() > 0;
}

void sandbox_describe(struct text *out)
{
    text_add(out, can_filter_calls() ? "network and other programs" : "nothing");
    if (sandbox_bounds_writing())
        text_add(out, ", writing outside of named folders");
}
