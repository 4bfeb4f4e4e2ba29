/*
 * A disk that loses what was not synced, laid under one process with LD_PRELOAD.
 *
 * The process and its threads see its files as they are. Beside them this library remembers, for each file under
 * NORTHSTAR_DISK_ROOT, every content that each 512-byte sector and the file's length have had since the file was last
 * synced, and every creation, removal and renaming since its folder was last synced. At the simulated power cut it
 * gives each sector one of those contents, each file one of those lengths, and takes back the newest changes of
 * folders; then it kills the process with SIGKILL while it still holds the lock that every operation takes, so that
 * nothing reaches the disk after the cut.
 *
 * The disk changes only by operations, so a cut before operation n, for every n, is every cut there is.
 *
 * What the model assumes of a disk: a sector is written whole or not at all; fsync of a file keeps its content and
 * length but not its name; fsync of a folder keeps the names in it; changes of folders survive in the order they were
 * made, as every journaling file system has it.
 *
 * Files that end in -shm are only an index of the write-ahead log in shared memory, never synced and rebuilt from the
 * log by whoever opens the database first: at the cut they are filled with noise.
 *
 * It also plays a full disk: after a number of writes each further one fails with the error asked for. All that it is
 * told and tells stands in the file NORTHSTAR_DISK_CONTROL, one 64-bit number after the other (losing-disk.ts).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

_Static_assert(sizeof(off_t) == 8 && sizeof(long) == 8, "lengths of files are 64 bits here");

#define SECTOR 512
#define BUCKETS 4096
#define MOST_FDS 65536

/* The order is that of losing-disk.ts. */
struct control {
  int64_t operations;   /* counted here */
  int64_t cut_before;   /* the operation, counted from 1, before which the power goes; 0 for never */
  int64_t seed;
  int64_t refuse_after; /* so many writes (or syncs) more are taken, then each is refused; negative for never */
  int64_t refuse_errno;
  int64_t refuse_what;  /* 1: what takes room; 2: syncs */
  int64_t short_write;  /* 1: the first write refused takes half of its bytes */
  int64_t refused;      /* counted here */
  int64_t was_cut;      /* set here */
  int64_t lies;         /* 1: a sync is answered well and does nothing */
};
enum { TAKES_ROOM = 1, SYNCS = 2 };

struct content {
  struct content *next; /* newer */
  unsigned char bytes[SECTOR];
};
struct sector {
  struct sector *next;
  off_t number;
  struct content *synced, *newest;
  int newer; /* how many contents after the synced one */
};
struct file {
  struct file *next;
  dev_t dev;
  ino_t ino;
  int fd; /* our own; never closed, because closing one drops every POSIX lock that the process has on the file */
  int is_index;
  off_t synced_length, length, *lengths;
  int newer_lengths, most_lengths;
  struct sector *sectors[BUCKETS];
};
enum change_kind { CREATED, REMOVED, RENAMED, FOLDER_MADE, FOLDER_REMOVED };
struct change {
  enum change_kind kind;
  char *path, *to;
  char *grave; /* where what was removed or replaced lies, NULL for nothing */
  int is_synced;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct control *control;
static char root[PATH_MAX], graves[PATH_MAX];
static struct file *files;
static struct file *by_fd[MOST_FDS];
static struct change *changes;
static int change_count, change_most, grave_count;
static uint64_t noise;

static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_truncate)(const char *, off_t);
static int (*real_rename)(const char *, const char *);
static int (*real_unlink)(const char *);
static int (*real_unlinkat)(int, const char *, int);
static int (*real_link)(const char *, const char *);
static int (*real_mkdir)(const char *, mode_t);
static int (*real_rmdir)(const char *);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static ssize_t (*real_sendfile)(int, int, off_t *, size_t);
static void *(*real_mmap)(void *, size_t, int, int, int, off_t);
static long (*real_syscall)(long, ...);

static void fail(const char *what, const char *which) {
  fprintf(stderr, "losing-disk: %s: %s (errno %d)\n", what, which ? which : "", errno);
  abort();
}

static void *real(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (!found) fail("no such function", name);
  return found;
}

static void begin(void) {
  real_open = real("open64");
  real_openat = real("openat64");
  real_close = real("close");
  real_write = real("write");
  real_pwrite = real("pwrite64");
  real_ftruncate = real("ftruncate64");
  real_truncate = real("truncate64");
  real_rename = real("rename");
  real_unlink = real("unlink");
  real_unlinkat = real("unlinkat");
  real_link = real("link");
  real_mkdir = real("mkdir");
  real_rmdir = real("rmdir");
  real_fsync = real("fsync");
  real_fdatasync = real("fdatasync");
  real_sendfile = real("sendfile64");
  real_mmap = real("mmap64");
  real_syscall = real("syscall");
  const char *at = getenv("NORTHSTAR_DISK_ROOT"), *said = getenv("NORTHSTAR_DISK_CONTROL"),
             *buried = getenv("NORTHSTAR_DISK_GRAVES");
  if (!at || !said || !buried) return;
  if (!realpath(at, root) || !realpath(buried, graves)) fail("cannot find", at);
  int fd = real_open(said, O_RDWR | O_CLOEXEC);
  if (fd < 0) fail("cannot open", said);
  control = real_mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (control == MAP_FAILED) fail("cannot map", said);
  real_close(fd);
  /* This process alone: what it starts has its own disk. */
  unsetenv("LD_PRELOAD");
}
__attribute__((constructor)) static void start(void) { pthread_once(&once, begin); }
static int is_on(void) {
  pthread_once(&once, begin);
  return control != NULL;
}

/* splitmix64 */
static uint64_t random_number(void) {
  uint64_t z = (noise += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}
static int below(int limit) { return (int)(random_number() % (uint64_t)limit); }

static void *allocate(size_t bytes) {
  void *made = calloc(1, bytes);
  if (!made) fail("no memory", NULL);
  return made;
}

/* ---- names ---- */

/* The path as it stands under the root, or NULL when it is elsewhere. */
static const char *under_root(int folder, const char *path, char *into) {
  if (!control) return NULL;
  if (path[0] == '/') {
    snprintf(into, PATH_MAX, "%s", path);
  } else {
    char base[PATH_MAX] = "", link[64];
    if (folder == AT_FDCWD) {
      if (!getcwd(base, sizeof base)) return NULL;
    } else {
      snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
      ssize_t length = readlink(link, base, sizeof base - 1);
      if (length < 0) return NULL;
      base[length] = 0;
    }
    if ((size_t)snprintf(into, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) return NULL;
  }
  size_t length = strlen(into);
  while (length > 1 && into[length - 1] == '/') into[--length] = 0;
  size_t within = strlen(root);
  if (strncmp(into, root, within) != 0 || (into[within] != 0 && into[within] != '/')) return NULL;
  if (strstr(into, "/../") || strstr(into, "/./")) fail("a path this library does not follow", into);
  return into;
}

static int is_index(const char *path) {
  size_t length = strlen(path);
  return length > 4 && strcmp(path + length - 4, "-shm") == 0;
}

static int folder_of_is(const char *path, const char *folder) {
  const char *slash = strrchr(path, '/');
  size_t length = (size_t)(slash - path);
  return strlen(folder) == length && strncmp(path, folder, length) == 0;
}

static struct change *remember(enum change_kind kind, const char *path, const char *to, const char *grave) {
  if (change_count == change_most) {
    change_most = change_most ? change_most * 2 : 256;
    changes = realloc(changes, sizeof *changes * (size_t)change_most);
    if (!changes) fail("no memory", NULL);
  }
  struct change *change = &changes[change_count++];
  *change = (struct change){kind, strdup(path), to ? strdup(to) : NULL, grave ? strdup(grave) : NULL, 0};
  return change;
}

static void next_grave(char *into) {
  if (snprintf(into, PATH_MAX, "%.4000s/%d-%d", graves, (int)getpid(), grave_count++) >= PATH_MAX)
    fail("path too long", graves);
}

static void sync_folder(const char *folder) {
  for (int i = 0; i < change_count; i++)
    if (folder_of_is(changes[i].path, folder) || (changes[i].to && folder_of_is(changes[i].to, folder)))
      changes[i].is_synced = 1;
}

static void take_back(const struct change *change) {
  char grave[PATH_MAX];
  switch (change->kind) {
    case CREATED:
      real_unlink(change->path);
      return;
    case REMOVED:
      real_rename(change->grave, change->path);
      return;
    case RENAMED:
      real_rename(change->to, change->path);
      if (change->grave) real_rename(change->grave, change->to);
      return;
    case FOLDER_MADE:
      /* With all that is in it, however well that was synced: nothing leads there. */
      next_grave(grave);
      real_rename(change->path, grave);
      return;
    case FOLDER_REMOVED:
      real_mkdir(change->path, 0700);
      return;
  }
}

/* ---- contents ---- */

static struct file *file_of(int fd, const char *path) {
  struct stat found;
  if (fstat(fd, &found) != 0 || !S_ISREG(found.st_mode)) return NULL;
  for (struct file *file = files; file; file = file->next)
    if (file->ino == found.st_ino && file->dev == found.st_dev) return file;
  struct file *file = allocate(sizeof *file);
  file->dev = found.st_dev;
  file->ino = found.st_ino;
  file->is_index = is_index(path);
  file->synced_length = file->length = found.st_size;
  file->fd = real_open(path, O_RDWR | O_CLOEXEC);
  if (file->fd < 0) {
    if ((fcntl(fd, F_GETFL) & O_ACCMODE) != O_RDONLY) fail("cannot open a second time", path);
    free(file);
    return NULL;
  }
  file->next = files;
  files = file;
  return file;
}

static void read_sector(const struct file *file, off_t number, unsigned char *into) {
  memset(into, 0, SECTOR);
  if (pread(file->fd, into, SECTOR, number * SECTOR) < 0) fail("cannot read", NULL);
}

static struct sector *sector_of(struct file *file, off_t number) {
  struct sector **bucket = &file->sectors[number % BUCKETS];
  for (struct sector *sector = *bucket; sector; sector = sector->next)
    if (sector->number == number) return sector;
  struct sector *sector = allocate(sizeof *sector);
  sector->number = number;
  sector->synced = sector->newest = allocate(sizeof *sector->synced);
  read_sector(file, number, sector->synced->bytes);
  sector->next = *bucket;
  *bucket = sector;
  return sector;
}

static void before_change(struct file *file, off_t from, off_t to) {
  for (off_t number = from / SECTOR; number * SECTOR < to; number++) sector_of(file, number);
}

static void after_change(struct file *file, off_t from, off_t to) {
  for (off_t number = from / SECTOR; number * SECTOR < to; number++) {
    struct sector *sector = sector_of(file, number);
    struct content *content = allocate(sizeof *content);
    read_sector(file, number, content->bytes);
    sector->newest = sector->newest->next = content;
    sector->newer++;
  }
}

static void set_length(struct file *file, off_t length) {
  if (length == file->length) return;
  if (file->newer_lengths == file->most_lengths) {
    file->most_lengths = file->most_lengths ? file->most_lengths * 2 : 16;
    file->lengths = realloc(file->lengths, sizeof *file->lengths * (size_t)file->most_lengths);
    if (!file->lengths) fail("no memory", NULL);
  }
  file->lengths[file->newer_lengths++] = file->length = length;
}

/* A write that came past this library would make every result of it worthless. */
static void expect_length(const struct file *file) {
  struct stat found;
  if (fstat(file->fd, &found) != 0 || found.st_size != file->length)
    fail("a file was changed past this library", NULL);
}

static void sync_file(struct file *file) {
  expect_length(file);
  for (int bucket = 0; bucket < BUCKETS; bucket++) {
    for (struct sector *sector = file->sectors[bucket], *next; sector; sector = next) {
      next = sector->next;
      for (struct content *content = sector->synced, *newer; content; content = newer) {
        newer = content->next;
        free(content);
      }
      free(sector);
    }
    file->sectors[bucket] = NULL;
  }
  file->synced_length = file->length;
  file->newer_lengths = 0;
}

/* ---- the cut ---- */

static void cut_contents(struct file *file, int kept_percent) {
  off_t length = file->synced_length;
  if (file->newer_lengths > 0 && below(100) < kept_percent) length = file->lengths[below(file->newer_lengths)];
  for (int bucket = 0; bucket < BUCKETS; bucket++)
    for (struct sector *sector = file->sectors[bucket]; sector; sector = sector->next) {
      struct content *content = sector->synced;
      if (sector->newer > 0 && below(100) < kept_percent) {
        /* The newest mostly; a disk may also have been given an earlier one. */
        int back = below(4) == 0 ? below(sector->newer) : 0;
        for (int step = sector->newer - back; step > 0; step--) content = content->next;
      }
      if (real_pwrite(file->fd, content->bytes, SECTOR, sector->number * SECTOR) != SECTOR)
        fail("cannot write at the cut", NULL);
    }
  if (real_ftruncate(file->fd, length) != 0) fail("cannot cut", NULL);
}

static void fill_with_noise(const struct file *file) {
  struct stat found;
  if (fstat(file->fd, &found) != 0) fail("cannot look", NULL);
  for (off_t at = 0; at < found.st_size; at += 8) {
    uint64_t number = random_number();
    size_t bytes = found.st_size - at < 8 ? (size_t)(found.st_size - at) : 8;
    if (real_pwrite(file->fd, &number, bytes, at) < 0) fail("cannot write at the cut", NULL);
  }
}

static void cut_power(void) {
  noise = (uint64_t)control->seed;
  static const int shares[] = {0, 0, 10, 50, 90, 100};
  int kept_percent = shares[below(6)];
  for (struct file *file = files; file; file = file->next) {
    if (file->is_index) {
      fill_with_noise(file);
      continue;
    }
    expect_length(file);
    cut_contents(file, kept_percent);
  }
  /* Independently of the contents: a name that outlives what it names is the classic loss. */
  int kept_changes[] = {0, change_count, below(change_count + 1)}, kept = kept_changes[below(3)];
  for (int i = change_count - 1; i >= kept; i--)
    if (!changes[i].is_synced) take_back(&changes[i]);
  control->was_cut = 1;
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* ---- counting and refusing; the lock is held ---- */

static void operation(void) {
  control->operations++;
  if (control->cut_before > 0 && control->operations >= control->cut_before) cut_power();
}

/* How many of the bytes the disk takes; -1, with errno, when it refuses. */
static ssize_t room_for(int what, size_t bytes) {
  if (control->refuse_after < 0 || !(control->refuse_what & what)) return (ssize_t)bytes;
  if (control->refuse_after > 0) {
    control->refuse_after--;
    return (ssize_t)bytes;
  }
  control->refused++;
  if (control->short_write && what == TAKES_ROOM && bytes > 1) {
    control->short_write = 0;
    return (ssize_t)(bytes / 2);
  }
  errno = (int)control->refuse_errno;
  return -1;
}

static struct file *tracked(int fd) {
  return is_on() && fd >= 0 && fd < MOST_FDS ? by_fd[fd] : NULL;
}

/* ---- what the process calls ---- */

static ssize_t write_at(int fd, const void *bytes, size_t count, off_t at, int moves) {
  pthread_mutex_lock(&lock);
  struct file *file = by_fd[fd];
  ssize_t room, done = -1;
  if (!file->is_index) operation();
  if ((room = room_for(TAKES_ROOM, count)) >= 0) {
    if (moves) at = fcntl(fd, F_GETFL) & O_APPEND ? file->length : lseek(fd, 0, SEEK_CUR);
    if (!file->is_index) before_change(file, at, at + room);
    done = moves ? real_write(fd, bytes, (size_t)room) : real_pwrite(fd, bytes, (size_t)room, at);
    if (!file->is_index && done > 0) {
      after_change(file, at, at + done);
      if (at + done > file->length) set_length(file, at + done);
    }
  }
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}

ssize_t write(int fd, const void *bytes, size_t count) {
  return tracked(fd) ? write_at(fd, bytes, count, 0, 1) : (is_on(), real_write(fd, bytes, count));
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  return tracked(fd) ? write_at(fd, bytes, count, at, 0) : (is_on(), real_pwrite(fd, bytes, count, at));
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { return pwrite64(fd, bytes, count, at); }

static ssize_t write_parts(int fd, const struct iovec *parts, int count, off_t at, int moves) {
  ssize_t total = 0;
  for (int i = 0; i < count; i++) {
    ssize_t done = write_at(fd, parts[i].iov_base, parts[i].iov_len, at + total, moves);
    if (done < 0) return total > 0 ? total : -1;
    total += done;
    if ((size_t)done < parts[i].iov_len) break;
  }
  return total;
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (tracked(fd)) return write_parts(fd, parts, count, 0, 1);
  static ssize_t (*real_writev)(int, const struct iovec *, int);
  if (!real_writev) real_writev = real("writev");
  return real_writev(fd, parts, count);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
  if (tracked(fd)) return write_parts(fd, parts, count, at, 0);
  static ssize_t (*real_pwritev)(int, const struct iovec *, int, off64_t);
  if (!real_pwritev) real_pwritev = real("pwritev64");
  return real_pwritev(fd, parts, count, at);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return pwritev64(fd, parts, count, at); }

/* Copies inside the kernel are refused, so that whoever copies falls back to writing. */
ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t bytes, unsigned flags) {
  if (!is_on() || !tracked(out)) return real_syscall(SYS_copy_file_range, in, in_at, out, out_at, bytes, flags);
  errno = ENOSYS;
  return -1;
}
ssize_t sendfile64(int out, int in, off64_t *at, size_t bytes) {
  if (!is_on() || !tracked(out)) return real_sendfile(out, in, at, bytes);
  errno = EINVAL;
  return -1;
}
ssize_t sendfile(int out, int in, off_t *at, size_t bytes) { return sendfile64(out, in, at, bytes); }
long syscall(long number, ...) {
  is_on();
  va_list list;
  long a[6];
  va_start(list, number);
  for (int i = 0; i < 6; i++) a[i] = va_arg(list, long);
  va_end(list);
  if (number == SYS_copy_file_range && tracked((int)a[2])) {
    errno = ENOSYS;
    return -1;
  }
  return real_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
int fallocate64(int fd, int mode, off64_t at, off64_t bytes) {
  if (!is_on() || !tracked(fd)) return (int)real_syscall(SYS_fallocate, fd, mode, at, bytes);
  errno = EOPNOTSUPP;
  return -1;
}
int fallocate(int fd, int mode, off_t at, off_t bytes) { return fallocate64(fd, mode, at, bytes); }
void *mmap64(void *at, size_t bytes, int protection, int flags, int fd, off64_t from) {
  is_on();
  struct file *file = fd >= 0 ? tracked(fd) : NULL;
  if (file && !file->is_index && (protection & PROT_WRITE) && (flags & MAP_SHARED))
    fail("a file is written through memory, which this library does not see", NULL);
  return real_mmap(at, bytes, protection, flags, fd, from);
}
void *mmap(void *at, size_t bytes, int protection, int flags, int fd, off_t from) {
  return mmap64(at, bytes, protection, flags, fd, from);
}

static int truncate_file(struct file *file, off_t length, int fd) {
  off_t before = file->length;
  if (!file->is_index) operation();
  if (length > before && room_for(TAKES_ROOM, 1) < 0) return -1;
  if (file->is_index) return real_ftruncate(fd, length);
  if (length < before) before_change(file, length, before);
  if (real_ftruncate(fd, length) != 0) return -1;
  if (length < before) after_change(file, length, before);
  set_length(file, length);
  return 0;
}
int ftruncate64(int fd, off64_t length) {
  if (!tracked(fd)) return is_on(), real_ftruncate(fd, length);
  pthread_mutex_lock(&lock);
  int done = truncate_file(by_fd[fd], length, fd), error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }
int truncate64(const char *path, off64_t length) {
  char full[PATH_MAX];
  if (is_on() && under_root(AT_FDCWD, path, full)) fail("truncate by name, which this library does not follow", path);
  return real_truncate(path, length);
}
int truncate(const char *path, off_t length) { return truncate64(path, length); }

static int open_tracked(const char *path, int flags, mode_t mode) {
  struct stat found;
  int is_new = 0, wipes = 0;
  pthread_mutex_lock(&lock);
  int fd = -1, is_there = lstat(path, &found) == 0;
  if (!is_there && (flags & O_CREAT)) {
    is_new = 1;
    if (!is_index(path)) operation();
    if (room_for(TAKES_ROOM, 1) < 0) goto done;
  }
  wipes = is_there && (flags & O_TRUNC) && S_ISREG(found.st_mode);
  fd = real_open(path, wipes ? flags & ~O_TRUNC : flags, mode);
  if (fd < 0) goto done;
  if (fd >= MOST_FDS) fail("too many open files", path);
  if (is_new && !is_index(path)) remember(CREATED, path, NULL, NULL);
  by_fd[fd] = file_of(fd, path);
  if (wipes && by_fd[fd] && truncate_file(by_fd[fd], 0, fd) != 0) fail("cannot empty", path);
done:;
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return fd;
}
static int open_any(int folder, const char *path, int flags, mode_t mode) {
  char full[PATH_MAX];
  if (is_on() && under_root(folder, path, full)) {
    if ((flags & O_TMPFILE) == O_TMPFILE) fail("a file without a name", path);
    return open_tracked(full, flags, mode);
  }
  return real_openat(folder, path, flags, mode);
}
#define MODE(flags, mode)                                      \
  mode_t mode = 0;                                             \
  if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) { \
    va_list list;                                              \
    va_start(list, flags);                                     \
    mode = (mode_t)va_arg(list, int);                          \
    va_end(list);                                              \
  }
int open64(const char *path, int flags, ...) {
  MODE(flags, mode)
  return open_any(AT_FDCWD, path, flags, mode);
}
int open(const char *path, int flags, ...) {
  MODE(flags, mode)
  return open_any(AT_FDCWD, path, flags, mode);
}
int openat64(int folder, const char *path, int flags, ...) {
  MODE(flags, mode)
  return open_any(folder, path, flags, mode);
}
int openat(int folder, const char *path, int flags, ...) {
  MODE(flags, mode)
  return open_any(folder, path, flags, mode);
}
int creat64(const char *path, mode_t mode) { return open_any(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat(const char *path, mode_t mode) { return creat64(path, mode); }
int close(int fd) {
  if (!tracked(fd)) return is_on(), real_close(fd);
  pthread_mutex_lock(&lock);
  by_fd[fd] = NULL;
  int done = real_close(fd), error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}

static int sync_any(int fd, int (*real_sync)(int)) {
  struct stat found;
  char link[64], path[PATH_MAX], full[PATH_MAX];
  struct file *file = tracked(fd);
  if (!control || fstat(fd, &found) != 0) return real_sync(fd);
  if (!file) {
    if (!S_ISDIR(found.st_mode)) return real_sync(fd);
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return -1;
    path[length] = 0;
    if (!under_root(AT_FDCWD, path, full)) return real_sync(fd);
  }
  pthread_mutex_lock(&lock);
  int done = 0;
  if (!file || !file->is_index) operation();
  if (room_for(SYNCS, 1) < 0) done = -1;
  else if (control->lies) done = 0;
  else if (!file) sync_folder(full);
  else if (!file->is_index) sync_file(file);
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}
int fsync(int fd) { return is_on(), sync_any(fd, real_fsync); }
int fdatasync(int fd) { return is_on(), sync_any(fd, real_fdatasync); }

static int remove_tracked(const char *path) {
  char grave[PATH_MAX];
  pthread_mutex_lock(&lock);
  int done;
  if (is_index(path)) {
    done = real_unlink(path);
  } else {
    operation();
    next_grave(grave);
    done = real_rename(path, grave);
    if (done == 0) remember(REMOVED, path, NULL, grave);
  }
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}
static int remove_folder_tracked(const char *path) {
  pthread_mutex_lock(&lock);
  operation();
  int done = real_rmdir(path), error = errno;
  if (done == 0) remember(FOLDER_REMOVED, path, NULL, NULL);
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}
int unlinkat(int folder, const char *path, int flags) {
  char full[PATH_MAX];
  struct stat found;
  if (!is_on() || !under_root(folder, path, full)) return real_unlinkat(folder, path, flags);
  if (flags & AT_REMOVEDIR) return remove_folder_tracked(full);
  if (lstat(full, &found) != 0) return -1;
  if (S_ISDIR(found.st_mode)) {
    errno = EISDIR;
    return -1;
  }
  return remove_tracked(full);
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
  struct stat found;
  if (lstat(path, &found) != 0) return -1;
  return S_ISDIR(found.st_mode) ? rmdir(path) : unlink(path);
}

int rename(const char *from, const char *to) {
  char full_from[PATH_MAX], full_to[PATH_MAX], grave[PATH_MAX];
  struct stat found;
  if (!is_on()) return real_rename(from, to);
  const char *tracked_from = under_root(AT_FDCWD, from, full_from), *tracked_to = under_root(AT_FDCWD, to, full_to);
  if (!tracked_from && !tracked_to) return real_rename(from, to);
  if (!tracked_from || !tracked_to) fail("a file is moved in or out", from);
  pthread_mutex_lock(&lock);
  operation();
  int replaces = lstat(full_to, &found) == 0 && !S_ISDIR(found.st_mode);
  if (replaces) {
    next_grave(grave);
    if (real_link(full_to, grave) != 0) fail("cannot keep what is replaced", full_to);
  }
  int done = real_rename(full_from, full_to), error = errno;
  if (done == 0) remember(RENAMED, full_from, full_to, replaces ? grave : NULL);
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  if (from_folder == AT_FDCWD && to_folder == AT_FDCWD) return rename(from, to);
  char full_from[PATH_MAX], full_to[PATH_MAX];
  if (is_on() && (under_root(from_folder, from, full_from) || under_root(to_folder, to, full_to)))
    fail("a file is moved by its folder's number", from);
  return (int)real_syscall(SYS_renameat, from_folder, from, to_folder, to);
}
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  if (flags == 0) return renameat(from_folder, from, to_folder, to);
  char full_from[PATH_MAX], full_to[PATH_MAX];
  if (is_on() && (under_root(from_folder, from, full_from) || under_root(to_folder, to, full_to)))
    fail("a renaming this library does not follow", from);
  return (int)real_syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}
int link(const char *from, const char *to) {
  char full[PATH_MAX];
  if (!is_on() || !under_root(AT_FDCWD, to, full)) return is_on(), real_link(from, to);
  pthread_mutex_lock(&lock);
  operation();
  int done = room_for(TAKES_ROOM, 1) < 0 ? -1 : real_link(from, full), error = errno;
  if (done == 0) remember(CREATED, full, NULL, NULL);
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}
int mkdir(const char *path, mode_t mode) {
  char full[PATH_MAX];
  if (!is_on() || !under_root(AT_FDCWD, path, full)) return is_on(), real_mkdir(path, mode);
  pthread_mutex_lock(&lock);
  operation();
  int done = room_for(TAKES_ROOM, 1) < 0 ? -1 : real_mkdir(full, mode), error = errno;
  if (done == 0) remember(FOLDER_MADE, full, NULL, NULL);
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}
