/* What the parts of the losing disk share; losing-disk.c says what it is. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

_Static_assert(sizeof(off_t) == 8 && sizeof(long) == 8, "lengths of files are 64 bits here");

/* Only the calls that the process makes are seen outside the library. */
#pragma GCC visibility push(hidden)

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


/* The calls themselves, behind the ones of disk-calls.c. */
struct real {
  int (*open)(const char *, int, ...);
  int (*openat)(int, const char *, int, ...);
  int (*close)(int);
  ssize_t (*write)(int, const void *, size_t);
  ssize_t (*pwrite)(int, const void *, size_t, off_t);
  int (*ftruncate)(int, off_t);
  int (*truncate)(const char *, off_t);
  int (*rename)(const char *, const char *);
  int (*unlink)(const char *);
  int (*unlinkat)(int, const char *, int);
  int (*link)(const char *, const char *);
  int (*mkdir)(const char *, mode_t);
  int (*rmdir)(const char *);
  int (*fsync)(int);
  int (*fdatasync)(int);
  ssize_t (*sendfile)(int, int, off_t *, size_t);
  void *(*mmap)(void *, size_t, int, int, int, off_t);
  long (*syscall)(long, ...);
};

/* losing-disk.c */
extern struct real real;
/* Held by every operation, and by the cut until the process is gone. */
extern pthread_mutex_t lock;
extern struct control *control;
extern char root[PATH_MAX], graves[PATH_MAX];
int is_on(void);
void *real_call(const char *name);
void fail(const char *what, const char *which);
void *allocate(size_t bytes);
int below(int limit);
uint64_t random_number(void);
/* Counts one, and cuts the power when its time has come. */
void operation(void);
/* How many of the bytes the disk takes; -1, with errno, when it refuses. */
ssize_t room_for(int what, size_t bytes);

/* disk-names.c */
enum change_kind { CREATED, REMOVED, RENAMED, FOLDER_MADE, FOLDER_REMOVED };
/* The path as it stands under the root, or NULL when it is elsewhere. `into` holds PATH_MAX bytes. */
const char *under_root(int folder, const char *path, char *into);
/* Whether the path is that of a -shm file. */
int is_index(const char *path);
void remember(enum change_kind kind, const char *path, const char *to, const char *grave);
void next_grave(char *into);
void sync_folder(const char *folder);
/* Takes the newest changes back that were not synced. */
void cut_names(void);

/* disk-contents.c */
struct file;
/* What is known of the file that is open under the number, NULL for what is no file. */
struct file *file_of(int fd, const char *path);
int is_index_file(const struct file *file);
int is_same_file(const struct file *file, const struct stat *found);
off_t length_of(const struct file *file);
/* To be called around each change of the bytes from `from` up to `to`. */
void before_change(struct file *file, off_t from, off_t to);
void after_change(struct file *file, off_t from, off_t to);
void set_length(struct file *file, off_t length);
void sync_file(struct file *file);
/* Gives every file a content that it may have after a power cut. */
void cut_contents(void);

#pragma GCC visibility pop
