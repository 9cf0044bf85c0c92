/*
 * Records what a process asks of one file and of its companions in the same folder: every write, change of length,
 * sync, creation and removal, and every line it says in FILE-said, in the order in which they took place. Preloaded
 * (LD_PRELOAD) with these variables:
 *   NUMBERING_RECORD_FILE  the file, by its full path; companions are FILE-wal and FILE-journal
 *   NUMBERING_RECORD_LOG   where the record is appended
 *   NUMBERING_RECORD_KILL  optional: the sync of FILE-wal, from 1, instead of which the process kills itself
 *
 * A record is: kind (1 byte), file (1 byte: 'd' database, 'w' log, 'j' rollback journal, '/' folder, 'o' what is said),
 * offset (8 bytes), length (4 bytes), then as many bytes. Kinds: W write, T change of length (the offset), B a sync
 * begins, E it ended well, C created, U removed, O said. Numbers are those of the machine.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 65536
static unsigned char kinds[MOST];
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static const char *file;
static size_t file_length;
static int record = -1;
static long kill_at, synced;

__attribute__((constructor)) static void begin(void)
{
    const char *log = getenv("NUMBERING_RECORD_LOG"), *kill = getenv("NUMBERING_RECORD_KILL");
    file = getenv("NUMBERING_RECORD_FILE");
    kill_at = kill ? atol(kill) : 0;
    if (file && log) {
        file_length = strlen(file);
        record = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
}

static unsigned char kind_of_path(const char *path)
{
    if (record < 0 || !path)
        return 0;
    if (strncmp(path, file, file_length) == 0) {
        const char *rest = path + file_length;
        return !*rest ? 'd' : !strcmp(rest, "-wal") ? 'w' : !strcmp(rest, "-journal") ? 'j' : !strcmp(rest, "-said") ? 'o' : 0;
    }
    /* The folder itself: FILE without its last part. */
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return length < file_length && !strncmp(path, file, length) && file[length] == '/' && !strchr(file + length + 1, '/') ? '/' : 0;
}

static unsigned char kind_of(int fd) { return record >= 0 && fd >= 0 && fd < MOST ? kinds[fd] : 0; }

/* The gate is held. */
static void say(char what, unsigned char which, int64_t offset, const void *bytes, uint32_t length)
{
    unsigned char head[14];
    head[0] = (unsigned char)what;
    head[1] = which;
    memcpy(head + 2, &offset, 8);
    memcpy(head + 10, &length, 4);
    struct iovec parts[2] = { { head, sizeof head }, { (void *)bytes, length } };
    if (syscall(SYS_writev, record, parts, length ? 2 : 1) != (long)(sizeof head + length))
        abort();
}

static int note_open(const char *path, int flags, int fd, int existed)
{
    unsigned char kind = kind_of_path(path);
    if (fd >= 0 && fd < MOST) {
        kinds[fd] = kind;
        if (kind && kind != '/' && kind != 'o') {
            if (!existed && (flags & O_CREAT))
                say('C', kind, 0, 0, 0);
            else if (flags & O_TRUNC)
                say('T', kind, 0, 0, 0);
        }
    }
    return fd;
}

static int open_any(int at, const char *path, int flags, mode_t mode)
{
    if (!kind_of_path(path)) {
        int fd = (int)syscall(SYS_openat, at, path, flags, mode);
        if (record >= 0 && fd >= 0 && fd < MOST)
            kinds[fd] = 0;
        return fd;
    }
    pthread_mutex_lock(&gate);
    int existed = syscall(SYS_faccessat, AT_FDCWD, path, F_OK) == 0;
    int fd = note_open(path, flags, (int)syscall(SYS_openat, at, path, flags, mode), existed);
    pthread_mutex_unlock(&gate);
    return fd;
}

#define MODE(flags) mode_t mode = 0; if ((flags) & O_CREAT) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *path, int flags, ...) { MODE(flags) return open_any(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_any(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return open_any(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return open_any(at, path, flags | O_LARGEFILE, mode); }

int close(int fd)
{
    if (record >= 0 && fd > 2 && fd < MOST)
        kinds[fd] = 0;
    return (int)syscall(SYS_close, fd);
}

static ssize_t write_at(int fd, const void *bytes, size_t length, off64_t offset, int here)
{
    unsigned char kind = kind_of(fd);
    if (!kind)
        return here ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
    pthread_mutex_lock(&gate);
    if (here)
        offset = (off64_t)syscall(SYS_lseek, fd, 0, SEEK_CUR);
    ssize_t written = here ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
    if (written > 0)
        say(kind == 'o' ? 'O' : 'W', kind, offset, bytes, (uint32_t)written);
    pthread_mutex_unlock(&gate);
    return written;
}

ssize_t write(int fd, const void *bytes, size_t length) { return write_at(fd, bytes, length, 0, 1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return write_at(fd, bytes, length, offset, 0); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return write_at(fd, bytes, length, offset, 0); }

static int truncate_to(int fd, off64_t length)
{
    unsigned char kind = kind_of(fd);
    if (!kind)
        return (int)syscall(SYS_ftruncate, fd, length);
    pthread_mutex_lock(&gate);
    int answer = (int)syscall(SYS_ftruncate, fd, length);
    if (answer == 0 && kind != 'o')
        say('T', kind, length, 0, 0);
    pthread_mutex_unlock(&gate);
    return answer;
}

int ftruncate(int fd, off_t length) { return truncate_to(fd, length); }
int ftruncate64(int fd, off64_t length) { return truncate_to(fd, length); }

static int sync_file(int fd, long call)
{
    unsigned char kind = kind_of(fd);
    if (!kind || kind == 'o')
        return (int)syscall(call, fd);
    pthread_mutex_lock(&gate);
    if (kind == 'w' && kill_at && ++synced == kill_at)
        syscall(SYS_kill, (pid_t)syscall(SYS_getpid), SIGKILL);
    say('B', kind, fd, 0, 0);
    pthread_mutex_unlock(&gate);
    int answer = (int)syscall(call, fd);
    pthread_mutex_lock(&gate);
    if (answer == 0)
        say('E', kind, fd, 0, 0);
    pthread_mutex_unlock(&gate);
    return answer;
}

int fsync(int fd) { return sync_file(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_file(fd, SYS_fdatasync); }

int unlink(const char *path)
{
    unsigned char kind = kind_of_path(path);
    if (!kind)
        return (int)syscall(SYS_unlink, path);
    pthread_mutex_lock(&gate);
    int answer = (int)syscall(SYS_unlink, path);
    if (answer == 0)
        say('U', kind, 0, 0, 0);
    pthread_mutex_unlock(&gate);
    return answer;
}
