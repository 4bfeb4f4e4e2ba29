/* The names on the disk: what was made, removed and renamed since its folder was last synced. */
#include "losing-disk.h"

struct change {
  enum change_kind kind;
  char *path, *to;
  char *grave; /* where what was removed or replaced lies, NULL for nothing */
  int is_synced;
};
static struct change *changes;
static int change_count, change_most, grave_count;

const char *under_root(int folder, const char *path, char *into) {
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

int is_index(const char *path) {
  size_t length = strlen(path);
  return length > 4 && strcmp(path + length - 4, "-shm") == 0;
}

static int folder_of_is(const char *path, const char *folder) {
  const char *slash = strrchr(path, '/');
  size_t length = (size_t)(slash - path);
  return strlen(folder) == length && strncmp(path, folder, length) == 0;
}

void remember(enum change_kind kind, const char *path, const char *to, const char *grave) {
  if (change_count == change_most) {
    change_most = change_most ? change_most * 2 : 256;
    changes = realloc(changes, sizeof *changes * (size_t)change_most);
    if (!changes) fail("no memory", NULL);
  }
  changes[change_count++] = (struct change){kind, strdup(path), to ? strdup(to) : NULL, grave ? strdup(grave) : NULL, 0};
}

void next_grave(char *into) {
  if (snprintf(into, PATH_MAX, "%.4000s/%d-%d", graves, (int)getpid(), grave_count++) >= PATH_MAX)
    fail("path too long", graves);
}

void sync_folder(const char *folder) {
  for (int i = 0; i < change_count; i++)
    if (folder_of_is(changes[i].path, folder) || (changes[i].to && folder_of_is(changes[i].to, folder)))
      changes[i].is_synced = 1;
}

static void take_back(const struct change *change) {
  char grave[PATH_MAX];
  switch (change->kind) {
    case CREATED:
      real.unlink(change->path);
      return;
    case REMOVED:
      real.rename(change->grave, change->path);
      return;
    case RENAMED:
      real.rename(change->to, change->path);
      if (change->grave) real.rename(change->grave, change->to);
      return;
    case FOLDER_MADE:
      /* With all that is in it, however well that was synced: nothing leads there. */
      next_grave(grave);
      real.rename(change->path, grave);
      return;
    case FOLDER_REMOVED:
      real.mkdir(change->path, 0700);
      return;
  }
}

void cut_names(void) {
  /* Independently of the contents: a name that outlives what it names is the classic loss. */
  int ways[] = {0, change_count, below(change_count + 1)}, kept = ways[below(3)];
  for (int i = change_count - 1; i >= kept; i--)
    if (!changes[i].is_synced) take_back(&changes[i]);
}
